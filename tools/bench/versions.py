"""What a mandate with a long history costs to read: 500 versions of 60 statements, on a database file."""

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

SIZE = "500 versions of 60 statements"


@cache
def measured() -> dict[str, dict[str, Any]]:
    """Return what each page cost: what it is, milliseconds of every visit, and queries."""
    with installation() as told:
        file = Path(told["PMO_VAR"]) / "versions.json"
        manage("collectstatic", "--noinput", "--verbosity=0", told=in_production(told))
        words = [sys.executable, "-m", "tools.bench.versioned", str(file)]
        subprocess.run(words, cwd=ROOT, env=in_production(told), check=True)
        return json.loads(file.read_text())


def costliest(what: str, kind: str) -> Found:
    """Return what the page of a kind with the highest median cost, and its address."""
    pages = {name: page for name, page in measured().items() if page["kind"] == kind}
    name, page = max(pages.items(), key=lambda each: median(each[1][what]))
    return Found(page[what], name)


@bench(f"Versions, one opened of {SIZE}", unit="ms", target=60, slow=True)
def opened() -> Found:
    """Take the slowest of the pages that open a version."""
    return costliest("milliseconds", "open")


@bench(f"Versions, list, compare, as of a day of {SIZE}", unit="ms", target=150, slow=True)
def beside() -> Found:
    """Take the slowest of the pages that go through many versions or two."""
    return costliest("milliseconds", "beside")


@bench(f"Versions, hungriest page of {SIZE}", unit="queries", target=20, slow=True)
def hungriest() -> Found:
    """Take the page that asks most often; the run itself fails where the number of versions adds a query."""
    return max((costliest("queries", kind) for kind in ("open", "beside")), key=lambda found: median(found.samples))
