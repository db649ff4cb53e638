"""`{% load heat %}`: heat maps and bars. Thousands of places stand on a page, so none has a template of its own."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from pmo.ui.heat import Cell, Segment
from pmo.ui.words import Shape, Tone

register = template.Library()
WIDTH, HEIGHT, THIN = 180, 16, 4
"""Of a bar, and of the thin one below it that shows what was before."""


@register.inclusion_tag("ui/heat_shapes.html")
def heat_shapes() -> dict[str, list[Shape]]:
    """Define the shapes once, before the table that shows them."""
    return {"shapes": list(Shape)}


@register.simple_tag(takes_context=True)
def heat_cells(context: template.Context, cells: Iterable[Cell]) -> SafeString:
    """Draw a row: each place with its shape, and its words for whoever points at it or cannot see it.

    Rows share their places, so each is drawn once a table.
    """
    kept: Any = context.render_context
    drawn: dict[int, tuple[Cell, str]] = kept.setdefault(heat_cells, {})
    found = []
    for cell in cells:
        if id(cell) not in drawn:
            drawn[id(cell)] = cell, _drawn(cell)  # kept beside, so that no other place gets its number
        found.append(drawn[id(cell)][1])
    return mark_safe("".join(found))  # noqa: S308 - shape and tone are ours, key and words are escaped


def _drawn(cell: Cell) -> str:
    words = escape(cell.says)
    return (
        f'<td class="{_classes(cell)}" title="{escape(cell.key)}: {words}">'
        f'<svg class="pm-mark pm-{Tone(cell.word.tone)}" aria-hidden="true">'
        f'<use href="#pm-shape-{Shape(cell.word.shape)}"/></svg><span class="visually-hidden">{words}</span></td>'
    )


def _classes(cell: Cell) -> str:
    first, plain = " pm-heat-first" * cell.starts_group, " pm-heat-plain" * cell.is_plain
    return f"pm-heat-{Tone(cell.word.tone)}{first}{plain}"


@register.simple_tag
def share_bar(parts: Sequence[Segment], before: Sequence[Segment], says: str) -> SafeString:
    """Draw what share each answer has; below it, thin, what share it had before, if anybody answered then."""
    now = _rects(parts, 0, HEIGHT - THIN - 1 if before else HEIGHT)
    drawn = now + _rects(before, HEIGHT - THIN, THIN)
    return mark_safe(  # noqa: S308 - numbers, shapes and tones are ours, the words are escaped
        f'<svg class="pm-bar" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'aria-label="{escape(says)}">{drawn}</svg>'
    )


def _rects(parts: Sequence[Segment], top: int, height: int) -> str:
    whole, passed, drawn = sum(part.count for part in parts), 0, ""
    for part in parts:
        x, width = passed * WIDTH / whole, part.count * WIDTH / whole
        kind = f"pm-{Tone(part.word.tone)} pm-bar-{Shape(part.word.shape)}"
        drawn += f'<rect class="{kind}" x="{x:.2f}" y="{top}" width="{width:.2f}" height="{height}"/>'
        passed += part.count
    return drawn
