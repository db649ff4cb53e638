"""Versions and the rows of their signing as they were at the end of a day: to be shown, never to be saved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from mandates.models import Condition, ConsensusRound, MandateVersion, Signature, SignatureRequest
from mandates.selectors.signoff import requests_of, rule_of, signatures_of
from mandates.signing_rules import Place, turn
from mandates.states import SignatureState, VersionState
from mandates.then import Then
from pmo.audit.models import LedgerEntry

SENT, ON_NOTICE = "version.sent_for_signature", "version.on_notice"
Deeds = Mapping[str, datetime]
"""When a version was sent out, and when it was opened to objections."""


def deeds_before(versions: Collection[MandateVersion], then: Then) -> dict[int, dict[str, datetime]]:
    """Return what had been done with versions of one office by the end of a day, as the ledger tells."""
    found: dict[int, dict[str, datetime]] = {version.pk: {} for version in versions}
    if not found:
        return {}
    offices = {version.mandate.office_id for version in versions}
    told = LedgerEntry.objects.filter(office__in=offices, event__in=(SENT, ON_NOTICE), at__lt=then.ends)
    about = told.filter(about_kind=MandateVersion._meta.label_lower, about_id__in=list(found))
    for number, event, at in about.order_by("number").values_list("about_id", "event", "at"):
        found[number or 0][event] = at
    return found


def as_they_were(those: Iterable[MandateVersion], then: Then) -> list[MandateVersion]:
    """Return versions that were there at the end of a day, each in the state of then; two queries."""
    versions = list(those)
    deeds = deeds_before(versions, then)
    open_then = ConsensusRound.objects.filter(version__in=versions, opened_at__lt=then.ends)
    asked = set(open_then.exclude(closed_at__lt=then.ends).values_list("version_id", flat=True))
    return [as_it_was(each, then, deeds[each.pk], is_asked=each.pk in asked) for each in versions]


def as_it_was(version: MandateVersion, then: Then, deeds: Deeds, *, is_asked: bool = False) -> MandateVersion:
    """Take from a version all that came after the end of a day: its end, its coming into force, its number."""
    version.in_force_at, version.ended_at = then.past(version.in_force_at), then.past(version.ended_at)
    version.frozen_at = then.past(version.frozen_at)
    version.state = _state(version, deeds, is_asked=is_asked)
    if version.state != VersionState.WITHDRAWN:
        version.withdrawn_reason = ""
    if ON_NOTICE not in deeds:
        version.objections_until = version.objections_until_at = None
    if version.frozen_at is None:
        version.major = version.minor = None
        version.digest = ""
    return version


def _state(version: MandateVersion, deeds: Deeds, *, is_asked: bool) -> VersionState:
    """Return the state that follows from what had happened; the times of the version are those of then."""
    if version.ended_at:
        return VersionState.SUPERSEDED if version.in_force_at else VersionState.WITHDRAWN
    if version.in_force_at:
        return VersionState.IN_FORCE
    if ON_NOTICE in deeds:
        return VersionState.ON_NOTICE
    if SENT in deeds:
        return VersionState.OUT_FOR_SIGNATURE
    if version.frozen_at:
        return VersionState.AGREED
    return VersionState.IN_CONSENSUS if is_asked else VersionState.DRAFT


def signatures_then(version: MandateVersion, then: Then) -> list[Signature]:
    """Return the signatures that had been given, with those that had been taken back, as they stood."""
    given = as_given(signatures_of(version).filter(at__lt=then.ends), then)
    for each in given:
        if hasattr(each, "condition"):
            _as_it_stood(each.condition, then)
    return given


def as_given(signatures: Iterable[Signature], then: Then) -> list[Signature]:
    """Take from signatures that they were taken back, where that came later."""
    found = list(signatures)
    for each in found:
        if not then.past(each.revoked_at):
            each.revoked_at, each.revoked_by, each.revoked_reason = None, None, ""
    return found


def _as_it_stood(condition: Condition, then: Then) -> None:
    if not then.past(condition.reported_at):
        condition.report, condition.reported_by, condition.reported_at = "", None, None
    if not then.past(condition.ended_at):
        condition.ended_as, condition.end_word, condition.ended_by, condition.ended_at = "", "", None, None


def requests_then(
    version: MandateVersion, then: Then, deeds: Deeds, given: Iterable[Signature]
) -> list[SignatureRequest]:
    """Return who had been asked to sign, or was to be asked when others had; `given` as `signatures_then` says."""
    if SENT not in deeds:
        return []
    asked = list(requests_of(version))
    first = turn(rule_of(version), [Place(each.seat_id, each.stage, must=each.must) for each in asked])
    signed = {each.seat_id: each for each in given}
    for each in asked:
        had_turn = each.stage <= first or deeds[SENT] < each.asked_at < then.ends
        each.state = _answer(each, signed.get(each.seat_id), then, had_turn=had_turn)
        each.opened_at, each.settled_at = then.past(each.opened_at), then.past(each.settled_at)
        each.reason = each.reason if each.state == SignatureState.DECLINED else ""
    return asked


def _answer(request: SignatureRequest, signature: Signature | None, then: Then, *, had_turn: bool) -> SignatureState:
    """Return what a seat had answered; `signature` is the last that it had given."""
    if signature and not signature.revoked_at:
        return SignatureState.SIGNED
    if request.state in (SignatureState.DECLINED, SignatureState.ENDED) and then.past(request.settled_at):
        return SignatureState(request.state)
    if signature:
        return SignatureState.REVOKED
    return SignatureState.WAITING if had_turn else SignatureState.LATER
