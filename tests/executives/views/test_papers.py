"""The doors of consent on paper."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from executives.models import PaperConsent, Requirement
from tests.executives.views.doors import signed_in
from tests.scenes import executives as scenes
from tests.scenes.talks import A_SCAN, a_paper, papers_count

pytestmark = pytest.mark.django_db
NEW = "/harbour-rail/requirements/REQ-1/paper/"
RULE = "/harbour-rail/settings/paper/"


def given(requirement, data=A_SCAN, **changed):
    file = SimpleUploadedFile("signed page.html", data, content_type="text/html")
    shown = requirement.wording.digest
    return {"seat": requirement.seat_id, "day": "2026-01-12", "file": file, "shown": shown, **changed}


def test_a_paper_shows_on_the_requirement_and_in_the_executive_s_own_words(manager, executive, requirement):
    manager.post(NEW, given(requirement))

    page = manager.get("/harbour-rail/requirements/REQ-1/").content.decode()
    own = executive.get("/harbour-rail/words/").content.decode()

    assert "Waits for their own click" in page
    assert "Recorded by Mina Manager on paper of" in own
    assert "It counts once you say" in own
    assert "is this what you said?" in own


def test_where_papers_count_every_page_says_so(manager, executive, people, office, requirement):
    papers_count(office)
    manager.post(NEW, given(requirement))

    page = manager.get("/harbour-rail/requirements/REQ-1/").content.decode()
    pages = {
        "requirement": page,
        "list": manager.get("/harbour-rail/requirements/").content.decode(),
        "own words": executive.get("/harbour-rail/words/REQ-1/").content.decode(),
        "landing": manager.get("/harbour-rail/mandate/landing/").content.decode(),
        "file": manager.get("/harbour-rail/requirements/?format=csv").getvalue().decode(),
        "asked": executive.get("/harbour-rail/asked/").content.decode(),
    }

    assert [name for name, text in pages.items() if "on paper" not in text.lower()] == []
    assert re.search(r"by Ingrid Maas.{0,200}on paper, recorded by Mina Manager", page, re.DOTALL)
    assert "Counts" in page
    assert "These words stand confirmed on paper." in pages["own words"]


def test_the_file_is_handed_out_to_keep_and_as_what_it_is(people, requirement):
    paper = a_paper(requirement)
    found = {role: signed_in(person).get(f"/harbour-rail/papers/{paper.pk}/") for role, person in people.items()}
    other = signed_in(scenes.holder_of(scenes.a_seat(requirement.office))).get(f"/harbour-rail/papers/{paper.pk}/")

    answer = found["executive"]
    assert {role: each.status_code for role, each in found.items()} == dict.fromkeys(people, 200) | {"stranger": 404}
    assert other.status_code == 403
    assert (answer.content, answer["Content-Type"]) == (A_SCAN, "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="signed page.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_a_page_that_calls_itself_something_else_is_refused(manager, requirement):
    answer = manager.post(NEW, given(requirement, b"<script>alert(1)</script>"))

    assert answer.status_code == 400
    assert "no PDF, picture or e-mail" in answer.content.decode()
    assert not PaperConsent.objects.exists()


def test_a_paper_for_words_that_moved_on_is_not_recorded(manager, requirement):
    answer = manager.post(NEW, given(requirement, shown="0" * 64))

    assert answer.status_code == 409
    assert requirement.wording.digest in answer.content.decode()


def test_who_gets_in(people, requirement):
    found = {
        role: (signed_in(person).get(NEW).status_code, signed_in(person).get(RULE).status_code)
        for role, person in people.items()
    }

    assert found == {
        "manager": (200, 403),
        "administrator": (403, 200),
        "auditor": (403, 403),
        "executive": (403, 403),
        "stranger": (404, 404),
    }


def test_a_paper_of_another_office_is_not_found(requirement):
    paper = a_paper(requirement)
    client = signed_in(scenes.manager_of(scenes.an_office("elsewhere")))

    assert client.get(f"/elsewhere/papers/{paper.pk}/").status_code == 404
    assert client.post(f"/elsewhere/papers/{paper.pk}/count/").status_code == 404


def test_the_administrator_sets_the_rule_and_the_manager_lets_an_earlier_paper_count(people, manager, requirement):
    paper = a_paper(requirement)
    signed_in(people["administrator"]).post(RULE, {"paper_counts": "yes"})

    offered = "Let it count" in manager.get("/harbour-rail/requirements/REQ-1/").content.decode()
    manager.post(f"/harbour-rail/papers/{paper.pk}/count/")

    assert offered
    assert Requirement.objects.get().state == "confirmed"
