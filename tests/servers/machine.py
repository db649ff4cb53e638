"""What this machine has: programs on it, or taken from its packages when we may."""

import os
import shutil
import socket
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import Any

START_LIMIT = 20


class Missing(Exception):
    """A server or a browser that the tests need is not on this machine and could not be put there."""


def program(*names: str, folders: str = "", package: str = "") -> str:
    """Return the path of the first program found, installing its package when we are root."""
    if found := look(names, folders):
        return found
    if package and install(package) and (found := look(names, folders)):
        return found
    raise Missing(f"No {names[0]} on this machine. Install it (Debian: apt-get install {package or names[0]}).")


def look(names: tuple[str, ...], folders: str) -> str | None:
    """Look on PATH, then in folders given as a pattern, the newest version first."""
    versions = sorted(Path("/").glob(folders.lstrip("/")), key=version) if folders else []
    places = [os.environ.get("PATH", ""), *map(str, reversed(versions))]
    return next((found for name in names for place in places if (found := shutil.which(name, path=place))), None)


def version(folder: Path) -> list[int]:
    """Return the numbers in a path, to sort versions by."""
    return [int(part) for part in folder.parts if part.isdigit()]


def install(package: str) -> bool:
    """Install a Debian package, if this is a Debian and we are root."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    quiet: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "env": os.environ | DEBIAN}
    subprocess.call(["apt-get", "update", "-qq"], **quiet)
    return subprocess.call(["apt-get", "install", "-qq", "--no-install-recommends", *package.split()], **quiet) == 0


DEBIAN = {"DEBIAN_FRONTEND": "noninteractive"}


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def wait_for_port(port: int) -> None:
    """Wait until somebody listens on the port."""
    deadline = time.monotonic() + START_LIMIT
    while True:
        with closing(socket.socket()) as sock:
            if sock.connect_ex(("127.0.0.1", port)) == 0:
                return
        if time.monotonic() > deadline:
            raise RuntimeError(f"Nobody listens on port {port}.")
        time.sleep(0.02)


def may_skip() -> bool:
    """Say whether a missing server may be skipped: only when somebody said so, and never in CI."""
    return os.environ.get("ALLOW_SKIP") == "1" and os.environ.get("CI") != "true"
