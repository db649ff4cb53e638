"""The letter that carries a reading copy to somebody who has no account."""

from django.utils.translation import gettext as _

from mandates.models import MandateVersion, Reader, ReadingCopy
from pmo.access.letters import Letter, post
from pmo.access.readers import as_read_in
from pmo.ui.dates import in_words

KIND = "copy"


def copy_sent(reader: Reader, version: MandateVersion, copy: ReadingCopy, way: str) -> None:
    """Mail a reader the link to a version; `way` is the mark that stands for it in the mail that is kept."""
    office = version.mandate.office
    with as_read_in(reader.language, office.time_zone):
        until = in_words(copy.expires_at, today=copy.expires_at.date(), style="day")
        names = {"office": office.name, "number": version.key, "by": reader.added_by.name, "until": until}
        text = _(
            "Version %(number)s of the mandate of %(office)s is in force. The link opens a copy to read and to print; "
            "you need not sign in. It is meant for you alone and opens until %(until)s.\n\n"
            "You get this mail because %(by)s has put you on the list of readers. If you want no more copies, tell "
            "them so."
        )
        post(
            Letter(
                person=None,
                kind=KIND,
                subject=_("The mandate of %(office)s, version %(number)s") % names,
                text=text % names,
                deed=_("Read the mandate"),
                address=reader.email,
                office=office,
                name=reader.name,
                language=reader.language,
                way=way,
            )
        )
