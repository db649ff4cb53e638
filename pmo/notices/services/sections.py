"""What a bundle says: one item a subject, in the office's own words where it has any, the earliest due first."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from pmo.access.models import Person
from pmo.access.readers import as_read_by, language_of
from pmo.notices import kinds
from pmo.notices.addressees import people_of
from pmo.notices.kinds import Kind, Told
from pmo.notices.letters import Item
from pmo.notices.models import Notice
from pmo.notices.texts import Words, parts_of, worded
from pmo.notices.wording import days_left, why, why_of_others


def items_of(notices: Iterable[Notice], person: Person, now: datetime, looked_up: Words | None = None) -> list[Item]:
    """Return what one person's mail speaks of; two seats of theirs with the same duty are one item."""
    subjects: dict[tuple[int, str, str, bool], list[Notice]] = {}
    for notice in sorted(notices, key=lambda each: (each.due_on, each.pk)):
        is_own = notice.owed_by == notice.addressee
        subjects.setdefault((notice.office_id, notice.kind, notice.occurrence, is_own), []).append(notice)
    with as_read_by(person):
        return [
            _own(same[0], person, now, looked_up) if is_own else _of_others(same, now)
            for (*_about, is_own), same in subjects.items()
        ]


def _own(notice: Notice, person: Person, now: datetime, looked_up: Words | None) -> Item:
    kind, office, today = _kind(notice), notice.office, _today(notice, now)
    told = kind.told(office, notice.occurrence, notice.addressee)
    parts = parts_of(name=person.name, office=office, due=notice.due_on, today=today)
    said = worded(office, kind.name, language_of(person), told, parts, looked_up)
    due_words = days_left(notice.due_on, today) if said is told else ""
    return Item(office, kind.name, said, due_words, why(kind, notice.rule) if notice.rule else "")


def _of_others(notices: list[Notice], now: datetime) -> Item:
    """Say who was reminded often enough and still owes it."""
    notice = notices[0]
    kind, office = _kind(notice), notice.office
    people = people_of(office, {each.owed_by for each in notices})
    names = get_text_list(sorted(person.name for person in people.values()), _("and")) or _("nobody at present")
    told = Told(
        _("Still open: %(what)s") % {"what": kind.label},
        _("%(names)s: reminded, and it is still open.") % {"names": names},
        _("Open the page"),
        f"/{office.slug}/",
    )
    reason = why_of_others(kind, notice.rule) if notice.rule else ""
    return Item(office, kind.name, told, days_left(notice.due_on, _today(notice, now)), reason)


def _kind(notice: Notice) -> Kind:
    kind = kinds.find(notice.kind)
    if kind is None:
        raise LookupError(notice.kind)
    return kind


def _today(notice: Notice, now: datetime) -> date:
    return now.astimezone(ZoneInfo(notice.office.time_zone)).date()
