"""A PostgreSQL cluster that lives as long as one run of the tests."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.machine import free_port, program

FOLDERS = "/usr/lib/postgresql/*/bin"
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@contextmanager
def running(*, durable: bool = False) -> Iterator[str]:
    """Start a cluster and yield its address; `durable` keeps what fault tests rely on."""
    pg_ctl = program("pg_ctl", folders=FOLDERS, package="postgresql")
    initdb = program("initdb", folders=str(Path(pg_ctl).resolve().parent))
    home = Path(tempfile.mkdtemp(prefix="pmo-postgres-"))
    port = free_port()
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 {'' if durable else QUICK}"
    try:
        own(home)
        command(home, initdb, "-D", str(home / "data"), "-U", "pmo", "-A", "trust", "-E", "UTF8", "--no-sync")
        command(home, pg_ctl, "-D", str(home / "data"), "-o", options, "-l", str(home / "log"), "-w", "start")
        yield f"postgres://pmo@127.0.0.1:{port}/pmo"
    finally:
        command(home, pg_ctl, "-D", str(home / "data"), "-m", "immediate", "-w", "stop", check=False)
        shutil.rmtree(home, ignore_errors=True)


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
