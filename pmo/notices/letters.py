"""The text of a mail, plain and HTML: what it is about, one clear deed, and why one gets it. Links stand as marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import ngettext

from pmo.access.links import LEAVE, make_link, mark
from pmo.access.models import Office, Person
from pmo.access.readers import as_read_by
from pmo.notices.kinds import Told
from pmo.notices.models import Mail
from pmo.notices.states import MailForm
from pmo.ui.figures import spelled

SEVERAL = "reminders"


@dataclass(frozen=True)
class Item:
    """One thing that a mail speaks of: for which office, what it says, until when, and why it is said."""

    office: Office
    kind: str
    told: Told
    due_words: str = ""
    why: str = ""
    link: str = ""


def write(mail: Mail, person: Person, items: Sequence[Item]) -> None:
    """Fill a kept mail with what its items say, in the reader's language and by the reader's clock."""
    with as_read_by(person):
        linked = [_linked(item, person) for item in items]
        mail.subject = one_line(_subject(linked))
        mail.kind = linked[0].kind if len({item.kind for item in linked}) == 1 else SEVERAL
        parts = {"subject": mail.subject, "name": person.name, "items": linked, "why_link": _why_link(mail)}
        parts["reasons"] = list(dict.fromkeys(item.why for item in linked if item.why))
        parts["leave"] = LEAVE if mail.form == MailForm.BUNDLED else ""
        mail.text = render_to_string("notices/mail.txt", parts)
        mail.html = render_to_string("notices/mail.html", parts)


def new_message_id() -> str:
    """Return a Message-ID that no other mail has."""
    return f"<{uuid4().hex}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>"


def one_line(subject: str) -> str:
    """Return a subject as a mail's head holds it: a title with a line break in it is no reason never to leave."""
    return " ".join(subject.split())[:200]


def _linked(item: Item, person: Person) -> Item:
    link = make_link(person=person, office=item.office, purpose=item.kind, path=item.told.path)
    return Item(item.office, item.kind, item.told, item.due_words, item.why, mark(link))


def _subject(items: Sequence[Item]) -> str:
    first = items[0].told.subject
    others = len(items) - 1
    if not others:
        return first
    more = ngettext("%(first)s, and one thing more", "%(first)s, and %(n)s things more", others)
    return more % {"first": first, "n": spelled(others)}


def _why_link(mail: Mail) -> str:
    return f"{settings.SITE_URL.rstrip('/')}/why/{mail.pk}/"
