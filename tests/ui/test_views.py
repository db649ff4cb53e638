"""The pages of the design system: gallery, theme, frame, refusals, sign-in."""

import re
from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory

from pmo.ui.specimens import WORDS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("theme", ["light", "dark", "system", "mauve"])
def test_the_gallery_shows_every_word_in_every_theme(client, theme):
    client.cookies["theme"] = theme

    html = client.get("/gallery/").content.decode()

    assert all(str(word) in html for word in WORDS)
    assert (f'<html lang="en" dir="ltr" data-theme="{theme}">' in html) == (theme in {"light", "dark"})


def test_the_gallery_has_no_inline_style_script_or_handler(client):
    html = client.get("/gallery/").content.decode()

    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", html)


def test_no_two_things_of_the_gallery_share_an_id(client):
    ids = re.findall(r'\sid="([^"]*)"', client.get("/gallery/").content.decode())

    assert len(ids) == len(set(ids))


def test_a_choice_of_theme_is_kept_and_leads_back(client):
    response = client.post("/preferences/theme/", {"theme": "dark", "next": "/gallery/?a=1"})

    assert response.url == "/gallery/?a=1"
    assert response.cookies["theme"].value == "dark"


@pytest.mark.parametrize("theme", ["system", "mauve", ""])
def test_any_other_choice_follows_the_device(client, theme):
    client.cookies["theme"] = "dark"

    response = client.post("/preferences/theme/", {"theme": theme})

    assert response.cookies["theme"].value == ""


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_the_way_back_never_leaves_this_site(client, target):
    assert client.post("/preferences/theme/", {"theme": "dark", "next": target}).url == "/"


@pytest.mark.parametrize("target", ["abc", "", "desk:home", "\x00", "/\r\nSet-Cookie: a=b"])
def test_a_way_back_that_is_no_address_breaks_nothing(client, target):
    answer = client.post("/preferences/theme/", {"theme": "dark", "next": target})

    assert answer.status_code == 302
    assert "\n" not in answer.url


@pytest.mark.parametrize("host", ["testserver", "evil.example"])
def test_every_answer_says_what_a_browser_may_load_and_frame(client, host):
    answer = client.get("/no-such/page/", headers={"host": host})

    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"


def test_a_theme_is_not_chosen_by_following_a_link(client):
    assert client.get("/preferences/theme/").status_code == 405


@pytest.mark.parametrize("name", ["400.html", "403.html", "409.html"])
def test_a_refusal_shows_its_sentence_escaped(name):
    request = RequestFactory().get("/")

    html = render_to_string(name, {"reason": "Only the holder of <the seat> can sign."}, request)

    assert "Only the holder of &lt;the seat&gt; can sign." in html
    assert 'href="/"' in html


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "409.html", "500.html"])
def test_a_refusal_can_be_shown_when_nothing_is_known(name):
    html = render_to_string(name)

    assert "<h1>" in html
    assert "Go to your first page" in html


def test_an_unknown_address_gets_the_same_page_whatever_it_asks(client):
    one, other = client.get("/no-such/page/at-all/"), client.get("/nor/this-one/either/")

    assert one.status_code == other.status_code == 404
    assert strip_next(one) == strip_next(other)


def strip_next(response: HttpResponse) -> str:
    return re.sub(r'value="[^"]*"', "", response.content.decode())


def test_the_foot_says_as_whom_and_in_which_roles_one_is_signed_in():
    request = RequestFactory().get("/")
    request.standing = SimpleNamespace(
        person=SimpleNamespace(name="Anna Berg"),
        office=SimpleNamespace(slug="harbour-rail", name="Group Project Office", organisation="Harbour Rail"),
        roles=frozenset({"manager", "auditor"}),
    )

    html = render_to_string("base.html", {}, request)

    assert "Signed in as Anna Berg, PMO manager, auditor." in html
    assert "Group Project Office, Harbour Rail." in html
    assert "Sign out" in html


def test_a_stranger_s_page_has_no_doors_and_nobody_s_name():
    html = render_to_string("base.html", {}, RequestFactory().get("/"))

    assert "Signed in as" not in html
    assert "pm-nav" not in html


@pytest.mark.parametrize("address", ["login/", "login/code/", "password/reset/", "password/reset/done/", "inactive/"])
def test_the_sign_in_pages_have_our_look_and_no_placeholders(client, address):
    html = client.get(f"/account/{address}").content.decode()

    assert 'class="pm-ask' in html
    assert "placeholder=" not in html


def test_the_code_page_names_the_address_and_offers_another_code(client):
    client.post("/account/login/code/", {"email": "nobody@example.org"})

    html = client.get("/account/login/code/confirm/").content.decode()

    assert "nobody@example.org" in html
    assert "The code from the mail" in html


def test_a_wrong_password_is_told_at_the_top_and_keeps_the_address(client):
    html = client.post("/account/login/", {"login": "anna@example.org", "password": "wrong"}).content.decode()

    assert "One thing to put right" in html
    assert 'value="anna@example.org"' in html


def test_nobody_signs_up(client):
    assert "Nobody signs up here" in client.get("/account/signup/").content.decode()


def test_the_demonstration_lists_its_sign_ins():
    sign_ins = [SimpleNamespace(name="Ingrid Maas", role="Director", email="ingrid@example.org", password="words")]

    html = render_to_string("account/login.html", {"demo_sign_ins": sign_ins}, RequestFactory().get("/"))

    assert "Demonstration: sign in as" in html
    assert 'value="ingrid@example.org"' in html
