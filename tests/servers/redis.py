"""A Redis server that lives as long as one run of the tests."""

import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from tests.servers.machine import free_port, program

START_LIMIT = 10


@contextmanager
def running() -> Iterator[str]:
    """Start a Redis server and yield its address."""
    server = program("redis-server", "valkey-server", package="redis-server")
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="pmo-redis-") as folder:
        words = [server, "--port", str(port), "--bind", "127.0.0.1", "--dir", folder, "--save", ""]
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        try:
            wait(port)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()
            process.wait(START_LIMIT)


def wait(port: int) -> None:
    """Wait until somebody listens on the port."""
    deadline = time.monotonic() + START_LIMIT
    while True:
        with closing(socket.socket()) as sock:
            if sock.connect_ex(("127.0.0.1", port)) == 0:
                return
        if time.monotonic() > deadline:
            raise RuntimeError("Redis did not start.")
        time.sleep(0.02)
