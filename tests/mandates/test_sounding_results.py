"""What came out: Harbour Rail's ranking and points to the last digit, through services, page and file."""

import csv
import io
import re
from datetime import timedelta

import pytest

from mandates.models import Sounding
from mandates.selectors.sounding_pages import sounding_page
from mandates.selectors.versions import open_version, statements_of
from mandates.services import soundings
from mandates.services.sounding_words import set_words
from mandates.sounding_states import MEANINGS, Meaning
from pmo.access.standing import standing_of
from pmo.access.verdicts import Refused
from pmo.clock import shifting
from tests.scenes import harbour_rail
from tests.scenes.executives import administrator_of, an_office, manager_of
from tests.scenes.rounds import a_draft_saying
from tests.scenes.soundings import a_sounding, closed, said, three_seats

pytestmark = pytest.mark.django_db
NEAR = 1e-8  # the recorded figures are rounded to eight or ten digits


def results(sounding):
    sounding = Sounding.objects.select_related("mandate__office").get(pk=sounding.pk)
    office = sounding.mandate.office
    return sounding_page(sounding, standing_of(manager_of(office), office)).results


@pytest.fixture
def office():
    yield an_office()
    shifting.unset_time()


@pytest.fixture
def harbour():
    """Harbour Rail with its first draft."""
    found = harbour_rail.the_office()
    harbour_rail.the_first_draft(found)
    yield found
    shifting.unset_time()


def recorded(office, method, file, column, **manner):
    """The sounding as it was recorded, closed by the clock: the seven who sign have answered, the adviser has not."""
    lines = {each.line.source_ref: each.line.key for each in statements_of(open_version(office))}
    asked = [key for ref, key in lines.items() if re.fullmatch("B[1-6]", ref)]
    sounding = a_sounding(office, method, keys=asked, **manner)
    for participant in sounding.participants.select_related("seat", "person"):
        mine = [row for row in harbour_rail.rows(file) if row["executive_email"] == participant.person.email]
        if mine:
            said(sounding, participant.seat, {lines[row["benefit"]]: int(row[column]) for row in mine})
    shifting.set_time(sounding.deadline_at + timedelta(seconds=2))
    return soundings.close_sounding(sounding_id=sounding.pk, by=None), {key: ref for ref, key in lines.items()}


def told(client, office, sounding, query=""):
    client.force_login(manager_of(office))
    answer = client.get(f"/{office.slug}/soundings/{sounding.number}/{query}")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8-sig")


@pytest.mark.parametrize("anonymous", [False, True])
def test_the_ranking_of_harbour_rail_is_the_recorded_one(client, harbour, anonymous):
    sounding, refs = recorded(harbour, "ranking", "rankings.csv", "rank", anonymous=anonymous)
    expected = harbour_rail.oracle()["kendall"]

    found = results(sounding)

    concordance = found.ranking.concordance
    assert (found.answers, concordance.df) == (7, 5)
    assert concordance.w == pytest.approx(expected["W"], abs=1e-9)
    assert concordance.chi2 == pytest.approx(expected["chi2"], abs=1e-8)
    assert concordance.p == pytest.approx(expected["exact"]["p"], abs=0.003)  # exact, or from orders drawn at random
    assert {refs[row.item.key]: 7 * row.mean for row in found.ranking.rows} == pytest.approx(expected["rank_sums"])
    page = told(client, harbour, sounding)
    assert [float(value) for value in re.findall(r'<data class="pm-nb" value="([^"]+)"', page)] == [
        pytest.approx(expected["W"], abs=1e-9)
    ]
    assert "The orders agree very weakly" in page
    assert "Not heard: Patrick Quill." in page


@pytest.mark.parametrize("anonymous", [False, True])
def test_the_points_of_harbour_rail_are_the_recorded_ones(client, harbour, anonymous):
    sounding, refs = recorded(harbour, "points", "points.csv", "points", anonymous=anonymous)
    expected = harbour_rail.oracle()["points"]

    rows = list(csv.DictReader(io.StringIO(told(client, harbour, sounding, "?format=csv"))))

    assert {refs[row["Statement"]] for row in rows} == set(expected)
    for row in rows:
        figures = expected[refs[row["Statement"]]]
        assert (int(row["Points"]), int(row["Given nothing by"])) == (figures["total"], figures["zeros"])
        for column, name in (("Share", "share"), ("Standard deviation", "sd"), ("Relative spread", "cv")):
            assert float(row[column]) == pytest.approx(figures[name], abs=NEAR)
        assert row["Least"] == ("" if anonymous else str(figures["min"]))
    page = told(client, harbour, sounding)
    for figures in expected.values():
        assert any(abs(float(value) - figures["cv"]) < NEAR for value in re.findall(r'<data value="([^"]+)"', page))


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([], "Nobody has answered."),
        ([[1, 2, 3]], "How far the orders agree is undefined"),
        ([[1, 1, 1], [2, 2, 2]], "How far the orders agree is undefined"),
        ([[1, 2, 3], [1, 2, 3], [1, 2, 3]], "The orders agree unusually strongly"),
    ],
)
def test_what_is_undefined_is_shown_as_undefined(client, office, answers, words):
    seats = three_seats(office)
    sounding = a_sounding(office)
    for seat, ranks in zip(seats, answers, strict=False):
        said(sounding, seat, ranks)
    shifting.set_time(sounding.deadline_at + timedelta(seconds=2))
    soundings.close_sounding(sounding_id=sounding.pk, by=None)

    assert words in told(client, office, sounding)


def test_the_points_of_one_alone_have_no_spread(client, office):
    seat = three_seats(office)[0]
    sounding = a_sounding(office, "points", blind=False)
    said(sounding, seat, [100, 0, 0])

    page = told(client, office, sounding)

    assert page.count("undefined") == 6  # standard deviation and relative spread of each
    assert "1 of 1 gives it nothing." in page


def test_gradients_are_counted_and_never_averaged(client, office):
    seats = three_seats(office)
    sounding = a_sounding(office, "gradients", keys=["ISS-1"], version=a_draft_saying(office, "Jobs finish late."))
    for seat, step in zip(seats, (1, 5, 8), strict=True):
        said(sounding, seat, [step])
    closed(sounding)

    page = told(client, office, sounding)

    assert "1 of 3 is for it (steps 1 to 3). 1 wants to talk about it first. 1 would stop it." in page
    assert "in the middle" not in page
    assert [step.count for step in results(sounding).scale[0].steps] == [1, 0, 0, 0, 1, 0, 0, 1]


def test_fingers_are_judged_by_the_threshold_that_was_set_when_it_opened(client, office):
    seats = three_seats(office)
    words(office, threshold=4)
    sounding = a_sounding(office, "fist", keys=["ISS-1"], version=a_draft_saying(office, "Jobs finish late."))
    words(office, threshold=1)
    for seat, fingers in zip(seats, (3, 4, 5), strict=True):
        said(sounding, seat, [fingers])
    closed(sounding)

    row = results(sounding).scale[0]

    assert (row.median, row.supporting, row.below) == (4, 2, 1)
    assert "1 of 3 shows fewer than 4 fingers" in told(client, office, sounding)


def words(office, threshold=None, label="Five fingers"):
    steps = [Meaning(5, label, "I help it along.") if each.value == 5 else each for each in MEANINGS["fist"]]
    set_words(office_id=office.pk, method="fist", steps=steps, threshold=threshold, by=administrator_of(office))


def test_an_offices_own_words_hold_for_what_is_opened_from_then_on(office):
    three_seats(office)
    before = a_sounding(office, "fist")

    words(office, label="High five")

    before.refresh_from_db()
    assert before.meanings[5]["label"] == "Five fingers"
    assert a_sounding(office, "fist").meanings[5] == {"value": 5, "label": "High five", "text": "I help it along."}
    assert office.sounding_words.count() == 1  # the others are the product's own


def test_a_step_without_a_name_is_refused(office):
    with pytest.raises(Refused, match="short name"):
        words(office, label=" ")


def test_who_said_what_leaves_as_a_file_when_it_was_asked_by_name(client, office):
    seats = three_seats(office)
    sounding = a_sounding(office)
    for seat in seats:
        said(sounding, seat, [1, 2, 2])
    closed(sounding)

    rows = list(csv.DictReader(io.StringIO(told(client, office, sounding, "?list=seats&format=csv"))))

    assert [(row["Statement"], row["Person"], row["Answer"]) for row in rows[:2]] == [
        ("ISS-1", "Margaret Oyelaran", "1"),
        ("ISS-1", "Tomasz Wieczorek", "1"),
    ]
