"""What PMO managers owe to whoever wants the mandate reopened: a draft, a review, or an answer in a sentence."""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from mandates.models import Ratification
from mandates.selectors.turnover import open_wishes
from pmo.access.duties import Duty
from pmo.access.standing import Standing

KIND = "version.reopening_asked"
SHOWN = 160


def owed_by(standing: Standing) -> list[Duty]:
    """Return one duty an open wish, for PMO managers."""
    return [_wish(standing, wish) for wish in open_wishes(standing.office)] if standing.is_manager else []


def _wish(standing: Standing, wish: Ratification) -> Duty:
    names = {"name": wish.person.name, "seat": wish.seat.title}
    return Duty(
        kind=KIND,
        question=_("%(name)s (%(seat)s) wants the mandate reopened") % names,
        sentence=Truncator(wish.wish).chars(SHOWN),
        deed=_("Look at it"),
        url=reverse("mandates:successors", kwargs={"office": standing.office.slug}),
        order=55,
    )
