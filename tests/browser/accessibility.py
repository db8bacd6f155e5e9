"""
What axe-core finds on a page: WCAG 2.2, levels A and AA, and axe's best practices.

axe finds perhaps half of what keeps somebody out; the keyboard tests and eyes must find the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from playwright.sync_api import Page

LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

# What others' parts of a page do wrong and cannot be mended from here: axe's rule, the place, and
# the reason. A place is a CSS selector; whatever lies in it is left to its makers, for that rule.
OTHERS = (
    ("region", ".jp-skiplink-wrapper", "JupyterLab's own skip links lie outside its landmarks"),
    (
        "aria-required-children",
        "#fetched_assignments_list",
        "nbgrader's list of fetched assignments calls itself a list of tabs and holds buttons",
    ),
)

_RUN = """async ([levels, others]) => {
    const found = await axe.run(document, {
        runOnly: levels, resultTypes: ['violations'], elementRef: true });
    const theirs = (rule, node) => others.some(([id, place]) =>
        id === rule && node.element?.closest(place));
    return found.violations.flatMap(({ id, help, nodes }) => nodes
        .filter((node) => !theirs(id, node))
        .map((node) => `${id}: ${help}. ${node.html.slice(0, 200)} (${node.failureSummary})`));
}"""


def violations(page: Page) -> list[str]:
    """Each place on the page that breaks a rule, in words; none of those that are `OTHERS`'."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    others = [[rule, place] for rule, place, _why in OTHERS]
    found: list[str] = page.evaluate(_RUN, [list(LEVELS), others])
    return found
