"""The page of who has signed, by which evidence, under which conditions; and what is still in the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from executives.models import Seat
from mandates.control_states import AmendmentClass
from mandates.models import Condition, MandateVersion, Signature, SigningPolicy
from mandates.selectors.in_force import ways_to_go
from mandates.selectors.same_words import RestsOn, rests_on
from mandates.selectors.signature_rows import SignatureRow, needed_of, rows_of
from mandates.selectors.signoff import (
    requests_of,
    required_seats,
    rule_of,
    signatures_of,
)
from mandates.selectors.versions import versions_of
from mandates.signing_rules import Place, cannot_go_without, waited_for
from mandates.states import TO_BE_SIGNED, VersionState
from mandates.then import Then
from pmo import clock
from pmo.access.rules import is_manager
from pmo.access.standing import Standing


@dataclass(frozen=True)
class SignaturesPage:
    """Who has signed a version and who has not yet; or who will be asked.

    `then`: the day whose end it looks back to; `beside`: what was in force that day, where another version was.
    """

    version: MandateVersion | None
    rows: tuple[SignatureRow, ...] = ()
    needed: int = 0
    may_run: bool = False
    mine: tuple[int, ...] = ()
    held: tuple[int, ...] = ()
    in_the_way: tuple[str, ...] = ()
    beside_signatures: tuple[str, ...] = ()
    revoked: tuple[Signature, ...] = ()
    conditions: tuple[Condition, ...] = ()
    is_sponsor: bool = False
    paper_counts: bool = False
    delegates: bool = False
    rests_on: tuple[RestsOn, ...] = ()
    today: date = field(default_factory=lambda: clock.today("UTC"))
    then: Then | None = None
    beside: MandateVersion | None = None

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
    def may_recall(self) -> bool:
        """Whether the reader may call it back: while it is out, or open to objections."""
        is_on_notice = self.version is not None and self.version.state == VersionState.ON_NOTICE
        return self.may_run and (self.is_out or is_on_notice)

    @property
    def is_to_be_signed(self) -> bool:
        """Whether a seat that nobody holds can still be waived."""
        return self.then is None and self.version is not None and self.version.state in TO_BE_SIGNED

    @property
    def vacant(self) -> list[str]:
        """The seats that nobody holds, that nobody waived and that signing cannot go without."""
        return [row.seat.title for row in self.rows if row.seat.pk in self.waivable]

    @cached_property
    def waivable(self) -> set[int]:
        """The seats that the sponsor may waive: nobody holds them, and signing cannot go without."""
        return cannot_go_without(self.places, {row.seat.pk for row in self.rows if row.is_vacant})

    @property
    def places(self) -> list[Place]:
        """The seats that are asked, as they stand."""
        asked = [row for row in self.rows if not row.waiver]
        return [Place(row.seat.pk, row.stage, row.must, row.signature is not None) for row in asked]

    @property
    def my_rows(self) -> list[SignatureRow]:
        """The seats whose signature this reader may take back: given by them, or in their place."""
        return [row for row in self.rows if row.signature and self._is_ones(row.signature)]

    def _is_ones(self, signature: Signature) -> bool:
        is_held, is_given = signature.seat_id in self.held, signature.seat_id in self.mine
        return (is_held and is_given) or (signature.delegation_id is not None and (is_held or is_given))

    @property
    def signed_for_me(self) -> Signature | None:
        """What somebody else has signed in this reader's place."""
        given = (row.signature for row in self.my_rows if row.seat.pk in self.held)
        return None if self.is_in_force else next(given, None)

    @property
    def later(self) -> list[SignatureRow]:
        """The seats of this reader whose turn is still to come."""
        return [row for row in self.rows if row.seat.pk in self.held and row.comes_later]

    @cached_property
    def before(self) -> list[SignatureRow]:
        """The seats that this reader's turn waits for."""
        if self.version is None or not self.later:
            return []
        found = waited_for(rule_of(self.version), self.places, self.later[0].seat.pk)
        return [row for row in self.rows if row.seat.pk in found]

    @property
    def before_me(self) -> list[str]:
        """Their titles."""
        return [row.seat.title for row in self.before]

    @property
    def is_enough_of_them(self) -> bool:
        """Whether not all of them need sign: as many as the rule asks for are enough."""
        return len(self.before) > 1 and not all(row.must for row in self.before)

    @property
    def asked(self) -> int:
        """How many seats are asked: a waived one is asked no more."""
        return sum(row.waiver is None for row in self.rows)

    @property
    def is_wording(self) -> bool:
        """Whether its signature opens it to objections, and does not put it in force."""
        return self.version is not None and self.version.amendment_class == AmendmentClass.EDITORIAL

    @property
    def has_required(self) -> bool:
        """Whether some seats must sign and others need not."""
        return len({row.must for row in self.rows}) > 1

    @property
    def has_stages(self) -> bool:
        return len({row.stage for row in self.rows}) > 1

    @property
    def due(self) -> date | None:
        """The last day on which somebody who has not answered can."""
        days = [row.request.due for row in self.rows if row.request and row.request.due and not row.signature]
        return max(days, default=None)

    @property
    def is_late(self) -> bool:
        return self.is_out and self.due is not None and self.due < self.today


ORDER = (
    VersionState.OUT_FOR_SIGNATURE,
    VersionState.ON_NOTICE,
    VersionState.AGREED,
    VersionState.IN_FORCE,
    VersionState.WITHDRAWN,
)


def signatures_page(standing: Standing, version: MandateVersion | None = None) -> SignaturesPage:
    """Return the signatures of a version, else of the one in question: going out, in force, or withdrawn last."""
    version = version or _version_in_question(standing)
    if version is None:
        return SignaturesPage(None, may_run=bool(is_manager(standing)))
    requests = {request.seat_id: request for request in requests_of(version)}
    given = list(signatures_of(version))
    standing_now = {each.seat_id: each for each in given if not each.revoked_at}
    rows = rows_of(version, requests, standing_now, required_seats(version))
    policy = SigningPolicy.objects.filter(office=standing.office).first()
    is_out = version.state == VersionState.OUT_FOR_SIGNATURE
    to_sign, beside = ways_to_go(version, clock.now(), list(requests.values())) if is_out else ((), ())
    return SignaturesPage(
        version=version,
        rows=rows,
        needed=needed_of(version, rows),
        may_run=bool(is_manager(standing)),
        held=standing.seat_ids,
        mine=tuple(each.seat_id for each in standing_now.values() if each.person_id == standing.person.pk),
        in_the_way=(*to_sign, *beside),
        beside_signatures=beside,
        revoked=tuple(each for each in given if each.revoked_at),
        conditions=tuple(each.condition for each in standing_now.values() if hasattr(each, "condition")),
        is_sponsor=any(row.is_vacant for row in rows) and _is_sponsor(standing),
        paper_counts=bool(policy and policy.paper_counts),
        delegates=bool(policy and policy.delegation),
        rests_on=rests_on(version),
        today=clock.today(standing.office.time_zone),
    )


def _is_sponsor(standing: Standing) -> bool:
    return Seat.objects.filter(pk__in=standing.seat_ids, sponsor=True, closed_on__isnull=True).exists()


def _version_in_question(standing: Standing) -> MandateVersion | None:
    found = versions_of(standing.office).filter(state__in=ORDER).order_by("pk")
    return max(found, key=lambda version: (-ORDER.index(VersionState(version.state)), version.pk), default=None)
