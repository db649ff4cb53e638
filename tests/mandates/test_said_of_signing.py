"""What the pages of signing say of a version at the moment: why it changes, what it waits for, who signed for whom."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mandates.models import MandateVersion
from mandates.rules.delegations import NewDelegation
from mandates.services import signoff
from mandates.services.amending import send_amendment
from mandates.services.delegations import name_delegate, set_policy
from mandates.services.objecting import object_to_wording
from pmo import clock
from tests.scenes.amending import a_mandate_in_force, an_amendment, reworded
from tests.scenes.executives import administrator_of, holder_of, manager_of
from tests.scenes.rounds import a_proof, given_by, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def out():
    draft = an_amendment(a_mandate_in_force())
    reworded(draft)
    return send_amendment(version_id=draft.pk, by=manager_of(draft.mandate.office))


def seat(version, title):
    return version.mandate.office.seats.get(title=title)


def page(client, version, title, name="sign"):
    client.force_login(holder_of(seat(version, title)))
    told = client.get(reverse(f"mandates:{name}", kwargs={"office": version.mandate.office.slug}))
    return " ".join(told.content.decode().split())


def test_who_signs_reads_why_it_changes_and_that_the_one_before_stays(client, out):
    told = page(client, out, "COO")

    assert "It has changed." in told
    assert "Version 1.0 stays in force until this one takes its place." in told


def test_who_has_confirmed_the_wording_reads_that_objections_come_first(client, out):
    signed(out, seat(out, "COO"))

    told = page(client, out, "COO")

    assert "Without an objection it comes into force after" in told
    assert "with the last signature" not in told
    assert "It has changed." in page(client, out, "HR", "objection-on-notice")


def test_whoever_is_signed_for_reads_by_whom(client, out):
    office, coo, carl = out.mandate.office, seat(out, "COO"), holder_of(seat(out, "CFO"))
    set_policy(office_id=office.pk, paper_counts=False, delegation=True, objection_days=9, by=administrator_of(office))
    today = clock.today(office.time_zone)
    given = NewDelegation(carl, "all", today, today + timedelta(days=5))
    name_delegate(seat_id=coo.pk, given=given, by=holder_of(coo))
    shown = {"version_id": out.pk, "seat_id": coo.pk, "shown_digest": out.digest}
    signoff.sign(**shown, proof=a_proof(out, carl), given=given_by(carl), by=carl)

    assert "Carl Signatory has signed version 1.1 for you" in page(client, out, "COO")


def test_a_draft_keeps_why_the_mandate_changes_and_says_what_became_of_the_one_before(client, out):
    signed(out, seat(out, "COO"))
    hr = seat(out, "HR")

    draft = object_to_wording(
        version_id=out.pk, seat_id=hr.pk, shown_digest=out.digest, reason="It says less.", by=holder_of(hr)
    )

    client.force_login(manager_of(out.mandate.office))
    told = client.get(reverse("mandates:draft", kwargs={"office": out.mandate.office.slug})).content.decode()
    assert MandateVersion.objects.get(pk=draft.pk).reason == "It has changed."
    assert "Version 1.1 was withdrawn: It says less." in told
    assert "thing is missing" not in told
