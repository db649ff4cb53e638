"""When a stage of signing is passed and a rule of signing is met: pure, over what each seat has done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mandates.agreement import needed
from mandates.control_states import AmendmentClass
from mandates.states import AgreementRule

LAST_STAGE = 9


@dataclass(frozen=True)
class Place:
    """A seat that is asked to sign: its stage, whether nothing is in force without it, whether its signature stands."""

    seat_id: int
    stage: int = 1
    must: bool = False
    signed: bool = False


@dataclass(frozen=True)
class SigningRule:
    """The rule of one version: how many of the seats asked must sign; `named` is the number where the rule wants one.

    Of a minor or editorial amendment everybody who is asked must sign, whatever the rule of the mandate.
    """

    rule: str = AgreementRule.UNANIMITY
    named: int | None = None
    amendment_class: str = AmendmentClass.MAJOR

    @property
    def is_of_all(self) -> bool:
        """Whether every seat asked must sign."""
        return self.amendment_class in (AmendmentClass.MINOR, AmendmentClass.EDITORIAL) or (
            self.rule == AgreementRule.UNANIMITY
        )

    def needed(self, asked: int) -> int:
        """Return how many signatures of so many seats it takes."""
        return asked if self.is_of_all else needed(self.rule, asked, self.named)


def missing(rule: SigningRule, places: Sequence[Place]) -> tuple[Place, ...]:
    """Return the seats without which nothing is in force and that have not signed."""
    return tuple(each for each in places if (each.must or rule.is_of_all) and not each.signed)


def still_needed(rule: SigningRule, places: Sequence[Place]) -> int:
    """Return how many more signatures the number asks for, whoever gives them."""
    return max(0, rule.needed(len(places)) - sum(each.signed for each in places)) if places else 0


def is_met(rule: SigningRule, places: Sequence[Place]) -> bool:
    """Say whether every required seat and enough seats have signed; nobody asked is never enough."""
    return bool(places) and not missing(rule, places) and not still_needed(rule, places)


def is_passed(rule: SigningRule, places: Sequence[Place], stage: int) -> bool:
    """Say whether the seats of later stages have their turn.

    All of it that must sign have signed, and so many others that those behind it could still meet the rule.
    """
    if any(each.stage == stage for each in missing(rule, places)):
        return False
    behind = sum(each.stage > stage for each in places)
    return sum(each.signed for each in places if each.stage <= stage) + behind >= rule.needed(len(places))


def turn(rule: SigningRule, places: Sequence[Place]) -> int:
    """Return the last stage whose seats have their turn: the first that is not passed."""
    stages = stages_of(places)
    return next((stage for stage in stages if not is_passed(rule, places, stage)), stages[-1] if stages else 1)


def waited_for(rule: SigningRule, places: Sequence[Place], seat_id: int) -> tuple[int, ...]:
    """Return the seats that sign before a seat whose turn has not come; nobody when it has."""
    own = next((each.stage for each in places if each.seat_id == seat_id), 1)
    now = turn(rule, places)
    return tuple(each.seat_id for each in places if each.stage == now and not each.signed) if own > now else ()


def stages_of(places: Iterable[Place]) -> list[int]:
    """Return the stages that there are, in order."""
    return sorted({each.stage for each in places})
