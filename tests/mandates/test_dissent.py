"""What stays open after a round: objections until they are resolved, reservations until their seat lets them go."""

import pytest
from django.db import DatabaseError, transaction

from mandates.models import Objection, Reservation
from mandates.selectors.outcomes import outcome_of
from mandates.selectors.rounds import Answers, items_of
from mandates.services import drafting, objections, reservations, rounds, statements
from mandates.states import RoundState, StanceChoice
from mandates.views import dissent
from pmo.access.verdicts import Ground, Refused
from pmo.audit.models import LedgerEntry
from tests.scenes.executives import a_seat, administrator_of, an_auditor, an_office, holder_of, manager_of
from tests.scenes.reviews import an_office_in_force, an_open_review
from tests.scenes.rounds import all_answered, an_open_round, answered, asked, closed, item, participant, rewrite

pytestmark = pytest.mark.django_db


@pytest.fixture
def cio(office):
    return a_seat(office, "Chief Information Officer")


def objected(office, cfo, **terms):
    """Return a closed round in which one seat objects."""
    round_ = an_open_round(office, **terms)
    answered(item(round_), cfo, StanceChoice.OBJECT, "Too soft.", "Say how late.")
    return closed(all_answered(round_))


def overruled(objection, office, by=None):
    return objections.overrule_objection(
        objection_id=objection.pk, reason="All others need it.", by=by or manager_of(office)
    )


def test_a_changed_statement_resolves_the_objection_when_the_next_round_opens(office, ceo, cfo):
    round_ = objected(office, cfo)
    rewrite(round_.version, 1, "Jobs finish three months late.")

    asked(round_.version)

    resolved = Objection.objects.get()
    assert (resolved.resolution, resolved.amended_text) == ("amended", "Jobs finish three months late.")
    assert resolved.stance.item.round.state == RoundState.SETTLED


def test_an_answer_alone_resolves_nothing(office, ceo, cfo):
    round_ = objected(office, cfo)

    answered_one = rounds.answer_objection(
        objection_id=Objection.objects.get().pk, answer="We will see.", by=manager_of(office)
    )

    assert answered_one.is_open
    assert asked(round_.version).number == 2
    assert Objection.objects.get().is_open


def test_its_author_withdraws_it_by_their_own_click_and_is_asked_again(office, ceo, cfo):
    round_ = objected(office, cfo)
    objection = Objection.objects.get()

    for other in (manager_of(office), administrator_of(office), an_auditor(office), holder_of(ceo)):
        with pytest.raises(Refused) as refusal:
            objections.withdraw_objection(objection_id=objection.pk, by=other)
        assert refusal.value.verdict.ground == Ground.ROLE
    done = objections.withdraw_objection(objection_id=objection.pk, by=holder_of(cfo))

    assert (done.resolution, done.resolved_by) == ("withdrawn", holder_of(cfo))
    again = asked(round_.version)
    assert [each.text for each in Answers(again).owed(participant(again, cfo), items_of(again))] == [item(round_).text]


def test_overruling_is_refused_where_the_rule_did_not_allow_it(office, ceo, cfo, cio):
    objected(office, cfo, rule="two_thirds")

    with pytest.raises(Refused, match="does not allow"):
        overruled(Objection.objects.get(), office)


def test_overruling_is_refused_while_the_statement_is_not_agreed_by_the_rule(office, ceo, cfo, cio):
    objected(office, cfo, overruling=True)

    with pytest.raises(Refused, match="not agreed by the rule"):
        overruled(Objection.objects.get(), office)


def test_where_the_rule_allowed_it_an_objection_is_overruled_for_all_to_see(client, office, ceo, cfo, cio):
    objected(office, cfo, rule="two_thirds", overruling=True)

    done = overruled(Objection.objects.get(), office)

    client.force_login(holder_of(cfo))
    shown = client.get(f"/{office.slug}/objections/").content.decode()
    assert done.resolution == "overruled"
    assert "Overruled, as the rule allowed" in shown
    assert "All others need it." in shown
    assert outcome_of(done.stance.item.round).items[0].standing.object == 1


def test_the_manager_overrules_on_the_page_of_the_objection(client, office, ceo, cfo, cio):
    objected(office, cfo, rule="two_thirds", overruling=True)
    objection = Objection.objects.get()
    client.force_login(manager_of(office))
    field, deed = f"overrule-{objection.pk}-reason", f"/{office.slug}/objections/{objection.pk}/overrule/"

    own = client.get(f"/{office.slug}/rounds/1/objections/{objection.pk}/").content.decode()
    empty = client.post(deed, {field: " "})
    done = client.post(deed, {field: "All others need it."})

    assert f'name="{field}"' in own
    assert empty.status_code == 400
    assert "Say why: the executive and all others will read it." in empty.content.decode()
    assert done.url == f"/{office.slug}/objections/#objection-{objection.pk}"
    assert Objection.objects.get().resolution == "overruled"


def test_a_resolved_objection_stays_as_it_was_resolved(office, ceo, cfo, cio):
    objected(office, cfo, rule="two_thirds", overruling=True)
    objection = overruled(Objection.objects.get(), office)

    assert overruled(objection, office).pk == objection.pk
    with pytest.raises(Refused, match="has been resolved"):
        objections.withdraw_objection(objection_id=objection.pk, by=holder_of(cfo))
    with pytest.raises(DatabaseError), transaction.atomic():
        Objection.objects.update(resolution="withdrawn")


def test_the_database_overrules_nothing_that_the_round_did_not_allow(office, ceo, cfo):
    objected(office, cfo)
    by = manager_of(office)

    with pytest.raises(DatabaseError), transaction.atomic():
        Objection.objects.update(resolution="overruled", resolved_by=by, resolved_at="2026-01-01T00:00Z", answer="x")


def test_the_log_holds_every_round_and_leaves_as_a_file(client, office, ceo, cfo):
    round_ = objected(office, cfo)
    rewrite(round_.version, 1, "Jobs finish three months late.")
    again = asked(round_.version)
    answered(item(again), cfo, StanceChoice.OBJECT, "Still too soft.", "Name them.")
    closed(all_answered(again))
    client.force_login(an_auditor(office))

    shown = client.get(f"/{office.slug}/objections/").content.decode()
    rows = b"".join(client.get(f"/{office.slug}/objections/?format=csv").streaming_content).decode().splitlines()

    assert "One is open." in shown
    assert shown.index("Still too soft.") < shown.index("Too soft.")
    assert len(rows) == 3
    assert "Amended" in rows[2]


def test_a_long_log_is_leafed_through_and_leaves_whole(client, office, ceo, cfo, monkeypatch):
    monkeypatch.setattr(dissent, "ON_A_PAGE", 2)
    round_ = an_open_round(office, "One.", "Two.", "Three.")
    for place in (1, 2, 3):
        answered(item(round_, place), cfo, StanceChoice.OBJECT, "Too soft.", "Say how late.")
    closed(all_answered(round_))
    client.force_login(an_auditor(office))
    log = f"/{office.slug}/objections/"

    pages = [client.get(f"{log}?page={number}").content.decode() for number in (1, 2)]
    rows = b"".join(client.get(f"{log}?format=csv").streaming_content).decode().splitlines()

    assert [page.count("Too soft.") for page in pages] == [2, 1]
    assert [page.count("Three are open.") for page in pages] == [1, 1]
    assert len(rows) == 4


def test_a_stranger_finds_neither_log_nor_ledger(client, office, ceo):
    client.force_login(manager_of(an_office()))

    assert client.get(f"/{office.slug}/objections/").status_code == 404
    assert client.get(f"/{office.slug}/dissent/").status_code == 404


def reserved(office, cfo):
    round_ = an_open_round(office)
    answered(item(round_), cfo, StanceChoice.RESERVATION, "Not before June.")
    closed(all_answered(round_))
    return Reservation.objects.get()


def test_an_agreement_with_a_reservation_goes_into_the_ledger_when_the_round_closes(office, ceo, cfo):
    round_ = an_open_round(office)
    answered(item(round_), cfo, StanceChoice.RESERVATION, "Not before May.")
    answered(item(round_), cfo, StanceChoice.RESERVATION, "Not before June.")
    before = Reservation.objects.count()

    closed(all_answered(round_))

    kept = Reservation.objects.get()
    assert before == 0
    assert (kept.seat, kept.stance.person, kept.stance.reason) == (cfo, holder_of(cfo), "Not before June.")


def test_only_the_holder_of_its_seat_closes_a_reservation_with_a_word(office, ceo, cfo):
    kept = reserved(office, cfo)

    for other in (manager_of(office), administrator_of(office), holder_of(ceo)):
        with pytest.raises(Refused, match="belongs to the seat"):
            reservations.close_reservation(reservation_id=kept.pk, word="Done.", by=other)
    with pytest.raises(Refused, match="Say in a word"):
        reservations.close_reservation(reservation_id=kept.pk, word=" ", by=holder_of(cfo))
    done = reservations.close_reservation(reservation_id=kept.pk, word="June has come.", by=holder_of(cfo))

    assert (done.closed_by, done.word_at_close) == (holder_of(cfo), "June has come.")
    assert LedgerEntry.objects.filter(office=office.pk, event="reservation.closed").count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        Reservation.objects.update(word_at_close="x")


def test_the_ledger_shows_what_is_open_and_its_owner_closes_it_there(client, office, ceo, cfo):
    kept = reserved(office, cfo)
    page = f"/{office.slug}/dissent/"
    client.force_login(holder_of(cfo))

    shown = client.get(page).content.decode()
    empty = client.post(f"{page}{kept.pk}/", {f"reservation-{kept.pk}-word": ""})
    done = client.post(f"{page}{kept.pk}/", {f"reservation-{kept.pk}-word": "June has come."})
    after = client.get(page).content.decode()
    rows = b"".join(client.get(f"{page}?format=csv").streaming_content).decode()

    assert "Not before June." in shown
    assert "Close my reservation" in shown
    assert empty.status_code == 400
    assert done.status_code == 302
    assert "June has come." in after
    assert "Close my reservation" not in after
    assert "June has come." in rows


def test_an_open_reservation_stands_on_every_reviews_agenda_until_it_is_closed(client):
    office = an_office_in_force()
    version = reopened(office)
    seat = office.seats.first()
    round_ = asked(version)
    answered(item(round_), seat, StanceChoice.RESERVATION, "Not before June.")
    closed(all_answered(round_))
    review = an_open_review(office)
    client.force_login(manager_of(office))
    page = f"/{office.slug}/reviews/{review.number}/"

    shown = client.get(page).content.decode()
    reservations.close_reservation(reservation_id=Reservation.objects.get().pk, word="Done.", by=holder_of(seat))
    after = client.get(page).content.decode()

    assert "Not before June." in shown
    assert "Not before June." not in after


def reopened(office):
    """Return the next draft, in which one statement was changed."""
    version = drafting.open_draft(office_id=office.pk, by=manager_of(office))
    statement = version.statements.first()
    statements.change_statement(
        statement_id=statement.pk,
        text="Another text.",
        profile=None,
        shown_digest=statement.digest,
        by=manager_of(office),
    )
    return version
