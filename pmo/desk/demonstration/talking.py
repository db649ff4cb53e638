"""The talks behind the words: a kick-off, one talk with each executive, and what turned out to contradict."""

from datetime import UTC, date, datetime, timedelta

from executives.models import Conflict, Interview, Requirement, Seat
from executives.selectors.kickoffs import kick_off_screen
from executives.selectors.seats import seats_of
from executives.services.conflicts import note_conflict, resolve_conflict
from executives.services.kickoffs import keep_kick_off, plan_kick_off
from executives.services.papers import record_paper
from executives.services.requirements import record_requirement
from executives.services.talks import keep_notes, note_talk
from executives.states import Presence, TalkKind
from executives.words import words_of
from pmo.access.models import Office
from pmo.clock.shifting import set_time
from pmo.desk.demonstration import cast, material

KICK_OFF = date(2025, 9, 10)
FIRST_TALK = date(2025, 9, 12)
AFTER_ALL_TALKS = datetime(2025, 10, 1, 15, 0, tzinfo=UTC)
RESOLVED = datetime(2026, 1, 16, 17, 0, tzinfo=UTC)
SAID_AT_KICK_OFF = (
    "Helen opened: sixty-three jobs, and nobody can say which come first. Each of us is asked alone what goes wrong "
    "and what would be better. Nobody is asked about methods. All meet again when there is a draft to agree to."
)
NOT_IN_THE_ROOM = {
    "Director, Port & Terminals": (Presence.BRIEFED, ""),
    "Director, Safety & People": (Presence.STAND_IN, "Jean Maddox"),
}
NOTES = {
    "Director, Port & Terminals": (
        "Forty minutes in the tower, two ships alongside. Dates that cannot move are of no use to her.",
        "Tired of being told that rail comes first. See Callum before the two of them meet.",
    ),
    "Director, Rail Operations": (
        "At the depot, during the shift change. Wants works fixed twelve weeks ahead, and will sign for what moves.",
        "",
    ),
    "Chief Financial Officer": (
        "One hour, with his own list of overruns. One sheet for everything above £100k.",
        "Would give way on the limit if small jobs are totalled for him. Not to be said before he says it.",
    ),
}
CONTRADICTIONS = (
    (
        ("R020", "R024"),
        "Works frozen twelve weeks ahead, and ships that confirm ten days ahead: one calendar cannot do both.",
        "Twelve weeks for track, three weeks for berths; inside that both directors move it jointly within a day.",
    ),
    (
        ("R009", "R033"),
        "One sheet for everything above £100k, and nothing at all for what is below £500k.",
        "£250k for the one sheet, and a quarterly total of the jobs between £100k and £250k for Finance.",
    ),
)
A_MAIL = b"""From: Callum Forsyth <callum.forsyth@example.org>
To: Nadia Okonjo <nadia.okonjo@example.org>
Date: Mon, 6 Oct 2025 17:12:00 +0100
Subject: Re: What you said about driver managers

Fine as you have written it. I will click when I am off shift.
Callum
"""


def talk_to_all(office: Office) -> None:
    """Hold the kick-off, talk to each executive, and say in which talk each of their requirements was said."""
    _kick_off(office)
    day = FIRST_TALK
    for seat in seats_of(office):
        set_time(datetime(day.year, day.month, day.day, 14, 0, tzinfo=UTC))
        _talk(seat, day)
        day += timedelta(days=3 if day.weekday() == 4 else 1)
    set_time(AFTER_ALL_TALKS)
    for (one, other), why, _how in CONTRADICTIONS:
        sides = {"requirement_id": _said(office, one).pk, "other_id": _said(office, other).pk}
        note_conflict(**sides, note=why, by=cast.person(cast.MANAGER))


def keep_the_mail(office: Office) -> None:
    """Keep an e-mail beside the words that nobody has confirmed by a click yet."""
    open_refs = [row["ref"] for row in material.table("requirements.csv") if row["confirmed"] != "yes"]
    waiting = _said(office, open_refs[0])
    assert waiting.wording is not None, "a requirement has words"
    record_paper(
        requirement_id=waiting.pk,
        seat_id=waiting.seat_id,
        day=date(2025, 10, 6),
        name="Re What you said.eml",
        data=A_MAIL,
        shown_digest=waiting.wording.digest,
        by=cast.person(cast.MANAGER),
    )


def settle_contradictions(office: Office) -> None:
    """Say how each conflict was resolved, once all had agreed."""
    set_time(RESOLVED)
    for (one, _other), _why, how in CONTRADICTIONS:
        conflict = Conflict.objects.get(office=office, first=_said(office, one))
        resolve_conflict(conflict_id=conflict.pk, resolution=how, by=cast.person(cast.MANAGER))


def _kick_off(office: Office) -> None:
    manager = cast.person(cast.MANAGER)
    set_time(datetime(2025, 9, 11, 9, 0, tzinfo=UTC))
    kick_off = plan_kick_off(office_id=office.pk, day=KICK_OFF, by=manager)
    screen = kick_off_screen(kick_off)
    marks = {row.seat.pk: NOT_IN_THE_ROOM.get(row.seat.title, (Presence.PRESENT, "")) for row in screen.rows}
    keep_kick_off(
        kick_off_id=kick_off.pk,
        day=KICK_OFF,
        summary=SAID_AT_KICK_OFF,
        marks=marks,
        shown_digest=screen.digest,
        by=manager,
    )


def _talk(seat: Seat, day: date) -> Interview:
    manager = cast.person(cast.MANAGER)
    talk = note_talk(seat_id=seat.pk, kind=TalkKind.WANTS, day=day, by=manager)
    notes, private = NOTES.get(seat.title, ("", ""))
    talk = keep_notes(interview_id=talk.pk, notes=notes, private=private, shown_revision=talk.revision, by=manager)
    for said in seat.requirements.select_related("wording"):
        assert said.wording is not None, "a requirement has words"
        words, ref = words_of(said.wording), said.source_ref
        record_requirement(seat_id=seat.pk, words=words, source_ref=ref, interview=talk, by=manager)
    return talk


def _said(office: Office, ref: str) -> Requirement:
    return Requirement.objects.select_related("wording").get(office=office, source_ref=ref)
