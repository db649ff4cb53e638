"""What the embedded default costs: memory, and the time until somebody can work."""

import subprocess
import tempfile
import time
from pathlib import Path

import psutil

from tools.bench.registry import Samples, bench
from tools.bench.site import environment, running
from tools.node import ROOT

MEGABYTE = 1_000_000


@bench("Web, worker and beat together, with broker and launcher (PSS)", unit="MB", target=400)
def memory() -> Samples:
    """Sum the proportional set sizes after some pages were served and some ticks went by."""
    samples = []
    with running(told=environment() | {"TICK_SECONDS": "1"}) as site:
        for _ in range(20):
            site.get("/account/login/")
        for _ in range(5):
            time.sleep(1)
            launcher = psutil.Process(site.process.pid)
            family = [launcher, *launcher.children(recursive=True)]
            samples.append(sum(process.memory_full_info().pss for process in family) / MEGABYTE)
    return samples


@bench("Later start to first page by make run", unit="s", target=8)
def later_start() -> Samples:
    """Start a site that was started before."""
    with running():
        pass
    return [seconds() for _ in range(3)]


def seconds() -> float:
    """Start once and return how long it took."""
    with running(["make", "run"]) as site:
        return site.seconds


@bench("Fresh clone to first page by make run", unit="s", target=180, slow=True)
def fresh_clone() -> Samples:
    """Clone into a new folder with a new home, so that nothing is there that was not brought."""
    with tempfile.TemporaryDirectory(prefix="pmo-clone-") as name:
        place, home = Path(name) / "clone", Path(name) / "home"
        home.mkdir()
        subprocess.run(["git", "clone", "-q", str(ROOT), str(place)], check=True)
        told = {name: value for name, value in environment().items() if name not in {"PMO_VAR", "SECRET_KEY"}}
        with running(["make", "run"], told=told | {"HOME": str(home)}, place=place) as site:
            return [site.seconds]
