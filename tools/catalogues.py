"""Make the catalogues of locale/ that Django reads (.mo) of those that people write (.po). No gettext is needed."""

import os
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"


def is_stale(written: Path) -> bool:
    """Say whether a catalogue was changed since it was made, or never made."""
    made = written.with_suffix(".mo")
    return not made.exists() or made.stat().st_mtime < written.stat().st_mtime


def make(written: Path) -> Path:
    """Make one catalogue; a process that reads it meanwhile sees the old one or the new one whole."""
    with written.open("rb") as source:
        catalogue = read_po(source, locale=written.parent.parent.name, abort_invalid=True)
    made, half = written.with_suffix(".mo"), written.with_suffix(f".{os.getpid()}.half")
    with half.open("wb") as target:
        write_mo(target, catalogue)
    half.replace(made)
    return made


def make_stale() -> list[Path]:
    """Make what is not up to date; return it."""
    return [make(written) for written in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")) if is_stale(written)]


if __name__ == "__main__":
    for name in sys.argv[1:]:
        make(Path(name))
