"""An administrator pauses somebody's reminders and calls an address bad; people say themselves when they are away."""

from datetime import date

import pytest

from pmo.access.models import Person
from pmo.access.services import welcome
from pmo.access.states import Role
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.notices.models import Absence, MailText, Reach
from pmo.notices.selectors.reach import one_reached, reach_of
from pmo.notices.services import absences, preferences, reach, texts
from pmo.notices.services.preferences import Preferences
from pmo.notices.services.texts import Words
from tests.scenes import notices as scene

TODAY = date(2026, 3, 1)
LATER = date(2026, 3, 20)


@pytest.fixture
def office(kind):
    """An office with its administrator, who is `office.boss`, and a manager, who is `office.mia`, on 1 March 2026."""
    found, found.boss = scene.an_office()
    found.mia = welcome(
        office_id=found.pk, email=f"m-{found.slug}@example.org", name="Mia", role=Role.MANAGER, by=found.boss
    ).person
    scene.at(TODAY)
    return found


def events(office=None):
    return list(LedgerEntry.objects.filter(office=office.pk if office else 0).values_list("event", flat=True))


def test_a_pause_holds_until_its_day_and_stands_with_its_reason(office):
    deed = {
        "office_id": office.pk,
        "person_id": office.mia.pk,
        "until": LATER,
        "reason": " On leave ",
        "by": office.boss,
    }

    first, second = reach.pause(**deed), reach.pause(**deed)

    found = one_reached(office, office.mia.pk)
    assert first.pk == second.pk
    assert (found.paused_until, found.reason, found.changed_by, found.is_open) == (
        LATER,
        "On leave",
        "Ada Administrator",
        False,
    )
    assert events(office).count("reminders.paused") == 1
    scene.at(LATER)
    assert one_reached(office, office.mia.pk).is_open


def test_reminders_go_out_again_once(office):
    reach.pause(office_id=office.pk, person_id=office.mia.pk, until=LATER, reason="Leave", by=office.boss)

    for _click in range(2):
        reach.resume(office_id=office.pk, person_id=office.mia.pk, by=office.boss)

    assert one_reached(office, office.mia.pk).is_open
    assert events(office).count("reminders.resumed") == 1


def test_a_bad_address_is_the_present_one_only(office):
    for _click in range(2):
        reach.call_address_bad(office_id=office.pk, person_id=office.mia.pk, reason="It came back", by=office.boss)
    assert one_reached(office, office.mia.pk).bad_address == office.mia.email
    assert events(office).count("address.called_bad") == 1

    Person.objects.filter(pk=office.mia.pk).update(email="new@example.org")

    assert one_reached(office, office.mia.pk).is_open


def test_an_address_is_good_again_once(office):
    reach.call_address_bad(office_id=office.pk, person_id=office.mia.pk, reason="It came back", by=office.boss)

    for _click in range(2):
        reach.call_address_good(office_id=office.pk, person_id=office.mia.pk, by=office.boss)

    assert Reach.objects.get().bad_address == ""
    assert events(office).count("address.called_good") == 1


@pytest.mark.parametrize(
    ("until", "reason", "said"),
    [
        (TODAY, "Leave", "Give a day after today"),
        (date(2027, 3, 3), "Leave", "for a year at most"),
        (LATER, "  ", "Say why"),
    ],
)
def test_a_pause_that_cannot_be_is_refused_in_words(office, until, reason, said):
    with pytest.raises(Refused, match=said):
        reach.pause(office_id=office.pk, person_id=office.mia.pk, until=until, reason=reason, by=office.boss)

    assert not Reach.objects.exists()


def test_only_an_administrator_sets_how_others_are_reached_and_only_people_of_the_office(office):
    stranger = scene.an_office()[1]

    for deed in (
        lambda: reach.pause(office_id=office.pk, person_id=office.boss.pk, until=LATER, reason="x", by=office.mia),
        lambda: reach.call_address_bad(office_id=office.pk, person_id=office.mia.pk, reason="x", by=office.mia),
        lambda: reach.call_address_good(office_id=office.pk, person_id=office.mia.pk, by=office.mia),
        lambda: reach.pause(office_id=office.pk, person_id=stranger.pk, until=LATER, reason="x", by=office.boss),
        lambda: texts.unset_text(office_id=office.pk, kind=scene.NAME, language="en", by=office.mia),
    ):
        with pytest.raises(Refused):
            deed()

    assert not Reach.objects.exists()


def test_ones_own_reminders_may_be_paused_by_oneself(office):
    reach.pause(office_id=office.pk, person_id=office.mia.pk, until=LATER, reason="Unsubscribed", by=office.mia)

    assert one_reached(office, office.mia.pk).paused_until == LATER


def test_what_somebody_left_themselves_nobody_else_takes_up(office):
    reach.leave_reminders(person=office.mia, office=office)

    for deed in (
        lambda by: reach.resume(office_id=office.pk, person_id=office.mia.pk, by=by),
        lambda by: reach.pause(office_id=office.pk, person_id=office.mia.pk, until=LATER, reason="x", by=by),
    ):
        with pytest.raises(Refused, match="Only they can take them up again"):
            deed(office.boss)
    assert one_reached(office, office.mia.pk).is_left
    reach.resume(office_id=office.pk, person_id=office.mia.pk, by=office.mia)
    assert one_reached(office, office.mia.pk).is_open


def test_who_is_not_reached_comes_first(office):
    absences.add_absence(first=TODAY, last=LATER, by=office.mia)

    found = reach_of(office)

    assert [(each.person.name, each.is_open) for each in found] == [("Mia", False), ("Ada Administrator", True)]
    assert found[0].away.last == LATER


def test_absences_are_added_moved_and_removed_once_each(office):
    first = absences.add_absence(first=TODAY, last=LATER, by=office.mia)
    again = absences.add_absence(first=TODAY, last=LATER, by=office.mia)
    absences.change_absence(absence_id=first.pk, first=TODAY, last=TODAY, by=office.mia)
    absences.change_absence(absence_id=first.pk, first=TODAY, last=TODAY, by=office.mia)
    removed = [absences.remove_absence(absence_id=first.pk, by=office.mia) for _click in range(2)]

    assert first.pk == again.pk
    assert removed == [True, False]
    assert events()[-3:] == ["absence.added", "absence.changed", "absence.removed"] or events()[:3] == [
        "absence.removed",
        "absence.changed",
        "absence.added",
    ]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (LATER, TODAY, "The last day lies before the first"),
        (date(2026, 1, 1), date(2026, 2, 28), "These days have passed"),
        (TODAY, date(2027, 3, 3), "a year at most"),
        (date(2030, 1, 1), date(2030, 1, 2), "three years ahead"),
    ],
)
def test_an_absence_that_cannot_be_is_refused_in_words(office, first, last, said):
    with pytest.raises(Refused, match=said):
        absences.add_absence(first=first, last=last, by=office.mia)


def test_nobody_touches_anothers_absence(office):
    mine = absences.add_absence(first=TODAY, last=LATER, by=office.mia)

    with pytest.raises(Refused):
        absences.change_absence(absence_id=mine.pk, first=TODAY, last=TODAY, by=office.boss)

    assert not absences.remove_absence(absence_id=mine.pk, by=office.boss)
    assert Absence.objects.get().last == LATER


def chosen(**changes):
    usual = {"name": "Mia", "time_zone": "Europe/London", "language": "en", "quiet_from": 22, "quiet_until": 7}
    return Preferences(**(usual | changes))


def test_ones_settings_are_kept_and_written_down_once(office):
    for _click in range(2):
        preferences.set_preferences(chosen=chosen(), by=office.mia)

    kept = Person.objects.get(pk=office.mia.pk)
    assert (kept.quiet_from, kept.quiet_until) == (22, 7)
    assert events().count("person.hours_changed") == 1


def test_another_clock_moves_what_is_planned_at_once(office):
    addressee = scene.somebody_owes(office, office.boss)
    scene.planned(scene.at(TODAY))
    person = Person.objects.get(memberships__pk=int(addressee.partition(":")[2]))
    before = list(office.notices.values_list("due_at", flat=True))

    preferences.set_preferences(chosen=chosen(time_zone="Asia/Tokyo"), by=person)

    after = list(office.notices.values_list("due_at", flat=True))
    assert len(before) == len(after) > 0
    assert all(new <= old for old, new in zip(before, after, strict=True))
    assert after[-1] < before[-1]


@pytest.mark.parametrize(
    "wrong", [{"quiet_until": None}, {"quiet_from": 7}, {"language": "xx"}], ids=["one hour", "same hour", "language"]
)
def test_settings_that_cannot_be_are_refused(office, wrong):
    with pytest.raises(Refused):
        preferences.set_preferences(chosen=chosen(**wrong), by=office.mia)

    assert Person.objects.get(pk=office.mia.pk).quiet_from is None


WORDS = Words("{what}", "Dear {name}, please: {sentence}", "Do it")


def test_the_words_of_a_mail_are_set_once_and_taken_back_once(office):
    here = {"office_id": office.pk, "kind": scene.NAME, "language": "en", "by": office.boss}

    kept = {texts.set_text(words=WORDS, **here).pk for _click in range(2)}
    gone = [texts.unset_text(**here) for _click in range(2)]

    assert len(kept) == 1
    assert gone == [True, False]
    assert not MailText.objects.exists()
    assert [event for event in events(office) if "mail_text" in event] in (
        ["mail_text.changed", "mail_text.removed"],
        ["mail_text.removed", "mail_text.changed"],
    )


@pytest.mark.parametrize(
    ("words", "changes", "said"),
    [
        (Words("{nmae}", "x", "x"), {}, "is no field of this mail"),
        (Words("x", "{name.email}", "x"), {}, "is no field of this mail"),
        (Words("x", "{", "x"), {}, "A brace stands alone"),
        (Words("x", " ", "x"), {}, "A mail needs a subject"),
        (WORDS, {"kind": "no.such"}, "no such mail"),
        (WORDS, {"language": "xx"}, "no such mail"),
    ],
)
def test_words_that_cannot_be_are_refused_and_nothing_is_kept(office, words, changes, said):
    here = {"office_id": office.pk, "kind": scene.NAME, "language": "en", "by": office.boss} | changes

    with pytest.raises(Refused, match=said):
        texts.set_text(words=words, **here)

    assert not MailText.objects.exists()
