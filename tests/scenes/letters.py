"""Letters about coming in and holding a seat, and mails of signing in: how things stand first, then the deed."""

from collections.abc import Iterator
from datetime import timedelta

from django.test import Client

from executives.services.assistants import name_assistant
from executives.services.seats import seat_newcomer, seat_person
from mandates.services.codes import mail_code as mail_signing_code
from pmo import clock
from pmo.access import services
from pmo.access.models import AddressChange, Invitation, Office, Person
from pmo.access.services import addresses, means, sessions
from pmo.access.services.telling import mail_code as mail_code_for_means
from pmo.clock.shifting import set_time
from tests.scenes import reviews as in_review
from tests.scenes import rounds as in_round
from tests.scenes.executives import a_person, a_seat, administrator_of, an_office, holder_of, manager_of
from tests.scenes.sign_in import signed_in

PLACE = "a-session"


def an_office_with_seats() -> Office:
    """Return an office with two seats, on a day of its own."""
    in_review.at(2026, 3, 10)
    office = an_office()
    for _number in range(2):
        a_seat(office)
    return office


def invited_to_a_role() -> Iterator[None]:
    office, guest = an_office_with_seats(), a_person()
    yield
    told = {"email": guest.email, "name": "Gil", "role": "manager", "by": administrator_of(office)}
    services.welcome(office_id=office.pk, **told)


def invited_to_a_seat_again() -> Iterator[None]:
    office, guest = an_office_with_seats(), a_person()
    told = {"email": guest.email, "name": "Gil", "start": clock.today(office.time_zone), "by": manager_of(office)}
    seat_newcomer(seat_id=office.seats.all()[0].pk, **told)
    yield
    set_time(clock.now() + timedelta(hours=2))
    services.send_again(invitation_id=Invitation.objects.get().pk, by=administrator_of(office))


def named_an_assistant() -> Iterator[None]:
    office, guest = an_office_with_seats(), a_person()
    yield
    seat = office.seats.all()[0]
    name_assistant(seat_id=seat.pk, email=guest.email, name="Gil", by=manager_of(office))


def seat_passed_on() -> Iterator[None]:
    office, next_one = an_office_with_seats(), a_person()
    Person.objects.update(last_login=clock.now())
    yield
    today = clock.today(office.time_zone)
    seat_person(seat_id=office.seats.all()[0].pk, person=next_one, start=today, by=manager_of(office))


def _proposed() -> AddressChange:
    office = an_office_with_seats()
    told = {"person": manager_of(office), "new_email": "new@example.org", "by": administrator_of(office)}
    return addresses.propose_address(office_id=office.pk, **told)


def address_proposed() -> Iterator[None]:
    office = an_office_with_seats()
    person, by = manager_of(office), administrator_of(office)
    yield
    addresses.propose_address(office_id=office.pk, person=person, new_email="new@example.org", by=by)


def address_of_another_proposed() -> Iterator[None]:
    office, other = an_office_with_seats(), a_person()
    person, by = manager_of(office), administrator_of(office)
    yield
    change = addresses.propose_address(office_id=office.pk, person=person, new_email=other.email, by=by)
    addresses.mail_code(change=change, place=PLACE)


def address_refused() -> Iterator[None]:
    change = _proposed()
    yield
    addresses.refuse_address(change_id=change.pk, by=change.person)


def address_changed() -> Iterator[None]:
    person = manager_of(an_office_with_seats())
    yield
    addresses.set_address(person=Person.objects.get(pk=person.pk), new_email="new@example.org")


def address_undone() -> Iterator[None]:
    change = addresses.set_address(person=manager_of(an_office_with_seats()), new_email="new@example.org")
    yield
    addresses.undo_address(change_id=change.pk)


def code_for_an_address() -> Iterator[None]:
    change = _proposed()
    yield
    addresses.mail_code(change=AddressChange.objects.get(pk=change.pk), place=PLACE)


def code_for_means() -> Iterator[None]:
    person = a_person()
    yield
    mail_code_for_means(Person.objects.get(pk=person.pk), purpose="means", session_key=PLACE)


def code_for_signing() -> Iterator[None]:
    version = in_round.a_version_out_for_signature(an_office_with_seats())
    seat = version.signature_requests.select_related("seat")[0].seat
    yield
    mail_signing_code(version, holder_of(seat), session_key=PLACE)


def signed_out_everywhere() -> Iterator[None]:
    person = a_person()
    yield
    sessions.sign_out_everywhere(person=Person.objects.get(pk=person.pk), by=None)


def signed_out_somewhere() -> Iterator[None]:
    person = a_person()
    signed_in(person)
    number = person.usersession_set.get().pk
    yield
    sessions.end_session(person=Person.objects.get(pk=person.pk), number=number)


def password_changed() -> Iterator[None]:
    person = a_person()
    yield
    means.note_new_password(Person.objects.get(pk=person.pk))


def code_for_coming_in() -> Iterator[None]:
    person = a_person()
    yield
    Client().post("/account/login/code/", {"email": person.email})


def new_password_asked_for() -> Iterator[None]:
    person = a_person()
    yield
    Client().post("/account/password/reset/", {"email": person.email})
