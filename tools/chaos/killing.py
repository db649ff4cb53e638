"""Workers, schedulers, broker and database: killed at random instants, and started again."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.servers.postgres import Cluster
from tests.servers.redis import Broker
from tools.chaos import children
from tools.chaos.setting import note
from tools.serve.family import Child

WEIGHTS = {"worker": 6, "both workers": 1, "scheduler": 2, "both schedulers": 1, "Redis": 3, "PostgreSQL": 4, "all": 1}


@dataclass
class Victims:
    """Everything that may be killed."""

    cluster: Cluster
    broker: Broker
    workers: list[Child]
    schedulers: list[Child]
    kills: list[str] = field(default_factory=list)

    @property
    def children(self) -> list[Child]:
        return [*self.workers, *self.schedulers]

    def those(self, what: str, dice: Random) -> list[Child | Cluster | Broker]:
        """Return who is meant."""
        meant: dict[str, list[Child | Cluster | Broker]] = {
            "worker": [dice.choice(self.workers)],
            "both workers": [*self.workers],
            "scheduler": [dice.choice(self.schedulers)],
            "both schedulers": [*self.schedulers],
            "Redis": [self.broker],
            "PostgreSQL": [self.cluster],
            "all": [*self.children, self.broker, self.cluster],
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
        for child in self.children:
            if not child.runs:
                note(file, what=f"{child.name} fell", killed=time.time(), whole=time.time())
                child.start()


def kill(victim: Child | Cluster | Broker) -> None:
    """Kill where it stands."""
    if isinstance(victim, Child):
        children.kill(victim)
    else:
        victim.kill()


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
