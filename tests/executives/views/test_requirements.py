"""The doors of requirements: lists, and what comes back typed."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from executives.models import Requirement
from executives.services import requirements
from tests.executives.views.doors import typed
from tests.scenes import executives as scenes

pytestmark = pytest.mark.django_db


def test_what_somebody_said_is_written_down(manager, office, seat, requirement):
    response = manager.post(reverse("executives:new_requirement", args=[office.slug]), typed(seat=seat.pk))

    assert response.status_code == 302
    assert Requirement.objects.get(number=2).wording.statement == "A ship waits ten days."


def test_writing_down_without_the_words_keeps_the_rest(manager, office, seat):
    response = manager.post(
        reverse("executives:new_requirement", args=[office.slug]),
        typed(seat=seat.pk, statement="", measure="Calls lost: none"),
    )

    assert response.status_code == 400
    assert "Calls lost: none" in response.content.decode()


def test_a_manager_whom_somebody_overtook_sees_both_texts_and_keeps_their_own(manager, at, requirement, people):
    shown = requirement.wording.digest
    requirements.change_requirement(
        requirement_id=requirement.pk, words=scenes.some_words("Theirs."), shown_digest=shown, by=people["executive"]
    )

    response = manager.post(at("edit_requirement"), typed(statement="Mine.", shown=shown))
    page = response.content.decode()
    current = Requirement.objects.get(pk=requirement.pk).wording
    again = manager.post(at("edit_requirement"), typed(statement="Mine.", shown=current.digest))

    assert response.status_code == 409
    assert "Theirs." in page
    assert ">\nMine.</textarea>" in page
    assert current.statement == "Theirs."
    assert f'value="{current.digest}"' in page
    assert again.status_code == 302
    assert Requirement.objects.get(pk=requirement.pk).wording.statement == "Mine."


def test_the_lists_come_as_files_and_keep_the_filter(manager, at, requirement):
    scenes.a_requirement(requirement.seat, "=1+1 is not calculated", kind="need")

    narrowed = manager.get(at("requirements"), {"kind": "need", "format": "csv"})
    lines = b"".join(narrowed).decode("utf-8-sig").splitlines()
    workbook = manager.get(at("seats"), {"format": "xlsx"})

    assert len(lines) == 2
    assert "'=1+1 is not calculated" in lines[1]
    assert workbook.content[:2] == b"PK"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"text": "SHIP"}, ["REQ-1"]),
        ({"text": "req-2"}, ["REQ-2"]),
        ({"kind": "need"}, ["REQ-2"]),
        ({"state": "confirmed"}, []),
        ({"kind": "nonsense"}, ["REQ-1", "REQ-2"]),
        ({"text": "9" * 30}, []),
    ],
)
def test_the_list_is_narrowed(manager, at, requirement, asked, found):
    scenes.a_requirement(requirement.seat, "Something else.", kind="need")

    page = manager.get(at("requirements"), asked).content.decode()

    assert [key for key in ("REQ-1", "REQ-2") if f">{key}</a>" in page] == found


def test_a_list_of_more_than_fifty_has_pages(manager, at, seat, requirement):
    for _each in range(51):
        scenes.a_requirement(seat)

    assert "1 to 50 of 52" in manager.get(at("requirements")).content.decode()
    assert "51 to 52 of 52" in manager.get(at("requirements"), {"page": 2}).content.decode()


def test_what_people_typed_is_escaped(manager, at, seat, requirement):
    text = "<script>alert(1)</script>"
    made = scenes.a_requirement(seat, text)

    page = manager.get(reverse("executives:requirement", args=["harbour-rail", made.number])).content.decode()

    assert text not in page
    assert escape(text) in page
