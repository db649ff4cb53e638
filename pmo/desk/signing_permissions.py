"""Who may do what in signing, asked of the rules: part of `docs/permissions.md`."""

from datetime import timedelta

from executives.models import Seat
from executives.states import DecisionRole
from mandates.control_states import ConditionEnd, DelegationScope
from mandates.models import Condition, Delegation, Signature, SignaturePaper, SignatureRequest
from mandates.rules import conditions, delegations, paper_signatures, sending, signing, signoff
from mandates.signing_terms import SigningTerms
from mandates.states import SignatureState, VersionState
from pmo.access.models import Proof
from pmo.access.standing import Standing
from pmo.access.states import EXECUTIVE
from pmo.access.verdicts import Verdict
from pmo.desk.made_up import DIGEST, NOW, OFFICE, OTHER, PERSON, SEAT, Deed, version

TODAY = NOW.date()
LATER = TODAY + timedelta(days=7)
VACANT = Seat(pk=3, office=OFFICE, title="Vacant", decision_role=DecisionRole.SIGNATORY)


def may_set_signing(standing: Standing, state: str) -> Verdict:
    """Ask to say how a draft is signed."""
    return signing.may_set_signing(standing, version(state), SigningTerms(), signatories=(SEAT.pk,), today=TODAY)


def may_send(standing: Standing, state: str) -> Verdict:
    """Ask to send a version out for signature, every required seat held."""
    told = {"vacant": (), "changed": (), "due": LATER, "today": TODAY}
    return sending.may_send_for_signature(standing, version(state), **told)  # type: ignore[arg-type]


def may_extend(standing: Standing, state: str) -> Verdict:
    """Ask for a later last day."""
    return sending.may_extend_signing(standing, version(state), last=TODAY, due=LATER, today=TODAY)


def may_waive(standing: Standing, state: str) -> Verdict:
    """Ask to pass a vacant seat over; the holder of the seat is the sponsor."""
    return sending.may_waive(standing, version(state), VACANT, SEAT.pk, is_vacant=True, reason="It stays empty.")


def before(state: str) -> signoff.Signing:
    """Return a version out for signature before the seat's holder, its request in a state."""
    out = version(VersionState.OUT_FOR_SIGNATURE)
    return signoff.Signing(out, SignatureRequest(pk=1, version=out, seat=SEAT, state=state), DIGEST, NOW)


def may_sign(standing: Standing, state: str) -> Verdict:
    """Ask to sign, with a proof of one minute ago."""
    told = before(state)
    proof = Proof(person=standing.person, purpose=signoff.purpose(told.version), proved_at=NOW - timedelta(minutes=1))
    return signoff.may_sign(standing, told, proof, signoff.Given("I sign it.", standing.person.name))


def may_revoke(standing: Standing, state: str) -> Verdict:
    """Ask to take back what the holder of the seat signed."""
    return signoff.may_revoke(standing, version(state), signature(state), "I was wrong.")


def signature(state: str) -> Signature:
    """Return the holder's signature under a version in a state."""
    return Signature(pk=1, version=version(state), seat=SEAT, person=PERSON, digest=DIGEST)


def may_record_paper(standing: Standing, state: str) -> Verdict:
    """Ask to record a scan of today."""
    paper = paper_signatures.SignedPaper(TODAY, TODAY, TODAY, PERSON, 1000, "application/pdf")
    return paper_signatures.may_record_signature(standing, before(state), paper, counts=True)


def sees_paper(standing: Standing, _state: str) -> Verdict:
    """Ask for the scan of the holder's signature."""
    return paper_signatures.sees_signature_paper(standing, SignaturePaper(pk=1, seat=SEAT, person=PERSON))


def condition(state: str) -> Condition:
    """Return what another seat signed under, and the holder of the seat sees to."""
    given = Signature(pk=1, version=version(state), seat=VACANT, person=OTHER, digest=DIGEST)
    return Condition(pk=1, signature=given, owner=SEAT, text="A survey.", due=LATER)


def may_end(standing: Standing, state: str) -> Verdict:
    """Ask to call met what the holder of the seat signed under."""
    set_by = Condition(pk=1, signature=signature(state), owner=VACANT, text="A survey.", due=LATER)
    return conditions.may_end(standing, set_by, ConditionEnd.MET, "")


def may_delegate(standing: Standing, _state: str) -> Verdict:
    """Ask to name somebody else who holds a seat."""
    whose = Standing(OTHER, OFFICE, frozenset({EXECUTIVE}), (2,))
    given = delegations.NewDelegation(OTHER, DelegationScope.ALL, TODAY, LATER)
    return delegations.may_delegate(standing, SEAT.pk, given, whose, allowed=True, today=TODAY)


def may_end_delegation(standing: Standing, _state: str) -> Verdict:
    """Ask to end what the holder of the seat gave."""
    return delegations.may_end_delegation(standing, Delegation(pk=1, seat=SEAT, delegate_id=9))


DEEDS = (
    Deed("Say how a draft is signed", may_set_signing, VersionState),
    Deed("Send a version out for signature", may_send, VersionState),
    Deed("Give more time to sign", may_extend, VersionState),
    Deed("Call a version back", lambda who, it: sending.may_recall(who, version(it), "Too early."), VersionState),
    Deed("Waive a vacant seat, the seat being the sponsor’s", may_waive, VersionState),
    Deed("Sign for the seat", may_sign, SignatureState),
    Deed(
        "Decline to sign for the seat",
        lambda who, state: signoff.may_decline(who, before(state), "Not yet."),
        SignatureState,
    ),
    Deed("Take back one’s own signature", may_revoke, VersionState),
    Deed("Record a signature on paper where the rule allows it", may_record_paper, SignatureState),
    Deed("Read the paper of a signature of the seat", sees_paper),
    Deed(
        "Report on a condition that the seat sees to",
        lambda who, state: conditions.may_report(who, condition(state), "It is done."),
        VersionState,
    ),
    Deed("End a condition under which the seat signed", may_end, VersionState),
    Deed("Let somebody sign for the seat, where that is allowed", may_delegate),
    Deed("End that", may_end_delegation),
    Deed("Set what is allowed in signing", lambda who, _state: delegations.may_set_policy(who, 10)),
)
