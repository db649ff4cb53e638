"""On real PostgreSQL, in the same instant: of two deeds of signing that exclude each other one is done, and whole."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from executives.services.seats import seat_person
from mandates.models import MandateVersion
from mandates.services import amending, drafting, objecting, signoff
from mandates.services.forces import put_due_in_force
from mandates.states import OPEN_STATES, VersionState
from pmo import clock
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.audit.verification import verify
from pmo.clock import shifting
from tests.postgres.test_rounds_at_once import at_once, sign
from tests.scenes.amending import a_mandate_in_force, an_amendment, reworded
from tests.scenes.executives import a_manager, a_person, holder_of, manager_of
from tests.scenes.rounds import in_days, signed

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
OUT, IN_FORCE, WITHDRAWN = VersionState.OUT_FOR_SIGNATURE, VersionState.IN_FORCE, VersionState.WITHDRAWN


def of(version: MandateVersion) -> MandateVersion:
    """Return a version as the database has it."""
    return MandateVersion.objects.select_related("mandate__office").get(pk=version.pk)


def done(*deeds: Callable[[], object]) -> list[bool]:
    """Do all in the same instant; return of each whether it was done, or refused."""

    def tried(deed):
        try:
            deed()
        except Refused:
            return False
        return True

    return at_once(*(lambda deed=deed: tried(deed) for deed in deeds))


def told(version: MandateVersion) -> dict[str, int]:
    """Return how often each event of a version stands in the ledger, whose chain holds, while one version is open."""
    office = version.mandate.office
    assert verify(office.pk).holds
    assert version.mandate.versions.filter(state__in=OPEN_STATES).count() <= 1
    entries = list(LedgerEntry.objects.filter(office=office.pk).values_list("event", flat=True))
    return {event: entries.count(event) for event in entries}


@pytest.fixture
def last(version, ceo, cfo):
    """A version that the first of two seats has signed: the deed by which the second one does."""
    signed(version, ceo)
    return lambda: sign(version, cfo)


def test_the_last_signature_or_the_recall(version, last):
    def recall():
        signoff.recall(version_id=version.pk, reason="A slip.", by=manager_of(version.mandate.office))

    is_signed, is_recalled = done(last, recall)

    assert is_signed is not is_recalled
    assert of(version).state == (IN_FORCE if is_signed else WITHDRAWN)
    events = told(version)
    assert (events["version.signed"], events.get("version.withdrawn", 0)) == (1 + is_signed, int(is_recalled))


def test_the_last_signature_or_the_first_taken_back(version, last, ceo):
    def revoke():
        signoff.revoke(version_id=version.pk, seat_id=ceo.pk, reason="Too soon.", by=holder_of(ceo))

    is_signed, is_revoked = done(last, revoke)

    assert is_signed
    assert of(version).state == (OUT if is_revoked else IN_FORCE)
    assert version.signatures.filter(revoked_at__isnull=True).count() == 2 - is_revoked
    assert told(version).get("version.in_force", 0) == 1 - is_revoked


def test_the_last_signature_or_another_holder_of_its_seat(office, version, last, cfo):
    before, newcomer = holder_of(cfo), a_person(office)

    def hand_over():
        seat_person(seat_id=cfo.pk, person=newcomer, start=in_days(office, 0), by=manager_of(office))

    is_signed, is_handed_over = done(last, hand_over)

    assert is_handed_over
    assert of(version).state == (IN_FORCE if is_signed else OUT)
    assert list(version.signatures.filter(seat=cfo).values_list("person", flat=True)) == [before.pk] * is_signed
    assert told(version)["version.signed"] == 1 + is_signed


def test_two_seats_decline_and_a_manager_opens_a_draft(office, version, ceo, cfo):
    def decline(seat):
        shown = {"version_id": version.pk, "seat_id": seat.pk, "shown_digest": version.digest}
        signoff.decline(**shown, reason="Not so.", by=holder_of(seat))

    by = manager_of(office)
    *declined, _opened = done(
        lambda: decline(ceo), lambda: decline(cfo), lambda: drafting.open_draft(office_id=office.pk, by=by)
    )

    assert sorted(declined) == [False, True]
    assert of(version).amendments.count() == 1
    events = told(version)
    assert (events["version.declined"], events["version.withdrawn"], events["version.opened"]) == (1, 1, 2)


@pytest.fixture
def amendment():
    """The draft of a change of wording."""
    draft = an_amendment(a_mandate_in_force())
    reworded(draft)
    yield of(draft)
    shifting.unset_time()


def test_two_managers_send_the_same_draft(amendment):
    office = amendment.mandate.office
    by = [manager_of(office), a_manager(office, "Max Manager")]

    sent = done(*(lambda who=who: amending.send_amendment(version_id=amendment.pk, by=who) for who in by))

    assert sent == [True, True]
    assert of(amendment).signature_requests.count() == 1
    events = told(amendment)
    assert (events["version.amended"], events["version.sent_for_signature"]) == (1, 2)


def test_an_objection_or_the_end_of_its_window(amendment):
    office = amendment.mandate.office
    amending.send_amendment(version_id=amendment.pk, by=manager_of(office))
    signed(of(amendment), office.seats.get(sponsor=True))
    version, seat = of(amendment), office.seats.get(title="HR")
    shifting.set_time(version.objections_until_at - timedelta(seconds=0.1))

    def object_():
        shown = {"version_id": version.pk, "seat_id": seat.pk, "shown_digest": version.digest}
        while of(version).objections_until_at - clock.now() > timedelta(seconds=0.01):
            pass
        objecting.object_to_wording(**shown, reason="It is more.", by=holder_of(seat))

    def end():
        while of(version).state == VersionState.ON_NOTICE:
            put_due_in_force(clock.now())

    is_objected, _ended = done(object_, end)

    assert of(version).state == (WITHDRAWN if is_objected else IN_FORCE)
    assert version.notice_objections.count() == is_objected
    assert told(version).get("version.objected", 0) == is_objected
