"""A form of some other day: answered with a sentence or the first result, words kept, nothing half-done."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, connection, transaction

from executives.services import seats
from mandates.models import MandateVersion, Signature
from mandates.services import signoff
from mandates.states import VersionState
from pmo import clock
from pmo.audit.models import LedgerEntry
from pmo.audit.verification import verify
from pmo.clock import shifting
from pmo.notices.tasks import tick
from tests.scenes.executives import PASSWORD, a_person, a_seat, holder_of, manager_of
from tests.scenes.mandates import url, words
from tests.scenes.rounds import a_version_out_for_signature, an_agreed_version, in_days, signed
from tests.scenes.signing import signing_form
from tests.scenes.signing_mails import allowed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_time")]
WORDS = "Not before the survey."


class Down(BaseEmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, _messages):
        raise OSError("No mail server is there.")


@pytest.fixture
def version(office, ceo, cfo):
    agreed = an_agreed_version(office)
    return signoff.send_for_signature(version_id=agreed.pk, due=in_days(office, 7), by=manager_of(office))


def form(version, seat, **others):
    return signing_form(version, seat, **{"reservation": WORDS, "password": PASSWORD} | others)


def after_the_deadline(version, _ceo, _cfo):
    shifting.set_time(clock.now() + timedelta(days=8))


def called_back(version, _ceo, _cfo):
    signoff.recall(version_id=version.pk, reason="A slip.", by=manager_of(version.mandate.office))


def declined_by_another(version, _ceo, cfo):
    same = {"version_id": version.pk, "shown_digest": version.digest, "reason": "No."}
    signoff.decline(**same, seat_id=cfo.pk, by=holder_of(cfo))


def handed_over(version, ceo, _cfo):
    office = version.mandate.office
    seats.seat_person(seat_id=ceo.pk, person=a_person(office), start=in_days(office, 0), by=manager_of(office))


def another_version_out(version, ceo, cfo):
    declined_by_another(version, ceo, cfo)
    a_version_out_for_signature(version.mandate.office, "Costs run over.")


CASES = [
    (after_the_deadline, 409, "The last day to sign was"),
    (called_back, 409, "not out for signature any more"),
    (declined_by_another, 409, "not out for signature any more"),
    (handed_over, 403, "Only the present holder"),
    (another_version_out, 409, "not the one that you were shown"),
]


@pytest.mark.parametrize(("meanwhile", "status", "sentence"), CASES, ids=lambda case: getattr(case, "__name__", ""))
def test_a_form_that_comes_too_late_is_refused_and_its_words_are_shown_again(
    client, version, ceo, cfo, meanwhile, status, sentence
):
    person = holder_of(ceo)
    given = form(version, ceo)
    meanwhile(version, ceo, cfo)
    client.force_login(person)
    if meanwhile is handed_over:
        other = a_seat(version.mandate.office, "Guest", "informed")
        seats.seat_person(
            seat_id=other.pk, person=person, start=in_days(other.office, 0), by=manager_of(version.mandate.office)
        )

    answer = client.post(url(version, "sign"), given)

    assert answer.status_code == status
    assert sentence in words(answer)
    assert WORDS in answer.content.decode()
    assert not Signature.objects.exists()


def test_of_two_tabs_the_second_finds_the_signature_of_the_first(client, version, ceo):
    client.force_login(holder_of(ceo))

    for reservation in (WORDS, "Something else."):
        answer = client.post(url(version, "sign"), form(version, ceo, reservation=reservation), follow=True)

    assert "You have signed version 1.0" in words(answer)
    assert Signature.objects.get().reservation == WORDS


@pytest.mark.parametrize(
    ("typed", "taken"),
    [("  ADA   oyelaran ", True), ("Ada Oyelara\u0301n", False), ("Somebody Else", False), ("", False)],
)
def test_the_name_is_one_s_own_however_it_is_typed(client, version, ceo, typed, taken):
    person = holder_of(ceo)
    person.name = "Ada Oyelaran"
    person.save(update_fields=["name"])
    client.force_login(person)

    answer = client.post(url(version, "sign"), form(version, ceo, typed_name=typed))

    assert Signature.objects.exists() == taken
    assert answer.status_code == (302 if taken else 400)
    if typed and not taken:
        assert "Your name here is Ada Oyelaran" in words(answer)
        assert WORDS in answer.content.decode()


def test_with_the_mail_server_down_the_last_signature_puts_it_in_force_all_the_same(settings, version, ceo, cfo):
    settings.EMAIL_BACKEND = f"{__name__}.Down"

    signed(version, ceo)
    signed(version, cfo)
    tick()

    assert MandateVersion.objects.get(pk=version.pk).state == VersionState.IN_FORCE
    assert LedgerEntry.objects.filter(event="version.in_force").count() == 1
    assert verify(version.mandate.office_id).holds
    assert not getattr(mail, "outbox", [])


def test_when_the_ledger_takes_no_entry_nothing_of_the_signature_is_written(version, ceo):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TRIGGER full BEFORE INSERT ON audit_payload BEGIN SELECT RAISE(ABORT, 'disk'); END")

    with pytest.raises(DatabaseError, match="disk"), transaction.atomic():
        signed(version, ceo)

    assert not Signature.objects.exists()
    assert version.signature_requests.get(seat=ceo).state == "waiting"


def test_a_delegate_whose_office_forbids_it_meanwhile_reads_why(client, office, version, ceo, cfo):
    allowed(office)
    client.force_login(holder_of(cfo))

    answer = client.post(url(version, "sign"), form(version, ceo, typed_name=holder_of(cfo).name))

    assert answer.status_code == 403
    assert WORDS in answer.content.decode()
