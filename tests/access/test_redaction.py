"""No log holds a personal link, whoever writes the line."""

import io
import logging
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings

from pmo.access import links
from pmo.redaction import Redacting, redacted
from pmo.weblog import DiscreetLogger
from tests.scenes import executives as scenes

SECRET = "7-" + "Ab_9" * 6 + "xyz"


@pytest.mark.parametrize(
    "line",
    [
        f"GET /l/{SECRET}/ HTTP/1.1",
        f"Not Found: /l/{SECRET}/",
        f"http://pmo.example.org/unsubscribe/{SECRET}/?x=1",
        f"POST /address/{SECRET}/ HTTP/1.1",
        f"GET /copy/{SECRET}/ HTTP/1.1",
        f"Not Found: /account/password/reset/key/{SECRET}/",
        f"/account/login/?next=%2Fl%2F{SECRET}%2F",
        f'Referer: "https://pmo.example.org/l/{SECRET}"',
    ],
)
def test_a_line_loses_its_token_and_nothing_else(line):
    assert SECRET not in redacted(line)
    assert redacted(line) == line.replace(SECRET, "…")


@pytest.mark.parametrize("page", ["/harbour-rail/mandate/2.1/BEN-3/", "/preferences/address/new/"])
def test_a_line_without_a_token_stays_as_it_is(page):
    line = f"GET {page} HTTP/1.1"

    assert redacted(line) == line


@pytest.fixture
def written():
    """What the site's own log says while the test runs."""
    place = io.StringIO()
    handler = logging.StreamHandler(place)
    line = settings.LOGGING["formatters"]["line"]
    handler.setFormatter(Redacting(line["fmt"], style=line["style"]))
    logging.getLogger().addHandler(handler)
    yield place
    logging.getLogger().removeHandler(handler)


@pytest.mark.django_db
def test_the_site_s_own_log_says_that_a_link_failed_and_not_which(client, written):
    link = links.make_link(person=scenes.a_person(), office=None, purpose="x", path="/", good_for=timedelta(0))
    token = links.token_of(link)

    client.get(f"/l/{token}/")

    assert "/l/…/" in written.getvalue()
    assert token not in written.getvalue()


def test_the_settings_write_all_lines_so():
    assert settings.LOGGING["formatters"]["line"]["()"] == "pmo.redaction.Redacting"
    assert settings.LOGGING["root"]["handlers"] == ["console"]


def test_the_web_server_s_log_of_requests_holds_no_token(rf):
    environ = rf.get(f"/l/{SECRET}/", headers={"referer": f"http://testserver/l/{SECRET}/"}).environ
    environ |= {"RAW_URI": f"/l/{SECRET}/"}
    answer = SimpleNamespace(status="200 OK", sent=1, headers=[("Location", f"/l/{SECRET}/")])
    request = SimpleNamespace(headers=[("REFERER", f"http://testserver/l/{SECRET}/")])

    told = DiscreetLogger.atoms(Anybody(), answer, request, environ, timedelta(seconds=1))

    assert told["r"] == "GET /l/…/ HTTP/1.1"
    assert all(SECRET not in str(value) for value in told.values())


class Anybody(DiscreetLogger):
    """A logger that opens no files."""

    def __init__(self):
        pass
