"""Bring the fonts from their packages into `static/vendor/`: named files only, nothing else."""

import shutil
import sys
from pathlib import Path

from tools import node

ROOT = node.ROOT
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"

SERIF = "@fontsource-variable/source-serif-4/files/source-serif-4"
SANS = "@fontsource-variable/source-sans-3/files/source-sans-3"
NORMAL = ("latin", "latin-ext", "greek", "cyrillic")
ITALIC = ("latin", "latin-ext")
FILES = [
    *(f"{face}-{script}-wght-normal.woff2" for face in (SERIF, SANS) for script in NORMAL),
    *(f"{SERIF}-{script}-wght-italic.woff2" for script in ITALIC),
]


def copy(source: Path, target: Path) -> None:
    """Copy one file."""
    if not source.exists():
        sys.exit(f"{source.relative_to(ROOT)} is not in its package any more: correct FILES in tools/assets.py.")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def main() -> None:
    """Install the packages, then lay `static/vendor/` anew."""
    node.install()
    shutil.rmtree(VENDOR, ignore_errors=True)
    for name in FILES:
        copy(MODULES / name, VENDOR / "fonts" / Path(name).name)


if __name__ == "__main__":
    main()
