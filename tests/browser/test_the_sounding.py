"""An executive answers soundings: on a phone with and without JavaScript, with the keyboard, and by dragging."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import barriers, too_wide
from tests.browser.people import DESK, PHONE, press, says
from tests.scenes import executives as scenes
from tests.scenes.soundings import a_sounding, three_seats


@pytest.fixture
def office(transactional_db):
    office = scenes.an_office("harbour")
    three_seats(office)
    return office


def ada_of(office):
    return scenes.holder_of(office.seats.first())


def given(sounding):
    return sounding.answers.get(superseded_at=None).given


def test_a_ranking_is_given_by_buttons_keyboard_and_mouse(at, office):
    ranking = a_sounding(office)
    phone = at(ada_of(office).email, PHONE)

    phone.goto("/harbour/waiting/")
    phone.locator("main .btn-primary").click()
    assert [*too_wide(phone), *barriers(phone)] == []
    phone.get_by_role("button", name="Up ISS-3").focus()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("status")).to_have_text("ISS-3 is now rank 2")
    expect(phone.get_by_role("button", name="Up ISS-3")).to_be_focused()
    phone.get_by_role("button", name="Same rank as above ISS-2").click()
    press(phone, "Save my answer")
    says(phone, "Your answer is kept")
    assert given(ranking) == {"ISS-1": 1, "ISS-2": 2, "ISS-3": 2}

    desk = at(ada_of(office).email, DESK)
    desk.goto("/harbour/soundings/1/answer/")
    desk.locator("[data-key=ISS-3]").drag_to(desk.locator("[data-key=ISS-1]"), target_position={"x": 20, "y": 2})
    press(desk, "Save my changed answer")
    says(desk, "Your answer is kept")
    assert given(ranking) == {"ISS-3": 1, "ISS-1": 2, "ISS-2": 3}


def test_points_are_counted_while_one_types_and_steps_chosen_without_javascript(at, office):
    points, fist = a_sounding(office, "points"), a_sounding(office, "fist")
    phone = at(ada_of(office).email, PHONE)

    phone.goto("/harbour/soundings/1/answer/")
    for field, number in zip(phone.get_by_role("spinbutton").all(), ("50", "30", "10"), strict=True):
        field.fill(number)
    expect(phone.get_by_role("status")).to_have_text("90 of 100 points given, 10 left")
    press(phone, "Save my answer")
    says(phone, "You have given 90 points. 10 are left to give.")
    assert [*too_wide(phone), *barriers(phone)] == []
    phone.get_by_role("spinbutton").last.fill("20")
    phone.keyboard.press("Enter")
    says(phone, "Your answer is kept")
    assert given(points) == {"ISS-1": 50, "ISS-2": 30, "ISS-3": 20}

    plain = at(ada_of(office).email, PHONE, java_script_enabled=False)
    plain.goto("/harbour/soundings/2/answer/")
    for group in plain.locator("fieldset.pm-choices").all():
        group.get_by_role("radio").nth(4).check()
    press(plain, "Save my answer")
    says(plain, "Your answer is kept")
    assert given(fist) == {"ISS-1": 4, "ISS-2": 4, "ISS-3": 4}
