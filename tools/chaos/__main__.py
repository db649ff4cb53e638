"""`make chaos`: run it, judge it, print the report; the exit code says whether every reminder is accounted for."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.servers import mail, postgres, redis
from tests.servers.mail import Manners
from tools.chaos import children
from tools.chaos.killing import Victims, rage
from tools.chaos.setting import Setting
from tools.node import ROOT

MANNERS = Manners(later=0.03, never=0.01, die=0.006, hang=0.0008, freeze=0.0008, slow=0.01, slow_for=0.3, hang_for=8)
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "pmo.settings.test",
    "TICK_SECONDS": "1",
    "TEST_LEASE_SECONDS": "5",
    "TEST_MAIL_TIMEOUT": "2",
}


def main() -> None:
    """Start the servers, found the offices, let the years pass under blows, let all come to rest, judge."""
    parser = argparse.ArgumentParser(prog="make chaos", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=480, help="how long the years take")
    parser.add_argument("--years", type=float, default=3)
    parser.add_argument("--offices", type=int, default=5)
    parser.add_argument("--seats", type=int, default=20)
    parser.add_argument("--calm", type=float, nargs=2, default=(4, 20), help="seconds between two blows")
    parser.add_argument("--folder", type=Path, help="keep everything that was written down there")
    asked = vars(parser.parse_args())
    folder = asked.pop("folder")
    setting = Setting(**asked | {"calm": tuple(asked["calm"])})
    with tempfile.TemporaryDirectory(prefix="pmo-chaos-") as temporary:
        kept = folder or Path(temporary)
        kept.mkdir(parents=True, exist_ok=True)
        sys.exit(chaos(setting, kept))


def chaos(setting: Setting, folder: Path) -> int:
    """Do it all; return the judge's exit code."""
    setting.write(folder)
    arrivals = folder / "arrivals"
    with (
        postgres.cluster(durable=True) as cluster,
        redis.broker() as broker,
        mail.running_apart(arrivals, MANNERS, seed=setting.seed) as mail_url,
    ):
        told = ENVIRONMENT | {
            "TEST_DATABASE_URL": cluster.url.removesuffix("pmo") + "postgres",
            "TEST_REDIS_URL": broker.url,
            "TEST_MAIL_URL": mail_url,
        }
        python(told, "manage.py", "migrate", "--verbosity=0")
        python(told, "-m", "tools.chaos.founding", str(folder))
        workers = [children.worker(name, folder, told) for name in ("worker-1", "worker-2")]
        schedulers = [children.scheduler(name, folder, told) for name in ("beat-1", "beat-2")]
        family = Victims(cluster, broker, workers, schedulers)
        with children.running(family.children):
            live(family, setting, folder, told)
            python(told, "-m", "tools.chaos.living", str(folder), "settle")
        return python(told, "-m", "tools.chaos.judging", str(folder), check=False)


def live(family: Victims, setting: Setting, folder: Path, told: dict[str, str]) -> None:
    """Let the years pass while everything is killed now and then."""
    words = [sys.executable, "-m", "tools.chaos.living", str(folder), "run"]
    living = subprocess.Popen(words, cwd=ROOT, env=os.environ | told)
    try:
        while not (folder / "pace").exists() and living.poll() is None:
            time.sleep(0.05)
        rage(family, setting.dice("blows"), setting.calm, folder / "kills", lambda: living.poll() is None)
        if living.returncode:
            sys.exit("The years did not pass to their end.")
    finally:
        if living.poll() is None:
            living.kill()
            living.wait()


def python(told: dict[str, str], *words: str, check: bool = True) -> int:
    """Run a part of it in a process of its own; return its exit code."""
    return subprocess.run([sys.executable, *words], cwd=ROOT, env=os.environ | told, check=check).returncode


if __name__ == "__main__":
    main()
