"""Bring the style sheet and the fonts from their packages into `static/vendor/`: named files only, nothing else."""

import re
import shutil
import sys
from pathlib import Path

from tools import node

ROOT = node.ROOT
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
SOURCE_MAP = re.compile(rb"\n?(/\*|//)# sourceMappingURL=[^\n*]*(\*/)?")

SERIF = "@fontsource-variable/source-serif-4/files/source-serif-4"
SANS = "@fontsource-variable/source-sans-3/files/source-sans-3"
NORMAL = ("latin", "latin-ext", "greek", "cyrillic")
ITALIC = ("latin", "latin-ext")
FILES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    **{f"{face}-{script}-wght-normal.woff2": "fonts/" for face in (SERIF, SANS) for script in NORMAL},
    **{f"{SERIF}-{script}-wght-italic.woff2": "fonts/" for script in ITALIC},
}


def copy(source: Path, target: Path) -> None:
    """Copy one file; a style sheet loses the address of its source map, which we do not serve."""
    if not source.exists():
        sys.exit(f"{source.relative_to(ROOT)} is not in its package any more: correct FILES in tools/assets.py.")
    target.parent.mkdir(parents=True, exist_ok=True)
    content = source.read_bytes()
    target.write_bytes(SOURCE_MAP.sub(b"", content) if target.suffix in {".css", ".js"} else content)


def main() -> None:
    """Install the packages, then lay `static/vendor/` anew."""
    node.install()
    shutil.rmtree(VENDOR, ignore_errors=True)
    for name, place in FILES.items():
        source = MODULES / name
        copy(source, VENDOR / place / source.name if place.endswith("/") else VENDOR / place)


if __name__ == "__main__":
    main()
