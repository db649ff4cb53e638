"""Drafts, rounds, answers and signatures, reached by calling the services."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from executives.models import Requirement
from mandates.models import ConsensusRound, MandateVersion, Participant, RoundItem, Signature, Stance, Statement
from mandates.rules.signoff import Given
from mandates.selectors.rounds import Answers, items_of, participants_of
from mandates.services import drafting, rounds, signoff, statements
from mandates.states import AgreementRule, LineKind, StanceChoice
from mandates.terms import Terms
from pmo import clock
from pmo.access import proofs
from pmo.access.models import Office, Person, Proof
from tests.scenes.executives import PASSWORD, holder_of, manager_of
from tests.scenes.remembered import remembered

SESSION = "a-session"
INTENT = "I have read it and sign it."


def in_days(office: Office, days: int) -> date:
    """Return a day from today in the office's zone."""
    return clock.today(office.time_zone) + timedelta(days=days)


@remembered
def a_draft_saying(office: Office, *texts: str) -> MandateVersion:
    """Return a draft with an issue a text."""
    version = drafting.open_draft(office_id=office.pk, by=manager_of(office))
    for text in texts or ("Jobs finish late.",):
        statements.add_statement(
            version_id=version.pk, kind=LineKind.ISSUE, text=text, profile=None, by=manager_of(office)
        )
    return version


@remembered
def rewrite(version: MandateVersion, place: int, text: str) -> Statement:
    """Return the statement at a place of a draft, which says something else now."""
    statement = version.statements.order_by("order", "pk")[place - 1]
    return statements.change_statement(
        statement_id=statement.pk,
        text=text,
        profile=None,
        shown_digest=statement.digest,
        by=manager_of(version.mandate.office),
    )


@remembered
def sourced(version: MandateVersion, requirement: Requirement) -> MandateVersion:
    """Return the draft, its first statement resting on a requirement's words."""
    first, by = version.statements.first(), manager_of(version.mandate.office)
    statements.set_sources(statement_id=first.pk, wording_ids=[requirement.wording_id], by=by)
    return version


@remembered
def an_open_round(
    office: Office, *texts: str, rule: str = AgreementRule.UNANIMITY, days: int = 7, **terms: Any
) -> ConsensusRound:
    """Return an open round on a draft that says the texts."""
    return asked(a_draft_saying(office, *texts), rule=rule, days=days, **terms)


@remembered
def asked(
    version: MandateVersion, *, rule: str = AgreementRule.UNANIMITY, days: int = 7, **terms: Any
) -> ConsensusRound:
    """Return the round opened on a draft; `terms` are those of `mandates.terms.Terms`."""
    office = version.mandate.office
    return rounds.open_round(
        version_id=version.pk, deadline=in_days(office, days), terms=Terms(rule=rule, **terms), by=manager_of(office)
    )


def item(round_: ConsensusRound, place: int = 1) -> RoundItem:
    """Return the n-th statement of a round."""
    return items_of(round_)[place - 1]


def participant(round_: ConsensusRound, seat) -> Participant:
    """Return the part that a seat has in a round."""
    return round_.participants.select_related("seat", "person").get(seat=seat)


@remembered
def answered(
    item: RoundItem,
    seat,
    choice: str = StanceChoice.AGREE,
    reason: str = "",
    change: str = "",
    by: Person | None = None,
) -> Stance:
    """Return the answer that a seat's holder has given to a statement."""
    if choice in (StanceChoice.OBJECT, StanceChoice.RESERVATION):
        reason = reason or "It will not work."
    if choice == StanceChoice.OBJECT:
        change = change or "Something else."
    return rounds.take_stance(
        item_id=item.pk,
        seat_id=seat.pk,
        choice=choice,
        reason=reason,
        proposed_change=change,
        shown_digest=item.digest,
        by=by or holder_of(seat),
    )


@remembered
def all_answered(round_: ConsensusRound, but: Iterable = (), choice: str = StanceChoice.AGREE) -> ConsensusRound:
    """Let every seat, but some, answer all that it is asked and has not answered."""
    items, left_out = items_of(round_), {seat.pk for seat in but}
    for each in participants_of(round_):
        if each.seat_id not in left_out:
            for question in Answers(round_).missing(each, items):
                answered(question, each.seat, choice)
    return round_


@remembered
def closed(round_: ConsensusRound) -> ConsensusRound:
    """Return the round, closed by the manager."""
    return rounds.close_round(round_id=round_.pk, by=manager_of(round_.version.mandate.office))


@remembered
def an_agreed_version(office: Office, *texts: str) -> MandateVersion:
    """Return a version that all have agreed to."""
    round_ = closed(all_answered(an_open_round(office, *texts)))
    return MandateVersion.objects.get(pk=round_.version_id)


@remembered
def a_version_out_for_signature(office: Office, *texts: str) -> MandateVersion:
    """Return a version that waits for its signatures."""
    version = an_agreed_version(office, *texts)
    return signoff.send_for_signature(version_id=version.pk, by=manager_of(office))


def a_proof(version: MandateVersion, person: Person) -> Proof | None:
    """Return the proof that a person has just given for signing a version."""
    purpose = f"sign:{version.pk}"
    proofs.prove_by_password(person, PASSWORD, purpose=purpose, session_key=SESSION).require()
    return proofs.standing_proof(person, purpose=purpose, session_key=SESSION)


def given_by(person: Person, **given: Any) -> Given:
    """Return what somebody gives with their signature, under their own name."""
    return Given(**{"intent": INTENT, "typed_name": person.name} | given)


@remembered
def signed(version: MandateVersion, seat, reservation: str = "", **given: Any) -> Signature:
    """Return the signature that a seat's holder has given."""
    person = holder_of(seat)
    return signoff.sign(
        version_id=version.pk,
        seat_id=seat.pk,
        shown_digest=version.digest,
        proof=a_proof(version, person),
        given=given_by(person, reservation=reservation, **given),
        by=person,
    )


@remembered
def a_version_in_force(office: Office, *texts: str) -> MandateVersion:
    """Return a version that all required seats have signed."""
    version = a_version_out_for_signature(office, *texts)
    for request in version.signature_requests.select_related("seat"):
        signed(version, request.seat)
    return MandateVersion.objects.get(pk=version.pk)
