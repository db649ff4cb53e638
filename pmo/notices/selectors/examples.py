"""An example of a mail: to somebody made up, of something that was told here before, or of nothing in particular."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from django.core.exceptions import ObjectDoesNotExist
from django.utils import translation
from django.utils.translation import gettext as _

from pmo import clock
from pmo.access.models import Office
from pmo.notices import kinds
from pmo.notices.kinds import Told
from pmo.notices.models import MailText, Notice
from pmo.notices.placeholders import NAMES
from pmo.notices.selectors.texts import MailKind, TextRow
from pmo.notices.texts import in_words_of, parts_of

AHEAD = timedelta(days=7)


class Said(Protocol):
    """Words typed for a mail."""

    @property
    def subject(self) -> str: ...
    @property
    def sentence(self) -> str: ...
    @property
    def deed(self) -> str: ...


@dataclass(frozen=True)
class Preview:
    """A mail as it would go out."""

    subject: str
    greeting: str
    sentence: str
    deed: str


@dataclass(frozen=True)
class Example:
    """What the product would tell an example person, and what its fields hold."""

    office: Office
    language: str
    name: str
    told: Told
    parts: dict[str, str]

    def filled(self, words: Said) -> Preview:
        """Return the mail with these words."""
        own = MailText(subject=words.subject, sentence=words.sentence, deed=words.deed)
        said = in_words_of(own, self.told, self.parts)
        with translation.override(self.language):
            greeting = _("Dear %(name)s,") % {"name": self.name}
        return Preview(said.subject, greeting, said.sentence, said.deed)

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The fields with what they hold in this example."""
        held = {"what": self.told.subject, "sentence": self.told.sentence, **self.parts}
        return [(f"{{{name}}}", value) for name, value in held.items() if value and name in NAMES]


def example_of(office: Office, row: TextRow) -> Example:
    """Return an example of one kind of mail in one language, due in a week."""
    today = clock.today(office.time_zone)
    due = today + AHEAD if row.mail.is_dated else None
    with translation.override(row.language):
        name = _("Alex Example")
        told = _told_before(office, row.mail) or Told(
            str(row.mail.label), _("Here stands what the product says of it."), _("Open the page"), f"/{office.slug}/"
        )
        parts = parts_of(name=name, office=office, due=due, today=today)
    return Example(office, row.language, name, told, parts)


def _told_before(office: Office, mail: MailKind) -> Told | None:
    """Return what the product would say of the latest thing of this kind, if it can still be said."""
    kind = kinds.find(mail.name)
    notice = Notice.objects.filter(office=office, kind=mail.name).order_by("-pk").first() if kind else None
    if kind is None or notice is None:
        return None
    try:
        return kind.told(office, notice.occurrence, notice.addressee)
    except ObjectDoesNotExist:
        return None
