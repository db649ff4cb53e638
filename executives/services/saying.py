"""Deeds of whoever holds a seat, on words of their own: kept as they type, sent and confirmed in one deed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from executives.models import Requirement, Seat, Unfinished, WordsRequest
from executives.rules.saying import is_newer, may_keep, may_pick, may_send, may_speak
from executives.selectors.prompts import entry_named, questions_of
from executives.services.seats import lock_seat
from executives.services.writing import write_confirmation, write_requirement
from executives.states import PASSED_ON, CatalogueKind, RequestEnd, RequirementKind, RequirementState
from executives.words import FIELDS, Words
from pmo import clock
from pmo.access.models import Person
from pmo.access.standing import standing_of
from pmo.audit.services import record

KEPT = (*FIELDS, "prompt")
GONE = (RequirementState.DECLINED, RequirementState.WITHDRAWN, *PASSED_ON)


@dataclass(frozen=True)
class Kept:
    """What became of keeping: its number and time, and whether another device's words gave way."""

    number: int
    at: datetime
    replaced: bool


@transaction.atomic
def keep(*, seat_id: int, fields: Mapping[str, str], begun: int, device: str, by: Person) -> Kept:
    """Keep what somebody has typed and not sent; the newest wins, and what another device had kept stays beside it.

    `begun` is the number that the page began with, 0 for none.
    """
    seat = Seat.objects.select_related("office").get(pk=seat_id)
    may_speak(standing_of(by, seat.office), seat).require()
    typed = {name: text for name, text in fields.items() if name in KEPT}
    row = Unfinished.objects.select_for_update().filter(seat=seat, person=by).first()
    may_keep(typed, row, begun).require()
    if row is None:
        made, _new = Unfinished.objects.get_or_create(
            seat=seat, person=by, defaults={"fields": typed, "device": device, "at": clock.now()}
        )
        return Kept(made.number, made.at, replaced=False)
    over = _written_over(row, typed) if is_newer(row, begun, device) else {}
    row.fields, row.replaced = {**row.fields, **typed}, {**row.replaced, **over}
    row.number, row.device, row.at = row.number + 1, device, clock.now()
    row.save()
    return Kept(row.number, row.at, replaced=bool(over))


def _written_over(row: Unfinished, typed: Mapping[str, str]) -> dict[str, str]:
    """Return what the later device writes over, of what a person would miss."""
    texts = {name: row.fields.get(name, "") for name in typed if name not in ("prompt", "kind", "priority")}
    return {name: text for name, text in texts.items() if text.strip() and text != typed[name]}


@transaction.atomic
def forget(*, seat_id: int, by: Person) -> None:
    """Throw away what one has typed and not sent; nothing of it was ever seen, so nothing is written down."""
    Unfinished.objects.filter(seat_id=seat_id, person=by).delete()


@transaction.atomic
def say(*, seat_id: int, words: Words, begun: int | None = None, device: str = "", by: Person) -> Requirement:
    """Say what a seat wants as the one who holds it: written down, and confirmed by the same deed.

    `begun` is the number of what was kept when the page was shown; newer words of another device are not lost unseen.
    The very same words again are the requirement that is there; what the manager wrote down so is confirmed by it.
    """
    seat = lock_seat(seat_id)
    may_speak(standing_of(by, seat.office), seat).require()
    same = seat.requirements.filter(wording__digest=words.digest).exclude(state__in=GONE)
    requirement = same.select_related("wording__confirmed_by", "seat", "office").first()
    if requirement is None:
        kept = Unfinished.objects.select_for_update().filter(seat=seat, person=by).first()
        may_send(words, kept, begun, device).require()
        requirement = write_requirement(seat, words, by=by, event="requirement.said")
    if requirement.state != RequirementState.CONFIRMED:
        write_confirmation(requirement, by=by, seat_ids=[seat.pk])
    Unfinished.objects.filter(seat=seat, person=by).delete()
    _end_request(seat, RequestEnd.SAID, by)
    return requirement


@transaction.atomic
def say_nothing_more(*, seat_id: int, by: Person) -> None:
    """End the request for a seat's words, as the one who holds it: nothing, or nothing more, is to be said."""
    seat = lock_seat(seat_id)
    may_speak(standing_of(by, seat.office), seat).require()
    _end_request(seat, RequestEnd.NOTHING, by)


def _end_request(seat: Seat, ended_as: RequestEnd, by: Person) -> None:
    for request in WordsRequest.objects.filter(seat=seat, ended_at__isnull=True):
        end_request(request, ended_as, by=by)


def end_request(request: WordsRequest, ended_as: RequestEnd, *, by: Person) -> None:
    """Write down that a request for words has ended; whoever calls it has locked the seat and asked the rule."""
    request.ended_at, request.ended_as = clock.now(), ended_as
    request.save(update_fields=["ended_at", "ended_as"])
    said = {"seat": request.seat_id, "as": str(ended_as)}
    record("words.ended", about=request, office=request.seat.office, by=by, payload=said)


@transaction.atomic
def pick(*, seat_id: int, name: str, device: str, by: Person) -> Kept:
    """Take an entry of the catalogue into what one is about to say, after what is typed there already.

    Where nothing is said yet, it is what begins; what would be better begins as something that one needs.
    """
    seat = Seat.objects.select_related("office").get(pk=seat_id)
    may_speak(standing_of(by, seat.office), seat).require()
    entry = entry_named(seat.office, name)
    may_pick(entry).require()
    assert entry is not None, "the rule has refused what is not offered"
    kept = Unfinished.objects.filter(seat=seat, person=by).first()
    typed = kept.fields if kept else {}
    has_begun = bool(typed.get("statement", "").strip())
    field = entry.field if has_begun else "statement"
    fields = {field: _after(typed.get(field, ""), str(entry.text))}
    if not has_begun:
        is_want = entry.kind == CatalogueKind.BENEFIT
        fields["kind"] = RequirementKind.NEED.value if is_want else entry.kind.value
    fields["prompt"] = _asking_for(seat, field, fields.get("kind") or typed.get("kind", ""))
    return keep(seat_id=seat_id, fields=fields, begun=kept.number if kept else 0, device=device, by=by)


def _after(typed: str, picked: str) -> str:
    return typed if picked in typed else "\n".join(filter(None, [typed.strip(), picked]))


def _asking_for(seat: Seat, field: str, kind: str) -> str:
    """Return the name of the question at which a field is filled; none when the office does not ask it."""
    asked = [each for each in questions_of(seat.office) if not each.hidden and each.field == field]
    fitting = [each for each in asked if each.fills.value == kind or (not each.begins and kind in each.kinds)]
    return next((each.name for each in [*fitting, *asked]), "")
