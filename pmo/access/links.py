"""Personal links: a signed way to one page, for one person and purpose. No token is kept anywhere.

A stored text holds the mark `{link:7}`; the token takes its place when the mail is handed over. It is an HMAC of the
row, so the same row gives the same bytes each time, and a row that somebody alters in the database gives no way in.
"""

import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme

from pmo import clock
from pmo.access.models import Office, Person, PersonalLink
from pmo.audit import canonical
from pmo.audit.services import record

GOOD_FOR = timedelta(days=30)
KEPT_FOR = timedelta(days=365)
FEW = 500
EVERY_OFFICE = 0
MARK = re.compile(r"\{link:(\d{1,18})\}")
TOKEN = re.compile(r"(\d{1,18})-([\w-]{27})", re.ASCII)
LEAVING = re.compile(r"(\d{1,18})-(\d{1,18})-([\w-]{27})", re.ASCII)
BYTES = 20
LEAVE = "{leave}"
"""What stands for the way out of reminders in a text that is kept."""


def make_link(
    *, person: Person, office: Office | None, purpose: str, path: str, good_for: timedelta = GOOD_FOR
) -> PersonalLink:
    """Make a link to a page of this site; raises ValueError for a path that leads elsewhere."""
    if not is_inside(path):
        raise ValueError(f"{path!r} is no page of this site.")
    return PersonalLink.objects.create(
        person=person, office=office, purpose=purpose, path=path, expires_at=clock.now() + good_for
    )


def is_inside(path: str) -> bool:
    """Say whether a path is a page of this site and nothing else."""
    plain = path.startswith("/") and path.isprintable() and "\\" not in path
    return plain and url_has_allowed_host_and_scheme(path, allowed_hosts=None)


def token_of(link: PersonalLink) -> str:
    """Return the link's token: its number, and an HMAC of all that the row says."""
    return f"{link.pk}-{_mac('link', _said(link), settings.SECRET_KEY)}"


def address_of(link: PersonalLink) -> str:
    """Return the whole address that stands in a mail."""
    return f"{site()}/l/{token_of(link)}/"


def find_link(token: str) -> PersonalLink | None:
    """Return the link of a genuine token, expired or revoked ones too; None for all that we did not write."""
    found = TOKEN.fullmatch(token)
    link = PersonalLink.objects.select_related("person", "office").filter(pk=found[1]).first() if found else None
    if link is None or found is None or not _is_ours("link", _said(link), found[2]):
        return None
    return link if is_inside(link.path) else None


def mark(link: PersonalLink) -> str:
    """Return what stands for the link in a text that is kept."""
    return f"{{link:{link.pk}}}"


def links_of(texts: Iterable[str]) -> list[PersonalLink]:
    """Return the links whose marks stand in the texts."""
    numbers = {int(number) for text in texts for number in MARK.findall(text)}
    return list(PersonalLink.objects.filter(pk__in=numbers)) if numbers else []


def with_links(text: str, person: Person, known: Iterable[PersonalLink] | None = None) -> str:
    """Put the addresses in the place of this person's marks; anybody else's mark stays the word that it is.

    `known` are the links of several texts, when they were read already.
    """
    own = {link.pk: link for link in (links_of([text]) if known is None else known) if link.person_id == person.pk}
    return MARK.sub(lambda found: address_of(own[int(found[1])]) if int(found[1]) in own else found[0], text)


def revoke_links(person: Person) -> int:
    """Make all links of a person worthless; return how many were not so already."""
    return PersonalLink.objects.filter(person=person, revoked_at__isnull=True).update(revoked_at=clock.now())


def forget_old_links() -> int:
    """Take away some links that ended over a year ago; one that is followed then leads nowhere, like any unknown."""
    oldest = list(PersonalLink.objects.order_by("pk").values_list("pk", flat=True)[:FEW])
    ended = PersonalLink.objects.filter(pk__in=oldest, expires_at__lt=clock.now() - KEPT_FOR)
    return ended.delete()[0]


def note_refusal(link: PersonalLink | None, by: Person | None = None) -> None:
    """Write down, in one line, that somebody tried a deed by a link that is none, none any more, or not theirs."""
    about, office = (link, link.office) if link else (PersonalLink(purpose="unknown"), None)
    record("link.refused", about=about, office=office, by=by)


@dataclass(frozen=True)
class Unsubscription:
    """Whose reminders are to pause, of which office; None means of every office of theirs."""

    person: Person
    office: Office | None


def unsubscribe_token(person: Person, office: Office | None) -> str:
    """Return the token with which a mail's reader pauses these reminders; another address makes it worthless."""
    number = office.pk if office else EVERY_OFFICE
    return f"{person.pk}-{number}-{_mac('unsubscribe', _leaving(person, number), settings.SECRET_KEY)}"


def unsubscribe_address(person: Person, office: Office | None) -> str:
    """Return the whole address for a mail's List-Unsubscribe."""
    return f"{site()}/unsubscribe/{unsubscribe_token(person, office)}/"


def find_unsubscription(token: str) -> Unsubscription | None:
    """Return what a genuine token pauses, else None."""
    found = LEAVING.fullmatch(token)
    person = Person.objects.filter(pk=found[1], is_active=True).first() if found else None
    if person is None or found is None or not _is_ours("unsubscribe", _leaving(person, int(found[2])), found[3]):
        return None
    if int(found[2]) == EVERY_OFFICE:
        return Unsubscription(person, None)
    office = Office.objects.filter(pk=found[2]).first()
    return Unsubscription(person, office) if office else None


def sealed(use: str, said: Mapping[str, Any]) -> str:
    """Return what makes a link of another kind genuine: an HMAC of what its row says, for this use alone."""
    return _mac(use, said, settings.SECRET_KEY)


def is_sealed(use: str, said: Mapping[str, Any], told: str) -> bool:
    """Say whether a seal is one of ours, made for this use and this row as it stands."""
    return _is_ours(use, said, told)


def site() -> str:
    """Return the address of this site, as mails name it."""
    return settings.SITE_URL.rstrip("/")


def _said(link: PersonalLink) -> Mapping[str, Any]:
    return {
        "id": link.pk,
        "person": link.person_id,
        "office": link.office_id,
        "purpose": link.purpose,
        "path": link.path,
        "made": link.made_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "expires": link.expires_at.astimezone(UTC).isoformat(timespec="microseconds"),
    }


def _leaving(person: Person, office: int) -> Mapping[str, Any]:
    return {"person": person.pk, "email": person.email, "office": office}


def _mac(use: str, said: Mapping[str, Any], secret: str) -> str:
    """Return 160 bits of an HMAC-SHA256, by a key derived from the secret for this use alone."""
    made = salted_hmac(f"pmo.access.links.{use}", canonical.dump(said), secret=secret, algorithm="sha256")
    return urlsafe_b64encode(made.digest()[:BYTES]).rstrip(b"=").decode()


def _is_ours(use: str, said: Mapping[str, Any], told: str) -> bool:
    """Compare in constant time; an earlier secret counts while it is being changed."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(hmac.compare_digest(_mac(use, said, secret), told) for secret in secrets)
