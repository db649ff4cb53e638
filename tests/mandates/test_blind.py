"""Nobody reads an answer of a blind round before its close: no page, no file, no ledger, no mail."""

import pytest
from django.urls import reverse

from mandates.services import rounds
from mandates.states import StanceChoice
from pmo.audit.models import Payload
from pmo.notices.models import Mail
from tests.scenes.executives import a_seat, administrator_of, an_auditor, holder_of, manager_of
from tests.scenes.rounds import an_open_round, answered, item

pytestmark = pytest.mark.django_db
REASON, CHANGE = "Zebras would starve.", "Feed the zebras."
PAGES = ["rounds", "open-round", "signatures", "draft", "mandate", "versions", "landing", "reviews", "sign"]
KINDS = ["", "?format=csv", "?format=xlsx", "?list=benefits"]


@pytest.fixture
def asked(office):
    objecting = a_seat(office, "Chief Executive", name="Margaret Oyelaran")
    a_seat(office, "Chief Financial Officer", name="Tomasz Wieczorek")
    round_ = an_open_round(office, "Jobs finish late.")
    answered(item(round_), objecting, StanceChoice.OBJECT, REASON, CHANGE)
    return round_


def others(office):
    return [
        manager_of(office),
        administrator_of(office),
        an_auditor(office),
        holder_of(office.seats.get(title="Chief Financial Officer")),
    ]


def told(client, person, office):
    """All that a person can read of an office, in one text."""
    client.force_login(person)
    addresses = [reverse(f"mandates:{name}", kwargs={"office": office.slug}) for name in PAGES]
    addresses += [
        reverse(f"mandates:{name}", kwargs={"office": office.slug, "number": 1}) for name in ("round", "answer")
    ]
    addresses += [f"/{office.slug}/{page}" for page in ("", "waiting/", "asked/", "ledger/", "executives/", "people/")]
    text = ""
    for address in addresses:
        for kind in KINDS:
            answer = client.get(address + kind, follow=True)
            text += (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode(errors="ignore")
    return text


def test_no_page_and_no_file_tells_an_answer_of_an_open_round(client, office, asked):
    for person in others(office):
        text = told(client, person, office)

        assert "Jobs finish late." in text
        assert REASON not in text
        assert CHANGE not in text
        assert "1 objection" not in text


def test_cancelling_is_no_way_to_look_at_the_answers(client, office, asked):
    rounds.cancel_round(round_id=asked.pk, reason="The wrong draft.", by=manager_of(office))

    for person in others(office):
        text = told(client, person, office)

        assert "The wrong draft." in text
        assert REASON not in text
        assert "Answer that stands" not in text


def test_the_ledger_and_the_mails_keep_the_answer_to_themselves(office, asked):
    kept = " ".join(Payload.objects.values_list("content", flat=True))
    sent = " ".join(f"{mail.subject} {mail.text}" for mail in Mail.objects.all())

    for word in (REASON, CHANGE, StanceChoice.OBJECT.value + '"'):
        assert word not in kept + sent
