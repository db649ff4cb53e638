"""Workers, schedulers, broker and database: killed at random instants, and started again."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from signal import SIGKILL, SIGTERM

from tests.servers.postgres import Cluster
from tests.servers.redis import Broker
from tools.chaos.setting import note
from tools.serve.family import Child

CELERY = [sys.executable, "-m", "celery", "-A", "pmo"]
WORKER = ("worker", "-P", "threads", "-c", "2", "-l", "WARNING", "--without-gossip", "--without-mingle")
WEIGHTS = {"worker": 6, "both workers": 1, "scheduler": 2, "both schedulers": 1, "Redis": 3, "PostgreSQL": 4, "all": 1}
STOP_LIMIT = 20


@dataclass
class Victims:
    """Everything that may be killed."""

    cluster: Cluster
    broker: Broker
    workers: list[Child]
    schedulers: list[Child]
    kills: list[str] = field(default_factory=list)

    def start(self) -> None:
        """Start the workers and the schedulers."""
        for child in [*self.workers, *self.schedulers]:
            child.start()

    def those(self, what: str, dice: Random) -> list[Child | Cluster | Broker]:
        """Return who is meant."""
        meant: dict[str, list[Child | Cluster | Broker]] = {
            "worker": [dice.choice(self.workers)],
            "both workers": [*self.workers],
            "scheduler": [dice.choice(self.schedulers)],
            "both schedulers": [*self.schedulers],
            "Redis": [self.broker],
            "PostgreSQL": [self.cluster],
            "all": [*self.workers, *self.schedulers, self.broker, self.cluster],
        }
        return meant[what]

    def strike(self, dice: Random, file: Path) -> None:
        """Kill somebody, and start them again after a while."""
        (what,) = dice.choices(list(WEIGHTS), weights=list(WEIGHTS.values()))
        struck = self.those(what, dice)
        killed = time.time()
        for victim in struck:
            kill(victim)
        self.kills.append(what)
        time.sleep(dice.uniform(0.2, 3))
        for victim in reversed(struck):
            victim.start()
        note(file, what=what, killed=killed, whole=time.time())

    def revive(self, file: Path) -> None:
        """Start whoever fell by themselves, and note it: nobody should."""
        for child in [*self.workers, *self.schedulers]:
            if not child.runs:
                note(file, what=f"{child.name} fell", killed=time.time(), whole=time.time())
                child.start()

    def stop(self) -> None:
        """Stop workers and schedulers as one should, by force when they do not."""
        children = [*self.workers, *self.schedulers]
        for child in children:
            child.signal(SIGTERM)
        deadline = time.monotonic() + STOP_LIMIT
        while any(child.runs for child in children) and time.monotonic() < deadline:
            time.sleep(0.1)
        for child in children:
            kill(child)


def kill(victim: Child | Cluster | Broker) -> None:
    """Kill where it stands."""
    if not isinstance(victim, Child):
        victim.kill()
        return
    victim.signal(SIGKILL)
    if victim.process:
        victim.process.wait(STOP_LIMIT)


def rage(victims: Victims, dice: Random, calm: tuple[float, float], file: Path, goes_on: Callable[[], bool]) -> None:
    """Strike again and again while it goes on."""
    while True:
        wait = time.monotonic() + dice.uniform(*calm)
        while time.monotonic() < wait:
            time.sleep(0.05)
            victims.revive(file)
            if not goes_on():
                return
        victims.strike(dice, file)


@contextmanager
def victims(cluster: Cluster, broker: Broker, folder: Path, told: dict[str, str]) -> Iterator[Victims]:
    """Prepare two workers and two schedulers; none of them outlives the run."""

    def child(name: str, *words: str) -> Child:
        return Child(name, [*CELERY, *words], os.environ | told, folder / f"{name}.log")

    def beat(name: str) -> Child:
        return child(name, "beat", "-l", "WARNING", "--pidfile=", "--schedule", str(folder / f"{name}.schedule"))

    workers = [child(name, *WORKER, "-n", f"{name}@chaos") for name in ("worker-1", "worker-2")]
    family = Victims(cluster, broker, workers, [beat("beat-1"), beat("beat-2")])
    try:
        yield family
    finally:
        family.stop()
