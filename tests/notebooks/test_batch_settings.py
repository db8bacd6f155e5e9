"""What a trainer sets, asks for wrongly, or gets told: the batch grader's words and codes."""

import json
from pathlib import Path

import pytest
from filelock import FileLock
from typer.testing import CliRunner

from course.command import app
from grading.batch import grade_assignment
from grading.batch.run import LOCK
from grading.nbgrader.course import Course
from simgen.errors import KitError, WorkspaceError
from tests.notebooks.comparing import all_files, all_rows
from tests.notebooks.handing_over import (
    ASSIGNMENT,
    BY_RULES,
    autograded,
    feedback_of,
    grades,
    put_submission,
    record_of,
)


def configure(root: Path, *lines: str) -> None:
    with (root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write("\n" + "\n".join(lines) + "\n")


def linkworker_grade(root: Path, *words: str) -> tuple[int, str]:
    ended = CliRunner().invoke(app, ["grade", ASSIGNMENT, "--course", str(root), *words])
    if isinstance(ended.exception, KitError):  # `main` shows its message and ends with 1
        return 1, str(ended.exception)
    return ended.exit_code, ended.output


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("c.Autograde.autograde_preprocessors = c.Autograde.autograde_preprocessors[:-1]", "steps"),
        ("c.SaveAutoGrades.enabled = False", "SaveAutoGrades.enabled"),
        ("c.Autograde.post_convert_hook = print", "Autograde.post_convert_hook"),
        ("c.ClearMetadataPreprocessor.enabled = True", "ClearMetadataPreprocessor.enabled"),
        ("c.FilesWriter.files = []", "FilesWriter.files"),
    ],
)
def test_what_only_nbgrader_can_honour_is_said_and_nbgrader_does_it(
    root: Path, line: str, words: str
) -> None:
    put_submission(root, "dora", recruit="dev")
    record_of(put_submission(root, "mallory")).write_text("{", encoding="utf-8")
    configure(root, line)
    report = grade_assignment(root, ASSIGNMENT)
    (reason,) = report.own_way
    assert words.replace("steps", "Autograde.autograde_preprocessors") in reason
    assert "nbgrader_config.py" in reason
    assert report.entered == 2
    assert autograded(root, "dora")["cells"]


def test_settings_that_change_nothing_here_are_kept_to_the_quick_way(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_submission(root, "dora", recruit="dev")
    configure(
        root,
        "c.Autograde.permissions = 640",
        "c.LimitOutput.max_lines = 5",
        "c.CourseDirectory.autograded_directory = 'marked'",
        "c.CourseDirectory.student_id_exclude = 'eve,fay'",
        "c.CourseDirectory.db_url = 'sqlite:///other.db'",
    )
    put_submission(root, "eve")
    (root / "gradebook.db").rename(root / "other.db")
    report = grade_assignment(root, ASSIGNMENT)
    assert report.own_way == ()
    assert report.counts["graded"] == 1
    place = root / "marked" / "dora" / ASSIGNMENT
    assert all_files(place)[f"{ASSIGNMENT}.ipynb"][0] == "0o640"
    monkeypatch.chdir(root)  # where nbgrader's own commands count a path from
    assert {row[0] for row in all_rows(Course(root))["grade"]} == {"dora"}
    assert not (root / "gradebook.db").exists()


def test_work_without_a_notebook_or_with_a_misnamed_one_is_marked_by_its_record(
    root: Path, course: Course
) -> None:
    put_submission(root, "honest", recruit="dev")
    for student in ("misnamed", "none"):
        notebook = put_submission(root, student, recruit="dev") / f"{ASSIGNMENT}.ipynb"
        notebook.rename(notebook.with_name("Quiet house (1).ipynb"))
        if student == "none":
            notebook.with_name("Quiet house (1).ipynb").unlink()
    code, told = linkworker_grade(root, "--feedback")
    assert code == 0
    assert grades(course, "misnamed") == grades(course, "none") == grades(course, "honest")
    assert told.count("No notebook with the name quiet-house.ipynb was handed in.") == 2
    assert "points so far" in feedback_of(root, "none")


def test_the_summary_counts_and_names_what_to_look_at(root: Path) -> None:
    put_submission(root, "ada", recruit="ada")
    folder = put_submission(root, "ben", recruit="ben")
    record_of(put_submission(root, "copied")).write_bytes(record_of(folder).read_bytes())
    record_of(put_submission(root, "mallory")).write_text("{", encoding="utf-8")
    (root / "submitted" / "file").mkdir()
    (root / "submitted" / "file" / ASSIGNMENT).write_text("no folder", encoding="utf-8")
    code, told = linkworker_grade(root)
    assert code == 3
    lines = [" ".join(line.split()) for line in told.splitlines()]
    assert "Graded 3" in lines
    assert any(line.startswith("Record unusable 1") for line in lines)
    assert any(line.startswith("Not graded 1") for line in lines)
    assert "There is a file where a folder was expected." in " ".join(lines)
    assert "case-record.json is broken" in " ".join(lines)
    assert "ben, copied" in lines

    (root / "submitted" / "file" / ASSIGNMENT).unlink()
    (root / "submitted" / "file").rmdir()
    code, told = linkworker_grade(root, "--json")
    assert code == 0
    report = json.loads(told)
    assert report["counts"] == {"graded": 0, "unusable": 0, "unchanged": 4, "refused": 0}
    assert report["same_record"] == [["ben", "copied"]]


def test_only_the_students_who_were_named_are_graded(root: Path) -> None:
    for student in ("ada", "ben", "a*"):
        put_submission(root, student, recruit="dev")
    report = grade_assignment(root, ASSIGNMENT, students=["a*"])
    assert report.counts["graded"] == 1
    assert {path.name for path in (root / "autograded").iterdir()} == {"a*"}
    assert linkworker_grade(root, "--student", "ada", "--student", "ben")[0] == 0
    assert len(list((root / "autograded").iterdir())) == 3


def test_mistakes_are_said_in_words(root: Path, tmp_path: Path) -> None:
    assert "Nobody's work on 'quiet-house' lies in submitted/" in linkworker_grade(root)[1]
    put_submission(root, "ada")
    with pytest.raises(WorkspaceError, match="no assignment 'loud-house'. It has: closed-curtains"):
        grade_assignment(root, "loud-house")
    with pytest.raises(WorkspaceError, match="no work of eve, fay on 'quiet-house'"):
        grade_assignment(root, ASSIGNMENT, students=["eve", "fay", "ada"])
    with pytest.raises(WorkspaceError, match="is no course: it has no nbgrader_config.py"):
        grade_assignment(tmp_path, ASSIGNMENT)
    with FileLock(str(root / LOCK)):
        code, told = linkworker_grade(root)
    assert code == 1
    assert "being graded by another `linkworker grade`" in told
    assert not (root / "autograded").exists()


def test_a_time_of_handing_in_that_is_none_is_said_and_costs_nothing(
    root: Path, course: Course
) -> None:
    folder = put_submission(root, "ada", recruit="dev")
    (folder / "timestamp.txt").write_text("the day before yesterday", encoding="utf-8")
    (report,) = grade_assignment(root, ASSIGNMENT).told
    assert report.outcome == "graded"
    assert "timestamp.txt: 'the day before yesterday' is no time." in report.remarks[0]
    assert set(grades(course, "ada")) >= set(BY_RULES)


def test_a_record_cannot_speak_to_the_terminal(root: Path) -> None:
    record = record_of(put_submission(root, "mallory"))
    record.write_text(json.dumps({"schema_version": "\x1b[31m\x07red\u202e"}), encoding="utf-8")
    code, told = linkworker_grade(root)
    assert code == 0
    assert "schema_version is [31mred, expected a whole number" in " ".join(told.split())
    assert told.replace("\n", "").isprintable()
