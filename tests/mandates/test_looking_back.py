"""The mandate as it stood on a day: what was in force at its end by the office's clock, and nothing that came later."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from executives.services.requirements import change_requirement
from executives.services.seats import seat_person
from executives.words import Words
from mandates.registry import SERVED_BY, Service
from mandates.selectors.documents import document_of
from mandates.selectors.looking_back import version_then
from mandates.services import signoff
from mandates.services.drafting import leave_out
from mandates.services.statements import set_sources
from mandates.then import Then
from pmo.clock.shifting import set_time, unset_time
from tests.scenes.executives import a_confirmed_requirement, a_seat, an_office, holder_of, manager_of
from tests.scenes.mandates import words
from tests.scenes.rounds import a_draft_saying, a_version_in_force, all_answered, asked, closed, signed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _true_time_again():
    yield
    unset_time()


@pytest.fixture
def office():
    """An office in London: in July its days end an hour before those of UTC."""
    return an_office()


@pytest.fixture
def reading(client, office, ceo):
    client.force_login(manager_of(office))
    return client


def at(day, hour=9, minute=0):
    set_time(datetime(2027, 7, day, hour, minute, tzinfo=UTC))


def then(day):
    return Then.at_the_end_of(date(2027, 7, day), "Europe/London")


def page(office, name="mandate", **parts):
    return reverse(f"mandates:{name}", kwargs={"office": office.slug, **parts})


@pytest.fixture
def three(office, ceo):
    """1.0 in force half an hour before the 5th ends in London, 2.0 from the 8th, 3.0 half an hour into the 21st."""
    for number, moment in enumerate([(5, 22, 30), (8, 9), (20, 23, 30)], 1):
        at(*moment)
        a_version_in_force(office, f"Jobs finish late, {number}.")
    at(25)


@pytest.mark.parametrize(
    ("day", "number"), [(4, None), (5, "1.0"), (7, "1.0"), (8, "2.0"), (20, "2.0"), (21, "3.0"), (25, "3.0")]
)
def test_the_version_in_force_at_the_end_of_the_day_stands(office, three, day, number):
    found = version_then(office, then(day))

    assert (found.key if found else None) == number


def test_the_document_of_then_is_shown_with_a_bar_and_its_links_keep_the_day(reading, office, three):
    answer = reading.get(page(office), {"on": "2027-07-07"})
    shown, source = words(answer), answer.content.decode()

    assert "This is the mandate as it stood on 7 July 2027 . Back to today" in shown
    assert "Jobs finish late, 1." in shown
    assert "Jobs finish late, 2." not in shown
    assert "1.0, In force then" in shown
    assert f'{page(office, "stands", key="ISS-1")}?on=2027-07-07"' in source
    assert "?on=2027-07-07&amp;format=csv" in source
    assert "Superseded" not in shown


def test_a_statement_and_the_files_stood_as_well(reading, office, three):
    why = words(reading.get(page(office, "stands", key="ISS-1"), {"on": "2027-07-07"}))
    later = reading.get(page(office, "stands", key="ISS-2"), {"on": "2027-07-07"})
    file = reading.get(page(office), {"on": "2027-07-07", "format": "csv"})

    assert "This is the mandate as it stood on 7 July 2027 ." in why
    assert later.status_code == 404
    assert "mandate 1.0 on 2027-07-07.csv" in file["Content-Disposition"]
    assert b"".join(file.streaming_content).decode().count("Jobs finish late") == 1
    assert reading.get(page(office, "stands", key="ISS-2")).status_code == 200


def test_what_has_changed_since_leads_to_the_comparison(reading, office, three):
    answer = reading.get(page(office, "compare"), {"on": "2027-07-07"})

    assert answer.url == page(office, "compared", old="1.0", new="3.0") + "?on=2027-07-07"


def test_only_what_stood_then_is_in_the_document(office, ceo, monkeypatch):
    cfo = a_seat(office, "Chief Financial Officer")
    requirement = a_confirmed_requirement(ceo)
    version = a_draft_saying(office, "Jobs finish late.")
    set_sources(statement_id=version.statements.get().pk, wording_ids=[requirement.wording_id], by=manager_of(office))
    at(5)
    closed(all_answered(asked(version)))
    signoff.send_for_signature(version_id=version.pk, by=manager_of(office))
    version.refresh_from_db()
    signed(version, ceo)
    signed(version, cfo)
    was = holder_of(cfo)
    at(9)
    another = holder_of(a_seat(office, "Another"))
    seat_person(seat_id=cfo.pk, person=another, start=date(2027, 7, 9), by=manager_of(office))
    monkeypatch.setattr(SERVED_BY, "all", lambda: [lambda _version, lines: {line: Service("now") for line in lines}])
    version.refresh_from_db()

    found, now = document_of(version, then(6)), document_of(version)

    assert [(each.title, each.holder, each.is_signed) for each in found.seats] == [
        ("Chief Executive", holder_of(ceo).name, True),
        ("Chief Financial Officer", was.name, True),
    ]
    assert [line.service for line in found.lines] == [None]
    assert now.lines[0].service


def test_words_that_were_left_out_read_as_they_did_then(office, ceo):
    at(1)
    requirement = a_confirmed_requirement(ceo)
    said = requirement.wording
    version = a_draft_saying(office, "Jobs finish late.")
    by = manager_of(office)
    leave_out(version_id=version.pk, requirement_id=requirement.pk, code="not_now", reason="Next year.", by=by)
    closed(all_answered(asked(version)))
    signed(signoff.send_for_signature(version_id=version.pk, by=by), ceo)
    at(9)
    words_now = Words(kind=said.kind, statement="Something else by now.")
    change_requirement(requirement_id=requirement.pk, words=words_now, shown_digest=said.digest, by=by)
    version.refresh_from_db()

    assert [each.words for each in document_of(version, then(2)).left_out] == [said.statement]
    assert [each.words for each in document_of(version).left_out] == ["Something else by now."]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2027-07-26", "26 July 2027 has not come yet. Choose a day up to today."),
        ("the other day", "Give a date that exists"),
        ("2027-02-30", "Give a date that exists"),
        ("", "On"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_a_sentence_and_kept(reading, office, three, typed, sentence):
    answer = reading.get(page(office), {"on": typed})

    assert answer.status_code == 400
    assert sentence in words(answer)
    assert f'value="{typed}"' in answer.content.decode() or not typed


def test_before_the_first_version_nothing_stood_and_the_page_says_since_when_one_does(reading, office, three):
    answer = reading.get(page(office), {"on": "2027-07-01"})

    assert "No mandate was in force at the end of 1 July 2027" in words(answer)
    assert "The first version came into force on 5 July 2027 ." in words(answer)


def test_looking_back_asks_as_many_queries_with_many_versions(reading, office, three, django_assert_max_num_queries):
    with django_assert_max_num_queries(20) as few:
        reading.get(page(office), {"on": "2027-07-07"})
    at(26)
    a_version_in_force(office, "Costs run over.")

    with django_assert_max_num_queries(len(few)):
        reading.get(page(office), {"on": "2027-07-07"})
