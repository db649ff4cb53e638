"""Letters about how people come in: kept and delivered as every mail is, outside rules, bundles and pauses."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from pmo.access.letters import Letter
from pmo.access.links import mark
from pmo.access.readers import as_read_by, as_read_in
from pmo.notices.letters import new_message_id, one_line
from pmo.notices.models import Mail
from pmo.notices.services.telling import nudge


def carry(letter: Letter) -> Mail:
    """Keep a letter as a mail that leaves at once; its link is a mark until it does."""
    subject = one_line(letter.subject)
    parts = {
        "name": letter.name or (letter.person.name if letter.person else ""),
        "text": letter.text,
        "deed": letter.deed,
        "link": mark(letter.link) if letter.link else letter.way,
        "office": letter.office,
        "subject": subject,
    }
    with _worded_for(letter):
        mail = Mail.objects.create(
            office=letter.office,
            person=letter.person,
            kind=letter.kind,
            address=letter.address,
            subject=subject,
            text=render_to_string("notices/letter.txt", parts),
            html=render_to_string("notices/letter.html", parts),
            message_id=new_message_id(),
        )
    transaction.on_commit(lambda: nudge([mail.pk]))
    return mail


def _worded_for(letter: Letter) -> AbstractContextManager[None]:
    if letter.person:
        return as_read_by(letter.person)
    return as_read_in(letter.language, letter.office.time_zone if letter.office else settings.TIME_ZONE)
