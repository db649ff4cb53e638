"""The kinds of mails that an office may word, and the words that it has given them."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise

from pmo.access.models import Office
from pmo.notices import kinds
from pmo.notices.models import MailText
from pmo.notices.placeholders import fields_for


@dataclass(frozen=True)
class MailKind:
    """One kind of mail by its words; `is_dated` when it is about a day."""

    name: str
    label: str | Promise
    is_dated: bool

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that its words may hold."""
        return fields_for(is_dated=self.is_dated)


@dataclass(frozen=True)
class TextRow:
    """A kind of mail in a language, with the office's own words if there are any."""

    mail: MailKind
    language: str
    language_name: str
    own: MailText | None


def mail_kinds() -> list[MailKind]:
    """Return every kind of mail whose words an office may choose."""
    reminders = [MailKind(kind.name, kind.label, is_dated=True) for kind in kinds.every()]
    return reminders + [MailKind(name, label, is_dated=False) for name, label in kinds.told_at_once().items()]


def mail_kind(name: str) -> MailKind | None:
    """Return a kind of mail by its name, or None."""
    return next((mail for mail in mail_kinds() if mail.name == name), None)


def languages() -> list[tuple[str, str]]:
    """Return the languages in which mails go out, each by its own name."""
    return [(code, str(name)) for code, name in settings.MAIL_LANGUAGES]


def has_language(code: str) -> bool:
    """Say whether mails go out in a language."""
    return code in dict(settings.MAIL_LANGUAGES)


def texts_of(office: Office) -> list[TextRow]:
    """Return every kind of mail in every language, with the office's own words where it has some."""
    own = {(text.kind, text.language): text for text in MailText.objects.filter(office=office)}
    return [
        TextRow(mail, code, name, own.get((mail.name, code))) for mail in mail_kinds() for code, name in languages()
    ]


def text_row(office: Office, kind: str, language: str) -> TextRow | None:
    """Return one kind of mail in one language, or None when there is no such mail."""
    return next((row for row in texts_of(office) if (row.mail.name, row.language) == (kind, language)), None)
