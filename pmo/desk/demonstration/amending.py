"""Stage *amended*: version 1.1 in force with few asked, version 2.0 proposed, agreed, and signed by some so far."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from executives.models import Seat
from executives.states import RequirementState
from mandates.models import ConsensusRound, MandateVersion, Source, Statement
from mandates.profiles import Profile, profile_of
from mandates.rules.signoff import NewCondition
from mandates.selectors.signing_terms import terms_of
from mandates.selectors.signoff import required_seats
from mandates.services import drafting, rounds, signoff, statements
from mandates.services.amending import send_amendment
from mandates.services.copies import send_copies
from mandates.services.signing import set_signing
from mandates.signing_terms import SeatPlace, SigningTerms
from mandates.states import StanceChoice, UnansweredReason
from mandates.terms import Terms
from pmo.access.models import Office
from pmo.clock.shifting import set_time
from pmo.desk.demonstration import cast, material
from pmo.desk.demonstration.listening import holder
from pmo.desk.demonstration.mailing import post
from pmo.desk.demonstration.remarking import remark_on
from pmo.desk.demonstration.signing import sign_in_turn

LIGHT_DRAFTED = datetime(2026, 5, 6, 9, 0, tzinfo=UTC)
LIGHT_SENT = datetime(2026, 5, 7, 9, 0, tzinfo=UTC)
LIGHT_DUE = date(2026, 5, 20)
PROPOSED = datetime(2026, 5, 18, 9, 0, tzinfo=UTC)
ASKED = datetime(2026, 5, 19, 7, 0, tzinfo=UTC)
ANSWERED = datetime(2026, 5, 20, 8, 0, tzinfo=UTC)
CLOSES = date(2026, 5, 29)
CLOSED = datetime(2026, 5, 29, 15, 0, tzinfo=UTC)
SENT = datetime(2026, 6, 2, 9, 0, tzinfo=UTC)
DUE = date(2026, 6, 26)
NOT_BEFORE = date(2026, 7, 1)
NUMBERS = ("target", "tolerance")
SIGNS_LAST = "Chief Executive"
READ = datetime(2026, 6, 5, 17, 30, tzinfo=UTC)
HAS_READ = "Director, Port & Terminals"
HAVE_SIGNED = ("helen.brandreth@example.org", "callum.forsyth@example.org", "rhys.penhallow@example.org")


def amend_lightly(office: Office) -> None:
    """Put version 1.1 in force: the sponsor and those whom it touches sign, the others' signatures of 1.0 hold."""
    told = material.tree("amendments.json")["light"]
    version = _draft(office, told, LIGHT_DRAFTED)
    remark_on(version, "light")
    set_time(LIGHT_SENT)
    send_amendment(version_id=version.pk, due=LIGHT_DUE, by=cast.person(cast.MANAGER))
    post()
    sign_in_turn(version, first=LIGHT_SENT + timedelta(days=1), reservations=told["reservations"])
    send_copies(office.pk)
    post()


def propose(office: Office) -> MandateVersion:
    """Bring version 2.0 to an agreement: a higher target, a benefit less, other words; only what changed is asked."""
    told = material.tree("amendments.json")["proposed"]
    version = _draft(office, told, PROPOSED)
    remark_on(version, "proposed")
    _say_how_it_is_signed(version)
    _leave_out(office, version, _removed(told))
    set_time(ASKED)
    asked = rounds.open_round(version_id=version.pk, deadline=CLOSES, terms=Terms(), by=cast.person(cast.MANAGER))
    post()
    _answer(asked, told["worries"])
    set_time(CLOSED)
    rounds.close_round(round_id=asked.pk, by=cast.person(cast.MANAGER))
    post()
    return version


def ask_for_signatures(office: Office, version: MandateVersion) -> None:
    """Send version 2.0 out: three sign, one with a reservation and one under a condition; a fourth has read it."""
    told = material.tree("amendments.json")["proposed"]
    set_time(SENT)
    signoff.send_for_signature(version_id=version.pk, due=DUE, by=cast.person(cast.MANAGER))
    post()
    sign_in_turn(
        version,
        first=SENT + timedelta(days=1),
        only=HAVE_SIGNED,
        reservations=told["reservations"],
        conditions={email: _condition(office, each) for email, each in told["conditions"].items()},
    )
    set_time(READ)
    for request in version.signature_requests.filter(seat__title=HAS_READ):
        by = holder(request.seat_id)
        signoff.open_for_signature(version_id=version.pk, seat_id=request.seat_id, by=by)


def _condition(office: Office, told: dict[str, str]) -> NewCondition:
    owner = Seat.objects.get(office=office, title=told["owner"])
    return NewCondition(told["text"], owner.pk, date.fromisoformat(told["due"]), is_precondition=True)


def _draft(office: Office, told: dict[str, Any], moment: datetime) -> MandateVersion:
    """Open the next draft, and change it as it is told."""
    set_time(moment)
    version = drafting.open_draft(office_id=office.pk, reason=told["reason"], by=cast.person(cast.MANAGER))
    for each in told["changes"]:
        _change(_statement(version, each["ref"]), each)
    return version


def _statement(version: MandateVersion, ref: str) -> Statement:
    found = Statement.objects.select_related("line", "benefit", "objective", "version__mandate__office")
    return found.get(version=version, line__source_ref=ref)


def _change(found: Statement, told: dict[str, Any]) -> None:
    by = cast.person(cast.MANAGER)
    if "removed" in told:
        statements.remove_statement(statement_id=found.pk, shown_digest=found.digest, by=by)
        return
    statements.change_statement(
        statement_id=found.pk,
        text=told.get("text", found.text),
        profile=_profile(found, told.get("profile", {})),
        shown_digest=found.digest,
        by=by,
    )


def _profile(found: Statement, told: dict[str, str]) -> Profile | None:
    profile = profile_of(found)
    new: dict[str, Any] = {name: Decimal(value) if name in NUMBERS else value for name, value in told.items()}
    return replace(profile, **new) if profile else None


def _removed(told: dict[str, Any]) -> str:
    return next(each["removed"] for each in told["changes"] if "removed" in each)


def _leave_out(office: Office, version: MandateVersion, reason: str) -> None:
    """Answer each requirement that stood behind what was taken out."""
    landed = Source.objects.filter(statement__version=version).values("wording__requirement")
    told = version.unanswered.values("requirement")
    confirmed = office.requirements.filter(state=RequirementState.CONFIRMED)
    code, by = UnansweredReason.OUT_OF_SCOPE, cast.person(cast.MANAGER)
    for each in confirmed.exclude(pk__in=landed).exclude(pk__in=told):
        drafting.leave_out(version_id=version.pk, requirement_id=each.pk, code=code, reason=reason, by=by)


def _say_how_it_is_signed(version: MandateVersion) -> None:
    """Let the Chief Executive sign last, and nothing be in force before July."""
    last = [SeatPlace(seat.pk, stage=2) for seat in required_seats(version) if seat.title == SIGNS_LAST]
    terms, shown = SigningTerms(not_before=NOT_BEFORE, places=tuple(last)), terms_of(version).digest
    set_signing(version_id=version.pk, terms=terms, shown_digest=shown, by=cast.person(cast.MANAGER))


def _answer(asked: ConsensusRound, worries: dict[str, dict[str, str]]) -> None:
    """Let everybody agree to what changed, some with a worry that is kept."""
    items = list(asked.items.filter(changed=True).select_related("line"))
    for hours, participant in enumerate(asked.participants.select_related("person")):
        set_time(ANSWERED + timedelta(hours=7 * hours))
        worry = worries.get(participant.person.email, {})
        for item in items:
            worried = worry.get("ref") == item.line.source_ref
            rounds.take_stance(
                item_id=item.pk,
                seat_id=participant.seat_id,
                choice=StanceChoice.RESERVATION if worried else StanceChoice.AGREE,
                reason=worry["text"] if worried else "",
                shown_digest=item.digest,
                by=participant.person,
            )
