"""What a draft still lacks, one sentence a gap, with the place where it is put right.

Some gaps block: while there is one, no binding round opens and nothing goes out for signature. The others warn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from executives.models import Requirement
from executives.states import RequirementState
from mandates.models import Benefit, Objective
from mandates.rules.drafting import GONE
from mandates.selectors.documents import Document, Notes
from mandates.selectors.sources import Moved
from mandates.states import Direction, LineKind

MEASURED = (
    "measure",
    "unit",
    "baseline",
    "baseline_date",
    "target",
    "target_date",
    "direction",
    "owner",
    "data_source",
)
MANY = 5
"""More benefits than these, and nobody can say which ones come first."""


@dataclass(frozen=True)
class Gap:
    """One thing that is missing; `key` is the statement, or empty; `page` is where it is put right."""

    sentence: str
    page: str
    key: str = ""
    blocks: bool = False


def gaps_in(document: Document, requirements: Iterable[Requirement], moved: Iterable[Moved] = ()) -> list[Gap]:
    """Return what a draft lacks: the header first, then statement by statement, then requirements without an answer.

    `moved` are the sources that have moved on and that nobody has answered; without them older words only warn.
    """
    found = [*_in_header(document), *_too_many(document)]
    unanswered = {(each.line.pk, each.requirement.key) for each in moved}
    for line in document.lines:
        found += _in_statement(line, {key for of, key in unanswered if of == line.statement.line_id})
    settled = {*document.landings, *(each.requirement_id for each in document.left_out)}
    waiting = [each for each in requirements if each.pk not in settled and each.state not in GONE]
    return [*found, *_in_requirements(waiting)]


def _too_many(document: Document) -> Iterator[Gap]:
    count = len(document.benefits)
    if count > MANY:
        sentence = _("There are %(count)d benefits. With more than %(many)d, nobody can tell which come first.")
        yield Gap(sentence % {"count": count, "many": MANY}, "draft")


def _in_header(document: Document) -> Iterator[Gap]:
    version = document.version
    missing = [
        str(version._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        for name in ("served", "authority", "expected", "distribution")
        if not getattr(version, name)
    ]
    if missing:
        sentence = _("The header does not say: %(what)s.")
        yield Gap(sentence % {"what": get_text_list(missing, _("or"))}, "header")


def _in_statement(line: Notes, unanswered: set[str]) -> Iterator[Gap]:
    if lacking := _lacking(line):
        sentence = _("%(key)s has no %(what)s.")
        words = {"key": line.key, "what": get_text_list(lacking, _("and no"))}
        yield Gap(sentence % words, "statement", line.key, blocks=True)
    if line.kind == LineKind.BENEFIT and _points_the_wrong_way(line.statement.benefit):
        sentence = _("%(key)s goes from baseline to target the other way than “better is” says.")
        yield Gap(sentence % {"key": line.key}, "statement", line.key)
    for sentence in _unlinked(line):
        yield Gap(sentence % {"key": line.key}, "links", line.key)
    if not line.asked_by:
        yield Gap(_("%(key)s comes from nobody’s words yet.") % {"key": line.key}, "sources", line.key)
    yield from _in_sources(line, unanswered)


def _in_sources(line: Notes, unanswered: set[str]) -> Iterator[Gap]:
    if line.passed_on:
        sentence = _("%(key)s rests on %(requirements)s, in whose place others stand by now.")
        words = {"key": line.key, "requirements": get_text_list(list(line.passed_on), _("and"))}
        yield Gap(sentence % words, "sources", line.key, blocks=not unanswered.isdisjoint(line.passed_on))
    if line.moved_on:
        sentence = _("%(key)s rests on older words of %(requirements)s.")
        words = {"key": line.key, "requirements": get_text_list(list(line.moved_on), _("and"))}
        yield Gap(sentence % words, "sources", line.key, blocks=not unanswered.isdisjoint(line.moved_on))
    if back := sorted(unanswered.difference(line.moved_on, line.passed_on)):
        sentence = _("%(key)s rests on %(requirements)s, which was taken back.")
        words = {"key": line.key, "requirements": get_text_list(back, _("and"))}
        yield Gap(sentence % words, "sources", line.key, blocks=True)


def _lacking(line: Notes) -> list[str]:
    match line.kind:
        case LineKind.BENEFIT:
            return _empty(line.statement.benefit, MEASURED)
        case LineKind.OBJECTIVE:
            return _empty(line.statement.objective, ("measure", "target", "due"))
    return []


def _empty(profile: Benefit | Objective, names: tuple[str, ...]) -> list[str]:
    words = {name: str(profile._meta.get_field(name).verbose_name) for name in names}  # type: ignore[union-attr]
    words |= {"direction": _("direction"), "due": _("date"), "target_date": _("date of the target")}
    words |= {"baseline_date": _("date of the baseline")}
    return [words[name] for name in names if getattr(profile, name) in ("", None)]


def _points_the_wrong_way(benefit: Benefit) -> bool:
    if benefit.baseline is None or benefit.target is None or not benefit.direction:
        return False
    rises = benefit.target > benefit.baseline
    return rises != (benefit.direction == Direction.INCREASE)


def _unlinked(line: Notes) -> Iterator[str]:
    match line.kind:
        case LineKind.ISSUE | LineKind.OPPORTUNITY if not line.answered_by:
            yield _("No benefit and no goal answers %(key)s.")
        case LineKind.BENEFIT | LineKind.GOAL if not line.answers:
            yield _("%(key)s addresses no issue and no opportunity.")
        case LineKind.OBJECTIVE:
            if not line.brings:
                yield _("%(key)s serves no benefit.")
            if not line.achieves:
                yield _("%(key)s achieves no goal.")


def _in_requirements(waiting: list[Requirement]) -> Iterator[Gap]:
    confirmed = [each.key for each in waiting if each.state == RequirementState.CONFIRMED]
    others = [each.key for each in waiting if each.state != RequirementState.CONFIRMED]
    if confirmed:
        sentence = ngettext(
            "%(keys)s is confirmed, and has neither landed nor been answered.",
            "%(number)d confirmed requirements have neither landed nor been answered: %(keys)s.",
            len(confirmed),
        )
        yield Gap(sentence % {"number": len(confirmed), "keys": ", ".join(confirmed)}, "landing", blocks=True)
    if others:
        sentence = ngettext(
            "%(keys)s is not confirmed yet, and has neither landed nor been answered.",
            "%(number)d requirements are not confirmed yet, and have neither landed nor been answered: %(keys)s.",
            len(others),
        )
        yield Gap(sentence % {"number": len(others), "keys": ", ".join(others)}, "landing")
