"""When a stage of signing is passed and a rule of signing is met: pure, over what each seat has done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from mandates.agreement import needed
from mandates.control_states import LIGHT, AmendmentClass
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
        return self.amendment_class in LIGHT or self.rule == AgreementRule.UNANIMITY

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

    All of it that must sign have signed, at least one of its seats has, and so many that those behind it could still
    meet the rule: whoever comes later never signs before anybody of an earlier stage has.
    """
    of_it = [each for each in places if each.stage == stage]
    if any(each.stage == stage for each in missing(rule, places)) or (of_it and not any(each.signed for each in of_it)):
        return False
    behind = sum(each.stage > stage for each in places)
    return sum(each.signed for each in places if each.stage <= stage) + behind >= rule.needed(len(places))


def turn(rule: SigningRule, places: Sequence[Place]) -> int:
    """Return the last stage whose seats have their turn: the first that is not passed."""
    stages = stages_of(places)
    return next((stage for stage in stages if not is_passed(rule, places, stage)), stages[-1] if stages else 1)


def waited_for(rule: SigningRule, places: Sequence[Place], seat_id: int) -> tuple[int, ...]:
    """Return the seats that have still to sign before a seat whose turn has not come; nobody when it has.

    Of a stage that is not passed: those that must where some must, else all of it, since any of them may be the one.
    """
    own = next((each.stage for each in places if each.seat_id == seat_id), 1)
    if own <= turn(rule, places):
        return ()
    must = {each.seat_id for each in missing(rule, places)}
    found = list[int]()
    for stage in stages_of(places):
        if stage < own and not is_passed(rule, places, stage):
            left = [each.seat_id for each in places if each.stage == stage and not each.signed]
            found += [each for each in left if each in must] or left
    return tuple(found)


def cannot_go_without(places: Sequence[Place], vacant: Collection[int]) -> set[int]:
    """Return the vacant seats without which signing comes to no end: they must sign, or are all that a stage has.

    A seat that has signed is not waited for, whoever left it since; those of the last stage may be done without.
    """
    last = max(stages_of(places), default=1)
    passable = {each.stage for each in places if each.signed or each.must or each.seat_id not in vacant} | {last}
    open_now = [each for each in places if each.seat_id in vacant and not each.signed]
    return {each.seat_id for each in open_now if each.must or each.stage not in passable}


def stages_of(places: Iterable[Place]) -> list[int]:
    """Return the stages that there are, in order."""
    return sorted({each.stage for each in places})
