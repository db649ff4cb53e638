"""What reminders cost on PostgreSQL that keeps every commit: planning, ticking among many, sending."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

from tests.servers import mail, postgres, redis
from tools.bench.registry import Samples, bench
from tools.chaos.children import running, scheduler, worker
from tools.node import ROOT

PATIENCE = 120
COUNTED = 3000


@contextmanager
def servers(folder: Path) -> Iterator[dict[str, str]]:
    """Start a database, a broker and a mail server; give what the processes on them are told."""
    with ExitStack() as stack:
        cluster = stack.enter_context(postgres.cluster(durable=True))
        told = {
            "DJANGO_SETTINGS_MODULE": "pmo.settings.test",
            "TEST_DATABASE_URL": cluster.url.removesuffix("pmo") + "postgres",
            "TEST_REDIS_URL": stack.enter_context(redis.running()),
            "TEST_MAIL_URL": stack.enter_context(mail.running_apart(folder / "arrivals")),
            "TICK_SECONDS": "1",
        }
        run(told, "manage.py", "migrate", "--verbosity=0")
        yield told


def run(told: dict[str, str], *words: str) -> None:
    """Run a part in a process of its own."""
    subprocess.run([sys.executable, *words], cwd=ROOT, env=os.environ | told, check=True)


@cache
def measured() -> dict[str, list[float]]:
    """Do everything once, one thing after the other, on one population."""
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="pmo-reminders-") as name:
        folder = Path(name)
        with servers(folder) as told:
            for deed in ("population", "plan", "preview", "sending", "ticks"):
                if deed == "sending":
                    found[deed] = [sending(folder, told)]
                    continue
                run(told, "-m", "tools.bench.reminding", deed, str(folder / deed))
                found[deed] = json.loads((folder / deed).read_text())
    return found


def sending(folder: Path, told: dict[str, str]) -> float:
    """Let two workers, of a thread each, send what is due; return how many mails a second arrived."""
    workers = [worker(name, folder, told, threads=1) for name in ("worker-1", "worker-2")]
    with running([*workers, scheduler("beat", folder, told)]):
        deadline = time.monotonic() + PATIENCE
        while mail.count(folder / "arrivals") < COUNTED and time.monotonic() < deadline:
            time.sleep(0.5)
        arrivals = mail.read(folder / "arrivals")
    if len(arrivals) < COUNTED:
        print(f"Only {len(arrivals)} of {COUNTED} mails arrived in {PATIENCE} seconds.")
        return len(arrivals) / PATIENCE
    return (len(arrivals) - 1) / (arrivals[-1].at - arrivals[0].at)


@bench("Tick with nothing due at 1,000,000 notices, PostgreSQL", unit="ms", target=20, slow=True)
def tick() -> Samples:
    """Take the ticks."""
    return measured()["ticks"]


@bench("Planning 40 days of 1,000 offices of 30", unit="s", target=60, slow=True)
def planning() -> Samples:
    """Take the seconds."""
    return measured()["plan"][:1]


@bench("Planning 40 days of 1,000 offices of 30, memory", unit="MB", target=300, slow=True)
def memory_of_planning() -> Samples:
    """Take the largest size of the process."""
    return measured()["plan"][1:]


@bench("Twelve months ahead of one office of 30", unit="ms", target=300, slow=True)
def preview() -> Samples:
    """Take the times."""
    return measured()["preview"]


@bench("Mails a second to a local server, two workers", unit="mails/s", target=100, at_least=True, slow=True)
def mails_a_second() -> Samples:
    """Take the rate from the first to the last."""
    return measured()["sending"]
