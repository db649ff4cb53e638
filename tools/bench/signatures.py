"""What a signature costs: 1,000 by HTTP POST in proved sessions, every commit kept on the disk."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

from tools.bench.pages import in_production, installation, manage
from tools.bench.registry import Samples, bench
from tools.node import ROOT

WHAT = "signature by HTTP POST, of 1,000"


@cache
def measured() -> list[float]:
    """Return what each signature took, in milliseconds, in ascending order."""
    with installation() as told:
        file = Path(told["PMO_VAR"]) / "signed.json"
        manage("collectstatic", "--noinput", "--verbosity=0", told=in_production(told))
        words = [sys.executable, "-m", "tools.bench.signed", str(file)]
        subprocess.run(words, cwd=ROOT, env=in_production(told), check=True)
        return sorted(json.loads(file.read_text()))


@bench(f"Median {WHAT}", unit="ms", target=25, slow=True)
def median_signature() -> Samples:
    """Take all of them; their median is judged."""
    return measured()


@bench(f"95th percentile {WHAT}", unit="ms", target=60, slow=True)
def slow_signature() -> Samples:
    """Take the one that 95 in a hundred are not slower than."""
    times = measured()
    return [times[round(len(times) * 0.95) - 1]]
