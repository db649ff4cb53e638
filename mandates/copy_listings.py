"""The distribution list as rows to keep."""

from django.utils.translation import gettext_lazy as _

from mandates.listings import Rows
from mandates.selectors.copies import ReadersPage
from pmo.ui.exports import Column

READERS = [
    Column(_("Name"), 30),
    Column(_("E-mail"), 34),
    Column(_("Language"), 10),
    Column(_("How it stands"), 24),
    Column(_("On the list since"), 18),
    Column(_("Copy sent"), 18),
    Column(_("Page first fetched"), 18),
    Column(_("Opens until"), 18),
    Column(_("Off the list since"), 18),
]


def reader_rows(page: ReadersPage) -> Rows:
    """Yield everybody who is or was on the list."""
    for row in page.rows:
        reader, copy = row.reader, row.copy
        sent = (copy.made_at, copy.opened_at, copy.expires_at) if copy else (None, None, None)
        yield reader.name, reader.email, reader.language, str(row.word), reader.added_at, *sent, reader.ended_at
