"""Fields in the words of a mail, such as {name}: filled by hand, since a format string reaches into objects."""

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from pmo.access.verdicts import GRANTED, Verdict, wrong_input

NAMES = {
    "name": _("the reader’s name"),
    "office": _("the office"),
    "due": _("the day on which it is due"),
    "days": _("how far off that is"),
    "what": _("the product’s own subject"),
    "sentence": _("the product’s own sentence"),
}
DATED = ("due", "days")
FIELD = re.compile(r"\{([^{}\n]{0,60})\}")
BRACE = re.compile(r"[{}]")


def fields_for(*, is_dated: bool) -> tuple[str, ...]:
    """Return the fields that a mail can hold: only one that is about a day has a day."""
    return tuple(name for name in NAMES if is_dated or name not in DATED)


def listed(allowed: Iterable[str]) -> str:
    """Return the fields as one writes them."""
    return ", ".join(f"{{{name}}}" for name in allowed)


def fields_are_known(text: str, allowed: Iterable[str]) -> Verdict:
    """Accept words whose every brace belongs to a known field; refuse with the field and those that there are."""
    names = tuple(allowed)
    unknown = [found[1] for found in FIELD.finditer(text) if found[1] not in names]
    parts = {"field": f"{{{unknown[0]}}}" if unknown else "", "fields": listed(names)}
    if unknown:
        return wrong_input(_("“%(field)s” is no field of this mail. These are: %(fields)s.") % parts)
    if BRACE.search(FIELD.sub("", text)):
        return wrong_input(
            _("A brace stands alone. Braces are for fields only: %(fields)s. Close it, or take it away.") % parts
        )
    return GRANTED


def filled(text: str, parts: Mapping[str, str]) -> str:
    """Put the parts in the places of their fields, once: what a part itself holds is never read as a field."""
    return FIELD.sub(lambda found: str(parts.get(found[1], found[0])), text)
