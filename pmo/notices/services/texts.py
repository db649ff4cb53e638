"""The administrator's deeds on the words of mails."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pmo import clock
from pmo.access.models import Office, Person
from pmo.access.services import lock_office
from pmo.access.standing import standing_of
from pmo.access.verdicts import wrong_input
from pmo.audit.services import record
from pmo.notices.models import MailText
from pmo.notices.rules import may_word_mails, words_are_sound
from pmo.notices.selectors.texts import has_language, mail_kind


@dataclass(frozen=True)
class Words:
    """What one kind of mail says in one language."""

    subject: str
    sentence: str
    deed: str


@transaction.atomic
def set_text(*, office_id: int, kind: str, language: str, words: Words, by: Person) -> MailText:
    """Let an office say something in its own words from the next mail on."""
    office = _asked(office_id, by)
    mail = mail_kind(kind)
    if mail is None or not has_language(language):
        wrong_input(_("There is no such mail or language. Load the page again.")).require()
    fields = mail.fields if mail else ()
    words_are_sound(words.subject, words.sentence, words.deed, fields).require()
    text = MailText.objects.filter(office=office, kind=kind, language=language).first()
    old, new = _said(text), asdict(words)
    if text and old == new:
        return text
    text = text or MailText(office=office, kind=kind, language=language)
    text.subject, text.sentence, text.deed, text.changed_at = words.subject, words.sentence, words.deed, clock.now()
    text.save()
    record("mail_text.changed", about=text, office=office, by=by, payload={"old": old, "new": new})
    return text


@transaction.atomic
def unset_text(*, office_id: int, kind: str, language: str, by: Person) -> bool:
    """Go back to the product's own words; return whether there were others."""
    office = _asked(office_id, by)
    text = MailText.objects.filter(office=office, kind=kind, language=language).first()
    if text is None:
        return False
    record("mail_text.removed", about=text, office=office, by=by, payload={"old": _said(text)})
    text.delete()
    return True


def _asked(office_id: int, by: Person) -> Office:
    office = lock_office(office_id)
    may_word_mails(standing_of(by, office)).require()
    return office


def _said(text: MailText | None) -> dict[str, str] | None:
    return {"subject": text.subject, "sentence": text.sentence, "deed": text.deed} if text else None
