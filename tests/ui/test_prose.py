"""Texts set with Markdown: what they may hold, and what stays words."""

import re
import time
from html import unescape

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from pmo.ui.prose import LONGEST, in_html, plain_words, tree

HARM = re.compile(
    r"<(?!/?(?:p|br|strong|em|a|ul|ol|li|blockquote|code)[\s>])|<a (?!href=\"(?:https?://|mailto:))", re.IGNORECASE
)


def drawn(source, text):
    return Template(source).render(Context({"text": text}))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Jobs finish late.", "Jobs finish late."),
        ("**Late**, _always_", "<p><strong>Late</strong>, <em>always</em></p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("first\nsecond", "<p>first<br>\nsecond</p>"),
        ("FY_2026_plan & R<D", "<p>FY_2026_plan &amp; R&lt;D</p>"),
        ("# not a heading", "# not a heading"),
    ],
)
def test_marks_of_a_sentence_are_set(typed, shown):
    assert in_html(typed) == shown


def test_a_link_leads_out_without_telling_where_it_comes_from():
    assert in_html("[Plan](https://example.org/?a=1&b=2)") == (
        '<p><a href="https://example.org/?a=1&amp;b=2" rel="nofollow noopener noreferrer">Plan</a></p>'
    )


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "<style>*{display:none}</style>",
        "<img src=https://elsewhere.example/x.png onerror=alert(1)>",
        "![look](https://elsewhere.example/x.png)",
        "[x](javascript:alert(1)) [y](data:text/html,1) [z](//elsewhere.example) [w](/account/logout/)",
        "<svg/onload=alert(1)> <iframe src=//elsewhere.example>",
        '[x](https://e.org "onmouseover=alert(1)") <https://e.org/"onclick=1>',
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_scripts_styles_and_remote_pictures_are_words(typed):
    for shown in (in_html(typed), drawn("{% prose text %}", typed), drawn("{{ text|markdown }}", typed)):
        assert not HARM.search(shown.replace(' class="pm-words" dir="auto"', ""))
        assert "src=" not in re.sub(r"&lt;.*?&gt;", "", shown)


@given(st.text(alphabet=st.sampled_from("*_`[]()<>!&\\\n- 1.a\"'=:/hrefscipt"), max_size=80))
def test_whatever_is_typed_holds_no_other_tag_and_no_other_link(typed):
    assert not HARM.search(in_html(typed))


@pytest.mark.parametrize("mark", ["*", "[", "![](", "> ", "- ", "`", "a**b", "<", "&", "\\", "_*", "[a](", "\n- x\n"])
def test_a_text_made_to_keep_the_reader_busy_is_soon_read(mark):
    typed = (mark * LONGEST)[: LONGEST // 2]

    began = time.perf_counter()
    in_html(typed)

    assert time.perf_counter() - began < 2


def test_what_is_far_too_long_is_shown_as_typed():
    assert in_html("*" * 200_000) == "*" * 200_000


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Jobs finish late.", "Jobs finish late."),
        ("**Late**\nand [here](https://example.org)", "Late and here"),
        ("Three:\n\n- one\n- `two`", "Three: – one – two"),
        ("R&amp;D <b>", "R&D <b>"),
    ],
)
def test_plain_words_are_one_line_without_marks(typed, said):
    assert plain_words(typed) == said
    assert "<b>" not in drawn("{{ text|plain_words }}", typed)


def test_the_first_paragraph_takes_the_element_of_its_place_and_the_rest_stands_below():
    shown = drawn('{% prose text "h3" "pm-words" "w0" %}', "**One**\n\n- two")

    assert shown == (
        '<h3 class="pm-words" dir="auto" id="w0"><strong>One</strong></h3>'
        '<div class="pm-words pm-prose" dir="auto"><ul>\n<li>two</li>\n</ul></div>'
    )


def test_a_list_alone_is_no_heading():
    assert drawn('{% prose text "h3" "pm-words" "w0" %}', "- two").startswith(
        '<div class="pm-words pm-prose" dir="auto" id="w0">'
    )


@given(st.text(alphabet=st.sampled_from("*_`[]>!\\\n- 1.ab)"), max_size=60))
def test_no_letter_and_no_number_that_was_typed_vanishes(typed):
    kept = re.sub(r"[^ab1]", "", typed)

    assert re.sub(r"[^ab1]", "", plain_words(typed)) == kept
    assert re.sub(r"[^ab]", "", re.sub(r"<[^>]*>|&\w+;", "", in_html(typed))) == re.sub(r"1", "", kept)


@pytest.mark.parametrize("typed", ["> " * 30 + "deep", "[](https://example.org)", '[x](https://example.org "more")'])
def test_what_would_lose_words_is_shown_as_typed(typed):
    assert unescape(in_html(typed)) == typed
    assert plain_words(typed) == typed


def test_a_list_keeps_the_numbers_that_were_typed():
    assert '<li value="3">' in in_html("1. one\n3. three")
    assert plain_words("1. one\n3. three") == "1. one 3. three"


def test_for_paper_a_text_is_data_with_its_direction():
    (paragraph, listed) = tree("**Late** [here](https://example.org)\n\n- 1\n- >2")

    assert paragraph["runs"][1:4] == [
        {"s": "Late", "strong": True},
        {"s": " "},
        {"s": "here", "url": "https://example.org"},
    ]
    assert [number for number, __ in listed["items"]] == [0, 0]
    assert tree("تأخير")[0]["rtl"]
