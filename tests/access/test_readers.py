"""A mail is worded for its reader: in their language where there are mails in it, and by their clock."""

import re
from datetime import UTC, datetime

import pytest
from django.utils import timezone, translation

from pmo.access.models import Person
from pmo.access.readers import as_read_by, language_of
from pmo.ui.dates import hour_in_words


@pytest.fixture
def _two_languages(settings):
    settings.MAIL_LANGUAGES = [("en", "English"), ("de", "Deutsch")]


@pytest.mark.usefixtures("_two_languages")
@pytest.mark.parametrize(
    ("chosen", "mailed"),
    [("de", "de"), ("de-AT", "de"), ("DE", "de"), ("en", "en"), ("en-gb", "en"), ("fr", "en"), ("", "en"), ("?", "en")],
)
def test_mails_come_in_ones_own_language_else_in_the_sites(chosen, mailed):
    assert language_of(Person(language=chosen)) == mailed


def test_where_not_even_the_sites_language_is_offered_the_first_that_is_counts(settings):
    settings.MAIL_LANGUAGES = [("de", "Deutsch")]

    assert language_of(Person(language="fr")) == "de"


@pytest.mark.usefixtures("_two_languages")
@pytest.mark.parametrize(("acting", "reading", "day"), [("de", "en", "Tuesday"), ("en", "de", "Dienstag")])
def test_whoever_acts_lends_neither_language_nor_clock(acting, reading, day):
    moment = datetime(2026, 2, 17, 12, tzinfo=UTC)

    with translation.override(acting), timezone.override("Pacific/Honolulu"):
        with as_read_by(Person(language=reading, time_zone="Europe/Berlin")):
            said = hour_in_words(timezone.localtime(moment))
        assert translation.get_language() == acting

    assert day in said
    assert re.search(r"13:00( Uhr)? CET$", said)
