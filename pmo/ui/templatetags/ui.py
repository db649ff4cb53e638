"""The components, one tag and one small template each; docs/components.md lists them, /gallery/ shows them."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from pmo import clock
from pmo.ui import dates, figures, summaries
from pmo.ui.redline import redline
from pmo.ui.series import in_series
from pmo.ui.words import Shape, Tone, word_of

register = template.Library()

KEPT = 2048
"""A page of hundreds of rows shows a few signs over and over: so many of them are kept as they were drawn."""
MOST_STEPS = 12
"""Above this a bar per step is too fine to read: only the figures are shown."""


def _inline(name: str, context: dict[str, Any]) -> SafeString:
    """Render what stands inside a sentence: no space may part it from the full stop that follows."""
    return mark_safe(render_to_string(name, context).strip())  # noqa: S308 the template has escaped it


# Heads and frames ---------------------------------------------------------------------------------------------------


@register.inclusion_tag("ui/page_header.html")
def page_header(title: Any, lede: Any = "", crumb: Any = "", crumb_url: str = "") -> dict[str, Any]:
    """Open a page: what it is, in one sentence what stands in it, and the way up."""
    return {"title": title, "lede": lede, "crumb": crumb, "crumb_url": crumb_url}


@register.simple_block_tag
def actions(content: str) -> SafeString:
    """Put the deeds of a page or a section in one row."""
    return render_to_string("ui/actions.html", {"content": content})


@register.inclusion_tag("ui/action.html")
def action(label: Any, url: str, kind: str = "quiet") -> dict[str, Any]:
    """Link to a deed: `primary` once a page, `quiet` for equal ones, `link` for the way out."""
    return {"label": label, "url": url, "kind": kind}


@register.inclusion_tag("ui/button.html")
def button(label: Any, kind: str = "primary", name: str = "", value: Any = "") -> dict[str, Any]:
    """Submit the form that it stands in."""
    return {"label": label, "kind": kind, "name": name, "value": value}


@register.inclusion_tag("ui/post_button.html", takes_context=True)
def post_button(context: template.Context, label: Any, url: str, kind: str = "quiet", **hidden: Any) -> dict[str, Any]:
    """Do one deed with a form of its own; further keywords become hidden fields."""
    return {"label": label, "url": url, "kind": kind, "hidden": hidden, "csrf_token": context.get("csrf_token")}


@register.simple_block_tag
def thumb(content: str, still: bool = False) -> SafeString:
    """Keep the main button of an executive's page within the thumb's reach; `still` where it must be read first."""
    return render_to_string("ui/thumb.html", {"content": content, "still": still})


@register.simple_block_tag
def fold(content: str, summary: Any, unfolded: bool = False) -> SafeString:
    """Fold away what can wait."""
    return render_to_string("ui/fold.html", {"content": content, "summary": summary, "unfolded": unfolded})


@register.simple_block_tag
def notice(content: str, title: Any = "", tone: str = "now") -> SafeString:
    """Say calmly what happened or what holds; it stays where it is."""
    return render_to_string("ui/notice.html", {"content": content, "title": title, "tone": Tone(tone)})


@register.inclusion_tag("ui/empty.html")
def empty(title: Any, sentence: Any, label: Any = "", url: str = "") -> dict[str, Any]:
    """Say what will stand here, and offer the next deed."""
    return {"title": title, "sentence": sentence, "label": label, "url": url}


# Words and signs ----------------------------------------------------------------------------------------------------


@register.simple_tag
def status(value: Any, text: Any = "", quiet: bool = False) -> SafeString:
    """Show a Word, or anything with `.word`; `text` replaces its label, `quiet` keeps colour to the shape."""
    word = word_of(value)
    said: Any = text or word.label
    return _status(word.tone, word.shape, conditional_escape(said), quiet)


@lru_cache(maxsize=KEPT)
def _status(tone: Tone, shape: Shape, text: SafeString, quiet: bool) -> SafeString:
    return _inline("ui/status.html", {"word": {"tone": tone, "shape": shape}, "text": text, "quiet": quiet})


@register.simple_tag
def mark(shape: str, tone: str = "still") -> SafeString:
    """Draw a shape alone; the word must stand beside it."""
    return _inline("ui/mark.html", {"shape": Shape(shape), "tone": Tone(tone)})


@register.simple_tag
def key(text: Any, url: str = "") -> SafeString:
    """Show a key as people say it, small and grey."""
    return _key(conditional_escape(text), conditional_escape(url))


@lru_cache(maxsize=KEPT)
def _key(text: SafeString, url: SafeString) -> SafeString:
    return _inline("ui/key.html", {"text": text, "url": url})


@register.inclusion_tag("ui/trace.html")
def trace(key: Any, text: Any, url: str = "", note: Any = "") -> dict[str, Any]:
    """Link to a thing by its key and its words."""
    return {"key": key, "text": text, "url": url, "note": note}


@register.inclusion_tag("ui/said.html")
def said(words: Any, by: Any = "", key: Any = "", url: str = "", note: Any = "", small: bool = False) -> dict[str, Any]:
    """Quote somebody: the words in serif, who said them below."""
    return {"words": words, "by": by, "key": key, "url": url, "note": note, "small": small}


@register.inclusion_tag("ui/playback.html")
def playback(rows: Iterable[Any]) -> dict[str, Any]:
    """Play words back: rows are pairs (label, text) or have `.label` and `.text`; those without text are left out."""
    return {"rows": [row for row in (_pair(row) for row in rows) if row["text"] not in ("", None)]}


def _pair(row: Any) -> dict[str, Any]:
    label, text = row if isinstance(row, tuple | list) else (row.label, row.text)
    return {"label": label, "text": text}


@register.simple_block_tag
def statement_line(content: str, key: Any, text: Any, url: str = "", anchor: str = "") -> SafeString:
    """Set one statement of a mandate: key, text, and the content as notes in the margin."""
    notes = content if content.strip() else ""
    line = {"key": key, "text": text, "url": url, "anchor": anchor or key, "content": notes}
    return render_to_string("ui/statement_line.html", line)


@register.simple_tag
def diff(before: Any, after: Any) -> SafeString:
    """Redline two short texts, word by word."""
    return _inline("ui/diff.html", {"pieces": redline(str(before or ""), str(after or ""))})


@register.inclusion_tag("ui/digest.html")
def digest(value: str, label: Any = "") -> dict[str, Any]:
    """Show the fingerprint of a text."""
    return {"groups": figures.fingerprint(value), "label": label}


@register.simple_tag
def when(moment: date | datetime | None, style: str = "near") -> SafeString:
    """Word a day or an instant in the reader's zone inside <time>; see pmo.ui.dates for the styles."""
    if not moment:
        return mark_safe("")
    today = clock.today(timezone.get_current_timezone_name())
    local = dates.local_moment(moment)
    words = dates.in_words(moment, today=today, style=style)
    return _inline("ui/when.html", {"words": words, "exact": local.isoformat()})


@register.simple_tag
def until(day: date, ends: datetime) -> SafeString:
    """Word the end of a day of the office inside <time>, with the reader's own clock where it differs."""
    local = dates.local_moment(ends)
    return _inline("ui/until.html", {"words": dates.end_in_words(day, ends), "exact": local.isoformat()})


@register.simple_tag
def money(value: Decimal | int | None, currency: str) -> str:
    """Write an amount of money."""
    return figures.amount(value, currency)


@register.filter
def spelled(number: int) -> str:
    """Spell a number up to twelve."""
    return figures.spelled(int(number))


@register.filter
def series(names: Iterable[Any]) -> str:
    """Join names in one line, with semicolons where a name holds a comma."""
    return in_series(names)


@register.filter
def figure(value: Decimal | int | None) -> str:
    """Write a measured number: 4.6, 18, 1,204."""
    return figures.plain(value)


# Lists --------------------------------------------------------------------------------------------------------------


@register.simple_block_tag
def table(content: str, label: Any, kind: str = "") -> SafeString:
    """Set a table in a region that scrolls by itself; `label` names the region."""
    return render_to_string("ui/table.html", {"content": content, "label": label, "kind": kind})


@register.simple_tag(takes_context=True)
def pager(context: template.Context, page: Page, param: str = "page") -> SafeString | str:
    """Leaf through a Django Page and keep the rest of the address."""
    if page.paginator.num_pages < 2:
        return ""
    request = context.get("request")
    query = request.GET.copy() if request else None
    links = {name: summaries.page_query(query, param, number) for name, number in summaries.neighbours(page)}
    return render_to_string("ui/pager.html", {"pages": page, "links": links})


@register.inclusion_tag("ui/people.html")
def people(persons: Iterable[Any]) -> dict[str, Any]:
    """List people: each has `.name`, and may have `.title`, `.url`, `.word` and `.note`."""
    return {"persons": persons}


@register.inclusion_tag("ui/row.html")
def row(label: Any, url: str, note: Any = "", words: bool = False) -> dict[str, Any]:
    """One thing to open, inside <ul class="pm-rows">; `words` when the label is somebody's."""
    return {"label": label, "url": url, "note": note, "words": words}


@register.inclusion_tag("ui/progress.html")
def progress(now: int, total: int) -> dict[str, Any]:
    """Show where one is among a few things: *4 of 7*."""
    steps = ["done" if step < now else "now" if step == now else "" for step in range(1, total + 1)]
    return {"now": now, "total": total, "steps": steps if 1 < total <= MOST_STEPS else []}


@register.inclusion_tag("ui/timeline.html")
def timeline(entries: Iterable[Any], style: str = "near") -> dict[str, Any]:
    """List what happened: each entry has `.at` and `.text`, and may have `.by`, `.url`, `.word` and `.note`."""
    return {"entries": entries, "style": style}


@register.inclusion_tag("ui/dates.html")
def due_dates(entries: Iterable[Any]) -> dict[str, Any]:
    """List days to come: each entry has `.at` and `.text`, and may have `.url`."""
    return {"entries": entries}


# Forms --------------------------------------------------------------------------------------------------------------


@register.inclusion_tag("ui/errors.html")
def errors(*forms: BaseForm | BaseFormSet) -> dict[str, Any]:
    """Sum up what is to be put right in one or several forms, each with a link to its field."""
    return {"errors": summaries.errors_of(*forms)}


@register.inclusion_tag("ui/choices.html")
def choices(field: BoundField) -> dict[str, Any]:
    """Offer one choice of up to five; a form field with `words` (value to Word) gets their shapes."""
    words = getattr(field.field, "words", {})
    return {"field": field, "options": [(option, words.get(option.data["value"])) for option in field.subwidgets]}


@register.inclusion_tag("ui/filter_bar.html", takes_context=True)
def filter_bar(context: template.Context, form: BaseForm, label: Any = "") -> dict[str, Any]:
    """Narrow a list with a GET form; `form` may be a filterset's form."""
    request = context.get("request")
    narrowed = any(request.GET.get(name) for name in form.fields) if request else False
    return {"form": form, "label": label, "narrowed": narrowed, "path": request.path if request else ""}
