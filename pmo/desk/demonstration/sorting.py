"""Before the draft: what the executives want, sorted by what it speaks of, whoever said it."""

from datetime import UTC, datetime

from executives.models import Requirement
from executives.services.themes import add_theme, put_under
from pmo.access.models import Office
from pmo.clock.shifting import set_time
from pmo.desk.demonstration import cast, material

SORTED = datetime(2025, 10, 10, 9, 0, tzinfo=UTC)
THEMES = {
    "G1": "Dates and costs that hold",
    "G2": "Too much at once",
    "G3": "What was promised, and paid for",
    "G4": "Reports",
}


def sort_words(office: Office) -> None:
    """Put under each theme the requirements that a goal came from later; nothing is merged, as nothing was."""
    set_time(SORTED)
    manager = cast.person(cast.MANAGER)
    refs = {goal["id"]: goal["requirements"] for goal in material.tree("mandate.json")["goals"]}
    for goal, name in THEMES.items():
        theme = add_theme(office_id=office.pk, name=name, by=manager)
        found = Requirement.objects.filter(office=office, source_ref__in=refs[goal])
        ids = found.values_list("pk", flat=True)
        put_under(office_id=office.pk, theme_id=theme.pk, requirement_ids=ids, by=manager)
