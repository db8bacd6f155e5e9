"""The panel's page: enter, answer, come back; and what it says when something is wrong."""

from pathlib import Path
from typing import Any

import pytest
from ipywidgets import Widget

from course.panel.notebook import SOURCE, write_notebook
from course.panel.rating import field
from grading.panel import Answer, Panel, close_round, invite, open_round
from grading.panel.simulating import answer_round
from tests.unit.course.panel.conftest import OpenPage, Press
from tests.unit.course.room.test_hostile_text import HOSTILE, assert_nothing_can_run

STEPS = ["about", "importance", "wording", "marking", "standard", "finish"]


def fields(step: Any) -> dict[str, dict[str, Any]]:
    return {each["key"]: each for group in step.form.groups for each in group.get("fields", [])}


def html(step: Any) -> str:
    return str(step.page.html) + "".join(group.get("html", "") for group in step.form.groups)


def test_a_code_opens_the_six_steps(
    panel: Panel, code: str, opened: OpenPage, press: Press
) -> None:
    page = opened(panel.folder)
    assert page.steps == {}
    press(page.entry, "enter", code="aaaa-bbbb-cccc")
    assert "No invitation" in page.entry.problem
    press(page.entry, "enter", code=code)
    assert [step["name"] for step in page.nav.steps] == STEPS
    assert page.nav.label == "Steps of the panel"
    for name in STEPS:
        press(page.nav, "go", step=name)
        assert page.nav.current == name
    press(page.nav, "go", step="no-such-step")
    assert page.nav.current == STEPS[-1]


def test_every_field_has_a_label_and_every_group_a_heading(
    panel: Panel, code: str, opened: OpenPage, press: Press
) -> None:
    page = opened(panel.folder)
    press(page.entry, "enter", code=code)
    for name in STEPS:
        page.go(name)
        for group in page.steps[name].form.groups:
            assert group["heading"]
        assert all(each["label"] for each in fields(page.steps[name]).values())


def test_answers_are_on_disk_when_the_page_says_saved_and_there_again_on_return(
    panel: Panel, code: str, opened: OpenPage, press: Press
) -> None:
    page = opened(panel.folder)
    press(page.entry, "enter", code=code)
    page.go("importance")
    step = page.steps["importance"]
    rating, reason = (
        field("importance", "listening"),
        field("importance", "listening", part="reason"),
    )
    press(step.form, "answer", key=rating, value="8")
    press(step.form, "answer", key=reason, value="It is the work.")
    assert page.status.saved.startswith("Saved at")
    assert step.form.progress == "1 of 11 rated"
    on_disk = panel.answers(1, "rater-1").get("importance", "listening")
    assert on_disk is not None
    assert (on_disk.answer, on_disk.reason) == ("8", "It is the work.")
    again = opened(panel.folder)
    press(again.entry, "enter", code=code)
    again.go("importance")
    assert fields(again.steps["importance"])[rating]["value"] == "8"
    assert fields(again.steps["importance"])[reason]["value"] == "It is the work."


def test_a_wrong_number_is_said_beside_its_field_and_not_saved(
    panel: Panel, code: str, opened: OpenPage, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(panel.folder)
    press(page.entry, "enter", code=code)
    sent: list[dict[str, str]] = []
    form = page.steps["standard"].form
    monkeypatch.setattr(form, "send", lambda content, *_: sent.append(content))
    key = field("standard", "safety", level=1)
    press(form, "answer", key=key, value="101")
    assert sent[-1]["field"] == key
    assert sent[-1]["problem"].startswith("Found '101' as how many of 100 recruits, expected")
    assert panel.answers(1, "rater-1").rows == {}
    press(form, "answer", key=key, value="50")
    assert sent[-1]["problem"] == ""
    press(form, "answer", key=field("standard", "safety", level=2), value="60")
    assert "more recruits reach a higher level" in sent[-1]["problem"]


def test_the_raters_own_pass_mark_shows_once_every_number_is_there(
    panel: Panel, code: str, opened: OpenPage, press: Press
) -> None:
    page = opened(panel.folder)
    press(page.entry, "enter", code=code)
    page.go("standard")
    step = page.steps["standard"]
    for criterion in panel.rubric.criteria:
        assert "just competent recruit reaches" not in step.page.html
        for level, share in ((1, "100"), (2, "50"), (3, "0")):
            key = field("standard", criterion.id, level=level)
            press(step.form, "answer", key=key, value=share)
    assert f"<strong>{panel.rubric.maximum / 2:.1f}</strong>" in step.page.html


def test_submissions_are_read_and_marked_one_at_a_time_in_the_raters_own_order(
    panel: Panel, code: str, opened: OpenPage, press: Press
) -> None:
    page = opened(panel.folder)
    press(page.entry, "enter", code=code)
    page.go("marking")
    step: Any = page.steps["marking"]
    first, second = panel.order_for("rater-1")[:2]
    assert step.opened == first
    assert f"Submission {first}: The quiet house" in step.reading.html
    press(step.form, "answer", key=field("mark", "safety", first), value="2")
    assert step.form.progress == f"Submission {first}: 1 of 11 marked"
    press(step.page, "open", label=second)
    assert f"Submission {second}:" in step.reading.html
    assert all(f"|{second}|" in key for key in fields(step))
    press(step.page, "open", label="ZZ")
    assert step.opened == second


def test_what_a_submission_was_written_to_show_is_nowhere_on_the_page(
    panel: Panel, code: str, opened: OpenPage, press: Press
) -> None:
    page = opened(panel.folder)
    press(page.entry, "enter", code=code)
    step: Any = page.steps["marking"]
    for label in panel.labels:
        press(step.page, "open", label=label)
        shown = step.reading.html + html(step)
        assert "Made for a test" not in shown
        assert "made-" not in shown


def test_round_two_shows_the_group_in_a_picture_and_in_words_and_ones_own(
    simulated: Panel, opened: OpenPage, press: Press
) -> None:
    code = invite(simulated, 1)["rater-9"]
    simulated.save("rater-9", Answer("importance", "2", "listening"))
    open_round(simulated)
    answer_round(simulated)
    page = opened(simulated.folder)
    press(page.entry, "enter", code=code)
    page.go("importance")
    step = page.steps["importance"]
    assert fields(step)[field("importance", "listening")]["value"] == "2"
    (group,) = [each for each in step.form.groups if each["id"] == "listening"]
    assert 'role="img" aria-label="Round one: the middle answer of 9 is' in group["html"]
    assert "You said 2." in group["html"]
    assert "<circle" in group["html"]
    for name in STEPS:
        page.go(name)
        assert "SIMULATED" in page.steps[name].page.html
        assert "Heron" not in html(page.steps[name]), "nobody is named to the others"
    page.go("wording")
    assert field("choice", "listening", level=1) in fields(page.steps["wording"])


def test_a_group_too_small_to_hide_in_is_not_shown(
    panel: Panel, code: str, opened: OpenPage, press: Press
) -> None:
    invite(panel, 1)
    for rater in panel.raters:
        panel.save(rater, Answer("importance", "3", "listening", reason="Mine alone."))
    open_round(panel)
    page = opened(panel.folder)
    press(page.entry, "enter", code=code)
    page.go("importance")
    assert "<svg" not in html(page.steps["importance"])
    assert "Mine alone." not in html(page.steps["importance"])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_reasons_and_words_are_shown_as_words(
    panel: Panel, code: str, opened: OpenPage, press: Press, text: str
) -> None:
    invite(panel, 2)
    for rater in panel.raters:
        panel.save(rater, Answer("importance", "3", "listening", reason=text))
        panel.save(rater, Answer("wording", text, "listening", level="1"))
    open_round(panel)
    page = opened(panel.folder)
    press(page.entry, "enter", code=code)
    for name in STEPS:
        page.go(name)
        assert_nothing_can_run(html(page.steps[name]))
    assert "Reasons that were given" in html(page.steps["importance"])


def test_a_round_that_closes_meanwhile_takes_nothing_and_says_so(
    panel: Panel, code: str, opened: OpenPage, press: Press
) -> None:
    page = opened(panel.folder)
    press(page.entry, "enter", code=code)
    close_round(panel)
    press(page.steps["importance"].form, "answer", key=field("importance", "listening"), value="8")
    assert "Round 1 of this panel closed on" in page.status.problem
    late = opened(panel.folder)
    press(late.entry, "enter", code=code)
    assert "closed on" in late.entry.problem


@pytest.mark.parametrize(
    "message",
    [
        {"key": "rm -rf|a|b|c|answer", "value": "x"},
        {"key": "importance|listening", "value": "8"},
        {"key": "importance|listening|||", "value": "8"},
        {"key": None, "value": None},
        {},
    ],
)
def test_a_message_from_elsewhere_changes_nothing(
    panel: Panel, code: str, opened: OpenPage, press: Press, message: dict[str, object]
) -> None:
    page = opened(panel.folder)
    press(page.entry, "enter", code=code)
    press(page.steps["importance"].form, "answer", **message)
    assert panel.answers(1, "rater-1").rows == {}


def test_a_folder_that_is_no_panel_says_so_on_the_page(tmp_path: Path, opened: OpenPage) -> None:
    page = opened(tmp_path)
    assert "cannot be opened" in page.page.html
    assert "panel.json is missing" in page.page.html
    assert page.entry not in page.children


def test_the_notebook_holds_one_hidden_cell_and_is_not_written_over(panel: Panel) -> None:
    path = write_notebook(panel.folder, "Autumn")
    assert '"source_hidden": true' in path.read_text(encoding="utf-8")
    assert SOURCE.splitlines()[1] in path.read_text(encoding="utf-8")
    path.write_text("mine", encoding="utf-8")
    assert write_notebook(panel.folder, "Autumn").read_text(encoding="utf-8") == "mine"


def test_closing_leaves_no_control_behind(panel: Panel, code: str, press: Press) -> None:
    from course.panel import panel_page

    before = set(_controls())
    page = panel_page(panel.folder)
    press(page.entry, "enter", code=code)
    page.close_all()
    assert set(_controls()) == before


def _controls() -> list[str]:
    from ipywidgets.widgets.widget import _instances

    return [key for key, widget in _instances.items() if isinstance(widget, Widget)]
