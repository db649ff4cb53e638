"""A wording as it is played back, and what one wording changed of another."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from executives.models import Wording
from executives.states import Priority, RequirementKind
from executives.words import Words

THEIR_LABELS = {
    "statement": _("In their own words"),
    "consequence_today": _("What it costs today"),
    "benefit_wanted": _("What they want instead"),
    "measure": _("How they would know"),
    "wanted_by": _("By when"),
    "priority": _("How much it matters"),
    "kind": _("Kind"),
}
YOUR_LABELS = THEIR_LABELS | {
    "statement": _("In your own words"),
    "benefit_wanted": _("What you want instead"),
    "measure": _("How you would know"),
    "kind": _("What it is"),
}
MATTERS = {
    Priority.MUST: _("It must be so."),
    Priority.SHOULD: _("It should be so."),
    Priority.COULD: _("It could be so."),
    Priority.WONT: _("Not for now."),
}
IS = {
    RequirementKind.ISSUE: _("Something that goes wrong today"),
    RequirementKind.OPPORTUNITY: _("Something to be gained"),
    RequirementKind.NEED: _("Something you need"),
    RequirementKind.CONSTRAINT: _("A limit to keep to"),
    RequirementKind.EXCLUSION: _("Something that must not be done"),
}


@dataclass(frozen=True)
class Change:
    """One field that two wordings say differently."""

    label: str | Promise
    before: str
    after: str


def shown(words: Wording | Words, field: str, *, own: bool = False) -> str:
    """Return what a field says, as a reader sees it; `own` when the reader is the one who said it."""
    match field:
        case "wanted_by":
            return date_format(words.wanted_by, "j F Y") if words.wanted_by else ""
        case "priority":
            return str(MATTERS[Priority(words.priority)] if own else Priority(words.priority).label)
        case "kind":
            return str(IS[RequirementKind(words.kind)] if own else RequirementKind(words.kind).label)
    return str(getattr(words, field))


def playback_of(words: Wording | Words, *, own: bool = False) -> list[tuple[str | Promise, str]]:
    """Return all that a wording says besides the statement, as pairs of label and text."""
    labels = YOUR_LABELS if own else THEIR_LABELS
    return [(label, shown(words, field, own=own)) for field, label in labels.items() if field != "statement"]


def changes(before: Wording | Words, after: Wording | Words, *, own: bool = False) -> list[Change]:
    """Return what two wordings say differently, field by field."""
    labels = YOUR_LABELS if own else THEIR_LABELS
    pairs = [(label, shown(before, field, own=own), shown(after, field, own=own)) for field, label in labels.items()]
    return [Change(label, old, new) for label, old, new in pairs if old != new]
