"""What a row of executives does to the seats."""

from datetime import date

import pytest

from executives.models import Holder
from pmo.notices.models import Mail
from tests.executives.planning.lists import CFO, SEATS, outcomes

pytestmark = pytest.mark.django_db


def test_a_seat_without_a_person_is_a_vacancy(office, take_in):
    take_in([SEATS, ("CFO", "", "", "signatory", "no", "", "")])

    assert office.seats.get().title == "CFO"
    assert not Holder.objects.exists()


def test_another_person_in_a_seat_is_a_handing_over(office, take_in):
    take_in([SEATS, CFO])

    take_in([SEATS, ("CFO", "Nora New", "n@example.org", "signatory", "no", "2026-03-01", "")])

    ends = dict(Holder.objects.values_list("person__email", "end"))
    assert ends == {"t.w@example.org": date(2026, 2, 28), "n@example.org": None}


def test_a_hand_over_before_the_present_holder_began_is_refused_with_the_reason(take_in, look_at):
    take_in([SEATS, CFO])

    screen = look_at(SEATS, ("CFO", "Nora New", "n@example.org", "signatory", "no", "2019-01-01", ""))

    assert outcomes(screen) == ["ignored", "refused"]
    assert "16 September 2019" in screen.rows[1].sentence


def test_two_holders_in_a_row_of_one_seat_are_its_history(office, take_in):
    earlier = ("CFO", "Old Hand", "old@example.org", "signatory", "no", "2010-01-01", "2019-09-15")

    take_in([SEATS, CFO, earlier])

    assert office.seats.count() == 1
    assert list(Holder.objects.order_by("start").values_list("person__email", flat=True)) == [
        "old@example.org",
        "t.w@example.org",
    ]


def test_a_second_sponsor_is_refused_row_by_row(look_at):
    screen = look_at(SEATS, (*CFO[:4], "yes", *CFO[5:]), ("COO", "H", "h@example.org", "signatory", "yes", "", ""))

    assert outcomes(screen) == ["ignored", "new", "refused"]
    assert "CFO" in screen.rows[2].sentence


def test_whom_a_file_brings_is_asked_in_by_the_name_that_it_says_and_mailed_later(office, take_in):
    take_in([SEATS, CFO])

    invitation = office.invitations.get()
    assert invitation.part_word == "CFO"
    assert not Mail.objects.exists()
