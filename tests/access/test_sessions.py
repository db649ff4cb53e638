"""Signed out everywhere at once."""

import pytest
from django.test import Client
from django.urls import reverse

from pmo.access.services.sessions import end_sessions
from tests.scenes.executives import a_manager, an_office

pytestmark = pytest.mark.django_db


def test_no_session_survives_on_any_device():
    manager = a_manager(an_office())
    phone, desktop = Client(), Client()
    for device in (phone, desktop):
        device.force_login(manager)

    end_sessions(manager)

    assert [device.get(reverse("desk:preferences")).status_code for device in (phone, desktop)] == [302, 302]


def test_the_other_people_stay_signed_in(client):
    office = an_office()
    manager, other = a_manager(office), a_manager(office)
    client.force_login(other)

    end_sessions(manager)

    assert client.get(reverse("desk:preferences")).status_code == 200
