from pathlib import Path

import pytest

from course.building import list_lessons, read_lesson
from simgen.errors import WorkspaceError
from simgen.scenario import list_scenarios, load_scenario

TEXT = list_lessons()[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("path", list_lessons(), ids=lambda path: path.stem)
def test_every_lesson_belongs_to_a_case_and_says_how_long_it_takes(path: Path) -> None:
    lesson = read_lesson(path)
    scenario = load_scenario(lesson.scenario_id)
    text = path.read_text(encoding="utf-8")
    assert f"{scenario.minutes} minutes" in text
    assert "## Key points" in text


@pytest.mark.parametrize(
    ("was", "becomes", "expected"),
    [
        ("scenario: quiet-house\n", "", "no 'scenario'"),
        ("rubric: starter\n", "", "no 'rubric'"),
        ("scenario: quiet-house", "scenario: loud-house", "expected 'quiet-house'"),
        (":tags: [case-room]", ":tags: [something]", "found 0 code cells tagged 'case-room'"),
        (":tags: [rubric]", ":tags: [case-room]", "found 2 code cells tagged 'case-room'"),
        ("## Key points", "```{code-cell}\n1 + 1\n```\n\n## Key points", "of another kind"),
    ],
)
def test_a_broken_lesson_is_refused_in_words(
    tmp_path: Path, was: str, becomes: str, expected: str
) -> None:
    assert was in TEXT
    path = tmp_path / "quiet-house.md"
    path.write_text(TEXT.replace(was, becomes), encoding="utf-8")
    with pytest.raises(WorkspaceError, match=expected) as caught:
        read_lesson(path)
    assert "quiet-house.md" in str(caught.value)


def test_the_lessons_come_in_the_order_in_which_they_are_meant_to_be_done():
    assert list_lessons()[0].stem == "quiet-house"
    titles = [read_lesson(path).title for path in list_lessons()]
    assert titles[0] == "The quiet house"


def test_every_case_of_the_kit_has_a_lesson():
    assert {path.stem for path in list_lessons()} == {case.id for case in list_scenarios()}
