"""The contrasts of the colours, computed from the style sheet itself."""

import re
from itertools import product
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text()
VALUE = re.compile(r"--pm-([\w-]+): (#[0-9a-f]{6});")


def block(start):
    """Return the colours of the rule that begins with `start`."""
    body = TOKENS[TOKENS.index(start) :].split("{", 1)[1].split("}", 1)[0]
    return dict(VALUE.findall(body))


THEMES = {"light": block(':root,\n[data-theme="light"] {'), "dark": block('\n[data-theme="dark"] {')}


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT = [
    *product(("ink", "ink-2", "accent", "accent-2", "good", "fair", "poor", "still"), ("paper", "wash")),
    *((tone, f"{tone}-wash") for tone in ("good", "fair", "poor", "still", "accent")),
    ("ink", "accent-wash"),
    ("ink-2", "accent-wash"),
    ("on-accent", "accent"),
    ("on-accent", "accent-2"),
]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_stands_at_least_four_and_a_half_to_one_on_its_ground(theme, text, ground):
    colours = THEMES[theme]

    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("edge", "ground"), [("edge", "paper"), ("edge", "wash"), ("accent", "paper")])
def test_what_one_presses_or_fills_has_an_edge_of_three_to_one(theme, edge, ground):
    colours = THEMES[theme]

    assert contrast(colours[edge], colours[ground]) >= 3


def test_dark_is_the_same_by_choice_and_by_device():
    assert block(":root:not([data-theme]) {") == THEMES["dark"]


def test_both_themes_define_the_same_colours():
    assert THEMES["light"].keys() == THEMES["dark"].keys()


@pytest.mark.parametrize("sheet", sorted(CSS.glob("*.css")), ids=lambda sheet: sheet.name)
def test_only_the_tokens_and_paper_name_colours(sheet):
    named = re.findall(r":[^;{]*#[0-9a-fA-F]{3,8}\b", sheet.read_text())

    assert not named or sheet.name in {"tokens.css", "print.css"}


def test_every_token_that_is_used_is_defined():
    defined = set(re.findall(r"(--pm-[\w-]+):", TOKENS))
    used = {name for sheet in CSS.glob("*.css") for name in re.findall(r"var\((--pm-[\w-]+)", sheet.read_text())}

    assert used <= defined
