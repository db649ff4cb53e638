"""What a mail says: the office's own words in the reader's language, else the product's."""

from collections.abc import Mapping
from datetime import date

from pmo.access.models import Office
from pmo.notices.kinds import Told
from pmo.notices.models import MailText
from pmo.notices.placeholders import DATED, filled
from pmo.notices.wording import days_left, far
from pmo.ui.dates import in_words

LONGEST_SUBJECT = 200


Words = dict[tuple[int, str, str], MailText | None]
"""The offices' own words that one go of writing has looked up already."""


def worded(
    office: Office | None,
    kind: str,
    language: str,
    told: Told,
    parts: Mapping[str, str],
    looked_up: Words | None = None,
) -> Told:
    """Return the office's own words for a kind of mail in a language, filled; without any, what the product says."""
    if office is None:
        return told
    known = {} if looked_up is None else looked_up
    about = (office.pk, kind, language)
    if about not in known:
        known[about] = MailText.objects.filter(office=office, kind=kind, language=language).first()
    own = known[about]
    return in_words_of(own, told, parts) if own else told


def in_words_of(own: MailText, told: Told, parts: Mapping[str, str]) -> Told:
    """Fill an office's words, and add the day where they do not name it; the way that the mail leads stays."""
    said = {"what": told.subject, "sentence": told.sentence, **parts}
    subject = " ".join(filled(own.subject, said).split())[:LONGEST_SUBJECT]
    sentence = filled(own.sentence, said)
    if parts.get("due_words") and not names_the_day(own):
        sentence = f"{sentence} {parts['due_words']}"
    return Told(subject, sentence, " ".join(filled(own.deed, said).split()), told.path)


def names_the_day(own: MailText) -> bool:
    """Say whether an office's words hold a field for the day, in the sentence or the subject."""
    return any(f"{{{field}}}" in f"{own.subject} {own.sentence}" for field in DATED)


def parts_of(*, name: str, office: Office, due: date | None = None, today: date | None = None) -> dict[str, str]:
    """Return what the fields of a mail hold for one reader; run it in the reader's language."""
    parts = {"name": name, "office": office.name, "due": "", "days": ""}
    if due and today:
        parts |= {"due": in_words(due, today=today, style="weekday"), "days": far(due, today)}
        parts["due_words"] = days_left(due, today)
    return parts
