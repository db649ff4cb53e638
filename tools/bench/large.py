"""`python -m tools.bench.large FILE`: write the large office, then time its pages of consensus in this process."""

import json
import sys
from pathlib import Path
from typing import Any

from tools.bench import visiting  # sets Django up, and models are there afterwards only

# isort: split
from django.db import transaction

from pmo.access.models import Person
from pmo.wsgi import application
from tools.bench.many import MANAGER, ROUNDS, SLUG, populate
from tools.crawling.following import browser, visit

RUNS = 7
PAGES = ("", "progress/", "mandate/alignment/", "rounds/", f"rounds/{ROUNDS}/", "rounds/1/")


def main(file: Path) -> None:
    """Write, warm, then time the pages in turns."""
    with transaction.atomic():
        populate()
    client = browser(Person.objects.get_by_natural_key(MANAGER), visiting.HOST)
    found: dict[str, dict[str, Any]] = {}
    for page in (f"/{SLUG}/{page}" for page in PAGES):
        asked, _response = visit(client, page, read=False)
        if asked.status != 200:
            raise RuntimeError(f"{page} answers {asked.status}. {asked.fault}")
        found[page] = {"queries": [asked.queries], "size": asked.size, "milliseconds": []}
    for _ in range(RUNS):
        for page, cost in found.items():
            cost["milliseconds"].append(visiting.seconds(application, client, page) * 1000)
    file.write_text(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
