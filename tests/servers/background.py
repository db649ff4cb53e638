"""A real worker and a real scheduler, in processes of their own, on the database of the test."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.db import connection

from tools.node import ROOT

CELERY = [sys.executable, "-m", "celery", "-A", "pmo"]
STOP_LIMIT = 15


@contextmanager
def process(*words: str, broker: str, log: Path, **more: str) -> Iterator[subprocess.Popen]:
    """Run a command of Celery until the test is done with it."""
    told = {
        "DJANGO_SETTINGS_MODULE": "pmo.settings.test",
        "TEST_DATABASE_URL": database_url(),
        "TEST_REDIS_URL": broker,
        "TICK_SECONDS": "1",
    }
    with log.open("ab") as output:
        running = subprocess.Popen(
            [*CELERY, *words], cwd=ROOT, env=os.environ | told | more, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        yield running
    finally:
        running.terminate()
        try:
            running.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()


@contextmanager
def worker_and_scheduler(*, broker: str, log: Path, **more: str) -> Iterator[None]:
    """Run a worker and a scheduler that ticks every second."""
    with ExitStack() as stack:
        notes = stack.enter_context(tempfile.TemporaryDirectory(prefix="pmo-beat-"))
        for words in (
            ("worker", "-P", "threads", "-c", "2", "-l", "INFO", "--without-gossip", "--without-mingle"),
            ("beat", "-l", "INFO", "--pidfile=", "--schedule", f"{notes}/schedule"),
        ):
            stack.enter_context(process(*words, broker=broker, log=log, **more))
        yield


def database_url() -> str:
    """Return the address of the database that this test uses."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return f"postgres://{told['USER']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"
