"""A mandate in force with a sponsor, and drafts that amend it, reached by calling the services."""

from dataclasses import replace

from mandates.models import MandateVersion, Source, Statement
from mandates.profiles import profile_of
from mandates.services import drafting, signoff
from mandates.services.statements import change_statement
from mandates.states import LineKind, UnansweredReason
from pmo.access.models import Office
from tests.scenes.executives import a_seat, an_office, manager_of
from tests.scenes.mandates import a_full_draft, statement_of
from tests.scenes.remembered import remembered
from tests.scenes.rounds import all_answered, asked, closed, signed


@remembered
def an_office_with_a_sponsor() -> Office:
    """Return an office with a CFO who signs, a COO who is the sponsor, an HR director who is asked, a lawyer who reads.

    The first seat owns the benefits of a draft, and all its requirements.
    """
    office = an_office()
    a_seat(office, "CFO", name="Carl Signatory")
    a_seat(office, "COO", sponsor=True, name="Olga Sponsor")
    a_seat(office, "HR", "input", name="Hana Asked")
    a_seat(office, "Legal", "informed", name="Lew Reader")
    return office


@remembered
def a_mandate_in_force(office: Office | None = None) -> MandateVersion:
    """Return a full mandate that all signatory seats have agreed to and signed."""
    return in_force(a_full_draft(office or an_office_with_a_sponsor()))


@remembered
def in_force(version: MandateVersion) -> MandateVersion:
    """Return a draft that all signatory seats have agreed to and signed."""
    closed(all_answered(asked(version)))
    version = signoff.send_for_signature(version_id=version.pk, by=manager_of(version.mandate.office))
    for request in version.signature_requests.select_related("seat"):
        signed(version, request.seat)
    return MandateVersion.objects.select_related("mandate__office").get(pk=version.pk)


@remembered
def an_amendment(version: MandateVersion) -> MandateVersion:
    """Return the draft that is copied from the version in force."""
    office = version.mandate.office
    return drafting.open_draft(office_id=office.pk, reason="It has changed.", by=manager_of(office))


@remembered
def reworded(version: MandateVersion, kind: LineKind = LineKind.ISSUE, text: str = "Said in other words.") -> Statement:
    """Return the first statement of a kind with another text."""
    return changed(version, kind, text=text)


@remembered
def changed(version: MandateVersion, kind: LineKind, /, text: str = "", **fields: object) -> Statement:
    """Return the first statement of a kind with another text, or other fields of its profile."""
    found = statement_of(version, kind)
    profile = profile_of(found)
    return change_statement(
        statement_id=found.pk,
        text=text or found.text,
        profile=replace(profile, **fields) if profile else None,
        shown_digest=found.digest,
        by=manager_of(version.mandate.office),
    )


def leave_out_the_rest(version: MandateVersion) -> MandateVersion:
    """Return the draft with a reason for every requirement that has not landed in it."""
    office = version.mandate.office
    landed = Source.objects.filter(statement__version=version).values("wording__requirement")
    for each in office.requirements.exclude(pk__in=landed):
        drafting.leave_out(
            version_id=version.pk,
            requirement_id=each.pk,
            code=UnansweredReason.NOT_NOW,
            reason="Not this year.",
            by=manager_of(office),
        )
    return version
