"""Bring the fonts from their packages into `static/vendor/`: named files only, nothing else.

Those of the pages are woff2, a file per script; those of paper are whole ones, as the typesetter reads them.
"""

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
CUTS = ("400Regular", "600SemiBold")
PRINT = "@expo-google-fonts"
PRINT_FILES = [
    *(
        f"{PRINT}/source-serif-4/{cut}/SourceSerif4_{cut}.ttf"
        for cut in ("400Regular", "400Regular_Italic", "600SemiBold")
    ),
    *(f"{PRINT}/source-sans-3/{cut}/SourceSans3_{cut}.ttf" for cut in ("400Regular", "600SemiBold")),
    *(f"{PRINT}/noto-sans/{cut}/NotoSans_{cut}.ttf" for cut in ("400Regular", "600SemiBold")),
    *(f"{PRINT}/noto-sans-arabic/{cut}/NotoSansArabic_{cut}.ttf" for cut in ("400Regular", "600SemiBold")),
    *(f"{PRINT}/noto-sans-hebrew/{cut}/NotoSansHebrew_{cut}.ttf" for cut in ("400Regular", "600SemiBold")),
    f"{PRINT}/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf",
    f"{PRINT}/noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf",
    f"{PRINT}/noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
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
    for name in PRINT_FILES:
        copy(MODULES / name, VENDOR / "print" / Path(name).name)


if __name__ == "__main__":
    main()
