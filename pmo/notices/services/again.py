"""Sending a mail again by hand: a new mail, with a Message-ID of its own, that says what holds now."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pmo import clock
from pmo.access.links import MARK, make_link, mark
from pmo.access.models import Office, Person, PersonalLink
from pmo.access.services import lock_office
from pmo.access.standing import standing_of
from pmo.access.verdicts import refused
from pmo.audit.services import record
from pmo.notices.addressees import people_of
from pmo.notices.letters import new_message_id, write
from pmo.notices.models import Mail, Notice, Reach
from pmo.notices.rules import can_be_sent_again, may_send_again
from pmo.notices.services.fates import Owing
from pmo.notices.services.sections import items_of
from pmo.notices.services.telling import nudge
from pmo.notices.states import MailForm, MailState

GONE = (MailState.SENT, MailState.FAILED)


@transaction.atomic
def send_again(*, mail_id: int, shown: int, by: Person) -> Mail:
    """Send a mail once more, `shown` being how often that was done when the page was drawn."""
    mail = Mail.objects.select_related("person", "office", "again_of").get(pk=mail_id)
    first = mail.again_of or mail
    offices, person = _allowed(first, by), _reader(first)
    repeats = list(first.repeats.order_by("again_number"))
    if 0 <= shown < len(repeats):
        return repeats[shown]
    if shown != len(repeats):
        refused(_("This page is older than what was sent since. Load it again.")).require()
    notices = _owed(first, offices)
    can_be_sent_again(
        is_sent=all(each.state in GONE for each in (first, *repeats)),
        is_owed=bool(notices),
        is_reachable=not Reach.objects.filter(
            office__in=offices, person=person, bad_address__iexact=person.email
        ).exists(),
    ).require()
    again = _written(first, person, offices, notices, number=shown + 1)
    for office in offices:
        told = {"mail": first.pk, "to": first.person_id, "number": again.again_number}
        record("mail.sent_again", about=again, office=office, by=by, payload=told)
    transaction.on_commit(lambda: nudge([again.pk]))
    return again


def _reader(mail: Mail) -> Person:
    """Return whose mail it is; what somebody without an account gets is sent from the page that it came from."""
    if mail.person is None:
        refused(_("This mail went to somebody without an account. Send it again from the page it came from.")).require()
    assert mail.person is not None
    return mail.person


def _allowed(mail: Mail, by: Person) -> list[Office]:
    """Lock the offices of which a mail speaks, and return those in which the person may repeat it."""
    numbers = {number for number in (mail.office_id, *mail.notices.values_list("office_id", flat=True)) if number}
    asked = [(office, may_send_again(standing_of(by, office))) for office in map(lock_office, sorted(numbers))]
    allowed = [office for office, verdict in asked if verdict]
    if not allowed and asked:
        asked[0][1].require()
    return allowed


def _owed(mail: Mail, offices: list[Office]) -> list[Notice]:
    """Return what a mail spoke of that still waits for the same person; what only told something always does."""
    owing = Owing()
    return [
        notice
        for notice in mail.notices.filter(office__in=offices).select_related("office", "rule").order_by("pk")
        if people_of(notice.office, [notice.addressee]).get(notice.addressee) == mail.person
        and (notice.rule_id is None or owing.is_owed(notice))
    ]


def _written(first: Mail, person: Person, offices: list[Office], notices: list[Notice], *, number: int) -> Mail:
    again = Mail.objects.create(
        office=offices[0] if len(offices) == 1 else None,
        person=person,
        form=MailForm.AT_ONCE,
        kind=first.kind,
        subject=first.subject,
        message_id=new_message_id(),
        again_of=first,
        again_number=number,
    )
    reminders = [notice for notice in notices if notice.rule_id]
    if reminders:
        write(again, person, items_of(reminders, person, clock.now()))
    else:
        ways = _new_ways(first, again, person)
        again.text, again.html = (_with(ways, text) for text in (first.text, first.html))
    again.save(update_fields=["kind", "subject", "text", "html"])
    return again


def _new_ways(first: Mail, again: Mail, person: Person) -> dict[str, str]:
    """Return what takes the place of the first mail's links, which may have run out."""
    ways = {f"/why/{first.pk}/": f"/why/{again.pk}/"}
    for link in PersonalLink.objects.filter(pk__in=set(MARK.findall(first.text)), person=person):
        new = make_link(person=person, office=link.office, purpose=link.purpose, path=link.path)
        ways[mark(link)] = mark(new)
    return ways


def _with(ways: dict[str, str], text: str) -> str:
    for old, new in ways.items():
        text = text.replace(old, new)
    return text
