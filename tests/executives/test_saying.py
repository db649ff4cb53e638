"""What an executive types is kept for them alone; what they send stands confirmed by the same deed."""

import pytest

from executives.models import Requirement, Unfinished
from executives.services import saying
from executives.services.seats import seat_person
from executives.states import RequirementKind, RequirementState
from executives.words import words_of
from pmo import clock
from pmo.access.services.leaving import let_leave
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry, Payload
from tests.scenes import executives as scenes
from tests.scenes import saying as scene

pytestmark = pytest.mark.django_db
PHONE, DESK = scene.PHONE, scene.DESK


@pytest.fixture
def seat():
    return scenes.a_seat(scenes.an_office("harbour-rail"), "Director, Port & Terminals")


def kept(seat):
    return Unfinished.objects.get(seat=seat, person=scenes.holder_of(seat))


def events(requirement):
    found = LedgerEntry.objects.filter(about_kind="executives.requirement", about_id=requirement.pk)
    return list(found.order_by("number").values_list("event", flat=True))


def test_what_an_executive_sends_is_confirmed_by_sending_it(seat):
    words = scenes.some_words("Trains wait for paper.", measure="Nobody waits.")

    requirement = saying.say(seat_id=seat.pk, words=words, by=scenes.holder_of(seat))

    wording = requirement.wording
    assert requirement.state == RequirementState.CONFIRMED
    assert words_of(wording) == words
    assert wording.by == wording.confirmed_by == scenes.holder_of(seat)
    assert list(wording.confirmations.values_list("seat", "person")) == [(seat.pk, scenes.holder_of(seat).pk)]
    assert events(requirement) == ["requirement.said", "requirement.confirmed"]


def test_the_second_click_returns_what_the_first_one_wrote(seat):
    words = scenes.some_words()

    first, second = (saying.say(seat_id=seat.pk, words=words, by=scenes.holder_of(seat)) for _click in range(2))

    assert first == second
    assert Requirement.objects.count() == 1
    assert len(events(first)) == 2


def test_saying_what_the_manager_wrote_down_confirms_that(seat):
    written = scenes.a_played_back_requirement(seat, "Trains wait for paper.")

    said = saying.say(seat_id=seat.pk, words=words_of(written.wording), by=scenes.holder_of(seat))

    assert said == written
    assert (said.state, said.confirm_by) == (RequirementState.CONFIRMED, None)


def test_words_that_were_left_out_can_be_said_again(seat):
    left_out = scenes.a_declined_requirement(seat)

    said = saying.say(seat_id=seat.pk, words=words_of(left_out.wording), by=scenes.holder_of(seat))

    assert said != left_out


@pytest.mark.parametrize(("words", "sentence"), [(" \n", "Say it in a sentence first"), ("x" * 8001, "does not fit")])
def test_what_is_no_statement_is_refused(seat, words, sentence):
    with pytest.raises(Refused, match=sentence):
        saying.say(seat_id=seat.pk, words=scenes.some_words(words), by=scenes.holder_of(seat))


def test_what_is_typed_is_kept_field_by_field_and_goes_when_it_is_sent(seat):
    first = scene.typed(seat, statement="Trains", kind="issue", prompt="wrong", nonsense="x")
    second = scene.typed(seat, first.number, statement="Trains wait", measure="None waits")

    fields = kept(seat).fields
    scene.said(seat, "Trains wait")

    assert (first.number, second.number) == (1, 2)
    assert fields == {"statement": "Trains wait", "kind": "issue", "prompt": "wrong", "measure": "None waits"}
    assert not Unfinished.objects.exists()


def test_what_is_typed_leaves_no_trace_in_the_ledger(seat):
    before = LedgerEntry.objects.count()

    scene.typed(seat, statement="Not yet for anybody")
    saying.forget(seat_id=seat.pk, by=scenes.holder_of(seat))

    assert LedgerEntry.objects.count() == before
    assert not Payload.objects.filter(content__icontains="Not yet for anybody").exists()
    assert not Unfinished.objects.exists()


def test_the_newest_of_two_devices_wins_and_what_it_wrote_over_stays_beside_it(seat):
    begun = scene.typed(seat, statement="Trains").number
    scene.typed(seat, begun, DESK, statement="Ships wait", measure="None waits")

    late = scene.typed(seat, begun, PHONE, statement="Trains wait")

    assert late.replaced
    assert kept(seat).fields == {"statement": "Trains wait", "measure": "None waits"}
    assert kept(seat).replaced == {"statement": "Ships wait"}


def test_going_back_a_page_on_one_device_is_no_conflict(seat):
    begun = scene.typed(seat, statement="Trains").number
    scene.typed(seat, begun, statement="Trains wait")

    assert not scene.typed(seat, begun, statement="Trains wait long").replaced


def test_a_late_save_does_not_begin_anew_what_is_sent(seat):
    begun = scene.typed(seat, statement="Trains wait").number
    scene.said(seat, "Trains wait")

    with pytest.raises(Refused, match="sent or thrown away"):
        scene.typed(seat, begun, statement="Trains wait")

    assert not Unfinished.objects.exists()


def test_words_are_not_sent_beside_newer_ones_that_nobody_has_seen(seat):
    begun = scene.typed(seat, statement="Trains").number
    newest = scene.typed(seat, begun, DESK, statement="Ships wait").number
    given = {"seat_id": seat.pk, "words": scenes.some_words("Trains wait"), "by": scenes.holder_of(seat)}

    with pytest.raises(Refused, match="another device"):
        saying.say(**given, begun=begun, device=PHONE)

    assert kept(seat).fields == {"statement": "Ships wait"}
    assert saying.say(**given, begun=newest, device=PHONE).state == RequirementState.CONFIRMED


def test_what_one_holder_typed_does_not_pass_to_the_next(seat):
    scene.typed(seat, statement="Between us")
    before, after = scenes.holder_of(seat), scenes.a_person(seat.office)

    seat_person(seat_id=seat.pk, person=after, start=clock.today("UTC"), by=scenes.manager_of(seat.office))
    scene.typed(seat, statement="Mine")

    assert set(Unfinished.objects.values_list("person", "fields__statement")) == {
        (before.pk, "Between us"),
        (after.pk, "Mine"),
    }


def test_what_whoever_leaves_had_typed_goes_with_them(seat):
    scene.typed(seat, statement="Between us")
    office, leaver = seat.office, scenes.holder_of(seat)

    let_leave(office_id=office.pk, person=leaver, takers={f"seat:{seat.pk}": 0}, by=scenes.administrator_of(office))

    assert not Unfinished.objects.exists()


def test_a_picked_entry_begins_what_one_is_about_to_say(seat):
    saying.pick(seat_id=seat.pk, name="projects-late", device=PHONE, by=scenes.holder_of(seat))

    fields = kept(seat).fields
    assert fields["statement"].startswith("Important projects finish late")
    assert (fields["kind"], fields["prompt"]) == (RequirementKind.ISSUE, "wrong")


def test_a_picked_entry_comes_after_what_is_typed_already(seat):
    scene.typed(seat, statement="Trains wait.", kind="issue", benefit_wanted="Fewer calls.")

    for _click in range(2):
        saying.pick(seat_id=seat.pk, name="know-sooner", device=PHONE, by=scenes.holder_of(seat))

    fields = kept(seat).fields
    assert fields["statement"] == "Trains wait."
    assert fields["benefit_wanted"].splitlines()[0] == "Fewer calls."
    assert len(fields["benefit_wanted"].splitlines()) == 2
    assert fields["prompt"] == "different"


def test_what_would_be_better_begins_as_something_that_one_needs(seat):
    saying.pick(seat_id=seat.pk, name="one-page", device=PHONE, by=scenes.holder_of(seat))

    assert (kept(seat).fields["kind"], kept(seat).fields["prompt"]) == (RequirementKind.NEED, "success")


def test_what_the_list_does_not_offer_cannot_be_picked(seat):
    with pytest.raises(Refused, match="does not offer"):
        saying.pick(seat_id=seat.pk, name="no-such-entry", device=PHONE, by=scenes.holder_of(seat))


@pytest.mark.parametrize("who", ["manager", "administrator", "auditor", "assistant", "another executive"])
def test_nobody_speaks_for_whoever_holds_the_seat(seat, who):
    office = seat.office
    person = {
        "manager": lambda: scenes.manager_of(office),
        "administrator": lambda: scenes.administrator_of(office),
        "auditor": lambda: scenes.an_auditor(office),
        "assistant": lambda: scenes.an_assistant(seat),
        "another executive": lambda: scenes.holder_of(scenes.a_seat(office)),
    }[who]()
    given = {"seat_id": seat.pk, "by": person}

    for deed in (
        lambda: saying.say(words=scenes.some_words(), **given),
        lambda: saying.keep(fields={"statement": "x"}, begun=0, device=PHONE, **given),
        lambda: saying.pick(name="projects-late", device=PHONE, **given),
        lambda: saying.say_nothing_more(**given),
    ):
        with pytest.raises(Refused, match="holds the seat"):
            deed()

    assert not Requirement.objects.exists()
    assert not Unfinished.objects.exists()
