import json
import time
from pathlib import Path

import pytest

from course.building import build_workspace, list_lessons
from course.building.notebooks import MARKS_BEGIN
from grading.nbgrader.course import Course
from grading.rubric import load_rubric
from simgen.errors import WorkspaceError
from simgen.record import RECORD_NAME
from tests.notebooks.handing_over import ASSIGNMENT, put_submission

RUBRIC = load_rubric()


def test_it_holds_what_recruit_trainer_and_self_studier_open(built: Path) -> None:
    for name in (
        "nbgrader_config.py",
        "gradebook.db",
        f"source/{ASSIGNMENT}/{ASSIGNMENT}.ipynb",
        f"release/{ASSIGNMENT}/{ASSIGNMENT}.ipynb",
        f"exchange/link-worker/outbound/{ASSIGNMENT}/{ASSIGNMENT}.ipynb",
        f"recruit/{ASSIGNMENT}/{ASSIGNMENT}.ipynb",
        f"self-study/{ASSIGNMENT}.ipynb",
        "trainer/dashboard.ipynb",
    ):
        assert (built / name).is_file(), name


def test_the_released_version_holds_no_answers_and_no_mark_scheme(built: Path) -> None:
    for place in ("release", "recruit", "exchange/link-worker/outbound"):
        text = (built / place / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text(encoding="utf-8")
        assert MARKS_BEGIN not in text
        sources = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
        for criterion in RUBRIC.criteria:
            assert criterion.id in text
            assert not any(level in sources for level in criterion.levels)


def test_the_released_version_has_no_output_and_shows_no_code(built: Path) -> None:
    path = built / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            assert not cell["outputs"]
            assert cell["metadata"]["jupyter"]["source_hidden"]


def test_rubric_and_gradebook_agree(course: Course) -> None:
    with course.gradebook() as gradebook:
        notebook = gradebook.find_notebook(ASSIGNMENT, ASSIGNMENT)
        graded = {cell.name: cell.max_score for cell in notebook.grade_cells}
        tasks = {cell.name: cell.max_score for cell in notebook.task_cells}
    judged = {criterion.id: criterion.maximum for criterion in RUBRIC.criteria}
    assert graded | tasks == judged
    assert set(tasks) == {each.id for each in RUBRIC.criteria if each.judged_by == "human"}


def test_a_second_run_does_nothing_and_is_quick(root: Path) -> None:
    before = time.perf_counter()
    assert build_workspace(root) == []
    assert time.perf_counter() - before < 0.5


def test_what_a_recruit_wrote_is_never_touched(root: Path) -> None:
    desk = root / "recruit" / ASSIGNMENT
    (desk / f"{ASSIGNMENT}.ipynb").write_text("mine", encoding="utf-8")
    (desk / RECORD_NAME).write_text("also mine", encoding="utf-8")
    config = (root / "nbgrader_config.py").read_text(encoding="utf-8") + "\n# my own setting\n"
    (root / "nbgrader_config.py").write_text(config, encoding="utf-8")
    (root / ".built.json").unlink()
    build_workspace(root)
    assert (desk / f"{ASSIGNMENT}.ipynb").read_text(encoding="utf-8") == "mine"
    assert (desk / RECORD_NAME).read_text(encoding="utf-8") == "also mine"
    assert (root / "nbgrader_config.py").read_text(encoding="utf-8") == config


def test_the_dashboard_lies_apart_from_what_recruits_open(built: Path) -> None:
    notebook = json.loads((built / "trainer" / "dashboard.ipynb").read_text(encoding="utf-8"))
    sources = ["".join(cell["source"]) for cell in notebook["cells"]]
    assert sources == ["from course.dashboard import dashboard\ndashboard()"]
    assert notebook["cells"][0]["metadata"]["jupyter"]["source_hidden"]
    for folder in ("recruit", "self-study", "release", "exchange"):
        assert not list((built / folder).rglob("*dashboard*"))


def test_what_is_missing_is_put_back(root: Path) -> None:
    missing = root / "self-study" / f"{ASSIGNMENT}.ipynb"
    missing.unlink()
    assert build_workspace(root) == [f"Wrote self-study/{ASSIGNMENT}.ipynb."]
    assert missing.is_file()


def test_a_changed_lesson_is_released_anew_while_nobody_has_handed_in(root: Path) -> None:
    source = root / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    source.write_text(
        source.read_text(encoding="utf-8").replace("quiet", "noisy"), encoding="utf-8"
    )
    (root / ".built.json").unlink()
    assert f"Released '{ASSIGNMENT}' to the exchange." in build_workspace(root)


def test_a_changed_lesson_waits_when_work_has_been_collected(root: Path, course: Course) -> None:
    put_submission(root, "dora")
    course.autograde(ASSIGNMENT)
    source = root / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    older = source.read_text(encoding="utf-8").replace("kitchen table", "garden gate")
    source.write_text(older, encoding="utf-8")
    (root / ".built.json").unlink()
    done = build_workspace(root)
    assert any("stays" in sentence for sentence in done)
    assert source.read_text(encoding="utf-8") == older


def test_a_folder_with_other_things_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="already holds other things"):
        build_workspace(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "workspace").write_text("", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="is a file"):
        build_workspace(tmp_path / "workspace")


def test_a_folder_that_cannot_be_made_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="Choose a folder that you may write to"):
        build_workspace(tmp_path / "a file" / "workspace")


def test_every_lesson_is_an_assignment(built: Path) -> None:
    names = {path.stem for path in list_lessons()}
    assert {path.name for path in (built / "release").iterdir()} == names
