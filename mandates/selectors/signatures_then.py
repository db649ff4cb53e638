"""The page of who had signed by the end of a day: which version was out, or in force, and what each seat had done."""

from __future__ import annotations

from django.db.models import Q

from executives.models import Seat
from executives.selectors.past_seats import seats_on
from executives.states import DecisionRole
from mandates.control_states import LIGHT
from mandates.models import MandateVersion
from mandates.selectors.same_words import rests_on
from mandates.selectors.signature_rows import needed_of, rows_of
from mandates.selectors.signatures import ORDER, SignaturesPage
from mandates.selectors.signing_then import Deeds, as_it_was, deeds_before, requests_then, signatures_then
from mandates.selectors.versions import versions_of
from mandates.states import VersionState
from mandates.then import Then
from pmo.access.models import Office


def signatures_page_then(office: Office, then: Then) -> SignaturesPage | None:
    """Return the signatures of the version that was in question at the end of a day; None before there was one."""
    versions = _fixed_by(office, then)
    deeds = deeds_before(versions, then)
    were = [as_it_was(each, then, deeds[each.pk]) for each in versions]
    if not were:
        return None
    version = min(were, key=lambda each: (ORDER.index(VersionState(each.state)), -each.pk))
    in_force = next((each for each in were if each.state == VersionState.IN_FORCE), None)
    return _page(version, in_force if in_force != version else None, deeds[version.pk], then)


def _page(version: MandateVersion, beside: MandateVersion | None, deeds: Deeds, then: Then) -> SignaturesPage:
    given = signatures_then(version, then)
    stood = {each.seat_id: each for each in given if not each.revoked_at}
    requests = {each.seat_id: each for each in requests_then(version, then, deeds, given)}
    rows = rows_of(version, requests, stood, _signing_then(version, then), then)
    return SignaturesPage(
        version=version,
        rows=rows,
        needed=needed_of(version, rows),
        revoked=tuple(each for each in given if each.revoked_at),
        conditions=tuple(each.condition for each in stood.values() if hasattr(each, "condition")),
        rests_on=rests_on(version),
        today=then.day,
        then=then,
        beside=beside,
    )


def _fixed_by(office: Office, then: Then) -> list[MandateVersion]:
    """Return what was in force or on its way at the end of a day, else the version that had been withdrawn last."""
    fixed = versions_of(office).filter(frozen_at__lt=then.ends)
    stood = fixed.filter(Q(ended_at__isnull=True) | Q(ended_at__gte=then.ends))
    return list(stood) or list(fixed.filter(state=VersionState.WITHDRAWN).order_by("-pk")[:1])


def _signing_then(version: MandateVersion, then: Then) -> list[Seat]:
    """Return the seats that sign, each with its holder of the day: the signatory ones, or those a light one names."""
    seats = seats_on(version.mandate.office, then.day)
    if version.amendment_class in LIGHT:
        return [seat for seat in seats if seat.title in version.required_seats]
    return [seat for seat in seats if seat.decision_role == DecisionRole.SIGNATORY]
