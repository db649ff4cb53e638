"""A draft as an amendment: its class with the reasons, and which seats it touches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from executives.models import Seat
from executives.selectors.seats import person_in, seats_of
from mandates.amendments import Circumstances, Classified
from mandates.consequences import Facts, consequences
from mandates.control_states import AmendmentClass
from mandates.models import MandateVersion
from mandates.selectors.checks import check_of
from mandates.selectors.contents import contents_of, owners_of, seat_facts
from mandates.selectors.sources import moved_unasked
from mandates.selectors.versions import version_in_force
from mandates.states import RoundState
from pmo.audit import canonical


def circumstances_of(version: MandateVersion, seats: Iterable[Seat]) -> Circumstances:
    """Return what raises the class of a version beside its text."""
    return Circumstances(
        has_sponsor=any(seat.sponsor for seat in seats),
        was_asked=version.rounds.exclude(state__in=[RoundState.CANCELLED, RoundState.PLANNED]).exists(),
        raised_to=version.raised_to,
    )


@dataclass(frozen=True)
class Signer:
    """A seat that signs, and who holds it."""

    title: str
    holder: str


@dataclass(frozen=True)
class Amendment:
    """A draft against the version in force: what changed, of what class it is, which seats sign a lighter one.

    `digest`: of what the draft says as it is shown.
    """

    version: MandateVersion
    base: MandateVersion | None
    classified: Classified
    signers: tuple[Seat, ...]
    digest: str = ""

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


def missing_in(version: MandateVersion) -> list[str]:
    """Return in sentences what keeps a draft from being sent out unasked: all that blocks, and words taken back."""
    missing = check_of(version).sentences
    for each in moved_unasked(version):
        said = _("%(line)s rests on words of %(requirement)s that do not stand any more: put others in their place.")
        missing.append(said % {"line": each.line.key, "requirement": each.requirement.key})
    return missing


def amendment_of(version: MandateVersion) -> Amendment:
    """Return a draft as an amendment; a constant number of queries."""
    office = version.mandate.office
    seats, base = list(seats_of(office)), version_in_force(office)
    facts = Facts(seat_facts(seats), circumstances_of(version, seats), owners_of(office))
    *before, now = contents_of([base, version] if base else [version])
    found = consequences(before[0] if before else None, now, now, facts)
    signers = tuple(seat for seat in seats if seat.title in found.signers)
    return Amendment(version, base, found.classified, signers, canonical.digest(now))
