"""Where a statement comes from, read beside it: of a hundred sources a document wants a few words, and no rows."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from executives.models import Requirement
from executives.selectors.lineage import touches
from executives.selectors.owners import confirmers
from executives.states import PASSED_ON
from mandates.models import Source, Statement


class Origin(NamedTuple):
    """A requirement that a statement comes from; `speakers` are those who said it, by name, else the seat."""

    requirement_id: int
    key: str
    speakers: tuple[str, ...]
    has_moved: bool
    is_passed_on: bool
    has_lineage: bool


def named_sources() -> QuerySet[Source]:
    """Return sources with what the content of a version says of them."""
    return Source.objects.annotate(number=F("wording__requirement__number"), digest=F("wording__digest"))


def spoken_sources() -> QuerySet[Source]:
    """Return sources with who said them and what has become of them, by number of requirement."""
    found = named_sources().annotate(
        requirement=F("wording__requirement"),
        state=F("wording__requirement__state"),
        newest=F("wording__requirement__wording"),
        said_by=Coalesce("wording__confirmed_by__name", "wording__requirement__seat__title"),
        heard=confirmers("wording"),
        threaded=touches("wording__requirement"),
    )
    return found.order_by("wording__requirement__number")


def pairs_of(statement: Statement) -> list[tuple[str, str]]:
    """Return key and digest of the words of each source of a statement, in order; wants `named_sources` loaded."""
    sources: Any = statement.sources.all()
    return sorted((Requirement.key_of(each.number), each.digest) for each in sources)


def origins_of(statement: Statement) -> tuple[Origin, ...]:
    """Return where a statement comes from; wants `spoken_sources` loaded."""
    return tuple(map(_origin, statement.sources.all()))


def _origin(source: Any) -> Origin:
    return Origin(
        requirement_id=source.requirement,
        key=Requirement.key_of(source.number),
        speakers=tuple(sorted(source.heard.split("\n"))) if source.heard else (source.said_by,),
        has_moved=source.newest != source.wording_id,
        is_passed_on=source.state in PASSED_ON,
        has_lineage=source.threaded,
    )
