"""Real workers and schedulers, each a process of its own."""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGKILL, SIGTERM

from tools.serve.family import Child

CELERY = [sys.executable, "-m", "celery", "-A", "pmo"]
WORKER = ("worker", "-P", "threads", "-l", "WARNING", "--without-gossip", "--without-mingle")
STOP_LIMIT = 20


def worker(name: str, folder: Path, told: dict[str, str], threads: int = 2) -> Child:
    """Prepare a worker."""
    words = [*CELERY, *WORKER, "-c", str(threads), "-n", f"{name}@chaos"]
    return Child(name, words, os.environ | told, folder / f"{name}.log")


def scheduler(name: str, folder: Path, told: dict[str, str]) -> Child:
    """Prepare a scheduler."""
    words = ("beat", "-l", "WARNING", "--pidfile=", "--schedule", str(folder / f"{name}.schedule"))
    return Child(name, [*CELERY, *words], os.environ | told, folder / f"{name}.log")


def kill(child: Child) -> None:
    """Kill a process where it stands."""
    child.signal(SIGKILL)
    if child.process:
        child.process.wait(STOP_LIMIT)


@contextmanager
def running(children: Iterable[Child]) -> Iterator[None]:
    """Start them all; stop them as one should in the end, by force those who do not."""
    family = list(children)
    try:
        for child in family:
            child.start()
        yield
    finally:
        for child in family:
            child.signal(SIGTERM)
        deadline = time.monotonic() + STOP_LIMIT
        while any(child.runs for child in family) and time.monotonic() < deadline:
            time.sleep(0.1)
        for child in family:
            kill(child)
