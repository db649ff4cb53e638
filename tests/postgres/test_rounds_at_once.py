"""On real PostgreSQL, in the same instant: a double click answers once, and two last signatures put one in force."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from mandates.models import MandateVersion, Stance
from mandates.services import signoff
from mandates.states import StanceChoice, VersionState
from pmo.audit.models import LedgerEntry
from tests.scenes.executives import a_seat, an_office, holder_of
from tests.scenes.rounds import a_proof, a_version_out_for_signature, an_open_round, answered, given_by, item, signed

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*deeds):
    """Do all deeds in the same instant, each on a connection of its own; return their results."""
    together = Barrier(len(deeds))

    def alone(deed):
        try:
            together.wait(timeout=20)
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [done.result(timeout=60) for done in [pool.submit(alone, deed) for deed in deeds]]


def sign(version, seat):
    person = holder_of(seat)
    return signoff.sign(
        version_id=version.pk,
        seat_id=seat.pk,
        shown_digest=version.digest,
        proof=a_proof(version, person),
        given=given_by(person),
        by=person,
    )


def test_two_last_signatures_put_it_in_force_once():
    office = an_office()
    seats = [a_seat(office) for _seat in range(3)]
    version = a_version_out_for_signature(office)
    signed(version, seats[0])

    at_once(*(lambda seat=seat: sign(version, seat) for seat in seats[1:]))

    assert MandateVersion.objects.get(pk=version.pk).state == VersionState.IN_FORCE
    assert version.signatures.count() == 3
    assert LedgerEntry.objects.filter(office=office.pk, event="version.in_force").count() == 1


def test_a_double_click_signs_once():
    office = an_office()
    seats = [a_seat(office) for _seat in range(2)]
    version = a_version_out_for_signature(office)

    first, second = at_once(*(lambda: sign(version, seats[0]) for _click in range(2)))

    assert first == second
    assert LedgerEntry.objects.filter(office=office.pk, event="version.signed").count() == 1


def test_a_double_click_answers_once():
    office = an_office()
    seat = a_seat(office)
    line = item(an_open_round(office))

    first, second = at_once(*(lambda: answered(line, seat, StanceChoice.OBJECT) for _click in range(2)))

    assert first == second
    assert Stance.objects.count() == 1


def test_of_two_different_answers_at_once_one_counts_and_both_are_kept():
    office = an_office()
    seat = a_seat(office)
    line = item(an_open_round(office))

    at_once(*(lambda choice=choice: answered(line, seat, choice) for choice in ("agree", "abstain")))

    assert Stance.objects.count() == 2
    assert Stance.objects.filter(superseded_at__isnull=True).count() == 1


def test_thirty_executives_answer_in_the_same_instant_and_none_is_lost():
    office = an_office()
    seats = [a_seat(office) for _seat in range(30)]
    line = item(an_open_round(office))

    at_once(*(lambda seat=seat: answered(line, seat) for seat in seats))

    assert Stance.objects.filter(superseded_at__isnull=True).count() == 30
    assert LedgerEntry.objects.filter(office=office.pk, event="stance.taken").count() == 30
