"""Harbour Rail's recorded story as what people type into forms: statements, links, words left out, answers."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

from executives.models import Requirement
from mandates.models import RoundItem, Statement
from mandates.profiles import plain_fields
from mandates.states import LineKind, LinkKind
from pmo.access.models import Office
from pmo.desk.demonstration.drafting import REASONS, profile_in_round, wording_in_round
from tests.scenes.harbour_rail import KINDS, mandate, oracle, rows

Typed = dict[str, Any]
PARTS = ("purpose", "benefits", "goals", "objectives", "exclusions")
WORDS = ("agree", "agree_with_reservation", "abstain", "object")


def at_eight(day: date) -> datetime:
    """Return eight o'clock of a day."""
    return datetime.combine(day, time(8), UTC)


@cache
def finals() -> dict[str, dict[str, Any]]:
    """Return the statements as agreed in the end, by their references."""
    return {each["id"]: each for part in PARTS for each in mandate()[part]}


def kind_of(ref: str) -> LineKind:
    """Return the kind of a statement."""
    said = finals()[ref]
    return KINDS.get(ref[0]) or (LineKind.ISSUE if said["kind"] == "issue" else LineKind.OPPORTUNITY)


def statement(office: Office, ref: str, number: int = 1) -> Typed:
    """Return a statement as typed for a round: its words and its profile."""
    final = finals()[ref]
    profile = plain_fields(profile_in_round(office, ref, number, final))
    typed = {"text": wording_in_round(ref, number, final), **profile}
    return {name: "" if value is None else str(value) for name, value in typed.items()}


def changed_for(number: int) -> list[str]:
    """Return the statements whose words were changed before a round."""
    return oracle()["agreement"][str(number)]["statements_changed"]


def sources(ref: str) -> list[int]:
    """Return the words that a statement comes from."""
    wanted = Requirement.objects.filter(source_ref__in=finals()[ref]["requirements"])
    return list(wanted.values_list("wording_id", flat=True))


def ids() -> dict[str, int]:
    """Return the rows of the statements by their keys."""
    return {each.key: each.pk for each in Statement.objects.select_related("line")}


def links(ref: str, keys: Mapping[str, str]) -> dict[LinkKind, list[int]]:
    """Return what a statement addresses, serves and achieves."""
    said, rows_of = finals()[ref], ids()
    named = {
        LinkKind.ADDRESSES: said.get("addresses") or said.get("purpose"),
        LinkKind.SERVES: said.get("benefits"),
        LinkKind.ACHIEVES: [said["goal"]] if "goal" in said else None,
    }
    return {name: [rows_of[keys[each]] for each in refs] for name, refs in named.items() if refs}


def left_out() -> list[tuple[Requirement, Typed]]:
    """Return what did not land in the mandate, with the reason that its executive reads."""
    found = {each.source_ref: each for each in Requirement.objects.all()}
    told = mandate()["unused_requirements"]
    return [(found[each["requirement"]], {"code": code_of(each), "reason": each["reason"]}) for each in told]


def code_of(each: Mapping[str, str]) -> str:
    """Return the reason as the form names it."""
    return REASONS.get(each["reason_code"], each["reason_code"])


def answers(number: int, email: str) -> dict[str, dict[str, str]]:
    """Return what somebody answered in a round, by statement."""
    given = [row for row in rows("stances.csv") if row["round"] == str(number)]
    return {row["statement"]: row for row in given if row["executive_email"] == email}


def ballot(number: int, email: str, seat_id: int, keys: Mapping[str, str]) -> Typed:
    """Return somebody's whole round as the page that shows all statements sends it."""
    digests = {item.key: item.digest for item in RoundItem.objects.filter(round__number=number).select_related("line")}
    typed: Typed = {"seat": seat_id}
    for ref, row in answers(number, email).items():
        key = keys[ref]
        said = {"choice": row["stance"], "reason": row["reason"], "proposed_change": row["proposed_change"]}
        shown = {"shown_digest": digests[key], "seat": seat_id}
        typed |= {f"{key}-{name}": value for name, value in (said | shown).items()}
    return typed


def counts_after(number: int, *, beside: bool = False) -> dict[str, Counter]:
    """Return how many gave each answer that stands after a round: who is counted, or who is asked beside them."""
    told = oracle()["agreement"][str(number)]["per_statement"]
    part = "input_standing" if beside else "standing"
    return {ref: Counter({word: each[part][word] for word in WORDS if each[part][word]}) for ref, each in told.items()}
