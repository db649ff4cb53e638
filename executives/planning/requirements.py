"""What a row of requirements would do."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext

from executives.models import Requirement
from executives.planning.facts import Facts, SeatFacts, plain
from executives.planning.rows import Planned, RequirementIntent, StoredRow
from executives.rules.requirements import may_say
from executives.states import PASSED_ON, Priority, RequirementState, RowOutcome
from executives.words import Words, words_of

TEXTS = ("statement", "consequence_today", "benefit_wanted", "measure")
LEFT_OUT = (RequirementState.DECLINED, RequirementState.WITHDRAWN, *PASSED_ON)


def plan_requirement(row: StoredRow, facts: Facts) -> Planned:
    """Return what a row does: a new requirement, other words for a known one, nothing, or a refusal."""
    record = row.record or {}
    seat = facts.seat_held_by(record["executive_email"])
    if seat is None:
        said = gettext("%(email)s holds no seat here today. Seat the person first, then choose the file again.")
        return _refused(row, said % {"email": record["executive_email"]})
    known = facts.requirement_like(seat, record["statement"], row.source_ref)
    words = _words(row, known)
    if not (verdict := may_say(words)):
        return _refused(row, str(verdict.reason))
    is_reported = record["confirmed"] == "yes"
    if known is None:
        intent = RequirementIntent(seat, None, words, row.source_ref, is_reported, rewrites=True)
        said = _sentence(gettext("New."), row, is_reported)
        return Planned(row, RowOutcome.NEW, said, what=words.statement, after=words, intent=intent)
    return _known(row, seat, known, words, is_reported)


def _known(row: StoredRow, seat: SeatFacts, known: Requirement, words: Words, is_reported: bool) -> Planned:
    if seat.seat is None or known.seat_id != seat.seat.pk:
        said = gettext("The reference %(ref)s is %(key)s of %(seat)s. A requirement stays with its seat.")
        return _refused(row, said % {"ref": row.source_ref, "key": known.key, "seat": known.seat.title})
    assert known.wording is not None, "a requirement has words"
    before = words_of(known.wording)
    if _is_unchanged(before, words):
        return _same(row, seat, known, is_reported)
    if known.state in LEFT_OUT:
        said = gettext("%(key)s is left out (%(state)s), and the words differ. Change it on its own page.")
        state = RequirementState(known.state).label.lower()
        return _refused(row, said % {"key": known.key, "state": state})
    what = gettext("Other words for %(key)s.") % {"key": known.key}
    if known.state == RequirementState.CONFIRMED:
        what += " " + gettext("They are no longer confirmed: the executive is asked again.")
    intent = RequirementIntent(seat, known, words, _free_ref(row, known), is_reported, rewrites=True)
    said = _sentence(what, row, is_reported)
    return Planned(row, RowOutcome.CHANGED, said, known.key, words.statement, before, words, intent)


def _same(row: StoredRow, seat: SeatFacts, known: Requirement, is_reported: bool) -> Planned:
    ref = _free_ref(row, known)
    reports = is_reported and not known.reported_confirmed_by and known.state != RequirementState.CONFIRMED
    said = gettext("The same as %(key)s: nothing changes.") % {"key": known.key}
    assert known.wording is not None
    words = words_of(known.wording)
    intent = RequirementIntent(seat, known, words, ref, reports) if ref or reports else None
    if ref:
        said = gettext("The same as %(key)s; it gets the reference %(ref)s.") % {"key": known.key, "ref": ref}
    return Planned(row, RowOutcome.SAME, said, known.key, words.statement, intent=intent)


def _words(row: StoredRow, known: Requirement | None) -> Words:
    """Return what the row says; a column that the file does not have leaves what is there."""
    record = row.record or {}
    words = Words(
        kind=record["kind"],
        statement=record["statement"],
        priority=record["priority"] or Priority.SHOULD,
        consequence_today=record["consequence_today"],
        benefit_wanted=record["benefit_wanted"],
        measure=record["measure"],
        wanted_by=date.fromisoformat(record["wanted_by"]) if record["wanted_by"] else None,
    )
    if known is None or known.wording is None:
        return words
    kept = {*TEXTS, "wanted_by", "priority", "kind"} - row.fields.keys()
    return replace(words, **{name: getattr(known.wording, name) for name in kept})


def _is_unchanged(before: Words, after: Words) -> bool:
    """Whether two words say the same: case, spaces and the shape of quotes apart."""
    same = all(plain(getattr(before, name)) == plain(getattr(after, name)) for name in TEXTS)
    exact = ("kind", "priority", "wanted_by")
    return same and all(getattr(before, name) == getattr(after, name) for name in exact)


def _free_ref(row: StoredRow, known: Requirement) -> str:
    return "" if known.source_ref else row.source_ref


def _sentence(what: str, row: StoredRow, is_reported: bool) -> str:
    said = [what]
    if is_reported:
        said.append(gettext("Reported as confirmed elsewhere; the executive is still asked."))
    if row.verdict == "normalise":
        said.append(row.sentence)
    return " ".join(said)


def _refused(row: StoredRow, sentence: str) -> Planned:
    return Planned(row, RowOutcome.REFUSED, sentence, what=(row.record or {}).get("statement", ""))
