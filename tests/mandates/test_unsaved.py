"""What a manager types into a statement is kept, is nobody else's, and is in the draft only when it is saved."""

import pytest

from mandates.models import UnsavedStatement
from mandates.services.statements import change_statement
from mandates.states import LineKind
from pmo.access.services.roles import grant_role
from pmo.access.states import Role
from tests.scenes.executives import a_seat, administrator_of, an_auditor, holder_of
from tests.scenes.mandates import a_draft, a_full_draft, a_statement, drafter_of, statement_of, url, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return a_full_draft()


@pytest.fixture
def issue(version):
    return statement_of(version, LineKind.ISSUE)


@pytest.fixture
def drafting(client, version):
    client.force_login(drafter_of(version))
    return client


def keeping(client, version, issue, text, begun=0):
    typed = {"text": text, "shown": issue.digest, "begun": str(begun)}
    return client.post(url(version, "keep_statement", key=issue.key), typed)


def another_manager(version):
    person = holder_of(a_seat(version.mandate.office))
    office = version.mandate.office
    grant_role(office_id=office.pk, person=person, role=Role.MANAGER, by=administrator_of(office))
    return person


def test_what_is_typed_is_in_the_form_again_and_not_in_the_draft(drafting, version, issue):
    answer = keeping(drafting, version, issue, "Jobs finish too late.")

    page = drafting.get(url(version, "statement", key=issue.key))
    issue.refresh_from_db()
    assert (answer.status_code, answer.json()["number"]) == (200, 1)
    assert page.context["form"]["text"].value() == "Jobs finish too late."
    assert "You typed this and did not save it" in words(page)
    assert issue.text != "Jobs finish too late."


def test_saving_ends_what_was_kept(drafting, version, issue):
    keeping(drafting, version, issue, "Jobs finish too late.")

    drafting.post(url(version, "statement", key=issue.key), {"text": "Jobs finish too late.", "shown": issue.digest})

    assert not UnsavedStatement.objects.exists()


def test_a_new_statement_is_kept_and_ends_when_it_is_added(drafting, version):
    drafting.post(url(version, "keep_new", kind="EXC"), {"text": "The office hires nobody."})
    shown = drafting.get(url(version, "new_statement", kind="EXC")).context["form"]["text"].value()

    drafting.post(url(version, "new_statement", kind="EXC"), {"text": shown})

    assert version.statements.filter(text="The office hires nobody.").exists()
    assert not UnsavedStatement.objects.exists()


def test_words_kept_from_an_older_text_are_shown_beside_the_newer_one(drafting, version, issue):
    keeping(drafting, version, issue, "Mine.")
    change_statement(statement_id=issue.pk, text="Theirs.", shown_digest=issue.digest, by=another_manager(version))
    form = drafting.get(url(version, "statement", key=issue.key)).context["form"]

    answer = drafting.post(url(version, "statement", key=issue.key), {"text": "Mine.", "shown": form["shown"].value()})

    issue.refresh_from_db()
    assert (answer.status_code, issue.text) == (409, "Theirs.")
    assert "Mine." in words(answer)
    assert "Theirs." in words(answer)


def test_nobody_else_sees_what_is_typed_but_that_somebody_types(drafting, client, version, issue):
    keeping(drafting, version, issue, "A word for nobody.")
    client.force_login(another_manager(version))

    page = client.get(url(version, "statement", key=issue.key))

    assert "A word for nobody." not in page.content.decode()
    assert f"{drafter_of(version).name} is typing here, too" in words(page)


def test_thrown_away_it_is_gone(drafting, version, issue):
    keeping(drafting, version, issue, "Nothing.")

    drafting.post(url(version, "forget_statement", key=issue.key))

    assert drafting.get(url(version, "statement", key=issue.key)).context["form"]["text"].value() == issue.text


def test_a_second_window_is_told_that_it_wrote_over_the_first(drafting, version, issue):
    keeping(drafting, version, issue, "First window.")

    answer = keeping(drafting, version, issue, "Second window.")

    assert answer.json()["newer"]
    assert UnsavedStatement.objects.get().fields["text"] == "Second window."


def test_what_no_statement_could_say_is_not_kept_and_told(drafting, version, issue):
    answer = keeping(drafting, version, issue, "x" * 200_000)

    assert answer.status_code == 409
    assert "Say it shorter" in answer.json()["refused"]
    assert not UnsavedStatement.objects.exists()


@pytest.mark.parametrize("who", ["holder", "administrator", "auditor"])
def test_only_managers_keep_anything(client, version, issue, who):
    office = version.mandate.office
    people = {"holder": holder_of(office.seats.first()), "administrator": administrator_of(office)}
    client.force_login(people.get(who) or an_auditor(office))

    assert keeping(client, version, issue, "Not mine to say.").status_code == 403


def test_a_statement_takes_the_place_that_was_chosen(client):
    version = a_draft()
    made = [a_statement(version, text=f"Issue {number}.") for number in range(4)]
    client.force_login(drafter_of(version))

    client.post(url(version, "place_statement", key=made[3].key), {"place": "2"})

    assert [each.text[6] for each in version.statements.order_by("order")] == ["0", "3", "1", "2"]
