"""The class of an amendment, computed from two canonical contents: what changed says who must say yes.

`TABLE` is the decision, drawn into `docs/amendments.md`; of several changes the heaviest counts. What it does not
know is major: a field that nobody has thought about is never changed quietly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mandates.comparing import field_changes, says_same
from mandates.control_states import AmendmentClass
from mandates.states import BenefitKind, Direction, LineKind, ToleranceKind

Content = dict[str, Any]
EDITORIAL, MINOR, MAJOR = AmendmentClass.EDITORIAL, AmendmentClass.MINOR, AmendmentClass.MAJOR


@dataclass(frozen=True)
class Decision:
    """One sort of change: its name, the class it makes, and why."""

    what: str | Promise
    amendment_class: AmendmentClass
    why: str


TABLE: dict[str, Decision] = {
    "statement.added": Decision(gettext_lazy("new"), MAJOR, "All agreed to what was there, and to no more."),
    "statement.removed": Decision(gettext_lazy("taken out"), MAJOR, "Somebody signed because it was there."),
    "statement.kind": Decision(gettext_lazy("another kind"), MAJOR, "It is not the same thing any more."),
    "statement.text": Decision(gettext_lazy("wording"), EDITORIAL, "The sponsor confirms that it is wording only."),
    "statement.order": Decision(gettext_lazy("order"), EDITORIAL, "The same is said, in another order."),
    "statement.links": Decision(gettext_lazy("what it serves"), MINOR, "It hangs on other statements than before."),
    "statement.sources": Decision(
        gettext_lazy("whose words it comes from"), MINOR, "Whose words come or go is touched and signs."
    ),
    "exclusion.text": Decision(
        gettext_lazy("what the office must not do"), MAJOR, "A limit moves with every word: no wording is only wording."
    ),
    "benefit.description": Decision(gettext_lazy("what it means"), EDITORIAL, "Text only."),
    "benefit.kind": Decision(
        gettext_lazy("kind"), MAJOR, "Money, no money or a price to pay are not the same promise."
    ),
    "benefit.owner": Decision(gettext_lazy("owner"), MINOR, "Who owned it and who takes it over sign."),
    "benefit.measure": Decision(gettext_lazy("measure"), MAJOR, "Another measure is another promise."),
    "benefit.unit": Decision(gettext_lazy("unit"), MAJOR, "The figures mean something else."),
    "benefit.data_source": Decision(
        gettext_lazy("data source"), MINOR, "Its owner answers for where figures come from."
    ),
    "benefit.baseline": Decision(gettext_lazy("baseline"), MAJOR, "The way to the target is another one."),
    "benefit.baseline_date": Decision(gettext_lazy("date of the baseline"), MAJOR, "The way to the target is another."),
    "benefit.target": Decision(gettext_lazy("target"), MAJOR, "It is what was promised."),
    "benefit.target_date": Decision(gettext_lazy("date of the target"), MAJOR, "It is until when it was promised."),
    "benefit.direction": Decision(gettext_lazy("direction"), MAJOR, "Better becomes worse."),
    "benefit.tolerance": Decision(gettext_lazy("tolerance"), MINOR, "The target stays; its owner answers for it."),
    "benefit.tolerance_kind": Decision(gettext_lazy("how the tolerance is meant"), MINOR, "As the tolerance itself."),
    "objective.measure": Decision(gettext_lazy("measure"), MAJOR, "Another measure is another promise."),
    "objective.target": Decision(gettext_lazy("target"), MAJOR, "It is what was promised."),
    "objective.due": Decision(gettext_lazy("due date"), MINOR, "What is reached stays; whose words it serves sign."),
    "header.title": Decision(gettext_lazy("title"), EDITORIAL, "Text only."),
    "header.served": Decision(gettext_lazy("who is served"), MINOR, "The sponsor answers for the head."),
    "header.authority": Decision(
        gettext_lazy("authority and decision rights"), MINOR, "The sponsor grants the authority."
    ),
    "header.expected": Decision(
        gettext_lazy("what is expected of others"), MINOR, "The sponsor answers for what others are to do."
    ),
    "header.distribution": Decision(gettext_lazy("distribution"), EDITORIAL, "Who reads it decides nothing."),
    "signing.rule": Decision(gettext_lazy("signing rule"), MAJOR, "Who decides is the first thing that all decide."),
    "signing.needed": Decision(gettext_lazy("how many must sign"), MAJOR, "It is part of the signing rule."),
    "signing.must": Decision(gettext_lazy("who must sign"), MAJOR, "It is part of the signing rule."),
    "signing.stages": Decision(gettext_lazy("order of signing"), MAJOR, "It is part of the signing rule."),
}
"""Every sort of change that two contents can show."""

UNKNOWN = Decision(gettext_lazy("something that has no name yet"), MAJOR, "What nobody has thought about, all sign.")
NOT_COMPARED = {
    "schema": "How it is written down, not what it says.",
    "office": "A mandate stays in its office.",
    "number": "Every version has its own.",
    "class": "It follows from the comparison.",
    "not_before": "When this one version comes into force.",
    "signing.seats": "Which seats are asked follows from the register of seats and from the class.",
    "signing.not_before": "When this one version comes into force.",
    "statement.schema": "How it is written down, not what it says.",
    "statement.key": "A key names one line for ever: another key is another statement.",
    "statement.profile": "Compared field by field.",
}
"""What a content holds that no class depends on, and why."""
PROFILE_OF = {LineKind.BENEFIT: "benefit", LineKind.OBJECTIVE: "objective"}
CHOICES: dict[str, Any] = {
    "benefit.kind": BenefitKind,
    "benefit.direction": Direction,
    "benefit.tolerance_kind": ToleranceKind,
}
DAYS = ("benefit.baseline_date", "benefit.target_date", "objective.due")
SHORT = 60


@dataclass(frozen=True)
class Reason:
    """One change: the statement that it is about (none: the mandate as a whole), its sort, and a sentence."""

    key: str
    sort: str
    amendment_class: AmendmentClass
    sentence: str


@dataclass(frozen=True)
class Classified:
    """The lowest class that a version may have, with one reason a change; without a change there is no reason."""

    amendment_class: AmendmentClass
    reasons: tuple[Reason, ...]

    @property
    def decisive(self) -> tuple[Reason, ...]:
        """The changes that make the class what it is."""
        return tuple(each for each in self.reasons if each.amendment_class == self.amendment_class)


def class_of(before: Content | None, after: Content) -> Classified:
    """Return the lowest class of a content that follows another; the first one of a mandate is major."""
    if before is None:
        return Classified(MAJOR, (Reason("", "first", MAJOR, _("It is the first version of the mandate.")),))
    reasons = tuple(_reasons(before, after))
    return Classified(max((each.amendment_class for each in reasons), key=_weight, default=EDITORIAL), reasons)


@dataclass(frozen=True)
class Circumstances:
    """What raises a class whatever the text says: no sponsor, a round that has asked, the manager, an objection."""

    has_sponsor: bool = True
    was_asked: bool = False
    raised_to: str = ""


def raised(found: Classified, told: Circumstances) -> Classified:
    """Return a class as the circumstances leave it, each with its reason; they never lower it."""
    reasons = [*found.reasons, *_raising(found, told)]
    return Classified(max((each.amendment_class for each in reasons), key=_weight, default=EDITORIAL), tuple(reasons))


def _raising(found: Classified, told: Circumstances) -> Iterator[Reason]:
    if not told.has_sponsor:
        sentence = _("The office has no sponsor, who alone can confirm a lighter change: so all sign.")
        yield Reason("", "no_sponsor", MAJOR, sentence)
    if told.was_asked:
        sentence = _("A round has asked about this draft: what all were asked about, all sign.")
        yield Reason("", "asked", MAJOR, sentence)
    if told.raised_to and AmendmentClass(told.raised_to).weight > found.amendment_class.weight:
        raised_to = AmendmentClass(told.raised_to)
        sentence = _("It was raised to “%(name)s”.") % {"name": str(raised_to.label).lower()}
        yield Reason("", "raised", raised_to, sentence)


def heavier(one: str, other: str) -> AmendmentClass:
    """Return the heavier of two classes; nothing is the lightest."""
    return max(AmendmentClass(one or EDITORIAL), AmendmentClass(other or EDITORIAL), key=_weight)


def _weight(amendment_class: AmendmentClass) -> int:
    return amendment_class.weight


def _reasons(before: Content, after: Content) -> Iterator[Reason]:
    for part in ("header", "signing"):
        yield from _fields("", part, before.get(part, {}), after.get(part, {}))
    yield from _unknown(before, after)
    olds = {each["key"]: each for each in before["statements"]}
    news = {each["key"]: each for each in after["statements"]}
    for key, new in news.items():
        yield from _in_statement(key, olds[key], new) if key in olds else [_reason(key, "statement.added")]
    yield from (_reason(key, "statement.removed") for key in olds if key not in news)
    if [key for key in olds if key in news] != [key for key in news if key in olds]:
        yield _reason("", "statement.order")


def _unknown(before: Content, after: Content) -> Iterator[Reason]:
    """Yield a reason a part of the whole that nobody has decided about."""
    known = {*NOT_COMPARED, "header", "signing", "statements"}
    for name in sorted((before.keys() | after.keys()) - known):
        if not says_same(before.get(name), after.get(name)):
            yield _reason("", name, before.get(name), after.get(name))


def _in_statement(key: str, old: Content, new: Content) -> Iterator[Reason]:
    if old["kind"] != new["kind"]:
        yield _reason(key, "statement.kind", old["kind"], new["kind"])
    if old["text"] != new["text"]:
        yield _reason(key, "exclusion.text" if new["kind"] == LineKind.EXCLUSION else "statement.text")
    yield from _fields(key, PROFILE_OF.get(new["kind"], "statement"), old["profile"], new["profile"])
    rest = {"kind", "text", "profile", "key"}
    yield from _fields(
        key,
        "statement",
        {name: value for name, value in old.items() if name not in rest},
        {name: value for name, value in new.items() if name not in rest},
    )


def _fields(key: str, part: str, old: Content, new: Content) -> Iterator[Reason]:
    """Yield a reason a field of one part that differs."""
    for change in field_changes(old, new):
        sort = f"{part}.{change.name}"
        if sort not in NOT_COMPARED:
            yield _reason(key, sort, change.before, change.after)


def _reason(key: str, sort: str, old: Any = None, new: Any = None) -> Reason:
    decision, before, after = TABLE.get(sort, UNKNOWN), _shown(sort, old), _shown(sort, new)
    names = {"about": key or _("The mandate"), "what": decision.what}
    tells = max(len(before), len(after)) <= SHORT and (before or after)
    if sort.startswith(("statement.", "signing.", "exclusion.")) or not tells:
        return Reason(key, sort, decision.amendment_class, _("%(about)s: %(what)s.") % names)
    names |= {"before": before or _("nothing"), "after": after or _("nothing")}
    sentence = _("%(about)s: %(what)s from %(before)s to %(after)s.") % names
    return Reason(key, sort, decision.amendment_class, sentence)


def _shown(sort: str, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if sort in CHOICES:
        return str(CHOICES[sort](value).label)
    if sort in DAYS:
        return formats.date_format(date.fromisoformat(value), "j F Y")
    return str(value)
