"""Why a statement is in the mandate: what it serves, and the words that all of it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from executives.models import Wording
from executives.selectors.lineage import Became, Quote, Threads
from mandates.models import MandateVersion, Source, Statement, StatementLink
from mandates.origins import origins_of
from mandates.places import why_url
from mandates.selectors.agreements import agreements_of
from mandates.selectors.documents import Notes, notes_on, services_for
from mandates.selectors.drafts import statement_keyed
from mandates.states import LinkKind
from mandates.then import Then


class Place(NamedTuple):
    """Where the pages beside this one stand: in a version, or in what stood at a moment."""

    version: MandateVersion
    then: Then | None


@dataclass(frozen=True)
class Linked:
    """A statement beside this one."""

    key: str
    text: str
    url: str


@dataclass(frozen=True)
class OwnWords:
    """What an executive said, as it stood when the statement was made from it."""

    key: str
    words: str
    by: str
    seat: str
    confirmed_at: datetime | None
    consequence: str
    wanted: str
    newer: str = ""
    on_paper: str = ""
    quotes: tuple[Quote, ...] = ()
    became: tuple[Became, ...] = ()


@dataclass(frozen=True)
class Why:
    """A statement, upwards to what it serves, and down to the words."""

    version: MandateVersion
    notes: Notes
    statement: Statement
    brings: tuple[Linked, ...]
    achieves: tuple[Linked, ...]
    answers: tuple[Linked, ...]
    answered_by: tuple[Linked, ...]
    words: tuple[OwnWords, ...]
    then: Then | None = None


def why_of(version: MandateVersion, key: str, then: Then | None = None) -> Why | None:
    """Return the thread of a statement, or None when there is no such key; looking back, without what came later."""
    statement = statement_keyed(version, key)
    if statement is None:
        return None
    agreement = agreements_of(version, [statement]).get(statement.line_id)
    service = None if then else services_for(version, [statement]).get(statement.line_id)
    place = Place(version, then)
    ups, downs = list(statement.links_up.all()), [link.lower for link in statement.links_down.all()]
    return Why(
        version=version,
        notes=notes_on(version, statement, tuple(each.key for each in downs), agreement, service, then),
        statement=statement,
        brings=_uppers(place, ups, LinkKind.SERVES),
        achieves=_uppers(place, ups, LinkKind.ACHIEVES),
        answers=_uppers(place, ups, LinkKind.ADDRESSES) or _through(place, ups),
        answered_by=tuple(_linked(place, each) for each in downs),
        words=_words(version, statement, then),
        then=then,
    )


def _words(version: MandateVersion, statement: Statement, then: Then | None) -> tuple[OwnWords, ...]:
    """Return the words of the sources, each with all that it was made from and what stands in its place by now."""
    sources, origins = statement.sources.all(), origins_of(statement)
    said = [own_words(each, origin.speakers) for each, origin in zip(sources, origins, strict=True)]
    if then:
        return tuple(_words_then(each, then) for each in said)
    if not any(each.has_lineage for each in origins):
        return tuple(said)
    threads = Threads(version.mandate.office)
    return tuple(
        replace(
            each,
            quotes=threads.behind(origin.requirement_id),
            became=threads.at_last(origin.requirement_id),
        )
        for each, origin in zip(said, origins, strict=True)
    )


def _words_then(words: OwnWords, then: Then) -> OwnWords:
    """Take away what was said later: newer words, and a confirmation that had not been given yet."""
    if words.confirmed_at and words.confirmed_at >= then.ends:
        return replace(words, newer="", by=words.seat, confirmed_at=None, on_paper="")
    return replace(words, newer="")


def _uppers(place: Place, links: list[StatementLink], kind: LinkKind) -> tuple[Linked, ...]:
    return tuple(_linked(place, link.upper) for link in links if link.kind == kind)


def _through(place: Place, links: list[StatementLink]) -> tuple[Linked, ...]:
    """Return what the statements above this one address: an objective answers issues through its benefits and goals."""
    above = [link.upper_id for link in links]
    further = StatementLink.objects.filter(lower__in=above, kind=LinkKind.ADDRESSES).select_related("upper__line")
    found = {link.upper_id: link.upper for link in further}
    ordered = sorted(found.values(), key=lambda each: (each.line.kind, each.line.number))
    return tuple(_linked(place, each) for each in ordered)


def _linked(place: Place, statement: Statement) -> Linked:
    return Linked(statement.key, statement.text, why_url(place.version, statement.key, place.then))


def own_words(source: Source, speakers: Iterable[str]) -> OwnWords:
    """Return the words of a source; `newer` is what its executive says by now, if that is something else."""
    wording: Wording = source.wording
    requirement = wording.requirement
    newer = requirement.wording if requirement.wording_id != wording.pk else None
    return OwnWords(
        key=requirement.key,
        words=wording.statement,
        by=", ".join(speakers),
        seat=requirement.seat.title,
        confirmed_at=wording.confirmed_at,
        consequence=wording.consequence_today,
        wanted=wording.benefit_wanted,
        newer=newer.statement if newer else "",
        on_paper=wording.on_paper.by.name if wording.on_paper else "",
    )
