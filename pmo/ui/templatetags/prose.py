"""Texts that people set with Markdown, on a page; see `pmo.ui.prose` for what they may hold."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from pmo.ui import prose as texts
from pmo.ui.redline import redline

register = template.Library()


@register.filter
def markdown(text: Any) -> SafeString:
    """Set a text inside an element that may hold paragraphs and lists."""
    return mark_safe(texts.in_html(str(text or "")))  # noqa: S308 the sanitiser has let it through


@register.filter
def plain_words(text: Any) -> str:
    """Return the words of a text in one line, without its marks."""
    return texts.plain_words(str(text or ""))


@register.simple_tag
def prose(text: Any, tag: str = "p", css: str = "pm-words", anchor: str = "") -> SafeString:
    """Set a text: its first paragraph as a `p`, `h2` or `h3`, what follows below it; a list alone has no heading."""
    head, rest = texts.head_and_rest(str(text or ""))
    opened = format_html('{} class="{}" dir="auto"', tag, css)
    if anchor:
        opened = format_html('{} id="{}"', opened, anchor)
    first = format_html("<{}>{}</{}>", opened, mark_safe(head), tag) if head else ""  # noqa: S308 as above
    more = "pm-words pm-prose" if first else f"{css} pm-prose"
    named = "" if first or not anchor else format_html(' id="{}"', anchor)
    below = format_html('<div class="{}" dir="auto"{}>{}</div>', more, named, mark_safe(rest)) if rest else ""  # noqa: S308
    return format_html("{}{}", first, below)


@register.simple_tag
def diff_was(before: Any, after: Any) -> SafeString:
    """Show the older of two texts with what was taken out of it; beside it stands `diff_now`."""
    return _side(before, after, "del")


@register.simple_tag
def diff_now(before: Any, after: Any) -> SafeString:
    """Show the newer of two texts with what is new in it."""
    return _side(before, after, "ins")


def _side(before: Any, after: Any, op: str) -> SafeString:
    pieces = [piece for piece in redline(str(before or ""), str(after or "")) if piece.op in ("keep", op)]
    return mark_safe(render_to_string("ui/diff.html", {"pieces": pieces}).strip())  # noqa: S308 the template escapes it
