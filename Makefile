# PMO Mandate: every command an engineer needs. `make help` lists them.
PYTHON ?= python3
# Images of Python often set it, and then each of our many processes would compile all it imports anew.
unexport PYTHONDONTWRITEBYTECODE
VENV := .venv/bin
RUN := .venv/.ok-run
DEV := .venv/.ok-dev
ASSETS := static/vendor/.ok
WORDS := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
SHARED_OUT := -n logical --dist loadfile --no-loadscope-reorder
.DEFAULT_GOAL := help
ifndef TOGETHER  # the checks and the PostgreSQL tests keep one core busy each
.NOTPARALLEL:
endif
.PHONY: help run test test-long chaos lint format types bench demo assets lock migrations-check deploy-check browsers words

help:  ## What can be asked of make
	@grep -hE '^[a-z-]+:.*## ' Makefile | awk -F ':.*## ' '{printf "  make %-18s %s\n", $$1, $$2}'

run: $(RUN) $(ASSETS) $(WORDS) var/pmo.env  ## Set up what is missing and serve the site with its worker and scheduler (PORT=8000)
	@exec $(VENV)/python -m tools.serve

test: $(DEV) $(ASSETS) $(WORDS)  ## Set up, check and test everything
	@$(MAKE) --no-print-directory -j2 TOGETHER=1 suite-postgres lint migrations-check deploy-check
	@$(MAKE) --no-print-directory suite

test-long: $(DEV) $(ASSETS) $(WORDS)  ## The long fault, property and size runs, and the whole suite on PostgreSQL
	$(VENV)/pytest -m long || [ $$? = 5 ]
	$(VENV)/python -m tools.chaos
	$(VENV)/python -m tests.servers $(VENV)/pytest $(SHARED_OUT)

chaos: $(DEV) $(WORDS)  ## Three years in minutes, everything killed at random, every reminder accounted for (SEED=1)
	$(VENV)/python -m tools.chaos --seed $(or $(SEED),1)

lint: $(DEV)  ## Style, templates, types, directions of imports
	$(VENV)/ruff check --quiet .
	$(VENV)/ruff format --check --quiet .
	@git ls-files '*.html' | xargs -r $(VENV)/djade --check --target-version 5.2
	$(VENV)/mypy --no-error-summary
	@$(VENV)/lint-imports --no-logo > var/cache/imports.log || (cat var/cache/imports.log; exit 1)

format: $(DEV)  ## Lay code and templates out as `make lint` wants them
	$(VENV)/ruff check --fix --quiet .
	$(VENV)/ruff format --quiet .
	@git ls-files '*.html' | xargs -r $(VENV)/djade --target-version 5.2

migrations-check: $(DEV)  ## Is every change of a model in a migration?
	$(VENV)/python manage.py makemigrations --check --dry-run --settings pmo.settings.test

deploy-check: $(DEV) $(WORDS)  ## Django's own check of the production settings
	@SECRET_KEY=only-to-check-$$(head -c 40 /dev/urandom | od -An -tx1 | tr -d ' \n') ALLOWED_HOSTS=pmo.example.org \
	SITE_URL=https://pmo.example.org MAIL_URL=smtp+tls://user:word@mail.example.org:587 \
	$(VENV)/python manage.py check --deploy --fail-level WARNING --settings pmo.settings.production

.PHONY: suite suite-postgres
suite: $(DEV) $(ASSETS) $(WORDS)
	$(VENV)/pytest $(SHARED_OUT)

suite-postgres: $(DEV) $(ASSETS) $(WORDS)
	$(VENV)/python -m tests.servers $(VENV)/pytest -m postgres

bench: $(DEV) $(ASSETS) $(WORDS) var/pmo.env  ## Measure against the targets (JSON=file writes them down)
	$(VENV)/python -m tools.bench $(if $(JSON),--json $(JSON)) $(if $(SLOW),--slow)

demo: $(RUN) $(ASSETS) $(WORDS) var/pmo.env  ## Set the demonstration to STAGE=elicited|drafted|agreed|signed|planned|reviewed|amended
	$(VENV)/python manage.py migrate --verbosity 0
	$(VENV)/python manage.py demo --stage $(or $(STAGE),$(error Name a stage: make demo STAGE=signed))

assets: $(ASSETS)  ## The fonts, from their packages

words: $(WORDS)  ## The words of the mails in other languages, as Django reads them (locale/)

lock: $(DEV)  ## Lock the packages anew (after a change of an .in file or of package.json)
	$(VENV)/python -m tools.lock

$(RUN): requirements.txt tools/install.py
	@echo "Setting up the environment in .venv"
	@$(PYTHON) tools/install.py $<
	@touch $@

$(DEV): requirements-dev.txt tools/install.py
	@echo "Setting up the environment in .venv, with what the tests need"
	@$(PYTHON) tools/install.py $<
	@mkdir -p var/cache
	@touch $@ $(RUN)

$(ASSETS): package-lock.json tools/assets.py tools/node.py | $(RUN)
	@echo "Fetching the fonts"
	@$(VENV)/python -m tools.assets
	@touch $@

locale/%.mo: locale/%.po tools/catalogues.py | $(RUN)
	@$(VENV)/python -m tools.catalogues $<

var/pmo.env:
	@$(PYTHON) tools/keys.py
