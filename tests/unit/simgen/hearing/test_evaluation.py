"""A labelled file of anybody's is measured, or refused with file and line."""

import pytest

from simgen.conversation.hearing.corpus import CorpusError
from simgen.conversation.hearing.evaluation import evaluate, read_labelled


def write(tmp_path, content, encoding="utf-8"):
    path = tmp_path / "mine.csv"
    path.write_bytes(content.encode(encoding))
    return path


def test_a_file_is_measured(tmp_path):
    path = write(
        tmp_path,
        "text,previous,label\n"
        "How do you feel about that?,It hurts.,question\n"
        '"So you feel alone, really.",Nobody comes.,Reflection\n'
        "You should see a doctor.,It hurts.,input\n"
        "Mm-hmm.,And then I left.,other\n",
    )
    scores = evaluate(path)
    assert scores.count == 4
    assert scores.macro_f1 == 1


def test_previous_may_be_left_out_and_a_byte_order_mark_is_no_harm(tmp_path):
    path = write(tmp_path, "\ufefftext,label\nMm-hmm.,other\n")
    assert read_labelled(path)[0].previous == ""


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "line 1: no column text and label"),
        ("words,label\nHello,other\n", "line 1: no column text"),
        ("text,label\n", "no rows"),
        (
            "text,label\nHello,hug\nBye,wave\n",
            r"unknown labels 'hug' \(line 2\), 'wave' \(line 3\)",
        ),
        ("text,label\nHello\n", "line 2: fewer columns"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(tmp_path, content, message):
    with pytest.raises(CorpusError, match=message):
        read_labelled(write(tmp_path, content))


def test_only_some_of_many_unknown_labels_are_named(tmp_path):
    content = "text,label\n" + "".join(f"Hello,label{number}\n" for number in range(9))
    with pytest.raises(CorpusError, match="and 4 more"):
        read_labelled(write(tmp_path, content))


def test_another_encoding_is_named(tmp_path):
    with pytest.raises(CorpusError, match="not UTF-8"):
        read_labelled(write(tmp_path, "text,label\ncafé,other\n", "latin-1"))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CorpusError, match="cannot be read"):
        read_labelled(tmp_path / "none.csv")
