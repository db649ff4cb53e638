"""`{% load heat %}`: the places of a heat map. Thousands stand on a page, so none has a template of its own."""

from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from pmo.ui.heat import Cell
from pmo.ui.words import Shape, Tone, Word

register = template.Library()


@register.inclusion_tag("ui/heat_shapes.html")
def heat_shapes() -> dict[str, list[Shape]]:
    """Define the shapes once, before the table that shows them."""
    return {"shapes": list(Shape)}


@register.simple_tag
def heat_cells(cells: Iterable[Cell]) -> SafeString:
    """Draw a row: each place with its shape, and its words for whoever points at it or cannot see it."""
    drawn: dict[tuple[str, str, bool, bool, str], str] = {}
    found = []
    for cell in cells:
        kind = (cell.word.shape, cell.word.tone, cell.starts_group, cell.is_plain, cell.says)
        if kind not in drawn:
            drawn[kind] = _drawn(cell.word, _classes(cell), cell.says)
        found.append(drawn[kind] % escape(cell.key))
    return mark_safe("".join(found))  # noqa: S308 - shape and tone are ours, key and words are escaped


def _drawn(word: Word, classes: str, says: str) -> str:
    words = escape(says).replace("%", "%%")
    return (
        f'<td class="{classes}" title="%s: {words}"><svg class="pm-mark pm-{Tone(word.tone)}" aria-hidden="true">'
        f'<use href="#pm-shape-{Shape(word.shape)}"/></svg><span class="visually-hidden">{words}</span></td>'
    )


def _classes(cell: Cell) -> str:
    first, plain = " pm-heat-first" * cell.starts_group, " pm-heat-plain" * cell.is_plain
    return f"pm-heat-{Tone(cell.word.tone)}{first}{plain}"
