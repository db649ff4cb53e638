"""Requirements made from others, reached by calling the services."""

from datetime import timedelta

from executives.models import Requirement, Seat
from executives.services import lineage, requirements, seats
from executives.words import Words
from pmo import clock
from tests.scenes import executives as scenes


def shown(*sources: Requirement) -> dict[int, str]:
    """Return what a page showed of some requirements."""
    return {each.pk: each.wording.digest for each in sources}


def merged(*sources: Requirement, words: Words | None = None) -> Requirement:
    """Return one requirement in the place of some."""
    office = sources[0].office
    words = words or scenes.some_words()
    return lineage.merge(office_id=office.pk, shown_digests=shown(*sources), words=words, by=scenes.manager_of(office))


def derived(*sources: Requirement) -> Requirement:
    """Return a requirement that follows from some."""
    office = sources[0].office
    words, by = scenes.some_words(), scenes.manager_of(office)
    return lineage.derive(office_id=office.pk, shown_digests=shown(*sources), words=words, by=by)


def split(source: Requirement) -> list[Requirement]:
    """Return two requirements in the place of one."""
    parts, by = [scenes.some_words(), scenes.some_words()], scenes.manager_of(source.office)
    return lineage.split(requirement_id=source.pk, parts=parts, shown_digest=source.wording.digest, by=by)


def confirmed_by(requirement: Requirement, seat: Seat) -> Requirement:
    """Let the holder of one of its seats confirm a requirement."""
    digest = Requirement.objects.select_related("wording").get(pk=requirement.pk).wording.digest
    return requirements.confirm(requirement_id=requirement.pk, shown_digest=digest, by=scenes.holder_of(seat))


def declined_by(requirement: Requirement, seat: Seat) -> Requirement:
    """Let the holder of one of its seats take theirs out of a requirement."""
    return requirements.decline(
        requirement_id=requirement.pk,
        shown_digest=requirement.wording.digest,
        reason="That is not what I mean.",
        by=scenes.holder_of(seat),
    )


def handed_over(seat: Seat) -> None:
    """Let somebody else hold the seat from today on."""
    person, by = scenes.a_person(seat.office), scenes.manager_of(seat.office)
    today = clock.today(seat.office.time_zone)
    seats.seat_person(seat_id=seat.pk, person=person, start=today - timedelta(days=1), by=by)
