"""What people are told at once about a review that was opened or closed by hand."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from executives.selectors.seats import person_in, seats_of
from mandates.models import Review
from mandates.rules.reviews import is_asked
from mandates.states import ReviewOutcome
from pmo.access.models import Office, Person
from pmo.notices.services import mail_at_once


def review_opened(review: Review) -> None:
    """Tell the holders of all asked seats that a review is open, and until when."""
    office = review.mandate.office
    names = {"day": date_format(review.due, "j F Y"), "version": review.version.key}
    mail_at_once(
        office=office,
        people=_asked(office),
        kind="review.opened",
        occurrence=f"review:{review.pk}",
        subject=_("Is the mandate still right? Until %(day)s") % names,
        text=_(
            "Please say until the end of %(day)s whether version %(version)s of the mandate is still right. "
            "It takes two minutes."
        )
        % names,
        url=reverse("mandates:answer-review", kwargs={"office": office.slug, "number": review.number}),
        deed=_("Answer"),
    )


def review_closed(review: Review) -> None:
    """Tell the holders of all asked seats how a review ended."""
    office = review.mandate.office
    names = {"number": review.number, "version": review.version.key, "reason": review.reason}
    if review.outcome == ReviewOutcome.REAFFIRM:
        text = _("Review %(number)d is closed: version %(version)s of the mandate is reaffirmed and stays in force.")
    else:
        text = _(
            "Review %(number)d is closed: the mandate is to be revised. “%(reason)s” Version %(version)s stays in "
            "force until the next one is signed."
        )
    mail_at_once(
        office=office,
        people=_asked(office),
        kind="review.closed",
        occurrence=f"review:{review.pk}",
        subject=_("Review %(number)d is closed") % names,
        text=text % names,
        url=reverse("mandates:review", kwargs={"office": office.slug, "number": review.number}),
        deed=_("See how it ended"),
    )


def _asked(office: Office) -> dict[str, Person]:
    return {f"seat:{seat.pk}": person for seat in seats_of(office) if is_asked(seat) and (person := person_in(seat))}
