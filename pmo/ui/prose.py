"""Texts that people set with Markdown: as harmless HTML, as plain words, and as runs for paper.

Only what a sentence needs is known: paragraphs, line breaks, bold, italics, lists, quotations, code in a line, links.
Headings would break the page that a text stands on; pictures would tell their host who reads; HTML stays text.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any
from unicodedata import bidirectional

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
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "li": {"value"}}
SCHEMES = {"http", "https", "mailto"}
REL = "nofollow noopener noreferrer"
BLOCKS = ["list", "blockquote"]
IN_A_LINE = ["newline", "escape", "backticks", "emphasis", "link", "autolink", "entity"]

NESTED = 20
"""So deep the reader follows lists and quotations inside each other; it leaves out what lies deeper."""
DEEPEST = 8
"""Lists and quotations inside each other, items counted, go so deep on paper."""
Block = dict[str, Any]

reader = MarkdownIt("zero", {"html": False, "breaks": True, "maxNesting": NESTED}).enable([*BLOCKS, *IN_A_LINE])
reader.validateLink = lambda url: bool(ADDRESS.match(url))  # type: ignore[method-assign]


def is_plain(text: str) -> bool:
    """Whether a text is shown as it stands: one paragraph without a mark, or too long to be read for marks."""
    return len(text) > LONGEST or not MARKED.search(text)


@lru_cache(maxsize=KEPT)
def in_html(text: str) -> str:
    """Return a text as harmless HTML: one plain line as escaped words, everything else as blocks."""
    tokens = _read(text)
    return _clean(tokens) if tokens else _as_typed(text)


@lru_cache(maxsize=KEPT)
def head_and_rest(text: str) -> tuple[str, str]:
    """Return the first paragraph as HTML for inside one element, and the further blocks; no head before a list."""
    tokens = _read(text)
    if not tokens:
        return _as_typed(text), ""
    if tokens[0].type != "paragraph_open":
        return "", _clean(tokens)
    return _clean(tokens[1:2]), _clean(tokens[3:])


@lru_cache(maxsize=KEPT)
def plain_words(text: str) -> str:
    """Return the words of a text in one line, without the marks: for lists, mails and titles."""
    said = []
    for token in _read(text):
        if token.type == "list_item_open":
            said.append(f"{token.info}." if token.info else "–")
        elif token.type == "inline":
            said.append("".join(words for words, __ in _runs(token)))
    if not said:
        return " ".join(text.split()) if "\n" in text else text
    return " ".join(" ".join(said).split())


def _read(text: str) -> list[Token]:
    """Return the tokens of a text; none where it is shown as it was typed."""
    if is_plain(text):
        return []
    tokens = reader.parse(text)
    if any(_hides(token) for token in tokens):
        return []
    for token in tokens:
        if token.type == "list_item_open" and token.info:
            token.attrSet("value", token.info)  # a list that skips a number keeps the numbers that were typed
    return tokens


def _hides(token: Token) -> bool:
    """Whether words would be lost: deeper than the reader goes, a link without words, the title of a link."""
    links = list(pairwise(token.children or ()))
    return token.level >= NESTED - 1 or any(
        first.type == "link_open" and (then.type == "link_close" or first.attrGet("title")) for first, then in links
    )


def _as_typed(text: str) -> str:
    return escape(text).replace("\n", "<br>\n")


def _clean(tokens: list[Token]) -> str:
    html = reader.renderer.render(tokens, reader.options, {})
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


@lru_cache(maxsize=KEPT)
def tree(text: str) -> tuple[Block, ...]:
    """Return a text as blocks for paper: paragraphs of runs, lists and quotations of blocks; data, never markup."""
    tokens = _read(text)
    if not tokens:
        return tuple(_paragraph([{"s": line}]) for line in text.split("\n"))
    blocks, _end = _blocks(tokens, 0, 0)
    return tuple(blocks)


def _blocks(tokens: list[Token], at: int, depth: int) -> tuple[list[Block], int]:
    """Return the blocks from a place up to the end of what holds them, and the place after it.

    What lies deeper than a reader follows is set at the last depth: a typesetter gives up at some.
    """
    found: list[Block] = []
    while at < len(tokens):
        token = tokens[at]
        if token.nesting < 0:
            return found, at + 1
        if token.type == "inline":
            found.append(_paragraph([_run(words, marks) for words, marks in _runs(token)]))
            at += 1
            continue
        inner, at = _blocks(tokens, at + 1, depth + 1)
        match token.type:
            case _ if depth >= DEEPEST or token.type == "paragraph_open":
                found += [each for block in inner for each in (block["blocks"] if block["kind"] == "item" else [block])]
            case "blockquote_open":
                found.append({"kind": "quote", "blocks": inner})
            case "list_item_open":
                found.append({"kind": "item", "number": int(token.info or 0), "blocks": inner})
            case _:
                items = [[each["number"], each["blocks"]] for each in inner]
                found.append({"kind": token.tag, "items": items})
    return found, at


def _paragraph(runs: list[Block]) -> Block:
    words = "".join(run["s"] for run in runs)
    return {"kind": "p", "runs": runs, "rtl": _is_rtl(words)}


def _run(words: str, marks: tuple[str, ...]) -> Block:
    link = next((mark.removeprefix("link:") for mark in marks if mark.startswith("link:")), "")
    return {
        "s": words,
        **{mark: True for mark in marks if mark in ("strong", "em", "code")},
        **({"url": link} if link else {}),
    }


def _is_rtl(words: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    return next((kind != "L" for sign in words if (kind := bidirectional(sign)) in ("L", "R", "AL")), False)
