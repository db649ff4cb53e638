"""Soundings, reached by calling the services."""

from collections.abc import Mapping, Sequence

from mandates.models import MandateVersion, Sounding, SoundingAnswer
from mandates.selectors.soundings import items_of
from mandates.selectors.versions import open_version, statements_of
from mandates.services import soundings
from mandates.services.sounding_openings import Manner
from mandates.sounding_states import SoundingMethod
from pmo.access.models import Office, Person
from tests.scenes.executives import a_seat, holder_of, manager_of
from tests.scenes.remembered import remembered
from tests.scenes.rounds import a_draft_saying, in_days

TEXTS = ("Jobs finish late.", "Costs run over.", "Nobody knows who decides.")


@remembered
def a_sounding(
    office: Office,
    method: str = SoundingMethod.RANKING,
    *,
    version: MandateVersion | None = None,
    keys: Sequence[str] = (),
    days: int = 7,
    **manner: object,
) -> Sounding:
    """Return an open sounding on all statements of the draft (one that says three things, unless there is one)."""
    version = version or open_version(office) or a_draft_saying(office, *TEXTS)
    return soundings.open_sounding(
        version_id=version.pk,
        keys=keys or [each.line.key for each in statements_of(version)],
        manner=Manner(method, **manner),
        deadline=in_days(office, days),
        by=manager_of(office),
    )


@remembered
def three_seats(office: Office) -> list:
    """Return three seats with holders, known by name."""
    names = ("Margaret Oyelaran", "Tomasz Wieczorek", "Helen Brandreth")
    titles = ("Chief Executive", "Chief Financial Officer", "Chief Operating Officer")
    return [a_seat(office, title, name=name) for title, name in zip(titles, names, strict=True)]


@remembered
def said(
    sounding: Sounding, seat, given: Sequence[int] | Mapping[str, int], by: Person | None = None
) -> SoundingAnswer:
    """Return the answer of a seat: its numbers in the order of the statements, or by their keys."""
    keys = [item.key for item in items_of(sounding)]
    return soundings.answer_sounding(
        sounding_id=sounding.pk,
        seat_id=seat.pk,
        given=given if isinstance(given, Mapping) else dict(zip(keys, given, strict=True)),
        shown_digest=sounding.digest,
        by=by or holder_of(seat),
    )


def extended(sounding: Sounding, days: int, by: Person | None = None) -> Sounding:
    """Return the sounding with its deadline moved to some days from today."""
    office = sounding.mandate.office
    return soundings.extend_sounding(
        sounding_id=sounding.pk, deadline=in_days(office, days), by=by or manager_of(office)
    )


@remembered
def closed(sounding: Sounding) -> Sounding:
    """Return the sounding, closed by the manager."""
    return soundings.close_sounding(sounding_id=sounding.pk, by=manager_of(sounding.mandate.office))


def cancelled(sounding: Sounding, reason: str = "The wrong question.") -> Sounding:
    """Return the sounding, cancelled by the manager."""
    by = manager_of(sounding.mandate.office)
    return soundings.cancel_sounding(sounding_id=sounding.pk, reason=reason, by=by)
