"""What every test stands on: no network, real servers on request, guards that step aside for a flush."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase

from pmo.access.models import Office
from pmo.audit import guards
from pmo.clock.shifting import unset_time
from tests.scenes import demonstration, snapshots
from tests.servers import background, mail, network, redis
from tests.servers.browser import FLAGS, chromium
from tests.servers.machine import Missing, may_skip
from tools import catalogues

# Playwright's own loop runs in this thread, and Django would take us for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


# The suite tries the same cases every time, so that it is green or red for a reason; `make test-long` draws new ones.
hypothesis.settings.register_profile("suite", derandomize=True, deadline=None)
hypothesis.settings.register_profile("long", deadline=None, print_blob=True)


LONG = (
    "tests/browser/test_every_page",
    "tests/stories/test_every_page",
    "tests/tools/test_serve",
    "tests/browser/",
    "tests/stories/",
    "tests/desk/",
    "tests/notices/test_background",
)
"""What takes long begins first, so that the test processes come to their ends together."""


def place_of(path: str) -> int:
    """Return the place in the queue of the files."""
    return next((place for place, start in enumerate(LONG) if path.startswith(start)), len(LONG))


def pytest_configure(config):
    hypothesis.settings.load_profile("long" if "long" in (config.option.markexpr or "") else "suite")
    catalogues.make_stale()
    network.forbid()
    let_guards_step_aside()


def pytest_collection_modifyitems(config, items):
    """Leave out what another run is for: `postgres` on SQLite, `long` unless asked."""
    on_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    unwanted = {"postgres"} if on_sqlite else set()
    if "long" not in (config.option.markexpr or ""):
        unwanted.add("long")
    left_out = [item for item in items if unwanted & {mark.name for mark in item.iter_markers()}]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]
    items.sort(key=lambda item: place_of(str(item.path.relative_to(config.rootpath))))


def pytest_collection_finish(session):
    """Spare the collector all that is loaded by now: it went through it again and again, a sixth of a test's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_sessionfinish(session, exitstatus):
    """A skipped test is a failed run in CI: nothing turns green by being left out."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if skipped and os.environ.get("CI") == "true" and exitstatus == 0:
        reporter.write_line(f"{len(skipped)} tests were skipped, and CI=true allows none.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def let_guards_step_aside() -> None:
    """Take the triggers of append-only tables away while a transactional test empties its tables."""
    empty_tables = TransactionTestCase._fixture_teardown

    def without_guards(case):
        guards.drop_all(connection)
        try:
            empty_tables(case)
        finally:
            guards.install_all(connection)

    TransactionTestCase._fixture_teardown = without_guards


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, tmp_path_factory) -> Path:
    """Make the database, and keep it as the migrations left it: putting a file in place is quicker than a flush."""
    empty = tmp_path_factory.mktemp("database") / "empty.sqlite3"
    if snapshots.possible():
        with django_db_blocker.unblock():
            snapshots.keep(empty)
        TransactionTestCase._fixture_teardown = lambda _case: snapshots.put_in_place(empty)
    return empty


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker) -> Iterator[None]:
    """A place for what all tests of a module begin with: written once, and taken away when the module ends."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The address of a real Redis server."""
    if given := os.environ.get("TEST_REDIS_URL"):
        yield given
        return
    with ExitStack() as stack:
        yield found_or_skipped(lambda: stack.enter_context(redis.running()))


@pytest.fixture
def mail_server(settings) -> Iterator[mail.MailServer]:
    """A real SMTP server, which Django's own backend delivers to."""
    with mail.running() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
        yield server


@pytest.fixture
def worker_and_scheduler(transactional_db, redis_url, tmp_path) -> Iterator[None]:
    """A real worker and a real scheduler on the database of this test."""
    with background.worker_and_scheduler(broker=redis_url, log=tmp_path / "celery.log"):
        yield


@pytest.fixture(scope="session")
def kept_stages(tmp_path_factory) -> demonstration.Stages:
    """The stages of the demonstration, in a folder that all test processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "stages"
    folder.mkdir(exist_ok=True)
    return demonstration.Stages(folder)


@pytest.fixture
def demonstration_at(transactional_db, kept_stages, settings) -> Iterator[Callable[[str], Office]]:
    """Bring the database of this test to a stage of the demonstration; its mail goes to the mailbox page."""
    settings.EMAIL_BACKEND = "pmo.notices.mailbox.MailboxBackend"
    yield kept_stages.lay_out
    unset_time()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args) -> dict:
    return browser_type_launch_args | {"executable_path": found_or_skipped(chromium), "args": FLAGS}


def found_or_skipped(start):
    """Return what was found; a machine without it fails the test unless ALLOW_SKIP=1."""
    try:
        return start()
    except Missing as missing:
        if may_skip():
            pytest.skip(str(missing))
        pytest.fail(str(missing), pytrace=False)
