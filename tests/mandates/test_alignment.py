"""Where executives stand before a round: from what is recorded alone, and who is met next."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from executives.services.seats import seat_person
from mandates.models import Objection
from mandates.selectors.alignment_pages import alignment_page
from mandates.selectors.meeting import order_of_talks, waiting_objections
from mandates.services import rounds, statements
from mandates.states import StanceChoice
from pmo import clock
from pmo.access.standing import standing_of
from tests.executives.views.doors import plain, signed_in
from tests.scenes import executives as scenes
from tests.scenes.alignment import line_of, sounded
from tests.scenes.lineage import merged
from tests.scenes.rounds import a_draft_saying, all_answered, an_open_round, answered, asked, closed, item
from tests.scenes.talks import a_conflict, a_talk, resolved

pytestmark = pytest.mark.django_db
PAGE = "/harbour-rail/mandate/alignment/"


@pytest.fixture
def office():
    return scenes.an_office("harbour-rail")


@pytest.fixture
def ingrid(office):
    return scenes.a_seat(office, "Operations", name="Ingrid Dahl")


@pytest.fixture
def tomasz(office):
    return scenes.a_seat(office, "Finance", name="Tomasz Wieczorek")


def sourced(version, requirement, place=1):
    """Let the n-th statement of a draft come from a requirement's words."""
    statement = version.statements.order_by("order")[place - 1]
    by = scenes.manager_of(version.mandate.office)
    requirement.refresh_from_db()
    statements.set_sources(statement_id=statement.pk, wording_ids=[requirement.wording_id], by=by)


def stand(office, place=1):
    """Return by person what is recorded of the n-th statement, in words."""
    page = alignment_page(standing_of(scenes.manager_of(office), office))
    return {row.name: row.positions[place - 1].text for row in page.rows}


def test_nothing_is_recorded_of_whom_nobody_has_noted_anything(office, ingrid):
    a_draft_saying(office, "Jobs finish late.")

    assert stand(office) == {"Ingrid Dahl": "Nothing recorded"}


def test_a_source_speaks_for_its_seat_once_its_holder_has_confirmed_it(office, ingrid, tomasz):
    version = a_draft_saying(office, "Jobs finish late.", "Nobody decides.")
    sourced(version, scenes.a_confirmed_requirement(ingrid), 1)
    sourced(version, scenes.a_requirement(tomasz), 2)

    assert stand(office, 1) == {"Ingrid Dahl": "From their own words", "Tomasz Wieczorek": "Nothing recorded"}
    assert stand(office, 2)["Tomasz Wieczorek"] == "From their words, not confirmed as they stand"


def test_merged_words_speak_for_the_seats_of_all_their_sources(office, ingrid, tomasz):
    version = a_draft_saying(office, "Jobs finish late.")
    made = merged(scenes.a_confirmed_requirement(ingrid), scenes.a_confirmed_requirement(tomasz))
    sourced(version, made)

    assert set(stand(office).values()) == {"From their words, not confirmed as they stand"}


def test_a_conflict_stands_at_the_other_side_through_what_was_merged_until_it_is_resolved(office, ingrid, tomasz):
    third = scenes.a_seat(office, "Safety", name="Sven Holm")
    first, second, against = (scenes.a_confirmed_requirement(seat) for seat in (ingrid, tomasz, third))
    conflict = a_conflict(first, against)
    version = a_draft_saying(office, "Jobs finish late.")
    sourced(version, merged(first, second))

    before = stand(office)
    resolved(conflict)

    assert before["Sven Holm"] == "In open conflict with their words"
    assert stand(office)["Sven Holm"] == "Nothing recorded"


def test_what_asks_most_for_a_talk_shows_first(office, ingrid, tomasz):
    version = a_draft_saying(office, "Jobs finish late.")
    own, theirs = scenes.a_confirmed_requirement(ingrid), scenes.a_confirmed_requirement(tomasz)
    sourced(version, own)
    a_conflict(own, theirs)
    sounded(version, tomasz, "for")
    sounded(version, ingrid, "against")

    assert stand(office) == {
        "Ingrid Dahl": "Against it, From their own words",
        "Tomasz Wieczorek": "In open conflict with their words, For it",
    }


def test_what_was_said_of_earlier_words_says_so_and_a_new_holder_has_said_nothing(office, ingrid):
    version = a_draft_saying(office, "Jobs finish late.")
    sounded(version, ingrid, "for")
    statement = version.statements.get()
    by = scenes.manager_of(office)
    statements.change_statement(
        statement_id=statement.pk, text="Jobs end late.", profile=None, shown_digest=statement.digest, by=by
    )

    earlier = stand(office)
    successor = scenes.a_person(office, "Nora Lind")
    seat_person(seat_id=ingrid.pk, person=successor, start=clock.today(office.time_zone), by=by)

    assert earlier == {"Ingrid Dahl": "For it, said of earlier words"}
    assert stand(office) == {"Nora Lind": "Nothing recorded"}


def test_most_open_matters_first_then_the_longest_without_a_talk(office, ingrid, tomasz):
    sven, nora = scenes.a_seat(office, name="Sven Holm"), scenes.a_seat(office, name="Nora Lind")
    scenes.a_vacant_seat(office)
    scenes.a_seat(office, "Reads along", "informed")
    today = clock.today(office.time_zone)
    for seat, days in ((ingrid, 3), (tomasz, 12), (sven, 40)):
        a_talk(seat, day=today - timedelta(days=days))
    a_conflict(scenes.a_requirement(ingrid), scenes.a_requirement(tomasz))

    order = order_of_talks(office, alignment_seats(office))

    assert [(each.person.name, each.total, each.days) for each in order] == [
        ("Tomasz Wieczorek", 1, 12),
        ("Ingrid Dahl", 1, 3),
        ("Nora Lind", 0, None),
        ("Sven Holm", 0, 40),
    ]
    assert order[0].why == "1 open conflict + 0 unanswered objections = 1; last talk 12 days ago."
    assert order[2].why == "0 open conflicts + 0 unanswered objections = 0; no talk yet."
    assert nora


def alignment_seats(office):
    return [row.seat for row in alignment_page(standing_of(scenes.manager_of(office), office)).rows]


def objecting():
    """Return the seats whose objections wait for an answer."""
    return list(waiting_objections().values_list("stance__participant__seat", flat=True))


def test_an_objection_counts_from_the_close_until_it_is_answered(office, ingrid, tomasz):
    round_ = an_open_round(office, "Jobs finish late.")
    answered(item(round_), ingrid, StanceChoice.OBJECT)
    while_open = objecting()
    closed(all_answered(round_))
    after = objecting()
    objection = Objection.objects.get()
    rounds.answer_objection(objection_id=objection.pk, answer="Rewritten.", by=scenes.manager_of(office))

    assert while_open == []
    assert after == [ingrid.pk]
    assert objecting() == []


def test_a_later_answer_overtakes_an_objection(office, ingrid, tomasz):
    round_ = an_open_round(office, "Jobs finish late.")
    answered(item(round_), ingrid, StanceChoice.OBJECT)
    version = closed(all_answered(round_)).version

    version.refresh_from_db()
    closed(all_answered(asked(version)))

    assert objecting() == []


# The doors ----------------------------------------------------------------------------------------------------------


def people(office, seat):
    return {
        "manager": scenes.manager_of(office),
        "administrator": scenes.administrator_of(office),
        "auditor": scenes.an_auditor(office),
        "executive": scenes.holder_of(seat),
        "stranger": scenes.manager_of(scenes.an_office()),
    }


def test_who_gets_in_and_who_may_note(office, ingrid):
    version = a_draft_saying(office)
    at, given = f"{PAGE}{ingrid.pk}/", {"line": line_of(version), "choice": "for", "note": ""}

    found = {}
    for role, person in people(office, ingrid).items():
        client = signed_in(person)
        answers = [client.get(PAGE), client.get(f"{PAGE}?format=csv"), client.get(at), client.post(at, given)]
        found[role] = [each.status_code for each in answers]

    assert found == {
        "manager": [200, 200, 200, 302],
        "administrator": [200, 200, 200, 403],
        "auditor": [200, 200, 200, 403],
        "executive": [403, 403, 403, 403],
        "stranger": [404, 404, 404, 404],
    }


def test_the_note_is_read_by_managers_alone_and_leaves_in_no_file(office, ingrid):
    sounded(a_draft_saying(office), ingrid, "against", "Fears for the yard.")
    who = people(office, ingrid)
    at = (PAGE, f"{PAGE}{ingrid.pk}/", f"{PAGE}?format=csv", f"{PAGE}?list=talks&format=csv", "/harbour-rail/ledger/")

    read = {
        role: [address for address in at if "yard" in text_of(signed_in(who[role]).get(address))]
        for role in ("manager", "administrator", "auditor", "executive")
    }

    assert read == {"manager": [f"{PAGE}{ingrid.pk}/"], "administrator": [], "auditor": [], "executive": []}


def text_of(answer) -> str:
    return (b"".join(answer) if answer.streaming else answer.content).decode()


def test_a_seat_of_another_office_is_not_found(office):
    elsewhere = scenes.a_seat(scenes.an_office(), name="Someone Else")
    a_draft_saying(elsewhere.office)
    client = signed_in(scenes.manager_of(office))

    assert client.get(f"{PAGE}{elsewhere.pk}/").status_code == 404
    assert "Someone Else" not in client.get(PAGE).content.decode()


def test_the_form_goes_on_to_the_next_statement_and_keeps_what_was_typed(office, ingrid):
    version = a_draft_saying(office, "Jobs finish late.", "Nobody decides.")
    client, at = signed_in(scenes.manager_of(office)), f"{PAGE}{ingrid.pk}/"

    on = client.post(at, {"line": line_of(version), "choice": "unsure", "note": "Asks for figures."})
    wrong = client.post(at, {"line": line_of(version, 2), "choice": "", "note": "Half typed"})

    assert on["Location"].endswith("?line=ISS-2")
    assert wrong.status_code == 400
    assert "Half typed" in wrong.content.decode()
    assert "Choose one of the three." in wrong.content.decode()


def test_without_a_draft_the_page_says_what_will_stand_there(office, ingrid):
    answer = signed_in(scenes.manager_of(office)).get(PAGE)

    assert "No statements to talk about yet" in answer.content.decode()
    assert "Ingrid Dahl" in answer.content.decode()


def test_the_pages_ask_no_more_of_a_larger_office(office, ingrid):
    version = a_draft_saying(office, "Jobs finish late.")
    sounded(version, ingrid, "for", "So she says.")
    own = scenes.a_confirmed_requirement(ingrid)
    a_conflict(own, scenes.a_requirement(ingrid))
    sourced(version, own)
    client = signed_in(scenes.manager_of(office))

    def queries() -> list[int]:
        counts = []
        for address in (PAGE, f"{PAGE}?format=csv", f"{PAGE}{ingrid.pk}/"):
            with CaptureQueriesContext(connection) as found:
                text_of(client.get(address))
            counts.append(len(found))
        return counts

    few = queries()
    for place in range(4):
        seat = scenes.a_seat(office)
        by = scenes.manager_of(office)
        statements.add_statement(version_id=version.pk, kind="ISS", text=f"Late, {place}.", profile=None, by=by)
        sounded(version, seat, "against", place=place + 1)
        sounded(version, ingrid, "against", place=place + 1)
        a_conflict(own, scenes.a_requirement(seat))
        a_talk(seat)

    assert queries() == few
    assert max(few) <= 20


def test_what_is_said_while_a_blind_round_is_open_tells_nothing_of_its_answers(office, ingrid, tomasz):
    round_ = an_open_round(office, "Jobs finish late.")
    before = plain(signed_in(scenes.manager_of(office)).get(PAGE))
    answered(item(round_), ingrid, StanceChoice.OBJECT)

    assert plain(signed_in(scenes.manager_of(office)).get(PAGE)) == before
