"""`linkworker utterances`: JSON lines in and out, a file measured, bad input named by its line."""

import json

import pytest
from typer.testing import CliRunner

from course.command.utterances import UtteranceLineError, app
from simgen.conversation.hearing.corpus import CorpusError


@pytest.fixture
def run():
    runner = CliRunner()

    def run(*words, said=None):
        return runner.invoke(app, words, input=said)

    return run


def test_one_line_in_is_one_line_out(run):
    said = [
        {"text": "How do you feel about that?", "previous": "He left."},
        {"text": "So he left, and it hurts."},
        {"text": "Mm-hmm.", "previous": None},
    ]
    shown = run("code", said="\n".join(map(json.dumps, said)) + "\n\n")
    assert shown.exit_code == 0
    heard = [json.loads(line) for line in shown.output.splitlines()]
    assert [line["family"] for line in heard] == ["question", "reflection", "other"]
    assert all(set(line) == {"family", "codes", "p", "abstained"} for line in heard)
    assert heard[0]["codes"]["open-question"] > 0.5
    assert heard[0]["abstained"] is False


def test_a_file_is_read_as_well(run, tmp_path):
    path = tmp_path / "said.jsonl"
    path.write_text('{"text": "xyzzy plugh"}\n', encoding="utf-8")
    assert json.loads(run("code", str(path)).output)["abstained"] is True


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("How are you?", "line 2: not JSON"),
        ("[" * 100_000, "line 2: not JSON"),
        ('{"words": "Hello"}', "line 2: no text"),
        ('["Hello"]', "line 2: no text"),
        ('{"text": 3}', "line 2: no text"),
        ('{"text": "Hello", "previous": 3}', "line 2: previous is not a text"),
    ],
    ids=["not json", "deep", "no text", "list", "number", "previous"],
)
def test_a_bad_line_is_named(run, line, message):
    shown = run("code", said='{"text": "Hello"}\n' + line + "\n")
    assert isinstance(shown.exception, UtteranceLineError)
    assert str(shown.exception).startswith(message)
    assert len(shown.output.splitlines()) == 1


def test_bytes_that_are_no_text_are_named(run):
    shown = run("code", said=b'{"text": "caf\xe9"}\n')
    assert isinstance(shown.exception, UtteranceLineError)


def test_half_characters_and_oddities_do_no_harm(run):
    said = '{"text": "\\ud83d \\u0000 \\u202e hello"}\n'
    assert run("code", said=said).exit_code == 0


def test_a_missing_file_is_named(run, tmp_path):
    shown = run("code", str(tmp_path / "none.jsonl"))
    assert isinstance(shown.exception, UtteranceLineError)


@pytest.fixture
def labelled(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(
        "text,previous,label\n"
        "How do you feel about that?,He left.,question\n"
        "You're hurt and angry.,He left.,reflection\n"
        "You should ring a solicitor.,He left.,input\n"
        "Mm-hmm.,He left.,other\n",
        encoding="utf-8",
    )
    return path


def test_a_labelled_file_is_measured_for_people(run, labelled):
    shown = run("evaluate", str(labelled)).output
    for part in ("4 utterances", "Macro-F1", "Confusion", "Calibration", "coverage", "abstained"):
        assert part in shown


def test_a_labelled_file_is_measured_for_programs(run, labelled):
    scores = json.loads(run("evaluate", str(labelled), "--json").output)
    assert scores["count"] == 4
    assert scores["f1"]["question"] == 1
    assert scores["confusion"]["other"]["other"] == 1
    assert scores["coverage"][0]["coverage"] == 1


def test_unknown_labels_are_named(run, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("text,label\nHello,hug\n", encoding="utf-8")
    shown = run("evaluate", str(path))
    assert isinstance(shown.exception, CorpusError)
    assert "'hug' (line 2)" in str(shown.exception)
