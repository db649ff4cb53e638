"""The PMO manager's deeds of asking seats for their words."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from executives.models import Seat, WordsRequest
from executives.reminding import asking
from executives.rules.saying import can_be_asked, is_in_time, may_ask_for_words
from executives.selectors.seats import person_in, seats_of
from executives.services.saying import end_request
from executives.services.seats import lock_seat
from executives.states import RequestEnd
from pmo import clock
from pmo.access.links import make_link, mark
from pmo.access.locks import lock_office
from pmo.access.models import Office, Person
from pmo.access.standing import standing_of
from pmo.audit.services import record
from pmo.notices.kinds import Told
from pmo.notices.services.telling import mail_at_once

KIND = "words.asked"


@transaction.atomic
def ask_for_words(*, office_id: int, seat_ids: Iterable[int], due: date, by: Person) -> list[WordsRequest]:
    """Ask seats for their own words until a day, by mail at once; a seat that is asked already stays so."""
    office = lock_office(office_id)
    may_ask_for_words(standing_of(by, office)).require()
    is_in_time(due, clock.today(office.time_zone)).require()
    seats = list(seats_of(office).filter(pk__in=list(seat_ids)))
    asked = {each.seat_id: each for each in WordsRequest.objects.filter(seat__in=seats, ended_at__isnull=True)}
    for seat in seats:
        can_be_asked(seat, person_in(seat)).require()
    return [asked.get(seat.pk) or _ask(office, seat, due, by) for seat in seats]


@transaction.atomic
def take_back(*, request_id: int, by: Person) -> WordsRequest:
    """Ask a seat no more; ended twice is ended once."""
    seat = lock_seat(WordsRequest.objects.values_list("seat_id", flat=True).get(pk=request_id))
    may_ask_for_words(standing_of(by, seat.office)).require()
    request = WordsRequest.objects.get(pk=request_id)
    if request.ended_at is None:
        request.seat = seat
        end_request(request, RequestEnd.TAKEN_BACK, by=by)
    return request


def _ask(office: Office, seat: Seat, due: date, by: Person) -> WordsRequest:
    request = WordsRequest.objects.create(seat=seat, asked_by=by, due=due)
    record("words.asked", about=request, office=office, by=by, payload={"seat": seat.pk, "due": due})
    _tell(office, seat, request)
    return request


def _tell(office: Office, seat: Seat, request: WordsRequest) -> None:
    """Mail whoever holds the seat, with a second link to what this is and why they are asked."""
    person = person_in(seat)
    assert person is not None, "the rule has refused a vacant seat"

    def tells() -> Told:
        path = reverse("executives:about", kwargs={"office": office.slug})
        about = make_link(person=person, office=office, purpose="about", path=path)
        why = _("What this is, and why you: %(link)s") % {"link": mark(about)}
        told = asking(office, request)
        return replace(told, sentence=f"{told.sentence}\n\n{why}")

    people = {f"seat:{seat.pk}": person}
    mail_at_once(office=office, people=people, kind=KIND, occurrence=f"words:{request.pk}", tells=tells)
