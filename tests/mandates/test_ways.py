"""The ways of light amendments: just those who must are asked; an editorial one opens to objections first."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from executives.models import Seat
from mandates.control_states import AmendmentClass
from mandates.models import MandateVersion, NoticeObjection, SigningPolicy
from mandates.selectors.amending import amendment_of
from mandates.selectors.signing import to_sign
from mandates.services import signoff
from mandates.services.amending import raise_class, send_amendment
from mandates.services.objecting import object_to_wording
from mandates.states import LineKind, VersionState
from mandates.tasks.signoff import put_in_force
from pmo import clock
from pmo.access.standing import standing_of
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.clock.shifting import set_time, unset_time
from pmo.notices.models import Mail
from tests.scenes.amending import a_mandate_in_force, an_amendment, changed, reworded
from tests.scenes.executives import a_confirmed_requirement, holder_of, manager_of
from tests.scenes.mandates import url, words
from tests.scenes.rounds import signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> MandateVersion:
    """Return the draft of an amendment, nothing changed yet."""
    yield an_amendment(a_mandate_in_force())
    unset_time()


def seat(version: MandateVersion, title: str) -> Seat:
    """Return a seat of the office."""
    return version.mandate.office.seats.get(title=title)


def again(version: MandateVersion) -> MandateVersion:
    """Return a version as the database has it."""
    return MandateVersion.objects.select_related("mandate__office").get(pk=version.pk)


def sent(version: MandateVersion) -> MandateVersion:
    """Return the draft, sent out by its manager."""
    return again(send_amendment(version_id=version.pk, by=manager_of(version.mandate.office)))


def on_notice(version: MandateVersion) -> MandateVersion:
    """Return a rewording that the sponsor has confirmed."""
    reworded(version)
    out = sent(version)
    signed(out, seat(out, "COO"))
    return again(out)


def objected(version: MandateVersion, title: str = "HR", **given) -> MandateVersion:
    """Return the draft that an objection of a seat opens."""
    holder = holder_of(seat(version, title))
    usual = {"shown_digest": version.digest, "reason": "It means something else.", "by": holder}
    return object_to_wording(version_id=version.pk, seat_id=seat(version, title).pk, **usual | given)


def to_the_end_of_the_window(version: MandateVersion) -> None:
    """Go to the instant at which the window is over."""
    set_time(version.objections_until_at + timedelta(seconds=1))


def test_a_minor_amendment_asks_the_sponsor_and_those_whom_it_touches_and_all_must_sign(draft):
    changed(draft, LineKind.BENEFIT, owner_id=seat(draft, "HR").pk)

    out = sent(draft)

    asked = {each.seat.title: each.must for each in out.signature_requests.select_related("seat")}
    assert (out.key, out.state, out.amendment_class) == ("1.1", VersionState.OUT_FOR_SIGNATURE, AmendmentClass.MINOR)
    assert asked == {"CFO": True, "COO": True, "HR": True}
    assert out.required_seats == ["CFO", "COO", "HR"]
    for title in ("CFO", "HR"):
        signed(out, seat(out, title))
    assert again(out).state == VersionState.OUT_FOR_SIGNATURE
    signed(out, seat(out, "COO"))
    assert again(out).state == VersionState.IN_FORCE
    assert out.mandate.versions.get(major=1, minor=0).state == VersionState.SUPERSEDED


def test_who_has_signed_nothing_before_reads_what_a_light_one_changes(client, draft, django_assert_max_num_queries):
    changed(draft, LineKind.BENEFIT, owner_id=seat(draft, "HR").pk)
    out = sent(draft)
    client.force_login(holder_of(seat(out, "HR")))
    client.get(url(out, "sign"))

    with django_assert_max_num_queries(20):
        page = words(client.get(url(out, "sign")))

    assert "It changes version 1.0, which is in force, in what stands here." in page
    assert "BEN-1" in page
    assert "CFO" in page


def test_an_editorial_one_asks_the_sponsor_to_confirm_that_only_wording_changes(draft):
    reworded(draft)

    out = sent(draft)

    coo = holder_of(seat(out, "COO"))
    asked = to_sign(standing_of(coo, out.mandate.office))
    assert asked.intent == "I have read version 1.1 and confirm as COO that only wording changes."
    assert [each.seat.title for each in out.signature_requests.all()] == ["COO"]


def test_then_everybody_who_is_asked_is_told_what_changes_and_the_old_text_stays_in_force(draft):
    out = on_notice(draft)

    told = Mail.objects.filter(kind="version.on_notice")
    text = told.first().text
    assert out.state == VersionState.ON_NOTICE
    assert out.objections_until == clock.today("Europe/London") + timedelta(days=10)
    assert {each.person.name for each in told} == {"Carl Signatory", "Olga Sponsor", "Hana Asked", "Mina Manager"}
    assert "ISS-1: Said in other words." in text
    assert out.mandate.versions.get(major=1, minor=0).state == VersionState.IN_FORCE


def test_the_days_are_those_of_the_office(draft):
    office = draft.mandate.office
    SigningPolicy.objects.create(office=office, objection_days=3, changed_by=manager_of(office))

    assert on_notice(draft).objections_until == clock.today("Europe/London") + timedelta(days=3)


def test_without_an_objection_it_comes_into_force_when_the_window_is_over_and_once(draft):
    out = on_notice(draft)
    set_time(out.objections_until_at - timedelta(minutes=1))
    put_in_force()
    assert again(out).state == VersionState.ON_NOTICE

    to_the_end_of_the_window(out)
    put_in_force()
    put_in_force()

    assert again(out).state == VersionState.IN_FORCE
    assert LedgerEntry.objects.filter(event="version.in_force").count() == 2
    assert out.mandate.versions.get(major=1, minor=0).state == VersionState.SUPERSEDED


def test_one_objection_makes_it_minor_and_the_author_and_the_sponsor_read_why(draft):
    out = on_notice(draft)

    following = objected(out)

    assert (again(out).state, again(out).withdrawn_reason) == (VersionState.WITHDRAWN, "It means something else.")
    assert (following.state, following.raised_to) == (VersionState.DRAFT, AmendmentClass.MINOR)
    assert amendment_of(again(following)).amendment_class == AmendmentClass.MINOR
    told = Mail.objects.filter(kind="version.objected")
    assert {each.person.name for each in told} == {"Olga Sponsor", "Mina Manager"}
    assert sent(following).key == "1.2"


def test_objecting_twice_is_objecting_once(draft):
    out = on_notice(draft)

    assert objected(out) == objected(out)
    assert NoticeObjection.objects.count() == 1


def test_whoever_only_reads_a_text_not_shown_no_reason_or_too_late_is_refused(draft):
    out = on_notice(draft)
    stranger = holder_of(seat(out, "CFO"))

    with pytest.raises(Refused, match="reads the mandate"):
        objected(out, "Legal")
    with pytest.raises(Refused, match="not the one that you were shown"):
        objected(out, shown_digest="another")
    with pytest.raises(Refused, match="Say why"):
        objected(out, reason=" ")
    with pytest.raises(Refused, match="present holder"):
        objected(out, by=stranger)
    to_the_end_of_the_window(out)
    with pytest.raises(Refused, match="days for objections are over"):
        objected(out)
    assert not NoticeObjection.objects.exists()


def test_a_sponsor_who_declines_wording_only_makes_it_minor(draft):
    reworded(draft)
    out = sent(draft)
    coo = seat(out, "COO")

    following = signoff.decline(
        version_id=out.pk, seat_id=coo.pk, shown_digest=out.digest, reason="It says more.", by=holder_of(coo)
    )

    assert following.raised_to == AmendmentClass.MINOR


def test_what_was_raised_stays_raised_when_it_is_called_back(draft):
    reworded(draft)
    by = manager_of(draft.mandate.office)
    raise_class(version_id=draft.pk, to="minor", by=by)
    out = sent(draft)

    assert signoff.recall(version_id=out.pk, reason="A slip.", by=by).raised_to == AmendmentClass.MINOR


@pytest.mark.parametrize(
    ("prepare", "says"),
    [
        (lambda draft: None, "Nothing has changed"),
        (lambda draft: changed(draft, LineKind.BENEFIT, target=Decimal("1.2")), "major change"),
        (lambda draft: changed(draft, LineKind.BENEFIT, data_source=""), "BEN-1 has no data source."),
        (lambda draft: reworded(draft) and a_confirmed_requirement(seat(draft, "CFO")), "neither landed"),
    ],
)
def test_nothing_goes_out_unchanged_major_or_incomplete(draft, prepare, says):
    prepare(draft)

    with pytest.raises(Refused, match=says):
        sent(draft)
    assert not again(draft).is_frozen


def test_a_vacant_seat_that_would_have_to_sign_blocks(draft):
    reworded(draft)
    sponsor = seat(draft, "COO")
    sponsor.holders.update(end=clock.today("Europe/London") - timedelta(days=1))

    with pytest.raises(Refused, match="Nobody holds COO"):
        sent(draft)


def test_sending_twice_is_sending_once(draft):
    reworded(draft)

    assert sent(draft) == sent(draft)
    assert LedgerEntry.objects.filter(event="version.amended").count() == 1


@pytest.mark.parametrize(
    "tampering",
    [
        {"state": VersionState.IN_FORCE, "in_force_at": "2020-01-01T00:00Z"},
        {"objections_until_at": "2020-01-01T00:00Z"},
        {"amendment_class": AmendmentClass.MINOR, "state": VersionState.IN_FORCE},
    ],
    ids=["in force before the end", "a shorter window", "another class"],
)
def test_the_database_holds_the_window(draft, tampering):
    out = on_notice(draft)

    with pytest.raises(DatabaseError), transaction.atomic():
        MandateVersion.objects.filter(pk=out.pk).update(**tampering)


def test_the_database_puts_nothing_in_force_that_was_objected_to_nor_unheard(draft):
    reworded(draft)
    out = sent(draft)
    with pytest.raises(DatabaseError), transaction.atomic():
        NoticeObjection.objects.create(
            version=out, seat=seat(out, "HR"), person=holder_of(seat(out, "HR")), digest=out.digest, reason="No."
        )
    signed(out, seat(out, "COO"))
    NoticeObjection.objects.create(
        version=out, seat=seat(out, "HR"), person=holder_of(seat(out, "HR")), digest=out.digest, reason="No."
    )
    late = again(out).objections_until_at + timedelta(days=1)

    with pytest.raises(DatabaseError), transaction.atomic():
        MandateVersion.objects.filter(pk=out.pk).update(state=VersionState.IN_FORCE, in_force_at=late)


def test_the_pages_send_it_show_it_and_take_the_objection(client, draft, django_assert_max_num_queries):
    reworded(draft)
    client.force_login(manager_of(draft.mandate.office))
    assert client.post(url(draft, "send-amendment"), {"due": ""}).url == url(draft, "signatures")
    out = again(draft)
    signed(out, seat(out, "COO"))
    assert "Anybody who is asked may object" in words(client.get(url(out, "signatures")))

    client.force_login(holder_of(seat(out, "HR")))
    with django_assert_max_num_queries(20):
        page = client.get(url(out, "objection-on-notice"))
    assert "Does version 1.1 change wording only?" in words(page)
    assert "<ins" in page.content.decode()
    typed = {"reason": "It is more.", "shown_digest": out.digest, "seat": seat(out, "HR").pk}
    client.post(url(out, "objection-on-notice"), typed)

    assert "Version 1.1 is more than wording" in words(client.get(url(out, "objection-on-notice")))
    assert again(out).state == VersionState.WITHDRAWN
