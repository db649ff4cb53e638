"""What people are told at once about a review that was opened or closed by hand."""

from django.urls import reverse
from django.utils.translation import gettext as _

from executives.selectors.seats import person_in, seats_of
from mandates.models import Review
from mandates.review_states import ReviewOutcome
from mandates.rules.reviews import is_asked
from pmo.access.models import Office, Person
from pmo.notices.kinds import Told
from pmo.notices.services import mail_at_once
from pmo.ui.dates import in_words


def review_opened(review: Review) -> None:
    """Tell the holders of all asked seats that a review is open, and until when."""
    office = review.mandate.office
    url = reverse("mandates:answer-review", kwargs={"office": office.slug, "number": review.number})

    def told() -> Told:
        names = {"day": in_words(review.due, today=review.due, style="day"), "version": review.version.key}
        text = _(
            "Please say until the end of %(day)s whether version %(version)s of the mandate is still right. "
            "It takes two minutes."
        )
        return Told(_("Is the mandate still right? Until %(day)s") % names, text % names, _("Answer"), url)

    about = {"kind": "review.opened", "occurrence": f"review:{review.pk}"}
    mail_at_once(office=office, people=_asked(office), tells=told, **about)


def review_closed(review: Review) -> None:
    """Tell the holders of all asked seats how a review ended."""
    office = review.mandate.office
    names = {"number": review.number, "version": review.version.key, "reason": review.reason}
    url = reverse("mandates:review", kwargs={"office": office.slug, "number": review.number})

    def told() -> Told:
        subject = _("Review %(number)d is closed") % names
        return Told(subject, _ended(review) % names, _("See how it ended"), url)

    about = {"kind": "review.closed", "occurrence": f"review:{review.pk}"}
    mail_at_once(office=office, people=_asked(office), tells=told, **about)


def _ended(review: Review) -> str:
    if review.outcome == ReviewOutcome.REAFFIRM:
        return _("Review %(number)d is closed: version %(version)s of the mandate is reaffirmed and stays in force.")
    return _(
        "Review %(number)d is closed: the mandate is to be revised. “%(reason)s” Version %(version)s stays in "
        "force until the next one is signed."
    )


def _asked(office: Office) -> dict[str, Person]:
    return {f"seat:{seat.pk}": person for seat in seats_of(office) if is_asked(seat) and (person := person_in(seat))}
