"""The doors of talks."""

import pytest

from executives.models import Interview, Requirement
from tests.executives.views.doors import signed_in, typed
from tests.scenes import executives as scenes
from tests.scenes.talks import a_talk, noted, said_in

pytestmark = pytest.mark.django_db
TALKS = "/harbour-rail/talks/"
DEEDS = (f"{TALKS}new/", f"{TALKS}1/words/", f"{TALKS}1/take-back/", f"{TALKS}1/day/")


@pytest.fixture
def talk(seat):
    return noted(a_talk(seat), "Ships wait twelve weeks.", "He is about to leave.")


def test_from_the_talk_to_the_play_back(manager, seat):
    begun = manager.post(f"{TALKS}new/", {"seat": seat.pk, "day": "2026-01-12", "kind": "wants"})
    kept = manager.post(begun.url, {"notes": "Ships wait.", "private": "", "shown": "1", "words": "yes"})
    manager.post(kept.url, typed(statement="A ship waits.", another="yes"))
    manager.post(kept.url, typed(statement="Nobody knows the plan."))
    page = manager.get(begun.url).content.decode()
    done = manager.post(f"{begun.url}play-back/", follow=True).content.decode()

    assert (begun.url, kept.url) == (f"{TALKS}1/", f"{TALKS}1/words/")
    assert "Play all two back" in page
    assert "2 requirements are played back." in done
    assert list(Requirement.objects.values_list("interview__number", "state")) == [(1, "played_back")] * 2


def test_who_gets_in(people, talk):
    found = {
        role: [signed_in(person).get(at).status_code for at in (TALKS, f"{TALKS}1/", *DEEDS)]
        for role, person in people.items()
    }

    assert found == {
        "manager": [200] * 6,
        "administrator": [200, 200, 403, 403, 403, 403],
        "auditor": [200, 200, 403, 403, 403, 403],
        "executive": [403] * 6,
        "stranger": [404] * 6,
    }


def test_the_day_is_corrected_on_a_page_of_its_own(manager, talk):
    refused = manager.post(f"{TALKS}1/day/", {"day": "2040-01-01"})
    done = manager.post(f"{TALKS}1/day/", {"day": "2026-01-09"})

    assert refused.status_code == 400
    assert "once it was held" in refused.content.decode()
    assert done.url == f"{TALKS}1/"
    assert Interview.objects.get().day.isoformat() == "2026-01-09"


@pytest.mark.parametrize("role", ["administrator", "auditor", "executive"])
def test_nobody_else_keeps_notes(people, talk, role):
    given = {"notes": "Other.", "private": "Other.", "shown": "2"}

    answers = [signed_in(people[role]).post(at, given).status_code for at in (f"{TALKS}1/", f"{TALKS}1/play-back/")]

    assert answers == [403, 403]
    assert Interview.objects.get().notes == "Ships wait twelve weeks."


def test_an_auditor_reads_the_notes_and_not_the_private_ones(people, talk, manager):
    theirs = signed_in(people["auditor"]).get(f"{TALKS}1/").content.decode()

    assert "Ships wait twelve weeks." in theirs
    assert "He is about to leave" not in theirs
    assert "He is about to leave" in manager.get(f"{TALKS}1/").content.decode()


def test_who_was_slower_sees_both_texts_and_can_keep_theirs(manager, talk):
    slow = manager.post(f"{TALKS}1/", {"notes": "Mine.", "private": "Mine alone.", "shown": "1"})
    again = manager.post(f"{TALKS}1/", {"notes": "Mine.", "private": "Mine alone.", "shown": "2"})

    page = slow.content.decode()
    assert slow.status_code == 409
    assert all(text in page for text in ("Ships wait twelve weeks.", "He is about to leave.", "Mine.", "Mine alone."))
    assert 'name="shown" value="2"' in page
    assert again.status_code == 302
    assert Interview.objects.get().notes == "Mine."


def test_the_office_s_own_questions_stand_beside_the_notes(manager, office, talk):
    before = manager.get(f"{TALKS}1/").content.decode()
    office.prompts.create(name="wrong", fills="issue", question="What keeps you awake?")
    office.prompts.create(name="gain", fills="opportunity", question="Hidden one", hidden=True)

    after = manager.get(f"{TALKS}1/").content.decode()

    assert "What goes wrong today?" in before
    assert "What keeps you awake?" in after
    assert "What goes wrong today?" not in after
    assert "Hidden one" not in after


def test_a_talk_of_another_office_is_not_found(talk):
    other = scenes.an_office("elsewhere")
    client = signed_in(scenes.manager_of(other))

    assert [client.get(f"/elsewhere/talks/1/{at}").status_code for at in ("", "words/", "take-back/")] == [404] * 3


def test_no_list_asks_more_when_there_are_more(manager, office, seat, talk, django_assert_max_num_queries):
    def asked() -> list[int]:
        counts = []
        for at in (TALKS, f"{TALKS}1/"):
            with django_assert_max_num_queries(20) as asked:
                manager.get(at)
            counts.append(len(asked))
        return counts

    said_in(talk)
    few = asked()
    for _each in range(8):
        said_in(a_talk(scenes.a_seat(office)))
        said_in(talk)

    assert asked() == few
