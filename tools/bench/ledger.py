"""What it costs to prove a ledger of a million entries, on a database file."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from tools.bench.pages import installation
from tools.bench.registry import Samples, bench
from tools.node import ROOT

ENTRIES = 1_000_000
MEGABYTE = 1_000_000
KILOBYTE = 1024


@cache
def measured() -> dict[str, Any]:
    """Write a long chain, then let a process of its own prove it; seconds and the most memory that it held."""
    with installation() as told:
        file = Path(told["PMO_VAR"]) / "found.json"
        for words in (["write", str(ENTRIES)], ["prove", str(file)]):
            asked = [sys.executable, "-m", "tools.bench.chained", *words]
            subprocess.run(asked, cwd=ROOT, env=told, check=True)
        return json.loads(file.read_text())


@bench(f"verify_ledger over {ENTRIES:,} entries", unit="s", target=60, slow=True)
def seconds() -> Samples:
    """Take the time of the whole command."""
    return measured()["seconds"]


@bench(f"verify_ledger over {ENTRIES:,} entries, most memory (RSS)", unit="MB", target=200, slow=True)
def memory() -> Samples:
    """Take the most memory that its process ever held."""
    return [measured()["kilobytes"] * KILOBYTE / MEGABYTE]
