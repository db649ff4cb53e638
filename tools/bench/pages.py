"""What pages cost: the demonstration's own, in production settings on a database file that keeps every commit."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Any

from tools.bench.registry import Found, Samples, bench
from tools.bench.site import environment
from tools.node import ROOT

STAGE = "amended"


@contextmanager
def installation() -> Iterator[dict[str, str]]:
    """Make an installation with an empty database; give what its processes are told."""
    with tempfile.TemporaryDirectory(prefix="pmo-pages-") as folder:
        told = environment() | {"PMO_VAR": folder}
        (Path(folder) / "broker").mkdir()
        manage("migrate", "--verbosity=0", told=told)
        yield told


def manage(*words: str, told: dict[str, str]) -> float:
    """Run a command of manage.py; return the seconds that it took."""
    began = monotonic()
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=told, check=True, stdout=subprocess.DEVNULL)
    return monotonic() - began


def in_production(told: dict[str, str]) -> dict[str, str]:
    """Return production settings on the same data, as one tries them on one machine."""
    return told | {
        "DJANGO_SETTINGS_MODULE": "pmo.settings.production",
        "PMO_PLAIN_HTTP": "1",
        "ALLOWED_HOSTS": "localhost",
        "MAIL_URL": "smtp://localhost:1",
    }


@cache
def measured() -> dict[str, dict[str, Any]]:
    """Return what each page cost each role: milliseconds of every visit, and queries."""
    with installation() as told:
        file, true_time = Path(told["PMO_VAR"]) / "pages.json", "from pmo.clock.shifting import unset_time as it; it()"
        manage("demo", f"--stage={STAGE}", told=told)
        manage("shell", "--no-imports", "-c", true_time, told=told)
        manage("collectstatic", "--noinput", "--verbosity=0", told=in_production(told))
        words = [sys.executable, "-m", "tools.bench.visiting", str(file)]
        subprocess.run(words, cwd=ROOT, env=in_production(told), check=True)
        return json.loads(file.read_text())


def costliest(what: str) -> Found:
    """Return what the page with the highest median cost, and its name."""
    name, page = max(measured().items(), key=lambda each: median(each[1][what]))
    return Found(page[what], name)


@bench("Page median, slowest page", unit="ms", target=60)
def slowest_page() -> Found:
    """Take the times of the page whose median is the highest."""
    return costliest("milliseconds")


@bench("Page median, all pages", unit="ms", target=60)
def all_pages() -> Found:
    """Take the medians of all pages."""
    return Found([median(page["milliseconds"]) for page in measured().values()], f"{len(measured())} pages and roles")


@bench("Queries of the hungriest page", unit="queries", target=20)
def hungriest_page() -> Found:
    """Take the page that asks the database most often."""
    return costliest("queries")


@bench(f"Demonstration set to {STAGE}", unit="s", target=60)
def setting_the_demonstration() -> Samples:
    """Set a new installation to the last stage."""
    with installation() as told:
        return [manage("demo", f"--stage={STAGE}", told=told) for _ in range(2)]


@bench("Ledger of the demonstration verified", unit="s", target=10)
def verifying() -> Samples:
    """Verify every chain of the demonstration, the start of the command included."""
    with installation() as told:
        manage("demo", f"--stage={STAGE}", told=told)
        return [manage("verify_ledger", told=told) for _ in range(3)]
