"""What people are reminded of here: words to confirm, and words that they are asked for; all while still owed."""

from datetime import date

from django.db.models import Exists
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from executives.models import WordsRequest
from executives.selectors.owners import GIVEN, ownerships
from executives.selectors.requirements import unconfirmed
from executives.states import UNSETTLED_STATES
from pmo.access.models import Office
from pmo.notices.addressees import numbers
from pmo.notices.kinds import Occurrence, Told


def confirm_occurrences(office: Office, _first: date, last: date) -> list[Occurrence]:
    """Return the words with a day that wait, one occurrence a seat and day."""
    asked = {"requirement__state__in": UNSETTLED_STATES, "requirement__confirm_by__lte": last}
    owing = ownerships().filter(~Exists(GIVEN), requirement__office=office, **asked)
    pairs = owing.order_by("requirement__confirm_by", "seat_id").values_list("seat_id", "requirement__confirm_by")
    return [
        Occurrence(f"confirm:{seat_id}:{due:%Y%m%d}", due, (f"seat:{seat_id}",))
        for seat_id, due in pairs.distinct()
        if due
    ]


def confirm_owing(occurrence: str) -> tuple[str, ...]:
    """Return the seat whose words of that day still wait."""
    seat_id, due = _seat_and_day(occurrence)
    return (f"seat:{seat_id}",) if unconfirmed([seat_id]).filter(confirm_by=due).exists() else ()


def confirm_is_owed(occurrence: str, addressee: str) -> bool:
    """Say whether the seat's words of that day still wait."""
    return addressee in confirm_owing(occurrence)


def confirm_tells(office: Office, occurrence: str, _addressee: str) -> Told:
    """Return the reminder of words to confirm."""
    seat_id, due = _seat_and_day(occurrence)
    count = unconfirmed([seat_id]).filter(confirm_by=due).count()
    return confirming(office, count)


def confirming(office: Office, count: int) -> Told:
    """Return what is said of words that wait for their executive."""
    said = ngettext(
        "One requirement is written down as yours. Please read it, and say whether these are your words.",
        "%(n)d requirements are written down as yours. Please read them, and say whether these are your words.",
        count,
    )
    return Told(
        _("Is this what you said?"),
        said % {"n": count},
        _("Read and confirm"),
        reverse("executives:words", kwargs={"office": office.slug}),
    )


def say_occurrences(office: Office, _first: date, last: date) -> list[Occurrence]:
    """Return the requests for words that are still open."""
    asked = WordsRequest.objects.filter(seat__office=office, ended_at__isnull=True, due__lte=last)
    return [Occurrence(f"words:{each.pk}", each.due, (f"seat:{each.seat_id}",), each.asked_at) for each in asked]


def say_owing(occurrence: str) -> tuple[str, ...]:
    """Return the seat whose words are still asked for."""
    found = WordsRequest.objects.filter(pk__in=numbers([occurrence], "words"), ended_at__isnull=True)
    return tuple(f"seat:{seat_id}" for seat_id in found.values_list("seat_id", flat=True))


def say_is_owed(occurrence: str, addressee: str) -> bool:
    """Say whether the seat's words are still asked for."""
    return addressee in say_owing(occurrence)


def say_tells(office: Office, occurrence: str, _addressee: str) -> Told:
    """Return the reminder of a request for words."""
    asked = WordsRequest.objects.select_related("asked_by", "seat").get(pk__in=numbers([occurrence], "words"))
    return asking(office, asked)


def asking(office: Office, asked: WordsRequest) -> Told:
    """Return what is said to a seat that is asked for its words; the link leads straight to the question."""
    said = _(
        "%(by)s asks what you want from %(office)s: what goes wrong today, what would be better, and what must not be "
        "done. It takes two minutes and needs no preparation; what you write is yours."
    )
    return Told(
        _("What should be better? Two minutes, in your own words"),
        said % {"by": asked.asked_by.name, "office": office.name},
        _("Say it"),
        f"{reverse('executives:say', kwargs={'office': office.slug})}?seat={asked.seat_id}",
    )


def _seat_and_day(occurrence: str) -> tuple[int, date]:
    _word, seat_id, due = occurrence.split(":")
    return int(seat_id), date.fromisoformat(due)
