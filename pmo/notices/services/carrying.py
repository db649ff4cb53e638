"""Letters about how people come in: kept and delivered as every mail is, outside rules, bundles and pauses."""

from django.db import transaction
from django.template.loader import render_to_string

from pmo.access.letters import Letter
from pmo.access.links import mark
from pmo.access.readers import as_read_by
from pmo.notices.letters import new_message_id, one_line
from pmo.notices.models import Mail
from pmo.notices.services.telling import nudge


def carry(letter: Letter) -> Mail:
    """Keep a letter as a mail that leaves at once; its link is a mark until it does."""
    subject = one_line(letter.subject)
    parts = {
        "name": letter.name or letter.person.name,
        "text": letter.text,
        "deed": letter.deed,
        "link": mark(letter.link) if letter.link else "",
        "office": letter.office,
        "subject": subject,
    }
    with as_read_by(letter.person):
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
