"""What a row of executives would do."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from executives.planning.facts import Facts, Post, SeatFacts
from executives.planning.rows import Planned, SeatIntent, StoredRow
from executives.rules.seats import may_sponsor, may_take
from executives.states import DecisionRole, RowOutcome
from pmo.access.verdicts import Verdict


def plan_seat(row: StoredRow, facts: Facts) -> Planned:
    """Return what a row does: a new seat, a change of its part or holder, nothing, or a refusal."""
    record = row.record or {}
    found = facts.seat_like(record["seat"], row.source_ref, record["email"])
    others = [seat for seat in facts.seats if seat is not found]
    sponsor = record["sponsor"] == "yes"
    if not (verdict := may_sponsor(sponsor, others)):
        return _refused(row, verdict)
    if found is None:
        return _new(row, facts, sponsor)
    return _known(row, facts, found, sponsor)


def _new(row: StoredRow, facts: Facts, sponsor: bool) -> Planned:
    record = row.record or {}
    seat = SeatFacts(record["seat"], record["decision_role"], sponsor, row.source_ref)
    post = _post(row, facts.today)
    if post and not (verdict := may_take([], post.start, post.end)):
        return _refused(row, verdict)
    if post:
        seat.take(post)
    facts.seats.append(seat)
    what = gettext("A new seat, held by %(name)s.") % {"name": post.who} if post else gettext("A new seat, vacant.")
    return Planned(row, RowOutcome.NEW, _said(what, row), what=seat.title, intent=_intent(row, seat, post))


def _known(row: StoredRow, facts: Facts, seat: SeatFacts, sponsor: bool) -> Planned:
    record = row.record or {}
    said = _differences(row, seat, sponsor)
    post, ends, told = _post(row, facts.today), None, ""
    if post is None and seat.open_post:
        told = gettext("The file names nobody; %(name)s keeps the seat.") % {"name": seat.open_post.who}
    if post and (held := _same_post(seat, post, record["active_from"])):
        post, ends, told = None, *_end_of(held, post)
    if post and not (verdict := may_take(seat.posts, post.start, post.end)):
        return _refused(row, verdict)
    if post:
        words = {"name": post.who, "day": date_format(post.start, "j F Y")}
        said.append(gettext("%(name)s takes the seat from %(day)s.") % words)
        seat.take(post)
    if ends:
        words = {"name": ends.who, "day": date_format(ends.end or facts.today, "j F Y")}
        said.append(gettext("%(name)s leaves the seat on %(day)s.") % words)
        seat.posts = [ends if other.email == ends.email and other.end is None else other for other in seat.posts]
    if not said:
        return Planned(row, RowOutcome.SAME, told or gettext("Nothing changes."), what=seat.title)
    intent = _intent(row, seat, post, ends)
    seat.title, seat.decision_role, seat.sponsor = record["seat"], record["decision_role"], sponsor
    return Planned(row, RowOutcome.CHANGED, _said(" ".join(said), row), what=seat.title, intent=intent)


def _differences(row: StoredRow, seat: SeatFacts, sponsor: bool) -> list[str]:
    record, said = row.record or {}, []
    if record["seat"] != seat.title:
        said.append(gettext("“%(old)s” is called “%(new)s”.") % {"old": seat.title, "new": record["seat"]})
    if record["decision_role"] != seat.decision_role:
        old, new = DecisionRole(seat.decision_role).label, DecisionRole(record["decision_role"]).label
        said.append(gettext("Part in the decision: %(old)s becomes %(new)s.") % {"old": old, "new": new})
    if sponsor != seat.sponsor:
        said.append(gettext("It becomes the sponsor.") if sponsor else gettext("It is no longer the sponsor."))
    return said


def _post(row: StoredRow, today: date) -> Post | None:
    """Return who holds the seat by the file; without a first day, from today."""
    record = row.record or {}
    if not record["email"]:
        return None
    return Post(record["name"], _day(record["active_from"]) or today, _day(record["active_to"]), record["email"])


def _same_post(seat: SeatFacts, post: Post, first_day: str) -> Post | None:
    """Return the post that is there already: the same person from the same day, or in it until further notice."""
    for held in seat.posts:
        if held.email == post.email and (held.end is None or held.start == post.start or not first_day):
            return held
    return None


def _end_of(held: Post, post: Post) -> tuple[Post | None, str]:
    """Return the post ended where the file says so, and what to tell about a first day that differs."""
    if held.end is None and post.end and post.end >= held.start:
        return Post(held.who, held.start, post.end, held.email), ""
    if held.start == post.start or held.end:
        return None, ""
    day = date_format(held.start, "j F Y")
    return None, gettext("Here %(name)s holds the seat from %(day)s; that stays.") % {"name": held.who, "day": day}


def _intent(row: StoredRow, seat: SeatFacts, post: Post | None, ends: Post | None = None) -> SeatIntent:
    record = row.record or {}
    return SeatIntent(
        seat,
        title=record["seat"],
        decision_role=record["decision_role"],
        sponsor=record["sponsor"] == "yes",
        post=post,
        ends=ends,
        time_zone=record["time_zone"],
        language=record["language"],
    )


def _refused(row: StoredRow, verdict: Verdict) -> Planned:
    return Planned(row, RowOutcome.REFUSED, str(verdict.reason), what=(row.record or {})["seat"])


def _said(what: str, row: StoredRow) -> str:
    return f"{what} {row.sentence}" if row.verdict == "normalise" else what


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
