"""`linkworker utterances corrections` and `correct`: from records to rows, and a trainer's view."""

import csv
import io
import shutil

import pytest
from typer.testing import CliRunner

from course.command.corrections import LabelError
from course.command.utterances import app
from simgen.errors import RecordBroken, RecordMissing
from simgen.record import Recoded, RecordStore, Said, TalkEnded
from simgen.record.trainers_views import CorrectionError


@pytest.fixture
def run():
    runner = CliRunner()

    def run(*words):
        return runner.invoke(app, [str(word) for word in words])

    return run


@pytest.fixture
def course(tmp_path):
    """A course folder with one corrected record, its copies, one without and one broken."""
    (tmp_path / "nbgrader_config.py").write_text("", encoding="utf-8")
    store = RecordStore.open(
        tmp_path / "submitted/ada/quiet-house/case-record.json", "quiet-house", seed=5
    )
    for event in (
        Said(text="Hello"),
        Said(text="xyzzy plugh"),
        TalkEnded(),
        Recoded(attempt=1, turn=2, family="reflection", codes=("reflection",)),
    ):
        store.add(event)
    shutil.copytree(tmp_path / "submitted", tmp_path / "autograded")
    RecordStore.open(tmp_path / "submitted/ben/quiet-house/case-record.json", "quiet-house").add(
        Said(text="Hello")
    )
    broken = tmp_path / "submitted/cleo/quiet-house"
    broken.mkdir(parents=True)
    (broken / "case-record.json").write_text("{", encoding="utf-8")
    return tmp_path


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_a_course_gives_each_corrected_utterance_once(run, course):
    shown = run("corrections", course)
    assert shown.exit_code == 0
    assert [row["text"] for row in rows(shown.stdout)] == ["xyzzy plugh"]
    assert "ada" not in shown.stdout
    assert "cleo" in shown.stderr
    assert "Read the rows before you train on them" in shown.stderr


def test_a_file_is_added_to_and_what_stood_there_is_kept(run, course):
    to = course / "corrections.csv"
    assert "1 rows added" in run("corrections", course, "--to", to).stdout
    mended = to.read_text(encoding="utf-8").replace("reflection,reflection", "other,")
    to.write_text(mended, encoding="utf-8")
    assert "0 rows added" in run("corrections", course, "--to", to).stdout
    assert to.read_text(encoding="utf-8") == mended
    assert [path.name for path in course.iterdir() if path.name.startswith(".")] == []


def test_a_file_of_something_else_is_left_alone(run, course):
    to = course / "marks.csv"
    to.write_text("name,mark\nA,3\n", encoding="utf-8")
    shown = run("corrections", course, "--to", to)
    assert isinstance(shown.exception, CorrectionError)
    assert "marks.csv, line 1" in str(shown.exception)
    assert to.read_text(encoding="utf-8") == "name,mark\nA,3\n"


def test_a_record_that_was_named_and_cannot_be_used_is_an_error(run, course):
    named = course / "submitted/cleo/quiet-house/case-record.json"
    assert isinstance(run("corrections", named).exception, RecordBroken)
    assert isinstance(run("corrections", course / "nowhere.json").exception, RecordMissing)


def test_a_trainer_adds_a_view_that_then_counts(run, course):
    record = course / "submitted/ada/quiet-house/case-record.json"
    before = record.read_bytes()
    shown = run("correct", record, "--turn", 2, "--family", "question", "--codes", "open-question")
    assert shown.exit_code == 0
    assert "turn 2: xyzzy plugh" in shown.stdout
    assert "You say: Asking, with room for any answer." in shown.stdout
    assert "trainer-corrections.json" in shown.stdout
    assert record.read_bytes() == before
    (row,) = rows(run("corrections", course).stdout)
    assert (row["family"], row["note"]) == ("question", "correction by a trainer")


def test_a_view_that_a_record_calls_a_trainers_counts_once_a_trainer_took_it_over(run, course):
    record = course / "submitted/ben/quiet-house/case-record.json"
    RecordStore.open(record, "quiet-house").add(
        Recoded(attempt=1, turn=1, family="other", codes=("social",), by="trainer")
    )
    shown = run("confirm", course / "submitted/ben")
    assert "says that a trainer said: Greeting, or friendly talk" in shown.stdout
    assert "Nothing was changed" in shown.stdout
    assert "correction by a trainer" not in run("corrections", course).stdout
    assert "1 taken over" in run("confirm", course / "submitted/ben", "--yes").stdout
    assert "correction by a trainer" in run("corrections", course).stdout
    assert "says that" not in run("confirm", course / "submitted/ben").stdout


def test_a_record_without_a_course_keeps_its_view_where_it_is_told(run, tmp_path):
    record = tmp_path / "case-record.json"
    RecordStore.open(record, "quiet-house", seed=5).add(Said(text="Hello"))
    assert isinstance(
        run("correct", record, "--turn", 1, "--family", "other").exception, CorrectionError
    )
    mine = tmp_path / "mine.json"
    run("correct", record, "--turn", 1, "--family", "other", "--views", mine)
    assert "correction by a trainer" in run("corrections", record, "--views", mine).stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--family", "poem"), "unknown family 'poem'; expected one of question"),
        (("--family", "other", "--codes", "rhyme"), "unknown code 'rhyme'"),
    ],
)
def test_a_label_that_there_is_not_is_refused_by_name(run, course, words, message):
    record = course / "submitted/ada/quiet-house/case-record.json"
    before = record.read_bytes()
    shown = run("correct", record, "--turn", 2, *words)
    assert isinstance(shown.exception, LabelError)
    assert message in str(shown.exception)
    assert record.read_bytes() == before
