"""A draft as an amendment: its class with the reasons, and which seats it touches."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from executives.models import Seat
from executives.selectors.owners import ownerships
from executives.selectors.seats import person_in, seats_of
from executives.states import DecisionRole
from mandates.amendments import Circumstances, Classified, Content, class_of, raised
from mandates.content import version_content
from mandates.control_states import AmendmentClass
from mandates.models import Benefit, MandateVersion, Source, Statement, StatementLink
from mandates.selectors.versions import statements_with_reasons, version_in_force
from mandates.states import LineKind, RoundState


def comparable(version: MandateVersion) -> Content:
    """Return the content of a version for a comparison: how it is signed is the mandate's rule, not this one's seats.

    A frozen version is read from what was signed; a draft from its rows.
    """
    content = json.loads(version.content) if version.content else _of_rows(version)
    places = version.signing_seats.filter(Q(must=True) | Q(stage__gt=1)).order_by("seat__title")
    rows = list(places.values_list("seat__title", "stage", "must"))
    signing = {
        "rule": str(version.signing_rule),
        "needed": version.signing_needed,
        "must": [title for title, _stage, must in rows if must],
        "stages": [[title, stage] for title, stage, _must in rows if stage > 1],
    }
    return {**content, "signing": signing}


def _of_rows(version: MandateVersion) -> Content:
    return version_content(version, list(statements_with_reasons(version)))


def computed_class(version: MandateVersion, base: MandateVersion | None) -> Classified:
    """Return what changed between the version in force and a version, and the class that this makes."""
    return class_of(comparable(base) if base else None, comparable(version))


def circumstances_of(version: MandateVersion, seats: Iterable[Seat]) -> Circumstances:
    """Return what raises the class of a version beside its text."""
    return Circumstances(
        has_sponsor=sponsor_among(seats) is not None,
        was_asked=version.rounds.exclude(state__in=[RoundState.CANCELLED, RoundState.PLANNED]).exists(),
        raised_to=version.raised_to,
    )


def sponsor_among(seats: Iterable[Seat]) -> Seat | None:
    """Return the sponsor's seat, or None."""
    return next((seat for seat in seats if seat.sponsor), None)


@dataclass(frozen=True)
class Signer:
    """A seat that signs, and who holds it."""

    title: str
    holder: str


@dataclass(frozen=True)
class Amendment:
    """A draft against the version in force: what changed, of what class it is, which seats sign a lighter one."""

    version: MandateVersion
    base: MandateVersion | None
    computed: Classified
    classified: Classified
    signers: tuple[Seat, ...]

    @property
    def amendment_class(self) -> AmendmentClass:
        """The lowest class that the draft may have as things stand."""
        return self.classified.amendment_class

    @property
    def is_light(self) -> bool:
        """Whether it goes out for signature without a round."""
        return self.amendment_class != AmendmentClass.MAJOR

    @property
    def heavier(self) -> list[AmendmentClass]:
        """The classes to which it may be raised."""
        return [each for each in AmendmentClass if each.weight > self.amendment_class.weight]

    @property
    def people(self) -> list[Signer]:
        """Who signs, with who holds each seat."""
        return [Signer(seat.title, person.name if (person := person_in(seat)) else "") for seat in self.signers]

    @property
    def vacant(self) -> list[str]:
        """The seats that would sign and that nobody holds."""
        return [seat.title for seat in self.signers if not person_in(seat)]


def amendment_of(version: MandateVersion) -> Amendment:
    """Return a draft as an amendment; a constant number of queries."""
    office = version.mandate.office
    seats, base = list(seats_of(office)), version_in_force(office)
    computed = computed_class(version, base)
    found = raised(computed, circumstances_of(version, seats))
    return Amendment(version, base, computed, found, signers_of(version, base, found, seats))


def signers_of(
    version: MandateVersion, base: MandateVersion | None, found: Classified, seats: list[Seat]
) -> tuple[Seat, ...]:
    """Return the seats that sign a version of a class: all signatory ones; the sponsor and those touched; the sponsor.

    `seats` are those of the office with their holders.
    """
    if base is None or found.amendment_class == AmendmentClass.MAJOR:
        return tuple(seat for seat in seats if seat.decision_role == DecisionRole.SIGNATORY)
    touched = set[int]()
    if found.amendment_class == AmendmentClass.MINOR:
        touched = touched_seats([base.pk, version.pk], {each.key for each in found.reasons if each.key})
    return tuple(
        seat for seat in seats if seat.sponsor or (seat.pk in touched and seat.decision_role != DecisionRole.INFORMED)
    )


def touched_seats(versions: Collection[int], keys: Collection[str]) -> set[int]:
    """Return the seats whose requirements or benefits some statements are, as either version has them.

    Whose requirement a statement comes from (all owners of merged ones); who owns a benefit, before or after; and who
    owns a benefit that such a statement serves in one of the versions and not in the other.
    """
    if not keys:
        return set()
    statements = Statement.objects.filter(_named(keys), version__in=versions)
    requirements = Source.objects.filter(statement__in=statements).values("wording__requirement")
    owners = ownerships().filter(requirement__in=requirements).values_list("seat_id", flat=True)
    benefits = Benefit.objects.filter(statement__in=statements, owner__isnull=False).values_list("owner_id", flat=True)
    return {*owners, *benefits, *_owners_of_relinked(statements)}


def _named(keys: Collection[str]) -> Q:
    """Return the condition that a statement has one of these keys."""
    named = Q(pk__in=[])
    for key in keys:
        kind, _dash, number = key.partition("-")
        named |= Q(line__kind=kind, line__number=int(number))
    return named


def _owners_of_relinked(statements: QuerySet[Statement]) -> set[int]:
    """Return who owns the benefits on which some statements hang in one version, and not in the other."""
    links = StatementLink.objects.filter(lower__in=statements, upper__line__kind=LineKind.BENEFIT)
    rows = list(links.values_list("lower__line", "upper__line", "lower__version", "upper__benefit__owner"))
    held = Counter((lower, upper) for lower, upper, _version, _owner in rows)
    return {owner for lower, upper, _version, owner in rows if owner and held[lower, upper] == 1}
