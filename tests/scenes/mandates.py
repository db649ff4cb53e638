"""Drafts and versions, reached by calling the services."""

import re
from datetime import date
from decimal import Decimal
from html import unescape
from itertools import count

from django.http import HttpResponse
from django.urls import reverse

from executives.models import Requirement, Seat
from mandates.models import MandateVersion, Statement
from mandates.profiles import BenefitProfile, ObjectiveProfile
from mandates.services.drafting import open_draft
from mandates.services.statements import add_statement, set_links, set_sources
from mandates.states import Direction, LineKind, LinkKind
from pmo.access.models import Office, Person
from tests.scenes.executives import a_confirmed_requirement, a_seat, an_office, manager_of
from tests.scenes.remembered import remembered

_numbers = count(1)


@remembered
def a_draft(office: Office | None = None) -> MandateVersion:
    """Return the open draft of an office (a new office with one seat unless given)."""
    office = office or an_office()
    if not office.seats.exists():
        a_seat(office)
    return open_draft(office_id=office.pk, by=manager_of(office))


def drafter_of(version: MandateVersion) -> Person:
    """Return a PMO manager who may change the draft."""
    return manager_of(version.mandate.office)


@remembered
def a_statement(
    version: MandateVersion, kind: LineKind = LineKind.ISSUE, text: str = "", *, sources: tuple[Requirement, ...] = ()
) -> Statement:
    """Return a statement of the draft; its text is a new one each time unless given."""
    text = text or f"Jobs finish late, {next(_numbers)} months on average."
    profile = {LineKind.BENEFIT: a_profile(version), LineKind.OBJECTIVE: an_aim()}.get(kind)
    by = drafter_of(version)
    statement = add_statement(version_id=version.pk, kind=kind, text=text, profile=profile, by=by)
    if sources:
        wordings = [requirement.wording_id for requirement in sources]
        set_sources(statement_id=statement.pk, wording_ids=wordings, by=by)
    return statement


def a_profile(version: MandateVersion, **fields: object) -> BenefitProfile:
    """Return the full profile of a benefit, owned by the office's first seat."""
    owner: Seat = version.mandate.office.seats.first()
    given = {
        "description": "Jobs are finished on the date first approved.",
        "owner_id": owner.pk,
        "measure": "Mean of finish less first approved finish",
        "unit": "months",
        "data_source": "Group list of jobs",
        "baseline": Decimal("4.6"),
        "baseline_date": date(2025, 12, 31),
        "target": Decimal("1.5"),
        "target_date": date(2027, 12, 31),
        "direction": Direction.DECREASE,
        "tolerance": Decimal("0.5"),
    }
    return BenefitProfile(**(given | fields))


def an_aim() -> ObjectiveProfile:
    """Return the full profile of an objective."""
    return ObjectiveProfile(measure="Share of jobs on the list", target="100 %", due=date(2026, 9, 30))


@remembered
def a_full_draft(office: Office | None = None) -> MandateVersion:
    """Return a draft with one statement of every kind, linked, each from a confirmed requirement."""
    version = a_draft(office)
    seat = version.mandate.office.seats.first()
    made = {kind: a_statement(version, kind, sources=(a_confirmed_requirement(seat),)) for kind in LineKind}
    by = drafter_of(version)
    issue, benefit, goal = (made[kind].pk for kind in (LineKind.ISSUE, LineKind.BENEFIT, LineKind.GOAL))
    for lower in (LineKind.BENEFIT, LineKind.GOAL):
        set_links(statement_id=made[lower].pk, uppers={LinkKind.ADDRESSES: [issue]}, by=by)
    uppers = {LinkKind.SERVES: [benefit], LinkKind.ACHIEVES: [goal]}
    set_links(statement_id=made[LineKind.OBJECTIVE].pk, uppers=uppers, by=by)
    return version


def statement_of(version: MandateVersion, kind: LineKind) -> Statement:
    """Return the first statement of a kind, as it stands in the database."""
    return version.statements.filter(line__kind=kind).select_related("line", "version__mandate__office").first()


def now(version: MandateVersion) -> MandateVersion:
    """Return a version as it stands in the database."""
    return MandateVersion.objects.get(pk=version.pk)


def state_of(version: MandateVersion) -> str:
    """Return the state of a version as it stands in the database."""
    return now(version).state


def url(version: MandateVersion, name: str, **parts: object) -> str:
    """Return the address of a page of the mandate in the version's office."""
    return reverse(f"mandates:{name}", kwargs={"office": version.mandate.office.slug, **parts})


def words(response: HttpResponse) -> str:
    """Return the text of a page as one reads it."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())
