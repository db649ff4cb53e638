"""What a mail says: the office's own words in the reader's language, else the product's."""

from collections.abc import Mapping
from datetime import date

from pmo.access.models import Office
from pmo.notices.kinds import Told
from pmo.notices.models import MailText
from pmo.notices.placeholders import filled
from pmo.notices.wording import far
from pmo.ui.dates import in_words

LONGEST_SUBJECT = 200


def worded(office: Office | None, kind: str, language: str, told: Told, parts: Mapping[str, str]) -> Told:
    """Return the office's own words for a kind of mail in a language, filled; without any, what the product says."""
    own = MailText.objects.filter(office=office, kind=kind, language=language).first() if office else None
    return in_words_of(own, told, parts) if own else told


def in_words_of(own: MailText, told: Told, parts: Mapping[str, str]) -> Told:
    """Fill an office's words; the way that the mail leads stays the product's."""
    said = {"what": told.subject, "sentence": told.sentence, **parts}
    subject = " ".join(filled(own.subject, said).split())[:LONGEST_SUBJECT]
    return Told(subject, filled(own.sentence, said), " ".join(filled(own.deed, said).split()), told.path)


def parts_of(*, name: str, office: Office, due: date | None = None, today: date | None = None) -> dict[str, str]:
    """Return what the fields of a mail hold for one reader; run it in the reader's language."""
    parts = {"name": name, "office": office.name, "due": "", "days": ""}
    if due and today:
        parts |= {"due": in_words(due, today=today, style="weekday"), "days": far(due, today)}
    return parts
