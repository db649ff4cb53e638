"""How a version is to be signed, as a manager says it: the rule, the order, the day before which it holds not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from mandates.signing_rules import SigningRule
from mandates.states import AgreementRule
from pmo.audit import canonical


@dataclass(frozen=True)
class SeatPlace:
    """The place of one seat: its stage, and whether nothing is in force without it."""

    seat_id: int
    stage: int = 1
    must: bool = False

    @property
    def is_usual(self) -> bool:
        """Whether it is the place of a seat of which nothing was said."""
        return self.stage == 1 and not self.must


@dataclass(frozen=True)
class SigningTerms:
    """Rule, number where the rule wants one, places of seats that are not the usual one, day."""

    rule: str = AgreementRule.UNANIMITY
    needed: int | None = None
    not_before: date | None = None
    places: tuple[SeatPlace, ...] = ()

    @property
    def named(self) -> int | None:
        """The number of seats that must sign, where the rule names one."""
        return self.needed if self.rule == AgreementRule.N_OF_M else None

    @property
    def signing_rule(self) -> SigningRule:
        """The rule by itself."""
        return SigningRule(self.rule, self.named)

    def content(self) -> dict[str, Any]:
        """Return what the ledger keeps, and what a page's digest covers."""
        places = sorted((each.seat_id, each.stage, each.must) for each in self.places if not each.is_usual)
        return {
            "rule": str(self.rule),
            "needed": self.named,
            "not_before": self.not_before.isoformat() if self.not_before else None,
            "places": [{"seat": seat, "stage": stage, "must": must} for seat, stage, must in places],
        }

    @property
    def digest(self) -> str:
        """The digest by which a form says what it showed."""
        return canonical.digest(self.content())
