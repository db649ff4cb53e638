"""What the ledger's entries about notices, mails, rules and texts are about, in words instead of keys."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from pmo.access.models import Person
from pmo.audit.models import LedgerEntry
from pmo.notices import kinds
from pmo.notices.models import Mail, MailText, Notice, Reach, ReminderRule
from pmo.notices.wording import distance

OF_A_KIND = {model._meta.label_lower for model in (Mail, MailText, ReminderRule)}


def named(entries: Iterable[LedgerEntry]) -> dict[int, str]:
    """Say of each such entry, by its row, whom it told or concerned, and of what."""
    kept = list(entries)
    return _notices(kept) | _reaches(kept) | _kinds(kept)


def label_of(kind: str) -> str:
    """Return what people call a kind of mail, or its name when no app knows it any more."""
    found = kinds.find(kind)
    return str(found.label if found else kinds.told_at_once().get(kind, kind))


def _notices(entries: list[LedgerEntry]) -> dict[int, str]:
    asked = _about(entries, Notice._meta.label_lower)
    notices = Notice.objects.select_related("mail__person").in_bulk(set(asked.values())) if asked else {}
    return {row: _told(notices[number]) for row, number in asked.items() if number in notices}


def _told(notice: Notice) -> str:
    name = notice.mail.to_name if notice.mail else _("nobody")
    told = {"label": label_of(notice.kind), "name": name, "distance": distance(notice.offset)}
    return (_("%(label)s, %(distance)s, to %(name)s") if notice.rule_id else _("%(label)s, to %(name)s")) % told


def _reaches(entries: list[LedgerEntry]) -> dict[int, str]:
    asked = {entry.pk: entry.about_key for entry in entries if entry.about_kind == Reach._meta.label_lower}
    numbers = {int(key) for key in asked.values() if key.isdecimal()}
    people = Person.objects.in_bulk(numbers) if numbers else {}
    return {row: people[int(key)].name for row, key in asked.items() if key.isdecimal() and int(key) in people}


def _kinds(entries: list[LedgerEntry]) -> dict[int, str]:
    """A rule, a mail and a text are named by their kind, a text by its language as well: `mandates.review (en)`."""
    asked = {entry.pk: entry.about_key.partition(" ") for entry in entries if entry.about_kind in OF_A_KIND}
    return {row: f"{label_of(kind)}{space}{rest}" for row, (kind, space, rest) in asked.items()}


def _about(entries: list[LedgerEntry], kind: str) -> dict[int, int]:
    return {entry.pk: entry.about_id for entry in entries if entry.about_kind == kind and entry.about_id is not None}
