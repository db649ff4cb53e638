"""An office's own words go out with their fields filled, and with nothing else filled in."""

from datetime import date

import pytest

from pmo.notices.kinds import Told
from pmo.notices.models import MailText
from pmo.notices.placeholders import NAMES, fields_are_known, fields_for, filled
from pmo.notices.selectors.texts import mail_kinds
from pmo.notices.services import mail_at_once
from pmo.notices.texts import parts_of, worded
from tests.scenes import notices as scene

TOLD = Told("A paper to read", "Please read the paper.", "Read it", "/harbour/")


@pytest.mark.parametrize(
    "text",
    ["Dear {name}, {what} is due on {due}, {days}.", "No field at all.", "100 % sure: %(name)s stays", ""],
)
def test_words_with_known_fields_are_accepted(text):
    assert fields_are_known(text, NAMES)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Dear {nmae}", "{nmae}"),
        ("{name.email}", "{name.email}"),
        ("{0}", "{0}"),
        ("{}", "{}"),
        ("{ name }", "{ name }"),
        ("{name!r}", "{name!r}"),
        ("{name:>99999999}", "{name:>99999999}"),
        ("{link:7}", "{link:7}"),
        ("{due}", "{due}"),
        ("A single { here", "A brace stands alone"),
        ("name}", "A brace stands alone"),
        ("{{name}}", "A brace stands alone"),
    ],
)
def test_anything_else_in_braces_is_refused_by_its_name_with_those_that_there_are(text, named):
    verdict = fields_are_known(text, fields_for(is_dated=False))

    assert not verdict
    assert named in str(verdict.reason)
    assert "{name}, {office}, {what}, {sentence}" in str(verdict.reason)


def test_what_a_part_holds_is_never_read_as_a_field():
    assert (
        filled("Dear {name} of {office}", {"name": "{office}", "office": "%s {name}"}) == "Dear {office} of %s {name}"
    )


@pytest.fixture
def office(kind):
    return scene.an_office()[0]


def test_the_offices_words_go_out_filled_and_on_one_line_where_a_mail_needs_it(office):
    MailText.objects.create(
        office=office, kind=scene.NAME, language="en", subject="{what}: {days}", sentence="{name}, {due}.", deed="Go"
    )
    parts = parts_of(name="Mia\nMember", office=office, due=date(2026, 3, 31), today=date(2026, 3, 24))

    found = worded(office, scene.NAME, "en", TOLD, parts)

    assert found == Told("A paper to read: in 7 days", "Mia\nMember, Tuesday 31 March 2026.", "Go", "/harbour/")


def test_other_languages_kinds_and_offices_get_the_products_words(office):
    MailText.objects.create(office=office, kind=scene.NAME, language="en", subject="S", sentence="Ours.", deed="Go")
    parts = parts_of(name="Mia", office=office)

    others = [
        (office, scene.NAME, "de"),
        (office, "other", "en"),
        (scene.an_office()[0], scene.NAME, "en"),
        (None, "", "en"),
    ]

    assert [worded(*other, TOLD, parts) for other in others] == [TOLD] * 4


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("Please read it.", "Please read it. It is due on Tuesday 31 March 2026, in 7 days."),
        ("Please read it {days}.", "Please read it in 7 days."),
        ("By {due}: read it.", "By Tuesday 31 March 2026: read it."),
    ],
)
def test_the_day_is_added_where_the_words_do_not_name_it(office, sentence, read):
    MailText.objects.create(office=office, kind=scene.NAME, language="en", subject="S", sentence=sentence, deed="Go")
    parts = parts_of(name="Mia", office=office, due=date(2026, 3, 31), today=date(2026, 3, 24))

    assert worded(office, scene.NAME, "en", TOLD, parts).sentence == read


def test_what_is_told_at_once_may_be_worded_too_but_has_no_day(office):
    (told,) = [mail for mail in mail_kinds() if mail.name == "version.in_force"]

    assert told.fields == ("name", "office", "what", "sentence")
    MailText.objects.create(
        office=office, kind=told.name, language="en", subject="S", sentence="News: {sentence}", deed="Go"
    )
    people, said = [office.memberships.get().person], Told("x", "It holds.", "Open", "/")
    (mail,) = mail_at_once(office=office, people=people, kind=told.name, tells=lambda: said)
    assert "News: It holds." in mail.text
