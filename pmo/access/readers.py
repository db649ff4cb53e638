"""In whose words a mail is written: the reader's language where there are mails in it, and the reader's clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation

from pmo.access.models import Person


def language_of(person: Person) -> str:
    """Return the language of a person's mails: their own, or the one that it is a variant of; else the site's."""
    return _offered(person.language)


def _offered(language: str) -> str:
    offered = [code for code, _name in settings.MAIL_LANGUAGES]
    wanted = [code for asked in (language, settings.LANGUAGE_CODE) for code in _variants(asked)]
    return next((code for code in wanted if code in offered), offered[0])


@contextmanager
def as_read_by(person: Person) -> Iterator[None]:
    """Word what stands inside for one reader, whoever acts and whatever language their pages have."""
    with translation.override(language_of(person)), timezone.override(ZoneInfo(person.time_zone)):
        yield


@contextmanager
def as_read_in(language: str, zone: str) -> Iterator[None]:
    """Word what stands inside for somebody without an account: in a language, by a clock."""
    with translation.override(_offered(language)), timezone.override(ZoneInfo(zone)):
        yield


def _variants(code: str) -> tuple[str, str]:
    return code.lower(), code.lower().partition("-")[0]
