"""An executive answers: a statement a page, or all on one; nothing typed is lost."""

import re

import pytest
from django.urls import reverse

from mandates.models import Stance
from mandates.services import statements
from mandates.states import StanceChoice
from tests.scenes.executives import holder_of, manager_of
from tests.scenes.rounds import all_answered, an_open_round, answered, asked, closed, item

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(office, ceo):
    return an_open_round(office, "Jobs finish late.", "Costs run over.", "Nobody decides.")


def address(round_, name="answer", **parts):
    slug = round_.version.mandate.office.slug
    return reverse(f"mandates:{name}", kwargs={"office": slug, "number": round_.number, **parts})


def given(item, seat, choice="agree", reason="", change="", **others):
    answer = {"choice": choice, "reason": reason, "proposed_change": change, "shown_digest": item.digest}
    return answer | {"seat": seat.pk} | others


def test_the_first_unanswered_statement_comes_first(client, round_, ceo):
    answered(item(round_, 1), ceo)
    client.force_login(holder_of(ceo))

    assert client.get(address(round_)).url == address(round_, "answer-line", key="ISS-2")


def test_nothing_is_chosen_in_advance(client, round_, ceo):
    client.force_login(holder_of(ceo))

    assert "checked" not in client.get(address(round_, "answer-line", key="ISS-1")).content.decode()
    assert "checked" not in client.get(address(round_) + "?all").content.decode()


def test_an_answer_is_saved_and_leads_to_the_next_statement(client, round_, ceo):
    client.force_login(holder_of(ceo))

    answer = client.post(address(round_, "answer-line", key="ISS-1"), given(item(round_, 1), ceo))

    assert answer.url == address(round_, "answer-line", key="ISS-2")
    assert Stance.objects.get().choice == StanceChoice.AGREE


def test_the_last_answer_leads_to_the_finish(client, round_, ceo):
    answered(item(round_, 1), ceo)
    answered(item(round_, 2), ceo)
    client.force_login(holder_of(ceo))

    answer = client.post(address(round_, "answer-line", key="ISS-3"), given(item(round_, 3), ceo), follow=True)

    assert "You have answered all three" in answer.content.decode()


def test_an_objection_without_a_change_keeps_the_reason_and_says_what_is_missing(client, round_, ceo):
    client.force_login(holder_of(ceo))

    answer = client.post(
        address(round_, "answer-line", key="ISS-1"), given(item(round_, 1), ceo, "object", "It is too soft.")
    )

    shown = answer.content.decode()
    assert answer.status_code == 400
    assert "It is too soft." in shown
    assert "Say what you would put instead" in shown
    assert not Stance.objects.exists()


def test_a_late_answer_is_told_so_and_keeps_what_was_typed(client, office, ceo, round_):
    closed(all_answered(round_))
    client.force_login(holder_of(ceo))

    answer = client.post(
        address(round_, "answer-line", key="ISS-1"), given(item(round_, 1), ceo, "object", "Too late.", "Earlier.")
    )

    assert answer.status_code == 409
    assert "This round is closed" in answer.content.decode()
    assert "Too late." in answer.content.decode()


def test_another_digest_than_the_one_shown_is_refused(client, round_, ceo):
    client.force_login(holder_of(ceo))

    answer = client.post(
        address(round_, "answer-line", key="ISS-1"), given(item(round_, 1), ceo, shown_digest="0" * 64)
    )

    assert answer.status_code == 409
    assert "reads differently" in answer.content.decode()


def test_one_submit_keeps_all_that_is_answered(client, round_, ceo):
    client.force_login(holder_of(ceo))
    sent = {"seat": ceo.pk}
    for place, choice in ((1, "agree"), (2, "abstain"), (3, "")):
        line = item(round_, place)
        sent |= {f"{line.key}-{name}": value for name, value in given(line, ceo, choice).items()}

    answer = client.post(address(round_) + "?all", sent, follow=True)

    assert "2 of 3 answered and saved" in answer.content.decode()
    assert [stance.choice for stance in Stance.objects.all()] == ["agree", "abstain"]


def test_an_error_on_the_long_page_stands_at_its_statement_and_the_others_are_saved(client, round_, ceo):
    client.force_login(holder_of(ceo))
    sent = {"seat": ceo.pk}
    for place, choice, reason in ((1, "agree", ""), (2, "object", "Not so."), (3, "", "A reason alone.")):
        line = item(round_, place)
        sent |= {f"{line.key}-{name}": value for name, value in given(line, ceo, choice, reason).items()}

    answer = client.post(address(round_) + "?all", sent)

    shown = answer.content.decode()
    assert answer.status_code == 400
    assert "ISS-2, What would you put instead? Say what you would put instead" in shown
    assert "ISS-3, Your answer: You wrote a reason." in shown
    assert "Not so." in shown
    assert "A reason alone." in shown
    assert Stance.objects.count() == 1


def test_what_changed_since_the_last_round_is_marked(client, office, ceo, round_):
    answered(item(round_, 1), ceo, StanceChoice.OBJECT)
    closed(all_answered(round_))
    first = round_.version.statements.get(line__number=1)
    statements.change_statement(
        statement_id=first.pk,
        text="Jobs finish early.",
        profile=None,
        shown_digest=first.digest,
        by=manager_of(office),
    )
    again = asked(round_.version)
    client.force_login(holder_of(ceo))

    shown = client.get(address(again, "answer-line", key="ISS-1")).content.decode()

    assert re.findall(r'<(?:del|ins) class="pm-(del|ins)"><span[^>]*>[^<]*</span>([^<]*)<', shown) == [
        ("del", "late"),
        ("ins", "early"),
    ]
    assert "You said then: object." in shown
    assert client.get(address(again, "answer-line", key="ISS-2")).status_code == 404


def test_somebody_who_is_not_asked_gets_the_sentence(client, office, round_):
    client.force_login(manager_of(office))

    answer = client.get(address(round_))

    assert answer.status_code == 403
    assert "You are not asked in this round" in answer.content.decode()


def test_after_the_close_the_way_leads_to_the_results(client, round_, ceo):
    closed(all_answered(round_))
    client.force_login(holder_of(ceo))

    assert client.get(address(round_)).url == address(round_, "round")
