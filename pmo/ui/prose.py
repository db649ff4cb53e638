"""Texts that people set with Markdown: as harmless HTML, as plain words, and as runs for paper.

Only what a sentence needs is known: paragraphs, line breaks, bold, italics, lists, quotations, code in a line, links.
Headings would break the page that a text stands on; pictures would tell their host who reads; HTML stays text.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import nh3
from django.utils.html import escape
from markdown_it import MarkdownIt
from markdown_it.token import Token

KEPT = 1024
"""So many texts are kept as they were rendered: a page shows the same statements over and over."""
MARKED = re.compile(r"[*_`\[\]<>\\&\n]|^\s*(?:[-+]|\d+[.)])(?:\s|$)")
"""A text without any of these is one paragraph of words: it needs no reading."""
LONGEST = 40_000
"""Above this a text is shown as it was typed: reading it would keep the page waiting."""
ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s]", re.IGNORECASE)
TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
REL = "nofollow noopener noreferrer"
BLOCKS = ["list", "blockquote"]
IN_A_LINE = ["newline", "escape", "backticks", "emphasis", "link", "autolink", "entity"]

reader = MarkdownIt("zero", {"html": False, "breaks": True}).enable([*BLOCKS, *IN_A_LINE])
reader.validateLink = lambda url: bool(ADDRESS.match(url))  # type: ignore[method-assign]


def is_plain(text: str) -> bool:
    """Whether a text is shown as it stands: one paragraph without a mark, or too long to be read for marks."""
    return len(text) > LONGEST or not MARKED.search(text)


@lru_cache(maxsize=KEPT)
def in_html(text: str) -> str:
    """Return a text as harmless HTML: one plain line as escaped words, everything else as blocks."""
    if is_plain(text):
        return escape(text)
    return _clean(reader.render(text))


@lru_cache(maxsize=KEPT)
def head_and_rest(text: str) -> tuple[str, str]:
    """Return the first paragraph as HTML for inside one element, and the further blocks; no head before a list."""
    if is_plain(text):
        return escape(text), ""
    tokens = reader.parse(text)
    if not tokens or tokens[0].type != "paragraph_open":
        return "", _clean(reader.renderer.render(tokens, reader.options, {}))
    head, rest = tokens[1:2], tokens[3:]
    return (
        _clean(reader.renderer.render(head, reader.options, {})),
        _clean(reader.renderer.render(rest, reader.options, {})) if rest else "",
    )


@lru_cache(maxsize=KEPT)
def plain_words(text: str) -> str:
    """Return the words of a text in one line, without the marks: for lists, mails and titles."""
    if is_plain(text):
        return text
    said = []
    for token in reader.parse(text):
        if token.type == "list_item_open":
            said.append("–")
        elif token.type == "inline":
            said.append("".join(words for words, __ in _runs(token)))
    return " ".join(" ".join(said).split())


def _clean(html: str) -> str:
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=REL).strip()


def _runs(token: Token) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the words of a line with what holds for each: strong, em, code, link:https://…"""
    held: list[str] = []
    for each in token.children or ():
        match each.type:
            case "text":
                yield each.content, tuple(held)
            case "softbreak" | "hardbreak":
                yield "\n", tuple(held)
            case "code_inline":
                yield each.content, (*held, "code")
            case "strong_open" | "em_open":
                held.append(each.tag)
            case "link_open":
                held.append(f"link:{each.attrGet('href')}")
            case _ if each.nesting < 0 and held:
                held.pop()
