"""Deeds on themes: headings under which requirements are read together; no word of a requirement changes."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from executives.models import Requirement, Theme
from executives.rules.lineage import are_of_office, may_call, may_keep_themes
from pmo.access.models import Person
from pmo.access.services import lock_office
from pmo.access.standing import standing_of
from pmo.access.verdicts import wrong_input
from pmo.audit.services import record


@transaction.atomic
def add_theme(*, office_id: int, name: str, by: Person) -> Theme:
    """Add a theme after the others; one that is called so already is returned."""
    office = lock_office(office_id)
    may_keep_themes(standing_of(by, office)).require()
    themes = list(office.themes.all())
    if same := [each for each in themes if each.name.casefold() == name.strip().casefold()]:
        return same[0]
    may_call(name, themes).require()
    last = office.themes.aggregate(last=Max("order"))["last"] or 0
    theme = Theme.objects.create(office=office, name=name.strip(), order=last + 1)
    record("theme.added", about=theme, office=office, by=by, payload={"name": theme.name})
    return theme


@transaction.atomic
def rename_theme(*, theme_id: int, name: str, by: Person) -> Theme:
    """Call a theme something else."""
    theme = _lock_theme(theme_id)
    may_keep_themes(standing_of(by, theme.office)).require()
    if theme.name == name.strip():
        return theme
    may_call(name, theme.office.themes.exclude(pk=theme.pk)).require()
    said = {"old": theme.name, "new": name.strip()}
    theme.name = name.strip()
    theme.save(update_fields=["name"])
    record("theme.renamed", about=theme, office=theme.office, by=by, payload=said)
    return theme


@transaction.atomic
def move_theme(*, theme_id: int, step: int, by: Person) -> Theme:
    """Move a theme one place up (-1) or down (1); at the end it stays."""
    theme = _lock_theme(theme_id)
    may_keep_themes(standing_of(by, theme.office)).require()
    row = list(theme.office.themes.order_by("order", "pk"))
    place = row.index(theme)
    target = place + (1 if step > 0 else -1)
    if not 0 <= target < len(row):
        return theme
    row[place], row[target] = row[target], row[place]
    for number, each in enumerate(row, 1):
        each.order = number
    Theme.objects.bulk_update(row, ["order"])
    record("theme.moved", about=theme, office=theme.office, by=by, payload={"from": place + 1, "to": target + 1})
    return row[target]


@transaction.atomic
def put_under(
    *, office_id: int, theme_id: int | None, requirement_ids: Iterable[int], name: str = "", by: Person
) -> list[Requirement]:
    """Read requirements under a theme, all or none; a name makes a new one, no theme takes them out of theirs."""
    office = lock_office(office_id)
    may_keep_themes(standing_of(by, office)).require()
    wanted = set(requirement_ids)
    theme = Theme.objects.filter(pk=theme_id).first() if theme_id else None
    if theme_id and theme is None:
        wrong_input(_("This theme is not of this office. Choose from the list.")).require()
    found = list(Requirement.objects.select_for_update().filter(pk__in=wanted).order_by("number"))
    are_of_office(office, theme, found, len(wanted)).require()
    theme = add_theme(office_id=office_id, name=name, by=by) if name.strip() else theme
    moved = [each for each in found if each.theme_id != (theme.pk if theme else None)]
    for each in moved:
        each.theme = theme
    Requirement.objects.bulk_update(moved, ["theme"])
    for each in moved:
        said = {"theme": theme.name if theme else None}
        record("requirement.themed", about=each, office=office, by=by, payload=said)
    return found


def _lock_theme(theme_id: int) -> Theme:
    office = lock_office(Theme.objects.values_list("office_id", flat=True).get(pk=theme_id))
    theme = Theme.objects.get(pk=theme_id)
    theme.office = office
    return theme
