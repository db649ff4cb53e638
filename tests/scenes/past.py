"""A mandate with a past: days of July 2027 in an office in London, and what was signed on which of them."""

from datetime import UTC, date, datetime

from django.urls import reverse

from executives.models import Seat
from mandates.models import MandateVersion, SigningSeat
from mandates.rules.signoff import NewCondition
from mandates.services import conditions, signoff
from mandates.then import Then
from pmo.access.models import Office
from pmo.clock.shifting import set_time
from tests.scenes.executives import holder_of, manager_of
from tests.scenes.rounds import a_draft_saying, all_answered, asked, closed, signed


def at(day: int, hour: int = 9) -> None:
    """Let it be a day of the month."""
    set_time(datetime(2027, 7, day, hour, tzinfo=UTC))


def then(day: int) -> Then:
    """Return the end of a day of the month."""
    return Then.at_the_end_of(date(2027, 7, day), "Europe/London")


def page(office: Office, name: str = "signatures", **parts: object) -> str:
    """Return the address of a page of the mandate."""
    return reverse(f"mandates:{name}", kwargs={"office": office.slug, **parts})


def agreed(office: Office, *second_stage: Seat) -> MandateVersion:
    """Return a version that all have agreed to; some sign after the others."""
    version = a_draft_saying(office, "Jobs finish late.")
    for seat in second_stage:
        SigningSeat.objects.create(version=version, seat=seat, stage=2)
    closed(all_answered(asked(version)))
    return MandateVersion.objects.get(pk=version.pk)


def sent(office: Office, *second_stage: Seat) -> MandateVersion:
    """Return a version that is out for signature."""
    version = agreed(office, *second_stage)
    signoff.send_for_signature(version_id=version.pk, by=manager_of(office))
    return MandateVersion.objects.get(pk=version.pk)


def signed_step_by_step(office: Office, ceo: Seat, cfo: Seat) -> MandateVersion:
    """Return a version in force, looked at from the 25th.

    Agreed on the 2nd, sent on the 4th; the chief executive signs on the 6th, takes it back on the 8th, signs again with
    a condition on the 10th; then the chief financial officer is asked and signs on the 12th: in force on the 14th, when
    the condition is met.
    """
    at(2)
    version = agreed(office, cfo)
    at(4)
    signoff.send_for_signature(version_id=version.pk, by=manager_of(office))
    version.refresh_from_db()
    at(6)
    signed(version, ceo)
    at(8)
    signoff.revoke(version_id=version.pk, seat_id=ceo.pk, reason="Too early.", by=holder_of(ceo))
    at(10)
    under = NewCondition("A budget is found.", cfo.pk, date(2027, 7, 20), is_precondition=True)
    condition = signed(version, ceo, condition=under).condition
    at(12)
    signed(version, cfo)
    at(14)
    conditions.end_condition(condition_id=condition.pk, ended_as="met", word="Found.", by=holder_of(ceo))
    at(25)
    return MandateVersion.objects.get(pk=version.pk)
