"""Reads of talks. What is private is read by `private_note_of` alone, and by nothing that lists or exports."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise

from executives.models import Interview, PrivateNote, Requirement
from executives.rules.talks import sees_private_notes
from executives.selectors.prompts import Asked, questions_of
from executives.states import UNSETTLED_STATES, RequirementState
from pmo.access.models import Office
from pmo.access.standing import Standing


@dataclass(frozen=True)
class TalkScreen:
    """A talk with what to ask, and what was written down of it."""

    talk: Interview
    prompts: list[Asked]
    requirements: list[Requirement]

    @property
    def to_play_back(self) -> list[Requirement]:
        """What its executive has not been shown yet."""
        return [each for each in self.requirements if each.state == RequirementState.RECORDED]


def talks_of(office: Office) -> QuerySet[Interview]:
    """Return the talks of an office, the latest first, each with how much was written down and how much of it waits."""
    waits = Q(requirements__state__in=UNSETTLED_STATES)
    return (
        Interview.objects.filter(office=office)
        .select_related("seat", "person")
        .annotate(said=Count("requirements"), waiting=Count("requirements", filter=waits))
        .order_by("-day", "-number")
    )


def talk_numbered(office: Office, number: int) -> Interview | None:
    """Return talk n of an office, or None."""
    return Interview.objects.filter(office=office, number=number).select_related("seat", "person", "office").first()


def talk_screen(talk: Interview) -> TalkScreen:
    """Return a talk with the office's prompts and the requirements that were said in it, by number."""
    said = talk.requirements.select_related("wording", "seat").order_by("number")
    return TalkScreen(talk, [each for each in questions_of(talk.office) if not each.hidden], list(said))


def private_note_of(talk: Interview, standing: Standing) -> PrivateNote | None:
    """Return the private note of a talk to a PMO manager of its office, and nothing to anybody else."""
    if standing.office.pk != talk.office_id or not sees_private_notes(standing):
        return None
    return PrivateNote.objects.select_related("by").filter(interview=talk).first()


def exported(talks: QuerySet[Interview]) -> Iterator[tuple[str | date | int | Promise, ...]]:
    """Yield the rows of a list of talks as a file carries them: without any note."""
    for talk in talks:
        yield (
            talk.number,
            talk.seat.title,
            talk.person.name,
            talk.get_kind_display(),
            talk.day,
            talk.said,  # type: ignore[attr-defined]
            talk.waiting,  # type: ignore[attr-defined]
        )
