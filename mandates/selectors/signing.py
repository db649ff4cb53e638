"""The page on which one signs: what, for which seat, in whose place, what changed since one's own last signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.translation import gettext as _

from executives.models import Seat
from mandates.control_states import AmendmentClass
from mandates.models import Delegation, MandateVersion, Signature, SignatureRequest, Statement
from mandates.rules.signoff import Signing
from mandates.selectors.comparisons import Compared, compared
from mandates.selectors.same_words import is_light
from mandates.selectors.signoff import (
    counts_of,
    delegation_for,
    last_signed,
    requests_to_sign,
    waiting_requests,
    with_counts,
)
from mandates.selectors.versions import statements_of, version_in_force, versions_of
from pmo import clock
from pmo.access.models import Person
from pmo.access.standing import Standing


@dataclass(frozen=True)
class ToSign:
    """What waits for one person's signature: for a seat of theirs, or for one in whose holder's place they sign."""

    version: MandateVersion
    seat: Seat
    request: SignatureRequest
    person: Person
    delegation: Delegation | None = None

    def signing(self, now: datetime) -> Signing:
        """Return what a rule asks about it; what lets somebody stand in was asked for when it was found."""
        stands_in = self.delegation is not None
        return Signing(
            self.version, self.request, self.version.digest, now, delegation=self.delegation, delegates=stands_in
        )

    @property
    def intent(self) -> str:
        """What is accepted by signing, kept word for word with the signature."""
        names = {"number": self.version.key, "seat": self.seat.title}
        is_wording = self.version.amendment_class == AmendmentClass.EDITORIAL
        if self.delegation:
            names["holder"] = self.delegation.by.name
        if is_wording and self.delegation:
            said = _(
                "I have read version %(number)s and confirm for %(holder)s, as %(seat)s, that only wording changes."
            )
            return said % names
        if self.delegation:
            return _("I have read version %(number)s and sign it for %(holder)s, as %(seat)s.") % names
        if is_wording:
            return _("I have read version %(number)s and confirm as %(seat)s that only wording changes.") % names
        return _("I have read version %(number)s and sign it as %(seat)s.") % names

    @property
    def consent(self) -> str:
        """What is agreed about the way of signing, kept with the intent."""
        return _("I agree to sign electronically instead of on paper.")


@dataclass(frozen=True)
class Chapter:
    """The statements of one kind."""

    label: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class SignPage:
    """What one person reads before signing for one seat.

    `amends`: what a light amendment changes, for those who have signed nothing before.
    """

    asked: ToSign
    last: Signature | None
    differences: Compared | None
    chapters: tuple[Chapter, ...]
    in_force: MandateVersion | None
    number_asked: int
    signed: int
    amends: Compared | None = None

    @property
    def version(self) -> MandateVersion:
        return self.asked.version

    @property
    def seat(self) -> Seat:
        return self.asked.seat

    @property
    def request(self) -> SignatureRequest:
        return self.asked.request

    @property
    def is_late(self) -> bool:
        """Whether the last day to sign is over, by the office's clock."""
        due = self.request.due
        return due is not None and due < clock.today(self.version.mandate.office.time_zone)

    @property
    def intent(self) -> str:
        return self.asked.intent

    @property
    def consent(self) -> str:
        return self.asked.consent

    @property
    def total(self) -> int:
        return sum(len(chapter.statements) for chapter in self.chapters)


def to_sign(standing: Standing, seat_id: str | None = None) -> ToSign | None:
    """Return what waits for this person's signature (for a named seat, else the first, their own before), or None.

    Whoever names a seat of their own, as the form does that signs, is answered without a look at what they may sign
    for others.
    """
    own = waiting_requests(standing.office, standing.seat_ids) if seat_id else ()
    request = next((each for each in own if str(each.seat_id) == seat_id), None) or _found(standing, seat_id)
    if request is None:
        return None
    request.seat.office = request.version.mandate.office
    is_own = request.seat_id in standing.seat_ids
    delegation = None if is_own else delegation_for(request.seat, standing.person)
    return ToSign(request.version, request.seat, request, standing.person, delegation)


def _found(standing: Standing, seat_id: str | None) -> SignatureRequest | None:
    waiting = sorted(with_counts(requests_to_sign(standing)), key=lambda each: each.seat_id not in standing.seat_ids)
    named = [each for each in waiting if str(each.seat_id) == seat_id]
    return next(iter([*named, *waiting]), None)


def sign_page(standing: Standing, asked: ToSign) -> SignPage:
    """Return what this person reads before signing."""
    last = last_signed(standing.person, asked.seat, asked.version)
    in_force = version_in_force(standing.office)
    number_asked, signed = counts_of(asked.request)
    first = in_force if last is None and is_light(asked.version) else None
    return SignPage(
        asked=asked,
        last=last,
        differences=compared(last.version, asked.version) if last else None,
        chapters=chapters_of(asked.version),
        in_force=in_force,
        number_asked=number_asked,
        signed=signed,
        amends=compared(first, asked.version) if first else None,
    )


def sign_page_of(standing: Standing, seat_id: str | None = None) -> SignPage | None:
    """Return the page of what waits for this person's signature, or None."""
    asked = to_sign(standing, seat_id)
    return sign_page(standing, asked) if asked else None


def version_shown(standing: Standing, digest: str) -> MandateVersion | None:
    """Return the version of this office that a form of some other day showed, or None."""
    return versions_of(standing.office).filter(digest=digest).first() if digest else None


def chapters_of(version: MandateVersion) -> tuple[Chapter, ...]:
    """Return the statements of a version by kind."""
    grouped = groupby(statements_of(version), key=lambda statement: statement.line.get_kind_display())
    return tuple(Chapter(label, tuple(found)) for label, found in grouped)
