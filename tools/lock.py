"""Lock what the `.in` files and package.json name: exact versions with hashes, for every platform, and no host."""

import subprocess
import sys
from pathlib import Path

from tools.node import ROOT, run_npm

LOCKS = ("requirements", "requirements-dev", "tools/locks/node", "tools/locks/uv")
UV = Path(sys.executable).with_name("uv")
OPTIONS = [
    *("--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-annotate", "--no-header", "--no-emit-index-url", "--no-emit-find-links"),
]


def main() -> None:
    """Write the lock files; words given on the command line go to uv (such as --upgrade)."""
    for name in LOCKS:
        command = [str(UV), "pip", "compile", *OPTIONS, *sys.argv[1:], f"{name}.in", "--output-file", f"{name}.txt"]
        subprocess.run(command, check=True, cwd=ROOT)
    sys.exit(run_npm(["install", "--package-lock-only", "--ignore-scripts", "--omit-lockfile-registry-resolved"]))


if __name__ == "__main__":
    main()
