"""Opening a sounding: statements, people and words are frozen at once, and everybody is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from executives.models import Seat
from executives.selectors.seats import person_in
from mandates import sounding_mails
from mandates.anonymity import new_secret
from mandates.locks import lock_version
from mandates.models import MandateVersion, Sounding, SoundingItem, SoundingParticipant
from mandates.rules.soundings import Plan, may_open_sounding, may_run_soundings
from mandates.selectors.soundings import (
    chosen_items,
    meanings_of,
    next_sounding_number,
    seats_to_ask,
    threshold_of,
)
from mandates.selectors.versions import statements_of
from mandates.sounding_states import Meaning, SoundingMethod, SoundingState
from pmo import clock
from pmo.access.models import Person
from pmo.access.standing import standing_of
from pmo.audit import canonical
from pmo.audit.services import record
from pmo.clock.calendar import end_of

SCHEMA = "sounding/1"


@dataclass(frozen=True)
class Manner:
    """How a sounding asks: by which method, with which question (the method's own when empty), how openly."""

    method: str
    question: str = ""
    blind: bool = True
    anonymous: bool = False


@transaction.atomic
def open_sounding(*, version_id: int, keys: Sequence[str], manner: Manner, deadline: date, by: Person) -> Sounding:
    """Ask the seats about some statements of a version, until the end of a day."""
    version = lock_version(version_id)
    office = version.mandate.office
    standing = standing_of(by, office)
    may_run_soundings(standing).require()
    items, seats = chosen_items(statements_of(version), keys), seats_to_ask(office)
    deadline_at = end_of(deadline, office.time_zone)
    plan = Plan(
        version=version,
        method=manner.method,
        question=manner.question,
        chosen=len(items),
        unknown=[key for key in keys if key not in {item.line.key for item in items}],
        asked=len({held.pk for seat in seats if (held := person_in(seat))}),
        anonymous=manner.anonymous,
        deadline_at=deadline_at,
        now=clock.now(),
    )
    may_open_sounding(standing, plan).require()
    sounding = _drawn_up(version, manner, items)
    sounding.deadline, sounding.deadline_at, sounding.opened_by = deadline, deadline_at, by
    if found := _just_opened(sounding):
        return found
    _ask(sounding, items, seats)
    record("sounding.opened", about=sounding, office=office, by=by, payload=_what_is_frozen(sounding, items, seats))
    sounding_mails.sounding_opened(sounding, sounding.participants.select_related("person"))
    return sounding


def _drawn_up(version: MandateVersion, manner: Manner, items: list[SoundingItem]) -> Sounding:
    """Return the sounding with its words, not yet saved."""
    office = version.mandate.office
    method = SoundingMethod(manner.method)
    with override(settings.LANGUAGE_CODE):  # frozen for all who read it, whoever opens it
        meanings = _in_words(meanings_of(office, method))
        question = canonical.text(manner.question) or str(method.asks)
    form = {"schema": SCHEMA, "method": str(method), "question": question, "meanings": meanings}
    return Sounding(
        mandate=version.mandate,
        version=version,
        number=next_sounding_number(version.mandate),
        method=method,
        question=question,
        meanings=meanings,
        threshold=threshold_of(office),
        digest=canonical.digest({**form, "items": [[item.line.key, item.digest] for item in items]}),
        blind=manner.blind or manner.anonymous,
        anonymous=manner.anonymous,
        secret=new_secret() if manner.anonymous else "",
    )


def _in_words(meanings: list[Meaning]) -> list[dict[str, str | int]]:
    return [{"value": each.value, "label": str(each.label), "text": str(each.text)} for each in meanings]


def _just_opened(sounding: Sounding) -> Sounding | None:
    same = ("version", "digest", "blind", "anonymous", "deadline", "opened_by")
    asked = {name: getattr(sounding, name) for name in same}
    return Sounding.objects.filter(state=SoundingState.OPEN, **asked).first()


def _ask(sounding: Sounding, items: list[SoundingItem], seats: list[Seat]) -> None:
    """Write it down while it is planned, then open it: from then on the database lets nothing of it be changed."""
    sounding.save(force_insert=True)
    for item in items:
        item.sounding = sounding
    SoundingItem.objects.bulk_create(items)
    SoundingParticipant.objects.bulk_create(
        SoundingParticipant(sounding=sounding, seat=seat, person=held) for seat in seats if (held := person_in(seat))
    )
    sounding.state = SoundingState.OPEN
    sounding.save(update_fields=["state"])


def _what_is_frozen(sounding: Sounding, items: list[SoundingItem], seats: list[Seat]) -> dict[str, object]:
    return {
        "method": str(sounding.method),
        "question": sounding.question,
        "digest": sounding.digest,
        "deadline": sounding.deadline,
        "blind": sounding.blind,
        "anonymous": sounding.anonymous,
        "items": {item.line.key: item.digest for item in items},
        "asked": [seat.title for seat in seats],
    }
