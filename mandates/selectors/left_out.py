"""The requirements that a version does not hold, and the sentence that each executive reads about it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, OuterRef, QuerySet, Subquery, Value, When

from executives.models import Wording
from mandates.models import MandateVersion, Unanswered
from mandates.then import Then


@dataclass(frozen=True)
class LeftOut:
    """A requirement that is not in the version, and the sentence that its executive reads."""

    key: str
    words: str
    speaker: str
    code: str
    reason: str
    requirement_id: int


def left_out_of(version: MandateVersion, then: Then | None) -> tuple[LeftOut, ...]:
    """Return the requirements that are not in a version, with what they say, or said then; one query."""
    if then:
        rows = _left_out_then(version, then).order_by("requirement__number")
        return tuple(_left_out(row, row.said or "", row.speaker) for row in rows)  # type: ignore[attr-defined]
    now = version.unanswered.select_related("requirement__seat", "requirement__wording__confirmed_by")
    found = ((row, row.requirement.wording) for row in now.order_by("requirement__number"))
    return tuple(
        _left_out(row, wording.statement, wording.confirmed_by.name if wording.confirmed_by else "")
        if wording
        else _left_out(row, "", "")
        for row, wording in found
    )


def _left_out(row: Unanswered, words: str, by: str | None) -> LeftOut:
    requirement = row.requirement
    return LeftOut(
        key=requirement.key,
        words=words,
        speaker=by or requirement.seat.title,
        code=row.get_code_display(),
        reason=row.reason,
        requirement_id=row.requirement_id,
    )


def _left_out_then(version: MandateVersion, then: Then) -> QuerySet[Unanswered]:
    """Return what was left out, each with what was said by then (`.said`), and who had confirmed it (`.speaker`)."""
    said = Wording.objects.filter(requirement=OuterRef("requirement"), at__lt=then.ends).order_by("-number")
    by = Case(When(confirmed_at__lt=then.ends, then="confirmed_by__name"), default=Value(""))
    found = version.unanswered.select_related("requirement__seat")
    return found.annotate(said=Subquery(said.values("statement")[:1]), speaker=Subquery(said.values_list(by)[:1]))
