"""Personal links as tokens: genuine ones are known, all else is not, and nothing of them is kept."""

from datetime import UTC, datetime, timedelta

import pytest

from pmo.access import links
from pmo.access.models import PersonalLink
from pmo.clock.shifting import set_time, unset_time
from tests.scenes import executives as scenes

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock_at_now():
    set_time(NOW)
    yield
    unset_time()


@pytest.fixture
def office():
    return scenes.an_office()


@pytest.fixture
def link(office):
    return links.make_link(
        person=scenes.a_manager(office), office=office, purpose="requirement.confirm", path=f"/{office.slug}/words/"
    )


def test_a_token_leads_to_its_link_and_is_the_same_each_time(link):
    token = links.token_of(link)
    again = PersonalLink.objects.get(pk=link.pk)

    assert links.find_link(token) == link
    assert links.token_of(again) == token
    assert abs(link.expires_at - NOW - timedelta(days=30)) < timedelta(minutes=1)


def test_no_token_stands_in_the_database(link):
    secret = links.token_of(link).partition("-")[2]

    assert all(secret not in str(value) for value in PersonalLink.objects.values_list().get())


@pytest.mark.parametrize(
    "change",
    [
        {"purpose": "version.sign"},
        {"path": "/elsewhere/"},
        {"expires_at": NOW + timedelta(days=3000)},
        {"made_at": NOW - timedelta(days=1)},
        {"office_id": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_row_that_was_altered_opens_nothing(link, change):
    token = links.token_of(link)

    PersonalLink.objects.filter(pk=link.pk).update(**change)

    assert links.find_link(token) is None


def test_a_link_given_to_somebody_else_opens_nothing(link):
    token = links.token_of(link)

    PersonalLink.objects.filter(pk=link.pk).update(person=scenes.a_person())

    assert links.find_link(token) is None


@pytest.mark.parametrize(
    "spoil", [str.upper, lambda t: t[:-1], lambda t: t + "A", lambda t: "9" + t, lambda t: "٧" + t]
)
def test_a_token_that_we_did_not_write_is_unknown(link, spoil):
    assert links.find_link(spoil(links.token_of(link))) is None


@pytest.mark.parametrize("token", ["", "-", "7-", "9" * 30 + "-" + "A" * 27, "1-" + "A" * 27, "1-" + "é" * 27])
def test_nonsense_is_unknown(token):
    assert links.find_link(token) is None
    assert links.find_unsubscription(token) is None


def test_a_token_of_an_earlier_secret_is_known_while_the_secret_is_changed(link, settings):
    token = links.token_of(link)

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    known = links.find_link(token)
    settings.SECRET_KEY_FALLBACKS = []

    assert known == link
    assert links.find_link(token) is None


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "words/",
        "",
        "/a\r\nb",
        "/a\x00",
    ],
)
def test_no_link_leads_outside_the_site(office, path):
    with pytest.raises(ValueError, match="no page of this site"):
        links.make_link(person=scenes.a_person(), office=office, purpose="x", path=path)


def test_marks_become_addresses_for_the_right_person_alone(link, settings):
    settings.SITE_URL = "https://pmo.example.org/"
    text = f"Open {links.mark(link)} or {{link:999999}}."

    told, foreign = links.with_links(text, link.person), links.with_links(text, scenes.a_person())

    assert told == f"Open https://pmo.example.org/l/{links.token_of(link)}/ or {{link:999999}}."
    assert foreign == text
    assert links.with_links(text, link.person) == told


def test_an_address_fits_into_a_line_of_a_mail(link):
    assert len(links.address_of(link)) <= 76


def test_revoking_ends_all_links_of_a_person_and_of_nobody_else(office, link):
    other = links.make_link(person=scenes.a_person(), office=office, purpose="x", path="/")

    assert links.revoke_links(link.person) == 1
    assert links.revoke_links(link.person) == 0
    link.refresh_from_db()
    other.refresh_from_db()
    assert link.revoked_at
    assert other.revoked_at is None


def test_a_link_that_ended_over_a_year_ago_is_forgotten_and_leads_nowhere(link):
    token, ended = links.token_of(link), link.expires_at
    set_time(ended + timedelta(days=364))
    assert links.forget_old_links() == 0

    set_time(ended + timedelta(days=366))

    assert links.forget_old_links() == 1
    assert links.find_link(token) is None


def test_an_unsubscription_names_person_and_office(office, link):
    one = links.find_unsubscription(links.unsubscribe_token(link.person, office))
    every = links.find_unsubscription(links.unsubscribe_token(link.person, None))

    assert (one.person, one.office) == (link.person, office)
    assert (every.person, every.office) == (link.person, None)


def test_another_address_or_a_closed_account_ends_an_unsubscription(office, link):
    person = link.person
    token = links.unsubscribe_token(person, office)
    person.email = "other@example.org"
    person.save()

    assert links.find_unsubscription(token) is None

    token = links.unsubscribe_token(person, office)
    person.is_active = False
    person.save()

    assert links.find_unsubscription(token) is None


def test_a_link_s_token_unsubscribes_nobody(office, link):
    mac = links.token_of(link).partition("-")[2]

    assert links.find_unsubscription(f"{link.person.pk}-{office.pk}-{mac}") is None
