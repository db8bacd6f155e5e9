"""A recruit who fetches feedback gets the page and the PDF, and never a PDF of other marks."""

import json
import shutil
from pathlib import Path

import pytest
from nbgrader.utils import get_username
from typer.testing import CliRunner

from course.command import app
from course.demo import write_record
from course.handing_in import hand_in
from grading.nbgrader.course import Course
from grading.reporting.releasing import release_feedback
from simgen.errors import ReportError, WorkspaceError
from tests.notebooks.handing_over import ASSIGNMENT, RECRUITS, put_submission

# nbgrader's release_feedback leaves a file for the garbage collector to close.
pytestmark = [
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"),
]


@pytest.fixture(scope="module")
def marked(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ben's work came through the exchange and dora's did not; both are marked by rules."""
    root = Path(shutil.copytree(built, tmp_path_factory.mktemp("marked") / "workspace"))
    course, desk = Course(root), root / "recruit" / ASSIGNMENT
    write_record(RECRUITS["ben"], desk)
    hand_in(desk)
    course.collect(ASSIGNMENT)
    put_submission(root, "dora")
    course.autograde(ASSIGNMENT)
    return root


@pytest.fixture
def root(marked: Path, tmp_path: Path) -> Path:
    """That workspace, as one's own."""
    return Path(shutil.copytree(marked, tmp_path / "workspace"))


def sent(root: Path) -> dict[str, bytes]:
    """What lies in the exchange for recruits, by ending; nothing half-written."""
    folder = root / "exchange" / "link-worker" / "feedback"
    files = list(folder.iterdir())
    assert not [file.name for file in files if "tmp" in file.name]
    assert len({file.stem for file in files}) <= 1, "one recruit, one secret name"
    return {file.suffix: file.read_bytes() for file in files}


def fetched(root: Path) -> dict[str, bytes]:
    """What the recruit has on their desk after fetching."""
    Course(root, student=get_username(), desk=root / "recruit").fetch_feedback(ASSIGNMENT)
    files = (root / "recruit" / ASSIGNMENT / "feedback").glob("*/*")
    return {file.name: file.read_bytes() for file in files}


def mark(course: Course, points: float) -> None:
    with course.gradebook() as book:
        grade = book.find_grade("safety", ASSIGNMENT, ASSIGNMENT, get_username())
        grade.manual_score, grade.needs_manual_grade = points, False
        book.db.commit()


def test_both_are_released_and_fetched_and_replaced_together(root: Path, course: Course) -> None:
    done = release_feedback(root, ASSIGNMENT)
    assert (done.pages, done.papers) == (1, 1)
    assert done.passed_over == ("dora",)
    assert set(done.waiting) == {"dora", get_username()}
    first = fetched(root)
    assert set(first) == {f"{ASSIGNMENT}.html", f"{ASSIGNMENT}.pdf"}
    assert first[f"{ASSIGNMENT}.pdf"].startswith(b"%PDF")

    mark(course, 0)
    release_feedback(root, ASSIGNMENT)
    again = fetched(root)
    assert all(again[name] != first[name] for name in first)
    assert again == {f"{ASSIGNMENT}{ending}": content for ending, content in sent(root).items()}

    # nbgrader's own two steps, as the formgrader's buttons take them, make no PDF.
    mark(course, 6)
    course.feedback(ASSIGNMENT)
    course.release_feedback(ASSIGNMENT)
    assert set(sent(root)) == {".html"}, "the PDF of older marks is taken back"
    last = fetched(root)
    assert set(last) == {f"{ASSIGNMENT}.html"}
    assert last[f"{ASSIGNMENT}.html"] != again[f"{ASSIGNMENT}.html"]


def test_a_disk_that_fills_up_leaves_what_was_released_and_the_next_run_mends_it(
    root: Path, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    release_feedback(root, ASSIGNMENT)
    before = sent(root)
    mark(course, 0)

    def fill_up(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr("shutil.copyfileobj", fill_up)
        with pytest.raises(WorkspaceError, match="release feedback"):
            release_feedback(root, ASSIGNMENT)
    assert sent(root) == before
    result = CliRunner().invoke(app, ["feedback", ASSIGNMENT, "--course", str(root), "--json"])
    assert result.exit_code == 0
    assert json.loads(result.output)["papers"] == 1
    assert sent(root)[".pdf"] != before[".pdf"]


def test_the_command_says_who_got_what(root: Path) -> None:
    result = CliRunner().invoke(app, ["feedback", ASSIGNMENT, "--course", str(root)])
    assert result.exit_code == 0
    assert "1 released as a page, 1 of them as a PDF too" in result.output
    assert "Not released: dora" in result.output


def test_nothing_graded_is_said(built: Path) -> None:
    with pytest.raises(ReportError, match="Nothing is graded yet"):
        release_feedback(built, ASSIGNMENT)
