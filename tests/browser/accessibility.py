"""axe-core in the page under test: the rules of WCAG 2.2 A and AA."""

from functools import cache

from playwright.sync_api import Page

from tools.node import ROOT

ENGINE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
ASK = "(rules) => axe.run(document, {runOnly: {type: 'tag', values: rules}}).then(found => found.violations)"


def violations(page: Page) -> list[str]:
    """Return what the engine finds on the page: rule, sentence, and the elements that break it."""
    page.evaluate(engine())
    return [
        f"{found['id']}: {found['help']}: {', '.join(node['target'][0] for node in found['nodes'])}"
        for found in page.evaluate(ASK, RULES)
    ]


@cache
def engine() -> str:
    """Return the engine's own text; it is evaluated, so the page's policy stays as strict as it is."""
    return ENGINE.read_text()
