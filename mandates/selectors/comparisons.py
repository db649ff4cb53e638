"""Two versions side by side, in words: what a page, a file and the signer read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import formats
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mandates.comparing import Comparison, Content, FieldChange, How, Joined, StatementChange, compare
from mandates.content import version_content
from mandates.control_states import AmendmentClass
from mandates.models import Benefit, MandateVersion, Objective
from mandates.selectors.profiles import in_words
from mandates.selectors.versions import statements_with_reasons
from mandates.states import AgreementRule, LineKind
from pmo.ui import figures
from pmo.ui.series import in_series

MODELS: dict[str, Any] = {LineKind.BENEFIT: Benefit, LineKind.OBJECTIVE: Objective}
FIGURES = ("baseline", "target", "tolerance")
KNOWN_WHEN_FROZEN = ("seats", "class")
"""What a draft does not say yet: that is no difference."""
LONG = ("description", "measure", "data_source", "title", "served", "authority", "expected", "distribution")
"""Fields that are read as sentences: both sides show what changed inside them."""


@dataclass(frozen=True)
class FieldRow:
    """One field, as it was and as it is, in words."""

    label: str
    before: str
    after: str
    is_long: bool = False


@dataclass(frozen=True)
class Entry:
    """A statement that differs; without a key the head of the mandate, or how it is signed."""

    key: str
    title: str
    chapter: str
    before: str
    after: str
    how: How = How.CHANGED
    fields: tuple[FieldRow, ...] = ()
    notes: tuple[str, ...] = ()
    is_signing: bool = False

    @property
    def is_reworded(self) -> bool:
        """Whether there is a sentence to read in both."""
        return bool(self.before and self.after) and self.before != self.after

    @property
    def text(self) -> str:
        """The sentence where it reads the same in both, or stands in one alone."""
        return self.after or self.before


@dataclass(frozen=True)
class Compared:
    """All that differs between two versions, ready to be read; `changed` holds head and signing first."""

    before: MandateVersion
    after: MandateVersion
    comparison: Comparison
    changed: tuple[Entry, ...]

    @property
    def unchanged(self) -> int:
        """How many statements stand word for word."""
        return len(self.comparison.unchanged)

    @property
    def before_name(self) -> str:
        """What the older side is called at the head of a column."""
        return _name(self.before)

    @property
    def after_name(self) -> str:
        """What the newer side is called at the head of a column."""
        return _name(self.after)

    @property
    def is_same_version(self) -> bool:
        """Whether a version was put beside itself."""
        return self.before.pk == self.after.pk

    @property
    def chapters(self) -> list[tuple[str, list[Entry]]]:
        """What differs, by chapter."""
        return [(label, list(found)) for label, found in groupby(self.changed, key=lambda each: each.chapter)]

    @property
    def sentence(self) -> str:
        """How many statements did what: *One is new, three read differently, two have moved.*"""
        return _sentence(self.comparison)

    @property
    def other_way_round(self) -> str:
        """The address of the same comparison, read the other way."""
        return compare_url(self.after, self.before)


def compared(before: MandateVersion, after: MandateVersion) -> Compared:
    """Compare two versions of one mandate; three queries a draft, none for what is frozen."""
    found = compare(content_of(before), content_of(after))
    return Compared(before, after, found, tuple(_entries(found, [before, after])))


def content_of(version: MandateVersion) -> Content:
    """Return what a version says: as it was frozen, or as the rows of the draft say now."""
    if version.is_frozen:
        return json.loads(version.content)
    places = version.signing_seats.select_related("seat")
    return version_content(version, list(statements_with_reasons(version)), places)


def compare_url(before: MandateVersion, after: MandateVersion) -> str:
    """Return the address of a comparison: `mandate/compare/1.0/draft/`."""
    names = {"old": before.key, "new": after.key}
    return reverse("mandates:compared", kwargs={"office": before.mandate.office.slug, **names})


def _name(version: MandateVersion) -> str:
    return version.key if version.is_frozen else _("Draft")


def _entries(found: Comparison, sides: list[MandateVersion]) -> Iterator[Entry]:
    if found.header:
        rows = _rows(MandateVersion, "", found.header)
        yield Entry("", _("The head of the mandate"), _("The head of the mandate"), "", "", fields=rows)
    unknown = () if all(side.is_frozen for side in sides) else KNOWN_WHEN_FROZEN
    told = [each for each in found.signing if each.name not in unknown]
    if told:
        rows = tuple(FieldRow(_signing_label(each.name), *_signing_words(each)) for each in told)
        yield Entry("", _("How it is signed"), _("How it is signed"), "", "", fields=rows, is_signing=True)
    for each in found.statements:
        yield _entry(each)


def _entry(change: StatementChange) -> Entry:
    kind = LineKind(change.kind)
    return Entry(
        key=change.key,
        title=_title(change),
        chapter=CHAPTERS[kind](),
        before=change.before,
        after=change.after,
        how=change.how,
        fields=_rows(MODELS[kind], kind, change.fields) if kind in MODELS else (),
        notes=tuple(_notes(change)),
    )


CHAPTERS = {
    LineKind.ISSUE: lambda: _("Issues"),
    LineKind.OPPORTUNITY: lambda: _("Opportunities"),
    LineKind.BENEFIT: lambda: _("Benefits"),
    LineKind.GOAL: lambda: _("Goals"),
    LineKind.OBJECTIVE: lambda: _("Objectives"),
    LineKind.EXCLUSION: lambda: _("Exclusions"),
}


def _title(change: StatementChange) -> str:
    titles = {
        How.ADDED: _("%(key)s, new"),
        How.REMOVED: _("%(key)s, taken out"),
        How.CHANGED: _("%(key)s, changed"),
        How.REWORDED: _("%(key)s, wording only"),
        How.MOVED: _("%(key)s, moved"),
        How.LINKED: _("%(key)s, its links or sources"),
    }
    return titles[change.how] % {"key": change.key}


def _notes(change: StatementChange) -> Iterator[str]:
    if change.has_moved:
        places = {"was": change.was_at, "is": change.is_at}
        yield _("Moved within its chapter from place %(was)d to place %(is)d.") % places
    yield from _joined_in_words(change.links, _("Linked now to %(keys)s."), _("No longer linked to %(keys)s."))
    came, went = _("Comes now from %(keys)s as well."), _("Comes no longer from %(keys)s.")
    yield from _joined_in_words(change.sources, came if change.was_at else _("Comes from %(keys)s."), went)


def _joined_in_words(joined: Joined, came: str, went: str) -> Iterator[str]:
    if joined.came:
        yield came % {"keys": ", ".join(joined.came)}
    if joined.went:
        yield went % {"keys": ", ".join(joined.went)}
    if joined.reworded:
        yield _("Rests on other words of %(keys)s.") % {"keys": ", ".join(joined.reworded)}


def _rows(model: Any, kind: str, changes: Iterable[FieldChange]) -> tuple[FieldRow, ...]:
    """Return fields in the order in which a form asks for them."""
    order = [field.name for field in model._meta.fields]
    return tuple(_row(model, kind, each) for each in sorted(changes, key=lambda each: order.index(each.name)))


def _row(model: Any, kind: str, change: FieldChange) -> FieldRow:
    label = str(model._meta.get_field(change.name).verbose_name).capitalize()
    before, after = (_field_words(kind, change.name, value) for value in (change.before, change.after))
    return FieldRow(label, before, after, change.name in LONG)


def _field_words(kind: str, name: str, value: Any) -> str:
    if kind == LineKind.BENEFIT and name in FIGURES and value is not None:
        return figures.plain(Decimal(value))
    return in_words(name, value)


def _signing_label(name: str) -> str:
    labels = {
        "rule": _("Signing rule"),
        "seats": _("Seats that sign"),
        "needed": _("How many must sign"),
        "must": _("Seats without which nothing is in force"),
        "stages": _("Stages after the first"),
        "not_before": _("Not in force before"),
        "class": _("Class of the amendment"),
    }
    return labels.get(name, name)


def _signing_words(change: FieldChange) -> tuple[str, str]:
    return _signing_word(change.name, change.before), _signing_word(change.name, change.after)


def _signing_word(name: str, value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if name in ("rule", "class"):
        return str((AgreementRule if name == "rule" else AmendmentClass)(value).label)
    if name == "not_before":
        return formats.date_format(date.fromisoformat(value), "j F Y")
    if name == "stages":
        return "; ".join(_("%(stage)s: %(seats)s") % {**each, "seats": in_series(each["seats"])} for each in value)
    return in_series(value) if isinstance(value, list) else str(value)


def _sentence(found: Comparison) -> str:
    new, gone = found.count(How.ADDED), found.count(How.REMOVED)
    changed, moved = found.count(How.CHANGED, How.REWORDED), found.count(How.MOVED)
    linked, same = found.count(How.LINKED), len(found.unchanged)
    parts = [
        (new, ngettext("%(count)s statement is new", "%(count)s statements are new", new)),
        (gone, ngettext("%(count)s is taken out", "%(count)s are taken out", gone)),
        (changed, ngettext("%(count)s says something else", "%(count)s say something else", changed)),
        (moved, ngettext("%(count)s has only moved", "%(count)s have only moved", moved)),
        (linked, ngettext("%(count)s rests on something else", "%(count)s rest on something else", linked)),
        (same, ngettext("%(count)s stands word for word", "%(count)s stand word for word", same)),
    ]
    told = [words % {"count": figures.spelled(count)} for count, words in parts if count]
    sentence = get_text_list(told, _("and"))
    return sentence[:1].upper() + sentence[1:] + "." if told else ""
