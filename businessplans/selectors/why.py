"""Why a plan item is done: item, benefits, issues and opportunities, and the words that executives said."""

from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext

from businessplans.models import PlanItem
from businessplans.selectors.items import ItemPage, item_page
from executives.models import Wording
from executives.selectors import lineage
from executives.selectors.lineage import quotes_behind, touches
from mandates.models import MandateVersion, Source, Statement, StatementLink
from mandates.states import LinkKind
from pmo.access.models import Office
from pmo.access.standing import Standing

FIRST = 6


@dataclass(frozen=True)
class Quote:
    """What an executive said, with the seat and whoever holds it."""

    words: str
    key: str
    by: str
    person: str
    confirmed: bool


@dataclass(frozen=True)
class Why:
    """The thread from an item up to the words that somebody said."""

    page: ItemPage
    version: MandateVersion | None
    purposes: list[Statement]
    quotes: list[Quote]

    @property
    def first(self) -> list[Quote]:
        """The words that are shown at once."""
        return self.quotes[:FIRST]

    @property
    def rest(self) -> list[Quote]:
        """The words that are folded."""
        return self.quotes[FIRST:]

    @property
    def rest_words(self) -> str:
        """Who said what is folded, each named once."""
        return get_text_list(list(dict.fromkeys(quote.person for quote in self.rest)), gettext("and"))


def why(standing: Standing, item: PlanItem) -> Why:
    """Return the thread of an item through the version in force."""
    page = item_page(standing, item)
    served = [trace.statement_id for trace in page.traces if trace.statement_id]
    links = StatementLink.objects.filter(lower_id__in=served, kind=LinkKind.ADDRESSES).select_related("upper__line")
    uppers = {link.upper_id: link.upper for link in links.order_by("upper__line__kind", "upper__order", "upper_id")}
    quotes = _quotes(standing.office, [*served, *uppers], page.owners)
    return Why(page, page.version, list(uppers.values()), quotes)


def _quotes(office: Office, statement_ids: list[int], owners: dict[int, str]) -> list[Quote]:
    """Return the words behind the statements, each once; those said for most of the statements first.

    Merged words are followed by what they were made from.
    """
    sources = Source.objects.filter(statement_id__in=statement_ids).annotate(threaded=touches("wording__requirement"))
    threaded: set[int] = set()
    behind: dict[int, list[Wording]] = {}
    for source in sources.select_related("wording__requirement__seat", "wording__confirmed_by"):
        behind.setdefault(source.wording.requirement_id, []).append(source.wording)
        if source.threaded:
            threaded.add(source.wording.requirement_id)
    ordered = sorted(behind.values(), key=lambda found: (-len(found), found[0].requirement.number))
    made = quotes_behind(office, threaded) if threaded else {}
    found = [
        each
        for said in ordered
        for each in (_quote(said[0], owners), *map(_said_before, made.get(said[0].requirement_id, ())))
    ]
    return list({each.key: each for each in found}.values())


def _said_before(quote: lineage.Quote) -> Quote:
    return Quote(quote.words, quote.key, quote.who, quote.by, quote.confirmed_at is not None)


def _quote(wording: Wording, owners: dict[int, str]) -> Quote:
    seat = wording.requirement.seat
    said_by = wording.confirmed_by.name if wording.confirmed_by else owners.get(seat.pk, "")
    return Quote(
        words=wording.statement,
        key=wording.requirement.key,
        by=f"{said_by}, {seat.title}" if said_by not in ("", seat.title) else seat.title,
        person=said_by or seat.title,
        confirmed=wording.confirmed_at is not None,
    )
