"""The doors of seats."""

import pytest
from django.urls import reverse

from executives.models import Seat

pytestmark = pytest.mark.django_db


def test_a_seat_is_registered_handed_over_and_vacated(manager, office):
    manager.post(
        reverse("executives:new_seat", args=[office.slug]), {"title": "Chief Executive", "decision_role": "signatory"}
    )
    seat = Seat.objects.get(title="Chief Executive")
    give = {"name": "Margaret Oyelaran", "email": "m@example.org", "start": "2021-04-01"}
    manager.post(reverse("executives:hand_over", args=[office.slug, seat.pk]), give)
    manager.post(reverse("executives:vacate", args=[office.slug, seat.pk]), {"last_day": "2022-04-01"})

    page = manager.get(reverse("executives:seat", args=[office.slug, seat.pk])).content.decode()
    assert "Margaret Oyelaran" in page
    assert "Nobody holds this seat today" in page


def test_a_refused_hand_over_keeps_what_was_typed(manager, at):
    give = {"name": "Nora New", "email": "n@example.org", "start": "2019-01-01"}

    response = manager.post(at("hand_over"), give)

    page = response.content.decode()
    assert response.status_code == 400
    assert "Ingrid Maas holds this seat from 6 January 2020" in page
    assert 'value="Nora New"' in page
