"""What must never be, read from the bare rows and held against what really happened."""

from collections import Counter, defaultdict

from executives.models import Requirement
from mandates.models import (
    ConsensusRound,
    ItemSource,
    MandateVersion,
    Participant,
    RoundItem,
    Source,
    Stance,
)
from mandates.selectors.outcomes import outcome_of
from mandates.selectors.sources import moved_in_round, moved_in_version
from mandates.states import RoundState, VersionState
from tests.consensus.memory import Memory, Opened

RULE = (
    "rule method needed needed_of abstentions reason_due overruling seats_counted blind opened_by_id opened_at "
    "version_id number mandate_id"
).split()
ITEM = ("line_id", "order", "text", "content", "digest", "changed")
PERSON = ("seat_id", "person_id", "counted", "required")
SOURCE = ("item__line_id", "wording_id", "standing", "reason")
UNFROZEN = (VersionState.DRAFT, VersionState.IN_CONSENSUS)


def as_they_stand() -> dict[int, Opened]:
    """Return all rounds as their rows are now."""
    items, people, sources = defaultdict(list), defaultdict(list), defaultdict(list)
    for number, *row in RoundItem.objects.order_by("pk").values_list("round_id", *ITEM):
        items[number].append(tuple(row))
    for number, *row in Participant.objects.order_by("pk").values_list("round_id", *PERSON):
        people[number].append(tuple(row))
    for number, *row in ItemSource.objects.order_by("pk").values_list("item__round_id", *SOURCE):
        sources[number].append(tuple(row))
    return {
        row["id"]: Opened(
            number=row["number"],
            version=row["version_id"],
            state=row["state"],
            rule={name: row[name] for name in RULE},
            items=tuple(items[row["id"]]),
            people=tuple(people[row["id"]]),
            sources=tuple(sources[row["id"]]),
            deadline=row["deadline"],
            deadline_at=row["deadline_at"],
        )
        for row in ConsensusRound.objects.values()
    }


def opened_rightly(memory: Memory, opened: Opened, today) -> None:
    """Hold that every source was confirmed, or stands in the round as left out with its reason, or as nobody's."""
    rows = set(Source.objects.filter(statement__version=opened.version).values_list("statement__line_id", "wording_id"))
    assert rows == {(line, wording) for line, wording, _standing, _reason in opened.sources}
    behind = dict(
        Source.objects.filter(statement__version=opened.version).values_list("wording_id", "wording__requirement")
    )
    for _line, wording, standing, reason in opened.sources:
        wanted = memory.wanted[behind[wording]]
        is_vacant = memory.holder(wanted.seat, today) is None
        assert wanted.state != "withdrawn"
        if wanted.state == "declined":
            assert (standing, reason) == ("declined", wanted.reason)
            assert reason
            continue
        assert is_vacant or {wording, wanted.wording} <= memory.confirmed
        assert standing == ("confirmed" if wording in memory.confirmed else "vacant")
    held = [seat for seat, *_rest in opened.people]
    assert all(memory.holder(seat, today) == person for seat, person, *_rest in opened.people)
    assert set(opened.required) <= set(opened.counted) <= set(held)


def rounds_as_opened(memory: Memory) -> None:
    """Hold that nothing of a round has changed since it was opened, but its deadline by an extension."""
    found = as_they_stand()
    assert set(found) == set(memory.rounds)
    for number, opened in memory.rounds.items():
        now = found[number]
        assert (now.rule, now.items, now.people, now.sources) == (
            opened.rule,
            opened.items,
            opened.people,
            opened.sources,
        )
        assert (now.deadline, now.deadline_at) == (opened.deadline, opened.deadline_at)
        assert (now.state == RoundState.OPEN) == opened.is_open


def answers_on_what_was_shown(memory: Memory) -> None:
    """Hold that each answer is one that was given, on the very text, in time; and one a seat and statement counts."""
    rows = list(Stance.objects.select_related("item__round", "participant"))
    given = {each.stance: each for each in memory.heard}
    assert {row.pk for row in rows} == set(given)
    for row in rows:
        heard = given[row.pk]
        assert (row.digest, row.person_id, row.choice) == (heard.digest, heard.person, heard.choice)
        assert row.digest == row.item.digest
        assert row.at < memory.rounds[row.item.round_id].deadline_at
    counting = Counter((row.item_id, row.participant.seat_id) for row in rows if row.superseded_at is None)
    assert not counting or max(counting.values()) == 1


def agreement_follows(memory: Memory, round_: ConsensusRound, today) -> None:
    """Hold that the product agrees on exactly what the answers agree on."""
    opened = memory.rounds[round_.pk]
    if not opened.is_cancelled:
        found = {each.item.line_id for each in outcome_of(round_).items if each.agreed}
        assert found == memory.agreed(opened, today)


def moved(memory: Memory, version: MandateVersion) -> set[tuple]:
    """Return line, requirement, statement and whither of every source that has moved on, also where it was let go."""
    texts = dict(version.statements.values_list("line_id", "digest"))
    rows = set(Source.objects.filter(statement__version=version).values_list("statement__line_id", "wording_id"))
    asked = {}
    for opened in memory.rounds.values():
        if opened.version == version.pk and not opened.is_cancelled:
            for line, digest in opened.asked:
                kept = {wording: standing for where, wording, standing, _r in opened.sources if where == line}
                if texts.get(line) == digest:
                    asked |= {(line, wording): standing for wording, standing in kept.items()}
    behind = dict(Requirement.objects.values_list("wordings", "pk"))
    found = set()
    for line, wording in rows | set(asked):
        wanted = memory.wanted[behind[wording]]
        was_declined = asked.get((line, wording), "declined") == "declined"
        if to := wanted.where(wording, was_declined=was_declined):
            found.add((line, behind[wording], texts[line], to))
    return found


def what_moved_shows(memory: Memory, version: MandateVersion | None) -> None:
    """Hold that whatever has moved on shows, beside the draft and beside the round, with the answers there are."""
    if version is None or version.state not in UNFROZEN:
        return
    shown = {
        (each.line.pk, each.requirement.pk, each.digest, each.moved_to): each for each in moved_in_version(version)
    }
    assert set(shown) == moved(memory, version)
    assert {place for place, each in shown.items() if each.answer} == set(shown) & memory.source_answers
    last = memory.last
    if last and last.version == version.pk and not last.is_cancelled:
        beside = {
            (each.line.pk, each.requirement.pk) for each in moved_in_round(version.rounds.get(number=last.number))
        }
        kept = {(line, wording) for line, wording, *_rest in last.sources}
        behind = dict(Requirement.objects.values_list("wordings", "pk"))
        stood = {(line, wording): standing for line, wording, standing, _reason in last.sources}
        assert beside == {
            (line, behind[wording])
            for line, wording in kept
            if memory.wanted[behind[wording]].where(wording, was_declined=stood[line, wording] == "declined")
        }


def frozen_rightly(memory: Memory, version: MandateVersion, today) -> None:
    """Hold that a version froze only on what its last round agreed, word for word, with every moved source answered."""
    if version.state in (*UNFROZEN, VersionState.WITHDRAWN) or version.pk in memory.frozen:
        return
    memory.frozen.add(version.pk)
    last = [each for each in memory.rounds.values() if each.version == version.pk and not each.is_cancelled][-1]
    texts = dict(version.statements.values_list("line_id", "digest"))
    assert dict(last.asked) == texts
    assert memory.agreed(last, today) == set(texts)
    assert version.rounds.get(number=last.number).state in (RoundState.CLOSED, RoundState.SETTLED)
    assert moved(memory, version) <= memory.source_answers
    for line, wording in Source.objects.filter(statement__version=version).values_list(
        "statement__line_id", "wording_id"
    ):
        shown = {(where, which) for where, which, *_rest in last.sources}
        assert wording in memory.confirmed or (line, wording) in shown


def close_was_due(memory: Memory, opened: Opened, today, now) -> None:
    """Hold that a round closes when its time is over, or all have answered."""
    assert now >= opened.deadline_at or memory.all_answered(opened, today, in_round=False)
