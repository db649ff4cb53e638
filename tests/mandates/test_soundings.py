"""Soundings: opened on exact texts, answered on what was shown, closed by all or by the clock; they bind nothing."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction

from executives.services import seats
from executives.states import DecisionRole
from mandates.models import MandateVersion, Sounding, SoundingItem, SoundingParticipant
from mandates.services import soundings, statements
from mandates.sounding_reminding import is_owed, occurrences, owing
from mandates.sounding_states import SoundingMethod, SoundingState
from mandates.states import VersionState
from mandates.tasks.soundings import close_overdue
from pmo import clock
from pmo.access.duties import owed_by
from pmo.access.standing import standing_of
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.clock import shifting
from pmo.notices.models import Mail
from tests.scenes.executives import a_person, a_seat, an_office, holder_of, manager_of
from tests.scenes.rounds import a_draft_saying, a_version_in_force, an_open_round, in_days
from tests.scenes.soundings import a_sounding, cancelled, closed, said, three_seats

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_time")]
POINTS, GRADIENTS, FIST = SoundingMethod.POINTS, SoundingMethod.GRADIENTS, SoundingMethod.FIST


@pytest.fixture
def seat(office):
    return a_seat(office, "Chief Executive")


def test_what_it_asks_stays_as_it_read_at_opening_while_the_draft_goes_on(office, seat):
    sounding = a_sounding(office)
    statement = sounding.version.statements.select_related("line").first()

    statements.change_statement(
        statement_id=statement.pk,
        text="Jobs finish very late.",
        profile=None,
        shown_digest=statement.digest,
        by=manager_of(office),
    )

    assert next(item.text for item in sounding.items.all()) == "Jobs finish late."


def test_it_binds_nothing_and_changes_no_version(office, seat):
    version = a_draft_saying(office, "Jobs finish late.", "Costs run over.")
    before = MandateVersion.objects.filter(pk=version.pk).values().get()

    closed_one = a_sounding(office, days=3)
    said(closed_one, seat, [1, 2])
    closed(closed_one)

    assert MandateVersion.objects.filter(pk=version.pk).values().get() == before


def test_several_are_open_at_once_beside_a_round(office, seat):
    round_ = an_open_round(office, "Jobs finish late.", "Costs run over.")

    opened = [a_sounding(office, method, version=round_.version) for method in SoundingMethod]

    assert [each.number for each in opened] == [1, 2, 3, 4]
    assert Sounding.objects.filter(state=SoundingState.OPEN).count() == 4


def test_it_may_ask_about_the_version_in_force(office, seat):
    version = a_version_in_force(office, "Jobs finish late.", "Costs run over.")

    assert a_sounding(office, version=version).version.state == VersionState.IN_FORCE


def test_it_asks_who_decides_or_advises_never_who_is_informed(office, seat):
    adviser = a_seat(office, "Safety", DecisionRole.INPUT)
    a_seat(office, "Information", DecisionRole.INFORMED)

    asked = a_sounding(office).participants.values_list("seat_id", flat=True)

    assert set(asked) == {seat.pk, adviser.pk}


def test_the_second_click_opens_no_second_one(office, seat):
    assert a_sounding(office) == a_sounding(office)
    assert LedgerEntry.objects.filter(event="sounding.opened").count() == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"keys": ["ISS-1"]}, "at least two"),
        ({"keys": ["ISS-9", "ISS-1"]}, "ISS-9"),
        ({"days": -1}, "still to come"),
        ({"method": "oracle"}, "Choose how"),
        ({"anonymous": True}, "Only 1 would be asked"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_reason(office, seat, given, sentence):
    with pytest.raises(Refused, match=sentence):
        a_sounding(office, **({"method": "ranking"} | given))


def test_people_are_told_at_once_and_owe_an_answer_until_it_is_given(office, seat):
    sounding = a_sounding(office)
    standing = standing_of(holder_of(seat), office)
    about = f"sounding:{sounding.pk}"

    assert Mail.objects.filter(kind="sounding.opened", person=holder_of(seat)).count() == 1
    assert [duty.url for duty in owed_by(standing)] == [f"/{office.slug}/soundings/1/answer/"]
    assert [(each.key, each.addressees) for each in occurrences(office, in_days(office, 0), in_days(office, 9))] == [
        (about, (f"seat:{seat.pk}",))
    ]

    said(sounding, seat, [1, 2, 3])

    assert owed_by(standing) == []
    assert owing(about) == ()
    assert not is_owed(about, f"seat:{seat.pk}")


def test_a_later_answer_takes_the_place_of_the_first_whose_history_stays(office, seat):
    sounding = a_sounding(office)

    first, second = said(sounding, seat, [1, 2, 3]), said(sounding, seat, [3, 2, 1])

    first.refresh_from_db()
    assert (first.superseded_at, second.superseded_at) == (second.at, None)
    assert said(sounding, seat, [3, 2, 1]) == second
    assert LedgerEntry.objects.filter(event="sounding.answered").count() == 2


def test_an_answer_on_another_form_than_the_one_shown_is_refused(office, seat):
    sounding = a_sounding(office)

    with pytest.raises(Refused, match="differently"):
        soundings.answer_sounding(
            sounding_id=sounding.pk,
            seat_id=seat.pk,
            given={"ISS-1": 1, "ISS-2": 2, "ISS-3": 3},
            shown_digest="0" * 64,
            by=holder_of(seat),
        )


@pytest.mark.parametrize(
    ("method", "given", "sentence"),
    [
        ("ranking", {"ISS-1": 1, "ISS-2": 2}, "Still without an answer: ISS-3"),
        ("ranking", {"ISS-1": 1, "ISS-2": 2, "ISS-3": 4}, "from 1 to 3: ISS-3"),
        ("ranking", {"ISS-1": 1, "ISS-2": 2, "ISS-3": 3, "BEN-1": 4}, "not ask about BEN-1"),
        ("points", {"ISS-1": 50, "ISS-2": 40, "ISS-3": 9}, "99 points. One is left"),
        ("points", {"ISS-1": 50, "ISS-2": 50, "ISS-3": 2}, "102 points. Take 2 away"),
        ("points", {"ISS-1": 150, "ISS-2": -50, "ISS-3": 0}, "from 0 to 100"),
        ("gradients", {"ISS-1": 0, "ISS-2": 1, "ISS-3": 8}, "from 1 to 8: ISS-1"),
        ("fist", {"ISS-1": 0, "ISS-2": 6, "ISS-3": 5}, "from 0 to 5: ISS-2"),
    ],
)
def test_an_answer_that_the_method_does_not_know_is_refused(office, seat, method, given, sentence):
    with pytest.raises(Refused, match=sentence):
        said(a_sounding(office, method), seat, given)


def test_the_service_refuses_by_the_clock_whether_or_not_anybody_has_closed(office, seat):
    sounding = a_sounding(office, days=1)

    shifting.set_time(sounding.deadline_at + timedelta(seconds=2))

    with pytest.raises(Refused, match="deadline has passed"):
        said(sounding, seat, [1, 2, 3])
    assert owed_by(standing_of(holder_of(seat), office)) == []


def test_the_deadline_ends_at_midnight_of_the_office(seat):
    auckland = an_office(zone="Pacific/Auckland")
    a_seat(auckland)

    sounding = a_sounding(auckland, days=2)

    end = sounding.deadline_at.astimezone(ZoneInfo("Pacific/Auckland"))
    assert (end.date(), end.hour, end.minute) == (sounding.deadline + timedelta(days=1), 0, 0)


def test_the_clock_closes_what_is_overdue_once(office, seat):
    sounding = a_sounding(office, days=1)

    close_overdue()
    sounding.refresh_from_db()
    assert sounding.state == SoundingState.OPEN

    shifting.set_time(sounding.deadline_at + timedelta(seconds=2))
    close_overdue()
    close_overdue()

    sounding.refresh_from_db()
    assert sounding.state == SoundingState.CLOSED
    entries = LedgerEntry.objects.filter(event="sounding.closed")
    assert [entry.actor_id for entry in entries] == [None]


def test_it_closes_early_only_when_all_have_answered(office, seat):
    other = a_seat(office, "Chief Financial Officer")
    sounding = a_sounding(office)
    said(sounding, seat, [1, 2, 3])

    with pytest.raises(Refused, match="Chief Financial Officer"):
        closed(sounding)
    said(sounding, other, [1, 1, 1])

    assert closed(sounding).state == SoundingState.CLOSED
    assert closed(sounding).state == SoundingState.CLOSED
    assert Mail.objects.filter(kind="sounding.closed", person=holder_of(other)).count() == 1


def test_a_cancelled_one_is_told_to_all_with_its_reason_and_takes_nothing_more(office, seat):
    sounding = cancelled(a_sounding(office), "The wrong question.")

    assert "The wrong question." in Mail.objects.get(kind="sounding.cancelled").text
    with pytest.raises(Refused, match="cancelled"):
        said(sounding, seat, [1, 2, 3])
    with pytest.raises(Refused, match="not open"):
        closed(sounding)


def test_a_new_holder_is_not_asked_and_the_old_one_does_not_answer(office, seat):
    old = holder_of(seat)
    sounding = a_sounding(office)
    new = a_person(office)
    seats.seat_person(seat_id=seat.pk, person=new, start=clock.today(office.time_zone), by=manager_of(office))

    for person, sentence in ((new, "before you took this seat"), (old, "holds it still")):
        with pytest.raises(Refused, match=sentence):
            said(sounding, seat, [1, 2, 3], by=person)
    assert owing(f"sounding:{sounding.pk}") == ()


@pytest.mark.parametrize(
    "deed",
    [
        lambda it: Sounding.objects.filter(pk=it.pk).update(question="Another?"),
        lambda it: Sounding.objects.filter(pk=it.pk).update(anonymous=False, blind=False),
        lambda it: SoundingItem.objects.filter(sounding=it).update(text="Another."),
        lambda it: SoundingItem.objects.filter(sounding=it)._raw_delete("default"),
        lambda it: SoundingItem.objects.create(sounding=it, line=it.items.first().line, order=9, text="x", digest="d"),
        lambda it: SoundingParticipant.objects.filter(sounding=it).update(person=it.opened_by),
        lambda it: it.answers.update(given={"ISS-1": 3}),
        lambda it: it.answers.all()._raw_delete("default"),
    ],
)
def test_the_database_refuses_to_change_what_was_asked_and_said(office, seat, deed):
    sounding = a_sounding(office)
    said(sounding, seat, [1, 2, 3])

    with pytest.raises(DatabaseError), transaction.atomic():
        deed(sounding)


def test_nothing_is_added_to_the_answers_of_a_closed_one(office, seat):
    sounding = a_sounding(office)
    answer = said(sounding, seat, [1, 2, 3])
    closed(sounding)

    answer.pk, answer.superseded_at = None, clock.now()
    with pytest.raises(DatabaseError, match="stands"), transaction.atomic():
        answer.save(force_insert=True)


def test_what_is_asked_at_home_is_nobodys_elsewhere(office, seat):
    sounding = a_sounding(office)
    elsewhere = an_office()
    stranger = three_seats(elsewhere)[0]

    with pytest.raises(Refused, match="not asked"):
        said(sounding, stranger, [1, 2, 3])
    with pytest.raises(Refused, match="Only whoever held"):
        said(sounding, seat, [1, 2, 3], by=holder_of(stranger))
    with pytest.raises(Refused, match="Only a PMO manager"):
        soundings.cancel_sounding(sounding_id=sounding.pk, reason="No.", by=manager_of(elsewhere))
