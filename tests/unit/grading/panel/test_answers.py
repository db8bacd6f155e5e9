"""A rater's file: nothing saved is lost, whatever somebody does to it."""

import csv
import threading
from pathlib import Path

import pytest

from grading.panel import Answer, Panel, PanelError, Scope, invite, open_round
from grading.panel.answers import read_answers, save_answer, save_answers

SCOPE = Scope(frozenset({"listening", "safety"}), frozenset({"A"}), {("listening", "1"): 2})


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "round-1" / "rater-1.csv"


def test_an_answer_is_kept_replaced_and_cleared(path: Path) -> None:
    save_answer(path, Answer("importance", "7", "listening", reason="Because."), SCOPE)
    save_answer(path, Answer("importance", "8", "listening", reason="Because."), SCOPE)
    save_answer(path, Answer("mark", "2", "safety", "A"), SCOPE)
    answers = read_answers(path, SCOPE)
    assert len(answers.rows) == 2
    answer = answers.get("importance", "listening")
    assert answer is not None
    assert answer.number == 8
    save_answer(path, Answer("importance", "", "listening"), SCOPE)
    assert read_answers(path, SCOPE).get("importance", "listening") is None


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer("importance", "10", "listening"), "expected a whole number from 1 to 9"),
        (Answer("importance", "0", "listening"), "expected a whole number from 1 to 9"),
        (Answer("importance", "7.5", "listening"), "expected a whole number"),
        (Answer("importance", "nan", "listening"), "expected a whole number"),
        (Answer("importance", "\u0667", "listening"), "expected a whole number"),
        (Answer("importance", "7", "charm"), "does not have"),
        (Answer("mark", "4", "listening", "A"), "expected a whole number from 0 to 3"),
        (Answer("mark", "2", "listening", "Z"), "which this panel does not have"),
        (Answer("standard", "101", "listening", level="1"), "from 0 to 100"),
        (Answer("standard", "50", "listening", level="0"), "expected 1 to 3"),
        (Answer("choice", "3", "listening", level="1"), "from 0 to 2"),
        (Answer("wording", "x" * 2_001, "listening", level="1"), "more than 2,000 characters"),
        (Answer("wording", "words", "listening", level="7"), "expected 0 to 3"),
        (Answer("pseudonym", "<b>x</b>"), "other signs"),
        (Answer("pseudonym", "x" * 41), "too long"),
        (Answer("years", "-3"), "from 0 to 60"),
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_is_written(
    path: Path, answer: Answer, expected: str
) -> None:
    with pytest.raises(PanelError, match=expected):
        save_answer(path, answer, SCOPE)
    assert not path.exists()


def test_rows_mended_badly_by_hand_are_named_with_their_line_and_kept(path: Path) -> None:
    save_answers(
        path,
        [Answer("importance", "7", "listening"), Answer("importance", "8", "safety")],
        SCOPE,
    )
    rewrite(path, '"7"', '"77"')
    answers = read_answers(path, SCOPE)
    assert answers.get("importance", "listening") is None
    assert answers.get("importance", "safety") is not None
    (problem,) = answers.problems
    assert "round-1/rater-1.csv, line 2: found '77' as importance" in problem
    assert "Mend the cell" in problem
    save_answer(path, Answer("mark", "1", "safety", "A"), SCOPE)
    assert '"77"' in path.read_text(encoding="utf-8"), "what cannot be used is still not deleted"


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00", b"one,two\n1,2\n", b'"task","criterion\n', b"\x00" * 50, b"a" * 200_000],
)
def test_a_file_that_is_no_csv_of_ours_gives_a_sentence_and_is_set_aside(
    path: Path, content: bytes
) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    answers = read_answers(path, SCOPE)
    assert answers.rows == {}
    assert len(answers.problems) == 1
    save_answer(path, Answer("importance", "7", "listening"), SCOPE)
    aside = path.with_name("rater-1.set-aside-1.csv")
    assert aside.read_bytes() == content
    assert read_answers(path, SCOPE).problems == ()


def test_words_that_a_spreadsheet_would_run_come_back_as_they_were(path: Path) -> None:
    formula = '=HYPERLINK("http://example.org","press")'
    save_answer(path, Answer("importance", "7", "listening", reason=formula), SCOPE)
    with path.open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    answer = read_answers(path, SCOPE).get("importance", "listening")
    assert answer is not None
    assert answer.reason == formula


def test_words_with_commas_quotes_and_new_lines_come_back(path: Path) -> None:
    words = 'He said: "no", twice,\nand left.'
    save_answer(path, Answer("mark", "2", "safety", "A", reason=words), SCOPE)
    answer = read_answers(path, SCOPE).get("mark", "safety", "A")
    assert answer is not None
    assert answer.reason == words


def test_the_copy_before_the_last_change_is_kept(path: Path) -> None:
    save_answer(path, Answer("importance", "7", "listening"), SCOPE)
    before = path.read_bytes()
    save_answer(path, Answer("importance", "8", "listening"), SCOPE)
    assert path.with_name(".rater-1.csv.last-good").read_bytes() == before


def test_a_disk_that_refuses_is_said_and_leaves_the_file_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_answer(path, Answer("importance", "7", "listening"), SCOPE)
    before = path.read_bytes()

    def refuse(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(PanelError, match="Not saved: the disk refused"):
        save_answer(path, Answer("importance", "1", "listening"), SCOPE)
    assert path.read_bytes() == before
    assert [
        each.name for each in path.parent.iterdir() if each.name.startswith(".rater-1.csv.")
    ] == []


def test_two_windows_of_one_rater_and_two_raters_at_once_lose_nothing(panel: Panel) -> None:
    invite(panel, 2)
    open_round(panel)
    criteria = [criterion.id for criterion in panel.rubric.criteria]

    def rate(rater: str, ids: list[str]) -> None:
        for criterion in ids:
            panel.save(rater, Answer("importance", "6", criterion))

    threads = [
        threading.Thread(target=rate, args=(rater, ids))
        for rater in ("rater-1", "rater-2")
        for ids in (criteria[:6], criteria[6:])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for rater in ("rater-1", "rater-2"):
        assert {row.criterion for row in panel.answers(1, rater).rows.values()} == set(criteria)
