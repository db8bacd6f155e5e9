import json
from pathlib import Path

import pytest

from course.demo import write_record
from course.handing_in import hand_in
from grading.nbgrader.course import Course
from simgen.errors import WorkspaceError
from tests.notebooks.handing_over import (
    ASSIGNMENT,
    MAXIMUM,
    RECRUITS,
    feedback_of,
    points_of,
    record_of,
)

# The exchange names a submission after whoever is logged in.


def only_student(root: Path) -> str:
    (student,) = (path.name for path in (root / "submitted").iterdir())
    return student


# nbgrader's release_feedback leaves a file for the garbage collector to close.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
def test_what_is_handed_in_reaches_the_gradebook_and_comes_back_as_feedback(
    root: Path, course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # wherever the kernel happens to be
    desk = root / "recruit" / ASSIGNMENT
    write_record(RECRUITS["ben"], desk)
    message = hand_in(desk)
    assert message.startswith("Handed in on ")
    assert Path.cwd() == tmp_path
    course.collect(ASSIGNMENT)
    course.autograde(ASSIGNMENT)
    course.feedback(ASSIGNMENT)
    student = only_student(root)
    assert f"{points_of('ben')} of {MAXIMUM} points so far" in feedback_of(root, student)
    course.release_feedback(ASSIGNMENT)
    assert list((root / "exchange" / "link-worker" / "feedback").glob("*.html"))


def test_only_notebook_and_record_travel(root: Path, course: Course) -> None:
    desk = root / "recruit" / ASSIGNMENT
    write_record(RECRUITS["finn"], desk)
    (desk / "notes.txt").write_text("private", encoding="utf-8")
    (desk / "page.svg").write_text("<svg onload=alert(1)>", encoding="utf-8")
    (desk / "feedback").mkdir()
    (desk / "feedback" / "old.html").write_text("old", encoding="utf-8")
    hand_in(desk)
    course.collect(ASSIGNMENT)
    folder = root / "submitted" / only_student(root) / ASSIGNMENT
    assert {path.name for path in folder.iterdir()} == {
        f"{ASSIGNMENT}.ipynb",
        record_of(folder).name,
        "timestamp.txt",
        "submission_secret.txt",
    }


def test_the_latest_of_two_counts(root: Path, course: Course) -> None:
    desk = root / "recruit" / ASSIGNMENT
    write_record(RECRUITS["finn"], desk)
    hand_in(desk)
    course.collect(ASSIGNMENT)
    course.autograde(ASSIGNMENT)
    record_of(desk).unlink()
    write_record(RECRUITS["ada"], desk)
    hand_in(desk)
    course.collect(ASSIGNMENT)
    course.autograde(ASSIGNMENT)
    student = only_student(root)
    with course.gradebook() as gradebook:
        assert gradebook.find_submission(ASSIGNMENT, student).score == points_of("ada")


def test_a_deleted_notebook_is_put_back_before_handing_in(root: Path) -> None:
    desk = root / "recruit" / ASSIGNMENT
    write_record(RECRUITS["finn"], desk)
    (desk / f"{ASSIGNMENT}.ipynb").unlink()
    hand_in(desk)
    assert (desk / f"{ASSIGNMENT}.ipynb").is_file()


def test_nothing_is_handed_in_without_a_record_that_can_be_read(root: Path) -> None:
    desk = root / "recruit" / ASSIGNMENT
    with pytest.raises(WorkspaceError, match=r"Not handed in.*no case-record.json"):
        hand_in(desk)
    record_of(desk).write_text(json.dumps([1]), encoding="utf-8")
    with pytest.raises(WorkspaceError, match="Not handed in"):
        hand_in(desk)
    assert not list((root / "exchange" / "link-worker" / "inbound").iterdir())


def test_self_study_has_nobody_to_hand_in_to(root: Path) -> None:
    folder = root / "self-study" / "records" / ASSIGNMENT
    folder.mkdir(parents=True)
    write_record(RECRUITS["finn"], folder)
    with pytest.raises(WorkspaceError, match="nobody to hand it in to"):
        hand_in(folder)


def test_an_exchange_that_is_gone_is_said_in_words_and_nothing_is_lost(root: Path) -> None:
    desk = root / "recruit" / ASSIGNMENT
    path = write_record(RECRUITS["finn"], desk)
    before = path.read_bytes()
    (root / "exchange").rename(root / "elsewhere")
    with pytest.raises(WorkspaceError, match="Your work is saved") as caught:
        hand_in(desk)
    assert "Traceback" not in str(caught.value)
    assert path.read_bytes() == before
