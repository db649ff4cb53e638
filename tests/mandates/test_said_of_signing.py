"""What the pages of signing say of a version at the moment: why it changes, what it waits for, who signed for whom."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mandates.models import MandateVersion
from mandates.rules.delegations import NewDelegation
from mandates.services import signoff
from mandates.services.amending import raise_class, send_amendment
from mandates.services.delegations import name_delegate, set_policy
from mandates.services.objecting import object_to_wording
from pmo import clock
from pmo.access.models import PersonalLink
from pmo.access.verdicts import Refused
from pmo.clock.shifting import set_time, unset_time
from tests.scenes.amending import a_mandate_in_force, an_amendment, reworded
from tests.scenes.executives import PASSWORD, administrator_of, holder_of, manager_of
from tests.scenes.rounds import a_proof, given_by, signed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    yield
    unset_time()


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


def test_after_the_last_day_the_page_says_so_and_promises_no_time(client, out):
    today, manager = clock.today(out.mandate.office.time_zone), manager_of(out.mandate.office)
    again = signoff.recall(version_id=out.pk, reason="With a last day.", by=manager)
    out = send_amendment(version_id=again.pk, due=today + timedelta(days=1), by=manager)
    set_time(clock.now() + timedelta(days=3))

    told = page(client, out, "COO")

    assert "The last day to sign is over" in told
    assert "It can be signed until" not in told


def test_nothing_is_said_of_signatures_that_nobody_gave(client, out):
    client.force_login(manager_of(out.mandate.office))

    told = client.get(reverse("mandates:recall", kwargs={"office": out.mandate.office.slug})).content.decode()

    assert "nobody is asked to sign it any more" in told
    assert "given to it" not in told


def test_who_declines_reads_that_it_is_done(client, out):
    coo = seat(out, "COO")
    client.force_login(holder_of(coo))
    given = {"seat": coo.pk, "shown_digest": out.digest, "reason": "It says less."}
    address = reverse("mandates:decline", kwargs={"office": out.mandate.office.slug})

    told = client.post(address, given, follow=True).content.decode()

    assert "You have declined version 1.1: it is withdrawn." in told
    there = client.get(reverse("mandates:signatures-of", kwargs={"office": out.mandate.office.slug, "number": "1.1"}))
    assert "Version 1.1: 0 of 1 have signed" in there.content.decode()
    assert "It says less." in there.content.decode()
    assert PersonalLink.objects.filter(path__endswith="/signatures/1.1/").exists()


def test_who_signs_for_two_seats_reads_for_which_they_have_signed(client, out):
    raised = signoff.recall(version_id=out.pk, reason="More must sign.", by=manager_of(out.mandate.office))
    raise_class(version_id=raised.pk, to="minor", by=manager_of(out.mandate.office))
    out = send_amendment(version_id=raised.pk, by=manager_of(out.mandate.office))
    office, coo, cfo = out.mandate.office, seat(out, "COO"), seat(out, "CFO")
    set_policy(office_id=office.pk, paper_counts=False, delegation=True, objection_days=9, by=administrator_of(office))
    today = clock.today(office.time_zone)
    given = NewDelegation(holder_of(cfo), "all", today, today + timedelta(days=5))
    name_delegate(seat_id=coo.pk, given=given, by=holder_of(coo))
    client.force_login(holder_of(cfo))
    typed = {"typed_name": "Carl Signatory", "password": PASSWORD, "intent": "on", "consent": "on"}
    sent = {"seat": cfo.pk, "shown_digest": out.digest, **typed}

    told = client.post(reverse("mandates:sign", kwargs={"office": office.slug}), sent, follow=True).content.decode()

    assert "You have signed version 1.2 for CFO. One more signature waits here." in told
    assert "You sign for Olga Sponsor" in told


def test_on_a_phone_who_has_signed_is_read_downwards_with_the_names_of_the_columns(client, out):
    signed(out, seat(out, "COO"))

    told = page(client, out, "CFO", "signatures")

    table = told[told.index("<table") : told.index("</table>")]
    assert "pm-stacks" in table
    assert all(f'data-label="{column}"' in table for column in ("Opened", "Signed", "Proved by"))
    versions = page(client, out, "CFO", "versions")
    assert "pm-stacks" in versions
    assert 'data-label="In force"' in versions


def test_whoever_reads_the_mandate_finds_what_is_open_to_objections(client, out):
    before = page(client, out, "CFO", "mandate")
    signed(out, seat(out, "COO"))

    told = page(client, out, "CFO", "mandate")

    there = reverse("mandates:objection-on-notice", kwargs={"office": out.mandate.office.slug})
    assert there not in before
    assert "Version 1.1 changes wording only." in told
    assert there in told
    assert there in page(client, out, "CFO")


def test_an_objection_that_comes_too_late_is_answered_and_its_words_are_kept(client, out):
    signed(out, seat(out, "COO"))
    hr, office = seat(out, "HR"), out.mandate.office
    signoff.recall(version_id=out.pk, reason="Later.", by=manager_of(office))
    client.force_login(holder_of(hr))
    sent = {"seat": hr.pk, "shown_digest": out.digest, "reason": "It says less."}

    answer = client.post(reverse("mandates:objection-on-notice", kwargs={"office": office.slug}), sent)

    assert answer.status_code == 409
    assert "No change of wording is open to objections any more." in answer.content.decode()
    assert "It says less." in answer.content.decode()


def test_who_has_confirmed_the_wording_is_told_to_object_instead_of_taking_it_back(out):
    coo = seat(out, "COO")
    signed(out, coo)

    with pytest.raises(Refused, match="object to it instead"):
        signoff.revoke(version_id=out.pk, seat_id=coo.pk, reason="I was wrong.", by=holder_of(coo))


def test_a_form_for_a_text_that_is_fixed_by_now_loses_no_words(client, out):
    issue = out.statements.filter(line__kind="ISS").first()
    client.force_login(manager_of(out.mandate.office))
    address = reverse("mandates:statement", kwargs={"office": out.mandate.office.slug, "key": issue.key})

    answer = client.post(address, {"text": "A long <b>evening</b> of work.", "shown": issue.digest, "password": "mine"})

    assert answer.status_code == 409
    assert "A long &lt;b&gt;evening&lt;/b&gt; of work." in answer.content.decode()
    assert "mine" not in answer.content.decode()


@pytest.mark.parametrize("deed", ["extend-signing", "send-for-signature"])
def test_what_a_manager_sends_too_late_is_answered_in_a_sentence(client, out, deed):
    office, manager = out.mandate.office, manager_of(out.mandate.office)
    signoff.recall(version_id=out.pk, reason="Later.", by=manager)
    client.force_login(manager)
    day = clock.today(office.time_zone) + timedelta(days=9)

    answer = client.post(reverse(f"mandates:{deed}", kwargs={"office": office.slug}), {"due": day.isoformat()})

    assert answer.status_code == 409
    assert "data-pm-errors" in answer.content.decode()


def test_no_amendment_goes_out_that_somebody_has_changed_since_it_was_shown(client, out):
    manager, office = manager_of(out.mandate.office), out.mandate.office
    draft = signoff.recall(version_id=out.pk, reason="Later.", by=manager)
    client.force_login(manager)
    seen = client.get(reverse("mandates:amendment", kwargs={"office": office.slug})).context["sending"]["shown"].value()
    reworded(draft, text="Somebody else was here.")
    way = reverse("mandates:send-amendment", kwargs={"office": office.slug})

    answer = client.post(way, {"shown": seen})
    again = client.post(way, {"shown": answer.context["sending"]["shown"].value()})

    assert "The draft has changed since you loaded the page." in answer.content.decode()
    assert (answer.status_code, again.status_code) == (400, 302)
    assert MandateVersion.objects.get(pk=draft.pk).state == "out_for_signature"
