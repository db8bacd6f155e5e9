"""A person with a keyboard alone: from one thing to the next with Tab, and always knowing where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

MOST_TABS = 150

# What has the focus: its name; whether all of it is on the screen with nothing over its middle;
# and whether the browser or the page draws something round it.
_FOCUS = """(within) => {
    const node = document.activeElement;
    const label = node.labels?.[0]?.textContent;
    const name = (node.getAttribute('aria-label') ?? label ?? node.textContent).trim();
    const box = node.getBoundingClientRect(), style = getComputedStyle(node);
    const left = box.left + box.width / 2, top = box.top + box.height / 2;
    const over = document.elementFromPoint(left, top);
    return {
        name: name.replace(/^[0-9]/, ''),
        within: Boolean(node.closest(within)),
        inSight: box.top >= 0 && box.bottom <= innerHeight
            && Boolean(over) && (node.contains(over) || over.contains(node)),
        marked: style.outlineStyle !== 'none' || style.boxShadow !== 'none'
            || Boolean(node.closest('.lwk-option')),
    };
}"""


def focus(page: Page, within: str = "body") -> dict[str, Any]:
    """What has the focus: its `name`, and whether it is `within`, `inSight` and `marked`."""
    found: dict[str, Any] = page.evaluate(_FOCUS, within)
    return found


def reach(page: Page, name: str, within: str = "body", most: int = MOST_TABS) -> None:
    """
    Press Tab until what has the focus is called so and lies in `within`, a CSS selector.

    It must then be in sight, with something that shows it; at most `most` times.
    """
    for _ in range(most):
        page.keyboard.press("Tab")
        now = focus(page, within)
        if now["within"] and now["name"].startswith(name):
            # A page may scroll smoothly to what has the focus.
            page.wait_for_function(f"(within) => ({_FOCUS})(within).inSight", arg=within)
            assert now["marked"], f"nothing shows that {name!r} has the focus"
            return
    raise AssertionError(f"Tab never reached {name!r}")
