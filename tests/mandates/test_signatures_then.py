"""Who had signed by the end of a day, and how each seat stood to it."""

import pytest

from executives.services.seats import change_seat
from mandates.selectors.looking_back import fixed_then
from mandates.selectors.printing import printed
from mandates.selectors.signatures_then import signatures_page_then
from mandates.services import signoff
from pmo.clock.shifting import unset_time
from tests.scenes.executives import a_seat, an_office, holder_of, manager_of
from tests.scenes.mandates import words
from tests.scenes.past import at, page, sent, signed_step_by_step, then
from tests.scenes.rounds import a_version_in_force

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _true_time_again():
    yield
    unset_time()


@pytest.fixture
def office():
    at(1)
    return an_office()


@pytest.fixture
def ceo(office):
    return a_seat(office, "Chief Executive", sponsor=True)


@pytest.fixture
def cfo(office):
    return a_seat(office, "Chief Financial Officer")


@pytest.fixture
def reading(client, office):
    client.force_login(manager_of(office))
    return client


@pytest.fixture
def signing(office, ceo, cfo):
    return signed_step_by_step(office, ceo, cfo)


@pytest.mark.parametrize(
    ("day", "state", "answers"),
    [
        (2, "agreed", {"Chief Executive": None, "Chief Financial Officer": None}),
        (4, "out_for_signature", {"Chief Executive": "Not yet", "Chief Financial Officer": "Its turn comes"}),
        (6, "out_for_signature", {"Chief Executive": "Signed", "Chief Financial Officer": "Not yet"}),
        (8, "out_for_signature", {"Chief Executive": "Revoked", "Chief Financial Officer": "Not yet"}),
        (10, "out_for_signature", {"Chief Executive": "Signed with a condition", "Chief Financial Officer": "Not yet"}),
        (12, "out_for_signature", {"Chief Executive": "Signed with a condition", "Chief Financial Officer": "Signed"}),
        (14, "in_force", {"Chief Executive": "Signed with a condition", "Chief Financial Officer": "Signed"}),
    ],
)
def test_every_day_shows_what_each_seat_had_done_by_then(office, signing, day, state, answers):
    screen = signatures_page_then(office, then(day))

    assert (screen.version.key, screen.version.state) == ("1.0", state)
    assert {row.seat.title: row.request and str(row.word.label) for row in screen.rows} == answers
    assert [each.is_open for each in screen.conditions] == {10: [True], 12: [True], 14: [False]}.get(day, [])
    assert bool(screen.revoked) == (day >= 8)


def test_before_anything_was_fixed_nothing_was_signed(reading, office, signing):
    answer = reading.get(page(office), {"on": "2027-07-01"})

    assert signatures_page_then(office, then(1)) is None
    assert "No mandate was in force at the end of 1 July 2027" in words(answer)


def test_what_was_out_is_shown_beside_what_was_in_force(reading, office, ceo, cfo):
    at(3)
    a_version_in_force(office, "Costs run over.")
    at(5)
    version = sent(office)
    at(7)
    draft = signoff.decline(
        version_id=version.pk, seat_id=cfo.pk, shown_digest=version.digest, reason="Too dear.", by=holder_of(cfo)
    )
    at(9)

    out, after = words(reading.get(page(office), {"on": "2027-07-05"})), signatures_page_then(office, then(7))

    assert draft.state == "draft"
    assert "Version 2.0: 0 of 2 had signed" in out
    assert "Version 1.0 was in force." in out
    assert "Too dear." not in out
    assert (after.version.key, after.beside) == ("1.0", None)


def test_a_version_that_was_declined_is_shown_where_nothing_else_stood(office, ceo, cfo):
    at(2)
    version = sent(office)
    at(4)
    signoff.decline(
        version_id=version.pk, seat_id=cfo.pk, shown_digest=version.digest, reason="Too dear.", by=holder_of(cfo)
    )
    at(9)

    before, after = signatures_page_then(office, then(3)), signatures_page_then(office, then(5))

    assert [(str(row.word.label), row.request.reason) for row in before.rows] == [("Not yet", "")] * 2
    assert [(str(row.word.label), row.request.reason) for row in after.rows] == [
        ("Not asked any more", ""),
        ("Declined", "Too dear."),
    ]
    assert (before.version.withdrawn_reason, after.version.withdrawn_reason) == ("", "Too dear.")


def test_the_paper_of_a_day_names_who_had_signed_by_then(reading, office, ceo, signing):
    change_seat(seat_id=ceo.pk, title="President", decision_role=ceo.decision_role, sponsor=True, by=manager_of(office))

    rows = printed(fixed_then(signing, then(6)), then(6))["chapters"][-1]["table"]["rows"]
    answer = reading.get(page(office, "version_pdf", number="1.0"), {"on": "2027-07-06"})

    assert [row[0] for row in rows] == ["Chief Executive", "Chief Financial Officer"]
    assert rows[0][2].startswith("Signed, 6 July 2027")
    assert rows[1][2] == "Not yet"
    assert "mandate 1.0 on 2027-07-06.pdf" in answer["Content-Disposition"]
