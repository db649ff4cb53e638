"""Several names in one line: with commas, or, where a name holds one itself, with semicolons."""

from collections.abc import Iterable

from django.utils.translation import gettext as _


def in_series(names: Iterable[object]) -> str:
    """Join names: *Chief Executive, CFO*; *Director, Rail Operations; Commercial Director*."""
    said = [str(name) for name in names]
    return _between(said).join(said)


def in_a_sentence(names: Iterable[object]) -> str:
    """Join names with *and* before the last: *A, B and C*; *Director, Rail; B; and C*."""
    said = [str(name) for name in names]
    if len(said) < 2:
        return "".join(said)
    between = _between(said)
    before = ";" if between == "; " else ""
    return f"{between.join(said[:-1])}{before} {_('and')} {said[-1]}"


def _between(said: list[str]) -> str:
    return "; " if any("," in name for name in said) else ", "
