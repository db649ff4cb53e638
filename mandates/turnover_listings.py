"""What new holders of seats said, as rows to keep."""

from django.utils.translation import gettext_lazy as _

from mandates.listings import Rows
from mandates.selectors.briefing import SuccessorsPage
from pmo.ui.exports import Column

SUCCESSORS = [
    Column(_("Seat"), 30),
    Column(_("Name"), 24),
    Column(_("Version"), 10),
    Column(_("What they said"), 24),
    Column(_("On"), 18),
    Column(_("What should be looked at again"), 60),
    Column(_("Answer"), 60),
]


def successor_rows(page: SuccessorsPage) -> Rows:
    """Yield what was said, and then who has not spoken yet."""
    for row in page.rows:
        said = row.said
        word = str(said.word)
        yield said.seat.title, said.person.name, said.version.key, word, said.at, said.wish, said.answer
    for seat, person in page.silent:
        yield seat.title, person.name, "", "", None, "", ""
