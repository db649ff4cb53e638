"""A whole site to measure, in a folder of its own: started as `make run` starts it, and stopped again."""

import http.client
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from tools.node import ROOT

LAUNCHER = [sys.executable, "-m", "tools.serve"]
STOP_LIMIT = 30
OWN = ("PATH", "HOME", "LANG", "TMPDIR")
OUTSIDE = ("_proxy", "_PROXY", "_BUNDLE", "_CERT", "_CERTS", "_FILE", "_DIR")  # how this machine reaches its registries


@dataclass(frozen=True)
class Site:
    """A running site: its launcher's process, its address, and the seconds from the start to the first page."""

    process: subprocess.Popen
    url: str
    seconds: float

    def get(self, path: str) -> int:
        """Fetch a page; return its status."""
        place = urlsplit(self.url)
        door = http.client.HTTPConnection(str(place.hostname), place.port, timeout=60)
        door.request("GET", path)
        status = door.getresponse().status
        door.close()
        return status


@cache
def folder() -> tempfile.TemporaryDirectory:
    """Return the folder of the measured site; it goes when the measuring ends."""
    return tempfile.TemporaryDirectory(prefix="pmo-bench-")


@cache
def environment() -> dict[str, str]:
    """Return the embedded default, whatever stands in this machine's own settings."""
    kept = {name: value for name, value in os.environ.items() if name in OWN or name.endswith(OUTSIDE)}
    return kept | {
        "PMO_VAR": folder().name,
        "DJANGO_SETTINGS_MODULE": "pmo.settings.demonstration",
        "SECRET_KEY": secrets.token_urlsafe(64),
    }


@contextmanager
def running(command: list[str] = LAUNCHER, *, told: dict[str, str] | None = None, place: Path = ROOT) -> Iterator[Site]:
    """Start a site, wait for its first page, stop it in the end."""
    began = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=place,
        env=told or environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        url = address(process)
        site = Site(process, url, 0)
        site.get("/account/login/")
        yield Site(process, url, time.monotonic() - began)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.communicate(timeout=STOP_LIMIT)


def address(process: subprocess.Popen) -> str:
    """Read what the launcher says until it names the address."""
    said = []
    for line in process.stdout or ():
        said.append(line)
        if "http://localhost:" in line:
            return line.split()[-1]
    raise RuntimeError("The site did not start:\n" + "".join(said))
