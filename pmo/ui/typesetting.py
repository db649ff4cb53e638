"""Setting a document on paper: a template of our own, and everything that people wrote as data beside it."""

import json
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst
from django.conf import settings

LONGEST = 1_000_000
"""So many letters of data take the typesetter up to two seconds; more is not set."""
KEPT = 8
"""A version that is asked for again and again is set once."""

_one_at_a_time = Lock()


class Unprintable(Exception):
    """A document could not be set."""


class TooLong(Unprintable):
    """A document holds more than the typesetter may be asked to set."""


def typeset(template: Path, data: dict[str, Any]) -> bytes:
    """Return a tagged PDF; the same template and data give the same bytes.

    A sign that none of our fonts has shows as an empty box. Raises TooLong and Unprintable.
    """
    words = json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)
    if len(words) > LONGEST:
        raise TooLong
    return _typeset(template, words)


@lru_cache(maxsize=KEPT)
def _typeset(template: Path, words: str) -> bytes:
    compiler = typst.Compiler(root=template.parent, font_paths=fonts(), sys_inputs={"data": words})
    try:
        with _one_at_a_time:
            made = compiler.compile(input=template, format="pdf", timestamp=0)
    except typst.TypstError as wrong:
        raise Unprintable(str(wrong)) from wrong
    assert isinstance(made, bytes)
    return made


@cache
def fonts() -> typst.Fonts:
    """Return our own fonts, read once: what the machine has beside them would make other bytes."""
    return typst.Fonts(include_system_fonts=False, font_paths=[settings.PRINT_FONTS])
