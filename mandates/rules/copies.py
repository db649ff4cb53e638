"""Who keeps the distribution list, and when a reading copy opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from mandates.models import MandateVersion, Reader, ReadingCopy
from mandates.states import VersionState
from pmo.access.rules import is_manager, may_be_named, sees_working_pages
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_input

MOST_READERS = 500
LONGEST_ADDRESS = 254


@dataclass(frozen=True)
class Listed:
    """The distribution list before somebody is added: how many are on it, and who has the address already."""

    number: int
    same: Reader | None = None


def sees_readers(standing: Standing) -> Verdict:
    """Grant the sight of the distribution list to PMO managers, administrators and auditors."""
    return sees_working_pages(standing)


def may_keep_readers(standing: Standing) -> Verdict:
    """Grant the distribution list, and sending from it, to PMO managers."""
    return is_manager(standing)


def may_add_reader(standing: Standing, name: str, email: str, language: str, listed: Listed) -> Verdict:
    """Grant a reader with a name, an address that nobody on the list has, and a language of the mails."""
    verdict = first_refusal(may_keep_readers(standing), may_be_named(name), _is_address(email), _is_language(language))
    if not verdict:
        return verdict
    if listed.same:
        said = _("%(email)s is on the list already, as %(name)s. Take that one off first, or use another address.")
        return wrong_input(said % {"email": email, "name": listed.same.name})
    if listed.number >= MOST_READERS:
        return refused(_("There are 500 readers on the list, and that is the most. Take somebody off first."))
    return GRANTED


def _is_address(email: str) -> Verdict:
    wrong = wrong_input(_("That is no e-mail address. Write it as ada@example.org."))
    if len(email) > LONGEST_ADDRESS:
        return wrong
    try:
        validate_email(email)
    except ValidationError:
        return wrong
    return GRANTED


def _is_language(language: str) -> Verdict:
    if language in dict(settings.MAIL_LANGUAGES):
        return GRANTED
    return wrong_input(_("Choose one of the languages of the list."))


def may_send_copy(standing: Standing, reader: Reader, version: MandateVersion | None) -> Verdict:
    """Grant a copy of the version in force to somebody who is on the list."""
    if not (verdict := may_keep_readers(standing)):
        return verdict
    if reader.ended_at:
        return refused(_("This reader was taken off the list. Add them again, then send the copy."))
    if version is None or version.state != VersionState.IN_FORCE:
        return refused(_("No version of the mandate is in force yet. When one is, every reader gets a copy."))
    return GRANTED


def may_end_reader(standing: Standing) -> Verdict:
    """Grant the end of somebody's place on the list to PMO managers."""
    return may_keep_readers(standing)


def may_read(copy: ReadingCopy | None, now: datetime) -> Verdict:
    """Grant a genuine copy until it ends or its reader is taken off the list; of all else the same is told: nothing."""
    nothing = refused(_("It may be incomplete, or have ended. Ask whoever sent it to you for a new one."))
    if copy is None or copy.revoked_at or copy.reader.ended_at or copy.expires_at <= now:
        return nothing
    return GRANTED
