"""What the pages of consensus cost a large office: 30 executives × 200 statements × 6 rounds, on a database file."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from tools.bench.pages import in_production, installation, manage
from tools.bench.registry import Found, bench
from tools.node import ROOT

SIZE = "30 executives × 200 statements × 6 rounds"


@cache
def measured() -> dict[str, dict[str, Any]]:
    """Return what each page cost: milliseconds of every visit, and queries."""
    with installation() as told:
        file = Path(told["PMO_VAR"]) / "consensus.json"
        manage("collectstatic", "--noinput", "--verbosity=0", told=in_production(told))
        words = [sys.executable, "-m", "tools.bench.large", str(file)]
        subprocess.run(words, cwd=ROOT, env=in_production(told), check=True)
        return json.loads(file.read_text())


def costliest(what: str) -> Found:
    """Return what the page with the highest median cost, and its address."""
    name, page = max(measured().items(), key=lambda each: median(each[1][what]))
    return Found(page[what], name)


@bench(f"Consensus, slowest page of {SIZE}", unit="ms", target=300, slow=True)
def slowest_page() -> Found:
    """Take the times of the page whose median is the highest."""
    return costliest("milliseconds")


@bench(f"Consensus, hungriest page of {SIZE}", unit="queries", target=25, slow=True)
def hungriest_page() -> Found:
    """Take the page that asks the database most often."""
    return costliest("queries")
