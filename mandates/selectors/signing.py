"""The page on which one signs, and the page of who has signed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from executives.models import Seat
from executives.selectors.seats import person_in
from mandates.agreement import needed
from mandates.models import MandateVersion, Signature, SignatureRequest, Statement
from mandates.selectors.comparisons import Compared, compared
from mandates.selectors.signoff import last_signed, requests_of, required_seats, signatures_of, waiting_requests
from mandates.selectors.versions import statements_of, version_in_force, versions_of
from mandates.states import SignatureState, VersionState
from pmo.access.rules import is_manager
from pmo.access.standing import Standing
from pmo.ui.words import Word


@dataclass(frozen=True)
class Chapter:
    """The statements of one kind."""

    label: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class SignPage:
    """What one person reads before signing for one seat."""

    version: MandateVersion
    seat: Seat
    request: SignatureRequest
    last: Signature | None
    differences: Compared | None
    chapters: tuple[Chapter, ...]
    in_force: MandateVersion | None
    signed: int
    asked: int

    @property
    def intent(self) -> str:
        """What is accepted by signing, kept word for word with the signature."""
        names = {"number": self.version.key, "seat": self.seat.title}
        return _("I have read version %(number)s and sign it electronically as %(seat)s.") % names

    @property
    def total(self) -> int:
        return sum(len(chapter.statements) for chapter in self.chapters)


def sign_page_of(standing: Standing, seat_id: str | None = None) -> SignPage | None:
    """Return what waits for this person's signature (for a named seat, else the first), or None."""
    waiting = list(waiting_requests(standing.office, standing.seat_ids))
    named = [request for request in waiting if str(request.seat_id) == seat_id]
    request = next(iter([*named, *waiting]), None)
    if request is None:
        return None
    version = request.version
    last = last_signed(standing.person, request.seat, version)
    states = list(version.signature_requests.values_list("state", flat=True))
    return SignPage(
        version=version,
        seat=request.seat,
        request=request,
        last=last,
        differences=compared(last.version, version) if last else None,
        chapters=chapters_of(version),
        in_force=version_in_force(standing.office),
        signed=states.count(SignatureState.SIGNED),
        asked=len(states),
    )


def chapters_of(version: MandateVersion) -> tuple[Chapter, ...]:
    """Return the statements of a version by kind."""
    grouped = groupby(statements_of(version), key=lambda statement: statement.line.get_kind_display())
    return tuple(Chapter(label, tuple(found)) for label, found in grouped)


@dataclass(frozen=True)
class SignatureRow:
    """One seat that must sign: who holds or signed for it, and what it has come to."""

    seat: Seat
    request: SignatureRequest | None
    signature: Signature | None
    holder: str

    @property
    def word(self) -> Word:
        return SignatureState(self.request.state if self.request else SignatureState.WAITING).word


@dataclass(frozen=True)
class SignaturesPage:
    """Who has signed a version and who has not yet; or who will be asked."""

    version: MandateVersion | None
    rows: tuple[SignatureRow, ...]
    needed: int
    may_run: bool
    mine: bool

    @property
    def is_in_force(self) -> bool:
        return self.version is not None and self.version.state == VersionState.IN_FORCE

    @property
    def signed(self) -> int:
        return sum(row.signature is not None for row in self.rows)

    @property
    def may_send(self) -> bool:
        return self.may_run and self.version is not None and self.version.state == VersionState.AGREED

    @property
    def is_out(self) -> bool:
        return self.version is not None and self.version.state == VersionState.OUT_FOR_SIGNATURE

    @property
    def vacant(self) -> list[str]:
        """The seats that must sign and that nobody holds."""
        return [row.seat.title for row in self.rows if not row.holder]


ORDER = (VersionState.OUT_FOR_SIGNATURE, VersionState.AGREED, VersionState.IN_FORCE, VersionState.WITHDRAWN)


def signatures_page(standing: Standing) -> SignaturesPage:
    """Return the signatures of the version in question: going out, in force, or withdrawn last."""
    version = _version_in_question(standing)
    if version is None:
        return SignaturesPage(None, (), 0, bool(is_manager(standing)), mine=False)
    requests = {request.seat_id: request for request in requests_of(version)}
    signatures = {signature.seat_id: signature for signature in signatures_of(version)}
    now = {seat.pk: seat for seat in required_seats(version)}
    seats = [request.seat for request in requests.values()] or list(now.values())
    rows = [_signature_row(seat, requests.get(seat.pk), signatures.get(seat.pk), now.get(seat.pk)) for seat in seats]
    count = needed(version.signing_rule, len(rows)) if rows else 0
    mine = any(each.person_id == standing.person.pk for each in signatures.values())
    return SignaturesPage(version, tuple(rows), count, bool(is_manager(standing)), mine)


def _version_in_question(standing: Standing) -> MandateVersion | None:
    found = versions_of(standing.office).filter(state__in=ORDER).order_by("pk")
    return max(found, key=lambda version: (-ORDER.index(VersionState(version.state)), version.pk), default=None)


def _signature_row(
    seat: Seat, request: SignatureRequest | None, signature: Signature | None, now: Seat | None
) -> SignatureRow:
    person = signature.person if signature else (person_in(now) if now else None)
    return SignatureRow(seat, request, signature, person.name if person else "")
