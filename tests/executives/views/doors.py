"""What the tests of the doors share: a client that is signed in, and what is typed."""

import re

from django.test import Client

SEATS = ("seat", "name", "email", "decision_role", "sponsor", "active_from", "active_to")
CFO = ("CFO", "Tomasz Wieczorek", "t.w@example.org", "signatory", "no", "2019-09-16", "")
READ = ("seats", "requirements", "rosters", "seat", "requirement", "roster")
WRITE = ("new_seat", "edit_seat", "hand_over", "vacate", "new_requirement", "edit_requirement", "withdraw")
OWN = ("words", "words_all", "word", "correct", "leave_out")
POSTS = ("play_back", "play_back_all", "confirm")
LETS_IN = {
    "manager": READ + WRITE,
    "administrator": READ,
    "auditor": READ,
    "executive": OWN,
    "stranger": (),
}


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def plain(response) -> str:
    """A page without what differs from request to request."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return re.sub(r"harbour-rail|no-such-office", "", page)


def typed(**changed):
    return {
        "statement": "A ship waits ten days.",
        "kind": "issue",
        "priority": "must",
        "consequence_today": "",
        "benefit_wanted": "",
        "measure": "",
        "wanted_by": "",
        **changed,
    }
