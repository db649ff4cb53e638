"""Make `.venv` and install a lock file into it. Runs on the machine's own Python, with nothing but its library."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV_LOCK = ROOT / "tools" / "locks" / "uv.txt"


def make_environment() -> None:
    """Create `.venv` unless it is there."""
    if sys.version_info < (3, 11):  # noqa: UP036  (this very file is what an older Python gets to run)
        sys.exit("PMO Mandate needs Python 3.11 or newer. Name one with `make run PYTHON=python3.12`.")
    if PYTHON.exists():
        return
    if subprocess.call([sys.executable, "-m", "venv", str(VENV)]) != 0:
        sys.exit("The environment could not be made. On Debian: apt-get install python3-venv; then run `make` again.")


def install(lock: str) -> None:
    """Install the lock with uv, which is quick; else with pip, which knows mirrors that only pip is told of."""
    if not (VENV / "bin" / "uv").exists():
        pip("-r", str(UV_LOCK))
    quick = [str(VENV / "bin" / "uv"), "pip", "install", "-q", "-p", str(PYTHON), "--require-hashes", "-r", lock]
    try:
        done = subprocess.call(quick, cwd=ROOT, stdin=subprocess.DEVNULL) == 0
    except OSError:
        done = False
    if not done:
        print(f"uv could not install {lock}; trying pip.", flush=True)
        if pip("-r", lock) != 0:
            sys.exit(f"The packages of {lock} could not be installed: is the package index reachable?")


def pip(*arguments: str) -> int:
    """Run pip inside the environment."""
    command = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
    return subprocess.call([*command, *arguments], cwd=ROOT, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    make_environment()
    install(sys.argv[1])
