"""A PostgreSQL cluster that lives as long as one run of the tests, and can be killed and started again."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.servers.machine import free_port, program

FOLDERS = "/usr/lib/postgresql/*/bin"
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
DURABLE = "-c fsync=on -c synchronous_commit=on -c full_page_writes=on"
START_LIMIT = 60


@dataclass
class Cluster:
    """A cluster in a folder; `durable` keeps what fault tests rely on."""

    pg_ctl: str
    home: Path
    port: int
    durable: bool

    @property
    def url(self) -> str:
        return f"postgres://pmo@127.0.0.1:{self.port}/pmo"

    @property
    def data(self) -> str:
        return str(self.home / "data")

    def create(self, initdb: str) -> None:
        """Make the files of the cluster."""
        own(self.home)
        command(self.home, initdb, "-D", self.data, "-U", "pmo", "-A", "trust", "-E", "UTF8", "--no-sync")

    def start(self) -> None:
        """Start, and wait until it answers; after a kill what is left of the former one may still be leaving."""
        manner = DURABLE if self.durable else QUICK
        options = f"-p {self.port} -k {self.home} -c listen_addresses=127.0.0.1 {manner}"
        deadline = time.monotonic() + START_LIMIT
        while True:
            try:
                command(self.home, self.pg_ctl, "-D", self.data, "-o", options, "-l", f"{self.home}/log", "-w", "start")
            except RuntimeError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
            else:
                return

    def kill(self) -> None:
        """Kill the server and everybody who works for it where they stand."""
        with suppress(psutil.NoSuchProcess, FileNotFoundError):
            server = psutil.Process(int(Path(self.data, "postmaster.pid").read_text().split()[0]))
            family = [server, *server.children(recursive=True)]
            for process in family:
                with suppress(psutil.NoSuchProcess):
                    process.kill()
            psutil.wait_procs(family, timeout=START_LIMIT)

    def stop(self) -> None:
        """Stop at once."""
        command(self.home, self.pg_ctl, "-D", self.data, "-m", "immediate", "-w", "stop", check=False)


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """Start a cluster that the test may kill."""
    pg_ctl = program("pg_ctl", folders=FOLDERS, package="postgresql")
    initdb = program("initdb", folders=str(Path(pg_ctl).resolve().parent))
    started = Cluster(pg_ctl, Path(tempfile.mkdtemp(prefix="pmo-postgres-")), free_port(), durable)
    try:
        started.create(initdb)
        started.start()
        yield started
    finally:
        started.stop()
        shutil.rmtree(started.home, ignore_errors=True)


@contextmanager
def running(*, durable: bool = False) -> Iterator[str]:
    """Start a cluster and yield its address."""
    with cluster(durable=durable) as started:
        yield started.url


def own(home: Path) -> None:
    """Give the folder to the user who runs PostgreSQL, which refuses to run as root."""
    if os.geteuid() == 0:
        shutil.chown(home, "postgres")


def command(home: Path, *words: str, check: bool = True) -> None:
    """Run one of PostgreSQL's commands as a user it accepts."""
    if os.geteuid() == 0:
        words = ("runuser", "-u", "postgres", "--", *words)
    done = subprocess.run(words, cwd=home, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if check and done.returncode != 0:
        raise RuntimeError(f"{' '.join(words)}\n{done.stdout}{done.stderr}")
