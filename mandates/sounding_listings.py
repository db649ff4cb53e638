"""The lists of soundings as rows to keep: which there are, who has answered, what came out, who said what."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mandates.listings import Rows
from mandates.selectors.sounding_pages import Heard, SoundingRow
from mandates.selectors.sounding_results import Results, ScaleItem
from mandates.sounding_states import SoundingMethod
from pmo.ui.exports import Column

SOUNDINGS = [
    Column(gettext_lazy("Sounding"), 10),
    Column(gettext_lazy("Question"), 50),
    Column(gettext_lazy("How it asks"), 24),
    Column(gettext_lazy("Status"), 14),
    Column(gettext_lazy("Opened"), 18),
    Column(gettext_lazy("Answers until"), 14),
    Column(gettext_lazy("Closed"), 18),
    Column(gettext_lazy("Statements"), 12),
    Column(gettext_lazy("Asked"), 10),
    Column(gettext_lazy("Answered"), 10),
]
TURNOUT = [
    Column(gettext_lazy("Seat"), 30),
    Column(gettext_lazy("Person"), 24),
    Column(gettext_lazy("Answer"), 14),
]
STATEMENT = [Column(gettext_lazy("Statement"), 12), Column(gettext_lazy("Text as asked"), 60)]
BY_SEAT = [
    *STATEMENT,
    Column(gettext_lazy("Seat"), 30),
    Column(gettext_lazy("Person"), 24),
    Column(gettext_lazy("Answer"), 10),
]
RANKING = [
    *STATEMENT,
    Column(gettext_lazy("Mean rank"), 12),
    Column(gettext_lazy("Best rank"), 12),
    Column(gettext_lazy("Lowest rank"), 12),
    Column(gettext_lazy("Put first by"), 12),
]
POINTS = [
    *STATEMENT,
    Column(gettext_lazy("Points"), 10),
    Column(gettext_lazy("Share"), 12),
    Column(gettext_lazy("Mean"), 12),
    Column(gettext_lazy("Standard deviation"), 18),
    Column(gettext_lazy("Relative spread"), 18),
    Column(gettext_lazy("Given nothing by"), 16),
    Column(gettext_lazy("Least"), 10),
    Column(gettext_lazy("Most"), 10),
]


def sounding_rows(rows: tuple[SoundingRow, ...]) -> Rows:
    """Return one row a sounding."""
    for row in rows:
        each = row.sounding
        when = (each.opened_at, each.deadline, each.closed_at)
        words = (each.question, each.get_method_display(), each.get_state_display())
        yield (each.number, *words, *when, row.items, row.asked, row.answered)


def heard_rows(heard: tuple[Heard, ...]) -> Rows:
    """Return one row a seat: whether it has answered, never what."""
    for each in heard:
        yield (each.participant.seat.title, each.participant.person.name, str(each.word))


def seat_rows(results: Results) -> Rows:
    """Return one row a seat and statement; none of an anonymous sounding."""
    for place, item in enumerate(results.items):
        for row in results.seats or ():
            who = (row.participant.seat.title, row.participant.person.name)
            yield (item.key, item.text, *who, row.numbers[place])


def item_columns(results: Results) -> list[Column]:
    """Return the columns of what came out, by method."""
    match results.sounding.method:
        case SoundingMethod.RANKING:
            return RANKING
        case SoundingMethod.POINTS:
            return POINTS
    steps = [Column(f"{each['value']} {each['label']}", 16) for each in results.sounding.meanings]
    more = [Column(_("Median"), 10), Column(_("For it"), 10)] if results.sounding.method == SoundingMethod.FIST else []
    return [*STATEMENT, *steps, *more]


def item_rows(results: Results) -> Rows:
    """Return one row a statement: what came out."""
    if results.ranking:
        for row in results.ranking.rows:
            yield (row.item.key, row.item.text, row.mean, row.best, row.worst, row.firsts)
    if results.points:
        for each in results.points.rows:
            f = each.figures
            ends = (None, None) if results.sounding.anonymous else (f.min, f.max)
            yield (each.item.key, each.item.text, f.total, f.share, f.mean, f.sd, f.cv, f.zeros, *ends)
    for one in results.scale or ():
        yield (one.item.key, one.item.text, *(step.count for step in one.steps), *_fist(one))


def _fist(one: ScaleItem) -> tuple[float | int | None, ...]:
    return () if one.supporting is None else (one.median, one.supporting)
