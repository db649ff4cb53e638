"""A Redis server that lives as long as one run of the tests, and can be killed and started again."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.machine import free_port, program, wait_for_port

STOP_LIMIT = 10


@dataclass
class Broker:
    """A server in a folder; what it holds is gone when it is killed, as nothing may rest on it."""

    program: str
    folder: Path
    port: int
    process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start, and wait until it answers."""
        words = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder), "--save", ""]
        self.process = subprocess.Popen(
            [self.program, *words], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
        )
        wait_for_port(self.port)

    def kill(self) -> None:
        """Kill it where it stands."""
        if self.process:
            self.process.kill()
            self.process.wait(STOP_LIMIT)

    def stop(self) -> None:
        """Stop it as one should."""
        if self.process:
            self.process.terminate()
            self.process.wait(STOP_LIMIT)


@contextmanager
def broker() -> Iterator[Broker]:
    """Start a Redis server that the test may kill."""
    server = program("redis-server", "valkey-server", package="redis-server")
    with tempfile.TemporaryDirectory(prefix="pmo-redis-") as folder:
        started = Broker(server, Path(folder), free_port())
        try:
            started.start()
            yield started
        finally:
            started.stop()


@contextmanager
def running() -> Iterator[str]:
    """Start a Redis server and yield its address."""
    with broker() as started:
        yield started.url
