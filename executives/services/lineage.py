"""Making requirements from others: merged, split up, derived; their owners confirm the new words, nobody else."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from executives.models import Lineage, Ownership, Requirement, Seat
from executives.rules.lineage import may_make, may_say_parts
from executives.rules.requirements import may_say
from executives.services.writing import write_requirement
from executives.states import LineageKind, RequirementState
from executives.words import Words
from pmo.access.models import Office, Person
from pmo.access.services import lock_office
from pmo.access.standing import standing_of
from pmo.audit.services import record

PASSES_ON = {LineageKind.MERGE: RequirementState.MERGED, LineageKind.SPLIT: RequirementState.SPLIT}


@transaction.atomic
def merge(*, office_id: int, shown_digests: Mapping[int, str], words: Words, by: Person) -> Requirement:
    """Put one requirement in the place of two or more, each as it was shown; it belongs to all whose words they are."""
    return _one(LineageKind.MERGE, office_id, shown_digests, words, by)


@transaction.atomic
def derive(*, office_id: int, shown_digests: Mapping[int, str], words: Words, by: Person) -> Requirement:
    """Write down what follows from one requirement or more, which stay as they are."""
    return _one(LineageKind.DERIVE, office_id, shown_digests, words, by)


@transaction.atomic
def split(*, requirement_id: int, parts: Sequence[Words], shown_digest: str, by: Person) -> list[Requirement]:
    """Put two or more requirements in the place of one; each belongs to those to whom that one belonged."""
    office = lock_office(Requirement.objects.values_list("office_id", flat=True).get(pk=requirement_id))
    sources, standing = lock_sources(office, [requirement_id]), standing_of(by, office)
    if standing.is_manager and (made := _made_already(LineageKind.SPLIT, sources, parts)):
        return made
    may_make(LineageKind.SPLIT, standing, sources, {requirement_id: shown_digest}).require()
    may_say_parts(parts).require()
    return _make(LineageKind.SPLIT, office, sources, parts, by)


def lock_sources(office: Office, requirement_ids: Iterable[int]) -> list[Requirement]:
    """Lock requirements by number, with seat and wording loaded; whoever calls has locked the office."""
    found = Requirement.objects.select_for_update(of=("self",)).filter(pk__in=list(requirement_ids))
    loaded = list(found.select_related("seat", "wording").prefetch_related("ownerships").order_by("number"))
    for each in loaded:
        each.office = office if each.office_id == office.pk else each.office
    return loaded


def _one(kind: LineageKind, office_id: int, shown_digests: Mapping[int, str], words: Words, by: Person) -> Requirement:
    office = lock_office(office_id)
    sources = lock_sources(office, shown_digests)
    standing = standing_of(by, office)
    if standing.is_manager and (made := _made_already(kind, sources, [words])):
        return made[0]
    may_make(kind, standing, sources, shown_digests).require()
    may_say(words).require()
    return _make(kind, office, sources, [words], by)[0]


def _made_already(kind: LineageKind, sources: Sequence[Requirement], parts: Sequence[Words]) -> list[Requirement]:
    """Return what these very words made of these very sources, if that stands: the second click."""
    ids = {each.pk for each in sources}
    rows = Lineage.objects.filter(kind=kind, source__in=ids, ended_at__isnull=True).select_related("result__wording")
    of: dict[Requirement, set[int]] = {}
    for row in rows.order_by("result"):
        of.setdefault(row.result, set()).add(row.source_id)
    made = [result for result, its in of.items() if its == ids]
    wanted = {each.digest for each in parts}
    said = [each for each in made if each.wording and each.wording.digest in wanted]
    return said if wanted and len(said) == len(wanted) else []


def _make(
    kind: LineageKind, office: Office, sources: Sequence[Requirement], parts: Sequence[Words], by: Person
) -> list[Requirement]:
    """Write the results down, play them back to their owners, and pass the sources on."""
    seat_ids = {seat_id for each in sources for seat_id in each.owner_ids}
    seats = list(Seat.objects.filter(pk__in=seat_ids).order_by("order", "pk"))
    for each in seats:
        each.office = office
    made = [_write(kind, sources, seats, words, by) for words in parts]
    for source in sources:
        said = {"into": [each.key for each in made]}
        record(f"requirement.{PASSED[kind]}", about=source, office=office, by=by, payload=said)
        if kind in PASSES_ON:
            source.state = PASSES_ON[kind]
            source.save(update_fields=["state"])
    return made


PASSED = {LineageKind.MERGE: "merged", LineageKind.SPLIT: "split", LineageKind.DERIVE: "derived"}


def _write(
    kind: LineageKind, sources: Sequence[Requirement], seats: Sequence[Seat], words: Words, by: Person
) -> Requirement:
    result = write_requirement(seats[0], words, by=by)
    Ownership.objects.bulk_create(Ownership(requirement=result, seat=each) for each in seats[1:])
    Lineage.objects.bulk_create(
        Lineage(
            office=result.office,
            kind=kind,
            source=each,
            result=result,
            wording=each.wording,
            state=each.state,
            by=by,
            at=result.wording.at,  # type: ignore[union-attr]
        )
        for each in sources
    )
    themes = {each.theme_id for each in sources}
    result.theme_id = themes.pop() if len(themes) == 1 else None
    result.state = RequirementState.PLAYED_BACK
    result.save(update_fields=["theme", "state"])
    said = {"seats": [each.pk for each in seats], "from": [each.key for each in sources]}
    record("requirement.played_back", about=result, office=result.office, by=by, payload=said)
    return result
