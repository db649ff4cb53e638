"""Harbour Rail's mandate signed on phones, declined, satisfied, handed over in the middle; and amended as recorded."""

import json
import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page

from executives.models import Seat
from executives.services.seats import seat_person
from mandates.models import Condition, ConsensusRound, MandateVersion, Reservation, SignatureRequest, Statement
from mandates.selectors.rounds import items_of, participants_of
from mandates.services import drafting, rounds
from mandates.states import UnansweredReason, VersionState
from mandates.terms import Terms
from pmo.access.models import Office, Person
from pmo.clock.shifting import set_time
from pmo.desk.demonstration import cast
from pmo.desk.demonstration.stages import Stage
from pmo.notices.models import Mail
from tests.architecture.source import ROOT
from tests.browser.accessibility import violations
from tests.browser.people import PHONE, asks_nothing_wide, fill, leaves, press, says, signs_as
from tests.scenes.executives import holder_of
from tests.scenes.rounds import all_answered, in_days

HOME = f"/{cast.SLUG}"
DRAFT = f"{HOME}/mandate/draft"
AMENDMENT = json.loads((ROOT / "tests" / "data" / "harbour-rail" / "amendment.json").read_text())
TARGET, REMOVED, REWORDED = AMENDMENT["changes"]
WORRY = "Two people cannot keep the calendar of eleven sites."
REASON = "The exclusions say nothing about the harbour."


def version() -> MandateVersion:
    return MandateVersion.objects.order_by("pk").last()


def signatories(office: Office) -> list[Seat]:
    return list(office.seats.filter(decision_role="signatory", closed_on=None).order_by("order", "pk"))


def key_of(reference: str) -> str:
    return Statement.objects.select_related("line").filter(line__source_ref=reference).last().key


def sends_out(desk: Page, office: Office) -> set[Person]:
    """Ask all seven to sign; return to whom a mail went."""
    desk.goto(f"{HOME}/signatures/")
    desk.get_by_label("Please sign by").fill(in_days(office, 14).isoformat())
    press(desk, "Ask seven seats to sign")
    says(desk, "0 of 7 have signed")
    told = Mail.objects.filter(kind="version.out_for_signature", made_at__gte=version().frozen_at)
    return {mail.person for mail in told.select_related("person")}


def signs(phone: Page, seat: Seat, reservation: str = "") -> None:
    """Sign on a phone from the page of what waits."""
    number = version().key
    phone.goto(f"{HOME}/waiting/")
    phone.locator(f'main a[href^="{HOME}/sign/"]').first.click()
    asks_nothing_wide(phone)
    if reservation:
        phone.get_by_text("Sign with a reservation").click()
        phone.get_by_label("Your reservation").fill(reservation)
    phone.get_by_label("Your password").fill(cast.password())
    signs_as(phone, holder_of(seat).name)
    press(phone, f"Sign version {number}")
    says(phone, f"You have signed version {number}")


def declines(phone: Page) -> None:
    phone.goto(f"{HOME}/sign/")
    phone.get_by_role("link", name="Decline, with a reason").click()
    asks_nothing_wide(phone)
    assert violations(phone) == []
    phone.get_by_label("Why you do not sign").fill(REASON)
    leaves(phone, "Decline to sign")


def agrees_anew(office: Office) -> ConsensusRound:
    """Hold a round on the draft in which all agree; rounds at the browser have a test of their own."""
    by = cast.person(cast.MANAGER)
    opened = rounds.open_round(version_id=version().pk, deadline=in_days(office, 7), terms=Terms(), by=by)
    return rounds.close_round(round_id=all_answered(opened).pk, by=by)


def hands_over(office: Office, seat: Seat, name: str) -> Person:
    """Let somebody new take a seat today."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    newcomer = Person.objects.create_user(email, cast.password(), name=name, time_zone=office.time_zone)
    seat_person(seat_id=seat.pk, person=newcomer, start=in_days(office, 0), by=cast.person(cast.MANAGER))
    return newcomer


def drafts_as_recorded(desk: Page, office: Office) -> str:
    """Draft the recorded amendment at the desk: a higher target, a benefit taken out (its key), other words."""
    desk.goto(f"{DRAFT}/open/")
    fill(desk, {"reason": AMENDMENT["reason"]})
    leaves(desk, re.compile("draft"))
    desk.goto(f"{DRAFT}/{key_of(TARGET['benefit'])}/")
    fill(desk, {"target": str(TARGET["to"])})
    leaves(desk, "Save")
    removed = key_of(REMOVED["benefit"])
    desk.goto(f"{DRAFT}/{removed}/remove/")
    says(desk, removed)
    leaves(desk, f"Take {removed} out")
    desk.goto(f"{DRAFT}/{key_of(REWORDED['statement'])}/")
    fill(desk, {"text": REWORDED["to_text"]})
    leaves(desk, "Save")
    desk.goto(f"{DRAFT}/check/")
    says(desk, "neither landed nor been answered")
    draft, by = version(), cast.person(cast.MANAGER)
    landed = draft.statements.values("sources__wording__requirement").exclude(sources=None)
    told = draft.unanswered.values("requirement")
    for each in office.requirements.filter(state="confirmed").exclude(pk__in=landed).exclude(pk__in=told):
        reason = {"code": UnansweredReason.OUT_OF_SCOPE, "reason": REMOVED["reason"]}
        drafting.leave_out(version_id=draft.pk, requirement_id=each.pk, by=by, **reason)
    return removed


@pytest.mark.django_db(transaction=True)
def test_harbour_rail_is_signed_by_its_seats_and_amended(at, demonstration_at):
    office = demonstration_at(Stage.AGREED)
    seats = signatories(office)
    desk, phones = at(cast.MANAGER.email), {seat.pk: at(holder_of(seat).email, PHONE) for seat in seats}

    assert sends_out(desk, office) == {holder_of(seat) for seat in seats}
    signs(phones[seats[0].pk], seats[0])
    declines(phones[seats[1].pk])

    desk.goto(f"{DRAFT}/")
    says(desk, REASON)
    told = Mail.objects.filter(kind="version.declined").values_list("person", flat=True)
    assert {holder_of(seats[0]).pk, cast.person(cast.MANAGER).pk} <= set(told)
    exclusion = Statement.objects.filter(version=version(), line__kind="EXC").select_related("line").first()
    desk.goto(f"{DRAFT}/{exclusion.key}/")
    fill(desk, {"text": f"{exclusion.text.rstrip('.')}, nor that of the harbour."})
    leaves(desk, "Save")
    agrees_anew(office)
    sends_out(desk, office)
    signs(phones[seats[0].pk], seats[0])
    signs(phones[seats[1].pk], seats[1], reservation=WORRY)
    first, second = hands_over(office, seats[0], "Ada Newcomer"), hands_over(office, seats[2], "Ben Newcomer")
    phones |= {seats[0].pk: at(first.email, PHONE), seats[2].pk: at(second.email, PHONE)}
    for seat in seats[2:]:
        signs(phones[seat.pk], seat)

    signed = version()
    assert (signed.key, signed.state) == ("2.0", VersionState.IN_FORCE)
    assert Reservation.objects.get(signature__version=signed).reason == WORRY
    assert not Condition.objects.exists()
    by_seat = {each.seat_id: each.person for each in signed.signatures.select_related("person")}
    assert by_seat[seats[0].pk] != first
    assert by_seat[seats[2].pk] == second
    newcomer = phones[seats[0].pk]
    newcomer.goto(f"{HOME}/briefing/")
    asks_nothing_wide(newcomer)
    newcomer.get_by_label("I stand by it").check()
    leaves_or_stays(newcomer, "Say so")
    assert signed.ratifications.get().person == first

    set_time(datetime.fromisoformat(AMENDMENT["proposed_on"]).replace(hour=9, tzinfo=UTC))
    removed = drafts_as_recorded(desk, office)
    opened = agrees_anew(office)
    asked = {item.line.source_ref for item in items_of(opened) if item.changed}
    assert asked == {TARGET["benefit"], REWORDED["statement"]}
    assert len(participants_of(opened)) == 8
    assert sends_out(desk, office) == {holder_of(seat) for seat in seats}
    assert SignatureRequest.objects.filter(version=version()).count() == AMENDMENT["signatures_needed"]
    phone = phones[seats[1].pk]
    phone.goto(f"{HOME}/sign/")
    says(phone, "things changed since you signed version 2.0")
    for said in ("anybody reads", f"{removed}, taken out", f"{key_of(TARGET['benefit'])}, changed"):
        says(phone, said)
    for seat in seats:
        signs(phones[seat.pk], seat)
    assert (version().key, version().state) == ("3.0", VersionState.IN_FORCE)
    assert MandateVersion.objects.get(pk=signed.pk).state == VersionState.SUPERSEDED


def leaves_or_stays(page: Page, label: str) -> None:
    """Press a button, and wait for the page that comes."""
    with page.expect_navigation():
        press(page, label)
