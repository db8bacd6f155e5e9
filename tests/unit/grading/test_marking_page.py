"""The trainer's page: everything in sight, nothing preselected, nothing hostile, usable by keyboard."""

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from nbformat.v4 import new_notebook, new_output

from course.demo import load_recruits, write_record
from grading.marking import mark_record
from grading.nbgrader.cell_kinds import EVIDENCE_PREFIX, ROOM_ID, code_cell, task_cell
from grading.nbgrader.marking_page import show_marking_page, view_marking
from grading.nbgrader.showing import MIME, show_evidence, show_result, show_room
from grading.rubric import load_rubric

RUBRIC = load_rubric()
HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"' onfocus=alert(1) {{ 7*7 }}"
)
RESOURCES = {
    "assignment_id": "quiet-house",
    "notebook_id": "quiet-house",
    "submission_id": "0" * 32,
    "base_url": "",
    "index": 1,
    "total": 3,
    "student": "dora",
    "first_name": None,
    "last_name": None,
}


class Page(HTMLParser):
    """The elements of a page, in order, and the text of those that matter here."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def cell_of(criterion: Any, data: dict[str, Any]) -> Iterator[Any]:
    shown = new_output("display_data", data={MIME: data})
    if criterion.judged_by == "human":
        evidence = code_cell(EVIDENCE_PREFIX + criterion.id, "", tags=[])
        evidence.outputs = [shown]
        yield evidence
        yield task_cell(criterion.id, "", criterion.maximum)
    else:
        graded = code_cell(criterion.id, "", tags=[], points=criterion.maximum)
        graded.outputs = [shown]
        yield graded


def spoilt(value: Any) -> Any:
    """The same data with hostile text for every text that is not a key."""
    if isinstance(value, str):
        return HOSTILE
    if isinstance(value, dict):
        return {key: spoilt(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [spoilt(each) for each in value]
    return value


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    recruit = next(each for each in load_recruits() if each.id == "ben")
    marking = mark_record(write_record(recruit, tmp_path_factory.mktemp("ben")))
    shown = {ROOM_ID: show_room(marking).data}
    for result in marking.sheet.results:
        show = show_evidence if result.points is None else show_result
        shown[result.criterion_id] = show(result, marking).data
    return shown


def notebook(data: dict[str, Any]) -> Any:
    room = code_cell(ROOM_ID, "", tags=[])
    room.outputs = [new_output("display_data", data={MIME: data[ROOM_ID]})]
    cells = [cell for each in RUBRIC.criteria for cell in cell_of(each, data[each.id])]
    return new_notebook(cells=[room, *cells])


def test_the_four_levels_of_each_criterion_are_in_sight_and_none_is_chosen(data) -> None:
    html = show_marking_page(notebook(data), RESOURCES)
    for criterion in RUBRIC.criteria:
        for level in criterion.levels:
            assert level.replace("'", "&#39;") in html
    radios = [each for each in Page(html).all("input") if each.get("type") == "radio"]
    assert len(radios) == 4 * len(RUBRIC.criteria)
    assert not [each for each in radios if "checked" in each]
    levels = [each["value"] for each in radios if each["name"] == "level-recording"]
    assert [float(value or "nan") for value in levels] == [0, 1, 2, 3]


def test_what_counting_suggests_is_said_to_be_a_suggestion(data) -> None:
    view = {part["id"]: part for part in view_marking(notebook(data))["criteria"]}
    assert view["recording"]["human"]
    assert view["recording"]["machine"]["points"] == data["recording"]["suggested"]
    assert not view["safety"]["human"]
    assert "It is a suggestion" in show_marking_page(notebook(data), RESOURCES)


def test_hostile_text_in_every_place_makes_no_element_and_no_attribute(data) -> None:
    resources = RESOURCES | {"first_name": HOSTILE, "last_name": HOSTILE, "student": HOSTILE}
    resources |= {"assignment_id": HOSTILE, "notebook_id": HOSTILE}
    kinds = {"kind", "judged_by"}
    bad = {
        name: {key: value if key in kinds else spoilt(value) for key, value in dict(shown).items()}
        for name, shown in data.items()
    }
    fair, foul = (
        Page(show_marking_page(notebook(each), more))
        for each, more in ((data, RESOURCES), (bad, resources))
    )
    allowed = {tag for tag, _ in fair.elements}
    assert {tag for tag, _ in foul.elements} <= allowed
    assert not {"img", "iframe", "object", "svg", "base", "form"} & allowed
    assert all(each.get("nonce") for each in foul.all("script"))
    assert len(foul.all("script")) == len(fair.all("script"))
    assert len(foul.all("input")) == len(fair.all("input"))
    for _, attributes in foul.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        assert not (attributes.get("href") or "").lower().startswith(("javascript:", "data:", "//"))


def test_scripts_run_only_with_a_number_drawn_for_this_one_page(data) -> None:
    one, other = (Page(show_marking_page(notebook(data), RESOURCES)) for _ in "ab")
    policies = [each["content"] or "" for each in one.all("meta") if "http-equiv" in each]
    nonce = one.all("script")[0]["nonce"]
    assert f"script-src 'nonce-{nonce}';" in policies[0]
    assert "default-src 'none'" in policies[0]
    assert "unsafe" not in policies[0]
    assert nonce != other.all("script")[0]["nonce"]


def test_every_box_has_a_label_every_id_is_used_once_and_headings_skip_no_level(data) -> None:
    page = Page(show_marking_page(notebook(data), RESOURCES))
    labelled = {each["for"] for each in page.all("label")}
    for tag in ("input", "textarea"):
        assert {each["id"] for each in page.all(tag)} <= labelled
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = [each.get("href") or "" for each in page.all("a")]
    assert {target[1:] for target in targets if target.startswith("#")} <= set(ids)
    levels = [int(tag[1]) for tag, _ in page.elements if tag in {"h1", "h2", "h3", "h4"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert not [a for _, a in page.elements if (a.get("tabindex") or "0") not in {"0", "-1"}]


def test_a_notebook_that_a_kernel_ran_still_shows_its_boxes_and_its_output_as_text() -> None:
    graded = code_cell("listening", "", tags=[], points=6)
    graded.outputs = [
        new_output("stream", text=HOSTILE),
        new_output("display_data", data={"text/html": HOSTILE}),
        new_output("execute_result", data={"text/plain": "4.0"}),
    ]
    html = show_marking_page(new_notebook(cells=[graded, task_cell("recording", "", 3)]), RESOURCES)
    page = Page(html)
    assert {"listening", "recording"} <= {each["id"] for each in page.all("input")}
    assert "a kernel ran it" in html
    assert "&lt;img src=x" in html
    assert not page.all("img")


def test_a_page_for_work_that_is_not_in_the_list_names_no_place() -> None:
    html = show_marking_page(new_notebook(), RESOURCES | {"index": -2})
    assert "<h1>Marking quiet-house</h1>" in html
