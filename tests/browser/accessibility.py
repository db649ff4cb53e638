"""axe-core in the page under test: the rules of WCAG 2.2 A and AA; and what else stands in somebody's way."""

from collections.abc import Iterator
from functools import cache

from playwright.sync_api import Page

from tests.browser.people import DESK, PHONE
from tools.node import ROOT

ENGINE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]
ASK = """([type, values]) => 'axe' in window
    ? axe.run(document, {runOnly: {type, values}, resultTypes: ['violations']}).then(found => found.violations)
    : null"""
UNFOLD = "() => document.querySelectorAll('main details, footer details').forEach(it => { it.open = true })"
WIDTH = "() => document.documentElement.scrollWidth"
KINDS = """() => [...new Set([...document.querySelectorAll('body, body *')].map(it =>
    [it.parentElement, it].map(one => `${one.tagName}.${one.getAttribute('class')}`).join('>') + it.type))]"""


def violations(page: Page) -> list[str]:
    """Return what the engine finds on the page: rule, sentence, and the elements that break it."""
    return asked(page, "tag", RULES)


def asked(page: Page, kind: str, values: list[str]) -> list[str]:
    """Return what breaks these rules."""
    page.wait_for_load_state()
    broken = page.evaluate(ASK, [kind, values])
    if broken is None:
        page.evaluate(engine())
        broken = page.evaluate(ASK, [kind, values])
    return [
        f"{found['id']}: {found['help']}: {', '.join(str(node['target'][0]) for node in found['nodes'])}"
        for found in broken
    ]


def barriers(page: Page) -> Iterator[str]:
    """Yield what stands in somebody's way on the page that is shown: at both widths, light and dark, all unfolded."""
    page.evaluate(UNFOLD)
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        yield from (f"at {size['width']}: {found}" for found in [*too_wide(page), *violations(page)])
        page.emulate_media(color_scheme="dark")
        yield from (f"at {size['width']}, dark: {found}" for found in asked(page, "rule", COLOURS))
        page.emulate_media(color_scheme="light")


def too_wide(page: Page) -> Iterator[str]:
    """Yield how wide the page is when it is wider than its window."""
    page.wait_for_load_state()
    width, window = page.evaluate(WIDTH), page.viewport_size
    if window and width > window["width"]:
        yield f"is {width} wide"


def kinds_of_elements(page: Page) -> set[str]:
    """Return what the page is made of: elements with their classes, inside what they stand in."""
    return set(page.evaluate(KINDS))


@cache
def engine() -> str:
    """Return the engine's own text; it is evaluated, so the page's policy stays as strict as it is."""
    return ENGINE.read_text()
