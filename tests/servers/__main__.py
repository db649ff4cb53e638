"""Run a command with a real PostgreSQL and a real Redis beside it: python -m tests.servers pytest -m postgres"""

import os
import signal
import subprocess
import sys

from tests.servers import postgres, redis
from tests.servers.machine import Missing, may_skip


def main(command: list[str]) -> int:
    """Start both servers, run the command, stop them; return the command's exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))
    try:
        with postgres.running(durable="TEST_DURABLE" in os.environ) as database, redis.running() as broker:
            environment = os.environ | {"TEST_DATABASE_URL": database, "TEST_REDIS_URL": broker}
            return subprocess.call(command, env=environment)
    except Missing as missing:
        if not may_skip():
            sys.exit(str(missing))
        print(f"Skipped {' '.join(command)}: {missing}")
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
