"""Reads of requirements by theme: the ungrouped first, then each theme in its order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from executives.models import Ownership, Requirement, Theme
from executives.rules.lineage import LIVING
from executives.selectors.requirements import requirements_of
from pmo.access.models import Office

LARGEST = 2**31 - 1  # what the column of a number holds


@dataclass(frozen=True)
class Listed:
    """A requirement on the page of themes, with all seats to which it belongs."""

    requirement: Requirement
    seats: tuple[str, ...]

    @property
    def statement(self) -> str:
        return str(self.requirement.wording)


@dataclass(frozen=True)
class Group:
    """What is read under one theme; without a theme, what is under none yet."""

    theme: Theme | None
    listed: tuple[Listed, ...]


@dataclass(frozen=True)
class ThemesScreen:
    """All living requirements of an office, grouped."""

    groups: tuple[Group, ...]

    @property
    def themes(self) -> list[Theme]:
        return [group.theme for group in self.groups if group.theme]

    @property
    def ungrouped(self) -> int:
        return len(self.groups[0].listed)

    @property
    def total(self) -> int:
        return sum(len(group.listed) for group in self.groups)

    @property
    def ids(self) -> list[int]:
        """All that one may choose."""
        return [each.requirement.pk for group in self.groups for each in group.listed]

    def numbers(self, requirement_ids: Iterable[int]) -> list[int]:
        """Return by number what was chosen."""
        wanted = set(requirement_ids)
        every = [each.requirement for group in self.groups for each in group.listed]
        return sorted(each.number for each in every if each.pk in wanted)


def themes_of(office: Office) -> QuerySet[Theme]:
    """Return the themes of an office, in their order."""
    return office.themes.order_by("order", "pk")


def theme_numbered(office: Office, number: int) -> Theme | None:
    """Return a theme of an office, or None."""
    return themes_of(office).select_related("office").filter(pk=number).first()


def themes_screen(office: Office) -> ThemesScreen:
    """Return the living requirements by theme; what was left out or went into others is not sorted any more."""
    owners = Prefetch("ownerships", Ownership.objects.filter(left_at__isnull=True).select_related("seat"))
    found = requirements_of(office).filter(state__in=LIVING).prefetch_related(owners)
    listed: dict[int | None, list[Listed]] = {}
    for each in found:
        seats = tuple(row.seat.title for row in each.ownerships.all())
        listed.setdefault(each.theme_id, []).append(Listed(each, seats))
    themes = [None, *themes_of(office)]
    return ThemesScreen(tuple(Group(theme, tuple(listed.get(theme.pk if theme else None, ()))) for theme in themes))


def chosen(office: Office, numbers: Iterable[int]) -> list[Requirement]:
    """Return the requirements of an office with these numbers, with their words and the seats they belong to."""
    owners = Prefetch("ownerships", Ownership.objects.filter(left_at__isnull=True).select_related("seat"))
    known = [each for each in numbers if each <= LARGEST]
    return list(requirements_of(office).filter(number__in=known).prefetch_related(owners))


def exported(screen: ThemesScreen) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the list as a file carries them."""
    for group in screen.groups:
        for each in group.listed:
            theme = group.theme.name if group.theme else ""
            state = each.requirement.get_state_display()
            yield theme, each.requirement.key, ", ".join(each.seats), each.statement, state
