"""Why a plan item is done: item, benefits, issues and opportunities, and the words that executives said."""

from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext

from businessplans.models import PlanItem
from businessplans.selectors.items import ItemPage, item_page
from executives.models import Wording
from mandates.models import MandateVersion, Source, Statement, StatementLink
from mandates.states import LinkKind
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
    quotes = _quotes([*served, *uppers], page.owners)
    return Why(page, page.version, list(uppers.values()), quotes)


def _quotes(statement_ids: list[int], owners: dict[int, str]) -> list[Quote]:
    """Return the words behind the statements, each once; those said for most of the statements first."""
    sources = Source.objects.filter(statement_id__in=statement_ids)
    behind: dict[int, list[Wording]] = {}
    for source in sources.select_related("wording__requirement__seat", "wording__confirmed_by"):
        behind.setdefault(source.wording.requirement_id, []).append(source.wording)
    ordered = sorted(behind.values(), key=lambda found: (-len(found), found[0].requirement.number))
    return [_quote(found[0], owners) for found in ordered]


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
