"""Reads of requirements and their wordings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from executives.models import Conflict, Requirement, Wording
from executives.playback import Change, changes, playback_of
from executives.registry import LANDINGS, Landing
from executives.selectors.conflicts import conflicts_with
from executives.selectors.lineage import Became, Owner, Quote, Threads, owners_of
from executives.selectors.owners import owned_by, unconfirmed_by
from executives.selectors.papers import PaperRow, papers_beside
from executives.states import PASSED_ON, RequirementState
from pmo.access.models import Office, Person
from pmo.audit.models import LedgerEntry

HAPPENED = {
    "requirement.recorded": _("Written down"),
    "requirement.said": _("Said by its executive"),
    "requirement.changed": _("Changed"),
    "requirement.played_back": _("Played back"),
    "requirement.confirmed": _("Confirmed"),
    "requirement.confirmed_on_paper": _("Confirmed on paper"),
    "paper.recorded": _("A paper was recorded"),
    "requirement.declined": _("Left out by its executive"),
    "requirement.withdrawn": _("Withdrawn"),
    "requirement.merged": _("Merged into another"),
    "requirement.split": _("Split up"),
    "requirement.derived": _("Another was derived from it"),
    "requirement.left": _("An owner took theirs out"),
    "requirement.asked_anew": _("Another owner is asked"),
    "requirement.returned": _("Stands again"),
}


@dataclass(frozen=True)
class Step:
    """One deed in a requirement's history."""

    at: datetime
    text: str | Promise
    by: str


@dataclass(frozen=True)
class WordingStep:
    """One of a requirement's wordings, with what it changed of the one before."""

    wording: Wording
    changes: list[Change]

    @property
    def rows(self) -> list[tuple[str | Promise, str]]:
        return playback_of(self.wording)


@dataclass(frozen=True)
class RequirementScreen:
    """A requirement: what it says now, what it said before, what happened to it, where it landed."""

    requirement: Requirement
    steps: list[WordingStep]
    timeline: list[Step]
    landings: list[Landing]
    papers: list[PaperRow]
    conflicts: list[Conflict]
    owners: list[Owner]
    quotes: tuple[Quote, ...]
    became: list[Became]

    @property
    def current(self) -> WordingStep:
        return self.steps[0]

    @property
    def earlier(self) -> list[WordingStep]:
        return self.steps[1:]

    @property
    def is_shared(self) -> bool:
        """Whether it belongs to several seats, or did."""
        return len(self.owners) > 1

    @property
    def titles(self) -> list[str]:
        """The seats to which it belongs now."""
        return [each.title for each in self.owners if not each.has_left]

    @property
    def is_passed_on(self) -> bool:
        """Whether others stand in its place."""
        return self.requirement.state in PASSED_ON

    @property
    def chosen(self) -> str:
        """The query of the page of themes with this one chosen."""
        return f"?requirement={self.requirement.pk}"

    @property
    def chosen_by_number(self) -> str:
        """The query of the page on which others are derived from this one."""
        return f"?requirement={self.requirement.number}"

    @property
    def is_left_out(self) -> bool:
        return self.requirement.state in (RequirementState.DECLINED, RequirementState.WITHDRAWN)


def requirements_of(office: Office) -> QuerySet[Requirement]:
    """Return all requirements of an office with seat and current wording, by number."""
    return (
        Requirement.objects.filter(office=office)
        .select_related("office", "seat", "wording__by", "wording__confirmed_by", "wording__on_paper__by")
        .order_by("number")
    )


def requirement_numbered(office: Office, number: int) -> Requirement | None:
    """Return REQ-n of an office, or None."""
    return requirements_of(office).filter(number=number).first()


def narrowed(
    found: QuerySet[Requirement], *, kind: str = "", state: str = "", seat: int | None = None, text: str = ""
) -> QuerySet[Requirement]:
    """Return those of a kind, in a state, of a seat, with a text in key, reference or words; blanks narrow nothing."""
    given = {"wording__kind": kind, "state": state}
    found = found.filter(**{name: value for name, value in given.items() if value})
    found = found.filter(pk__in=owned_by([seat])) if seat else found
    if not (sought := text.strip()):
        return found
    number = sought.upper().removeprefix("REQ-")
    said = Q(wording__statement__icontains=sought) | Q(wording__consequence_today__icontains=sought)
    said |= Q(wording__benefit_wanted__icontains=sought) | Q(wording__measure__icontains=sought)
    said |= Q(source_ref__iexact=sought)
    return found.filter(said | Q(number=int(number))) if number.isdecimal() and len(number) < 9 else found.filter(said)


def unconfirmed(seat_ids: Iterable[int]) -> QuerySet[Requirement]:
    """Return what waits for the word of the holders of these seats."""
    return unconfirmed_by(seat_ids)


def requirement_screen(requirement: Requirement) -> RequirementScreen:
    """Return a requirement with its wordings, the latest first, its history from the ledger, and its landings."""
    wordings = list(requirement.wordings.select_related("by", "confirmed_by", "on_paper__by").order_by("number"))
    pairs = zip([None, *wordings], wordings, strict=False)
    steps = [WordingStep(new, changes(old, new) if old else []) for old, new in pairs]
    landings = [landing for source in LANDINGS.all() for landing in source(requirement)]
    papers, conflicts = papers_beside(requirement.wording), conflicts_with(requirement)
    threads = Threads(requirement.office)
    return RequirementScreen(
        requirement=requirement,
        steps=steps[::-1],
        timeline=list(_timeline(requirement)),
        landings=landings,
        papers=papers,
        conflicts=conflicts,
        owners=owners_of(requirement),
        quotes=threads.behind(requirement.pk),
        became=threads.became(requirement.pk),
    )


def _timeline(requirement: Requirement) -> Iterator[Step]:
    about = {"about_kind": Requirement._meta.label_lower, "about_id": requirement.pk, "event__in": HAPPENED}
    entries = list(LedgerEntry.objects.filter(office=requirement.office_id, **about).order_by("-number"))
    people = Person.objects.in_bulk({entry.actor_id for entry in entries if entry.actor_id})
    for entry in entries:
        person = people.get(entry.actor_id) if entry.actor_id else None
        yield Step(entry.at, HAPPENED[entry.event], person.name if person else "")


def exported(found: QuerySet[Requirement]) -> Iterator[tuple[str | date | None, ...]]:
    """Yield the rows of a list of requirements as a file carries them."""
    for requirement in found.iterator(chunk_size=500):
        wording = requirement.wording
        if wording is None:
            continue
        yield (
            requirement.key,
            requirement.source_ref,
            requirement.seat.title,
            wording.get_kind_display(),
            wording.statement,
            wording.consequence_today,
            wording.benefit_wanted,
            wording.measure,
            wording.wanted_by,
            wording.get_priority_display(),
            requirement.get_state_display(),
            wording.confirmed_by.name if wording.confirmed_by else "",
            wording.confirmed_at.date() if wording.confirmed_at else None,
            wording.on_paper.by.name if wording.on_paper else "",
            requirement.decline_reason,
        )
