"""What a hostile recruit hands in, and how one sees that nothing of it ran."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from simgen.record import PlanChanged, RecordStore, Reflected, Said, TalkEnded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Dialog, Page

ASSIGNMENT = "quiet-house"
RAN = "document.documentElement.dataset.hostile = 'ran'; alert('hostile')"
HOSTILE = (
    f'<script>{RAN}</script><img src=x onerror="{RAN}"><svg onload="{RAN}"></svg>'
    f'<a href="javascript:{RAN}">read this</a> [and this](javascript:alert) '
    "$\\href{javascript:alert(1)}{x}$ <iframe srcdoc='<script>parent.alert(1)</script>'></iframe>"
    "</div></details></main><style>body{display:none}</style> =cmd|'/C calc'!A0"
)


def fill_with_hostility(folder: Path) -> None:
    """Replace an honest submission's notebook and record by hostile ones."""
    path = folder / f"{ASSIGNMENT}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    shows = {"output_type": "display_data", "metadata": {}, "data": {"text/html": HOSTILE}}
    runs = {"output_type": "display_data", "metadata": {}, "data": {"text/javascript": RAN}}
    notebook["cells"] = [
        {"cell_type": "markdown", "id": "m", "metadata": {}, "source": HOSTILE},
        {"cell_type": "raw", "id": "r", "metadata": {}, "source": HOSTILE},
        {
            "cell_type": "code",
            "id": "c",
            "metadata": {"tags": [HOSTILE]},
            "source": f"open('hostile-ran', 'w')  # {HOSTILE}",
            "execution_count": 1,
            "outputs": [shows, runs],
        },
        *notebook["cells"],
    ]
    notebook["metadata"]["title"] = HOSTILE
    path.write_text(json.dumps(notebook), encoding="utf-8")
    (folder / "page.html").write_text(HOSTILE, encoding="utf-8")
    store = RecordStore.open(folder / "case-record.json", ASSIGNMENT, seed=9)
    for text in (HOSTILE, "You sound sad. " + HOSTILE, "I promise. " + HOSTILE):
        store.add(Said(text=text))
    store.add(TalkEnded())
    line = {"text": HOSTILE}
    step = {"what": HOSTILE, "who": "someone-else", "who_else": HOSTILE, "when": HOSTILE}
    sections = {
        "what_matters": [line],
        "strengths": [line],
        "goals": [line],
        "actions": [step | {"service": "<img src=x>", "confidence": 3}],
        "contingencies": [{"if_this": HOSTILE, "then_what": HOSTILE, "contact": HOSTILE}],
        "concerns": [{"what": HOSTILE, "told_whom": HOSTILE, "when": HOSTILE}],
        "review_by": HOSTILE,
        "agreed_with": [HOSTILE],
        "shared_with": HOSTILE,
    }
    store.add(PlanChanged(sections=sections))
    store.add(Reflected(text=HOSTILE))


def refuse(dialogs: list[str]) -> Callable[[Dialog], None]:
    """Note every dialog and close it; for `page.on("dialog", ...)`."""

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    return note


def nothing_ran(page: Page) -> None:
    """Hold the page to showing hostile text as text."""
    assert page.evaluate("document.documentElement.dataset.hostile") is None
    assert page.locator("a[href^='javascript']:not([href='javascript:void(0)'])").count() == 0
    inside = page.locator("main")
    for tag in ("script", "img", "svg", "iframe", "object", "style", "a[href*='//']"):
        assert inside.locator(tag).count() == 0, tag
    assert page.evaluate("getComputedStyle(document.body).display") != "none"
