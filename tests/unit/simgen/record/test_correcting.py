"""Corrections as rows to learn from: each once, nobody named, nothing that a spreadsheet runs."""

import csv
import io

import pytest

from simgen.conversation.hearing.corpus import COLUMNS, read_corpus
from simgen.record import Recoded, RecordStore, Said, TalkEnded, replay
from simgen.record.correcting import NAMED, CorrectionError, add_rows, correct, gather


@pytest.fixture
def case(tmp_path):
    """Makes a replayed case from what was said and how each utterance was corrected."""
    made = []

    def make(said, *views, seed=5):
        store = RecordStore.open(
            tmp_path / f"{len(made)}" / "case-record.json", "quiet-house", seed=seed
        )
        made.append(store)
        for text in said:
            store.add(Said(text=text))
        store.add(TalkEnded())
        for turn, family, codes, *by in views:
            store.add(
                Recoded(attempt=1, turn=turn, family=family, codes=codes, by=(by or ["recruit"])[0])
            )
        return replay(store.record)

    return make


REFLECTION = (1, "reflection", ("reflection",))
ADVICE = (1, "input", ("advice",))


def test_a_correction_becomes_a_row_that_the_corpus_can_read(case, tmp_path):
    one = case(["Hello", "Xyzzy\nplugh"], (2, "question", ("safety", "closed-question")))
    (row,) = gather([one]).rows
    assert row["text"] == "Xyzzy plugh"
    assert row["previous"] == one.talk.turns[0].reply
    content, new = add_rows("", [row])
    assert new == 1
    (tmp_path / "rows").mkdir()
    (tmp_path / "rows" / "corrections.csv").write_text(content, encoding="utf-8")
    (read,) = read_corpus(tmp_path / "rows")
    assert read.codes == ("closed-question", "safety")
    assert read.family == "question"
    assert read.note == "correction by the recruit"
    assert read.source.startswith("correction-quiet-house-")


def test_nobody_is_named_by_a_row(case):
    one = case(["Xyzzy"], REFLECTION)
    (row,) = gather([one]).rows
    assert list(row) == COLUMNS
    assert one.record.record_id not in " ".join(row.values())


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Hello, I'm Priya Okafor from the surgery", f"Hello, I'm {NAMED} from the surgery"),
        ("Hello I’m Sam the link worker", f"Hello I’m {NAMED} the link worker"),
        ("my name is priya, I'm glad to be here", f"my name is {NAMED}, I'm glad to be here"),
        ("My name's Łukasz O'Brien.", f"My name's {NAMED}."),
        ("I'm Mrs Jones", f"I'm Mrs {NAMED}"),
        ("This is Élodie, call me Lodie", f"This is {NAMED}, call me {NAMED}"),
        ("I'm Sorry to hear that", "I'm Sorry to hear that"),
        ("I'm from the surgery, it's raining", "I'm from the surgery, it's raining"),
        ("Call me if you need to", "Call me if you need to"),
    ],
)
def test_a_name_by_which_somebody_introduced_themselves_is_replaced(case, said, kept):
    assert gather([case([said], REFLECTION)]).rows[0]["text"] == kept


def test_an_identifier_that_could_be_real_leaves_the_utterance_out(case):
    gathered = gather([case(["You can ring me on 0161 496 0123"], REFLECTION)])
    assert gathered.rows == []
    assert gathered.unsafe == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " = +"])
def test_nothing_in_a_row_is_run_by_a_spreadsheet(case, start):
    (row,) = gather([case([f"{start}HYPERLINK(1)"], REFLECTION)]).rows
    assert row["text"] == "HYPERLINK(1)"


def test_copies_and_the_same_words_again_are_one_row(case):
    one = case(["Xyzzy"], REFLECTION)
    other = case(["xyzzy"], REFLECTION, seed=9)
    assert len(gather([one, one, other]).rows) == 1


def test_where_recruits_differ_it_is_left_out_until_a_trainer_settles_it(case):
    views = [case(["Xyzzy"], REFLECTION), case(["Xyzzy"], ADVICE)]
    gathered = gather(views)
    assert gathered.rows == []
    assert gathered.unsettled == 1
    settled = gather([*views, case(["Xyzzy"], REFLECTION, (*ADVICE, "trainer"))])
    assert [row["family"] for row in settled.rows] == ["input"]
    assert settled.rows[0]["note"] == "correction by a trainer"
    assert settled.unsettled == 0


def test_what_a_file_already_holds_stays_to_the_letter(case):
    rows = gather([case(["Xyzzy"], REFLECTION)]).rows
    content, _new = add_rows("", rows)
    mended = content.replace("reflection,reflection", "other,", 1).rstrip("\n")
    more = gather([case(["Xyzzy", "Plugh"], REFLECTION, (2, "other", ()))]).rows
    grown, new = add_rows(mended, more)
    assert new == 1
    assert grown.startswith(mended + "\n")
    assert [row["family"] for row in csv.DictReader(io.StringIO(grown))] == ["other", "other"]
    assert add_rows(grown, more) == (grown, 0)


def test_a_file_of_other_columns_is_not_added_to():
    with pytest.raises(CorrectionError, match="expected the columns text, previous"):
        add_rows("name,mark\nA,3\n", [])


def test_a_trainer_corrects_a_record_on_disk(tmp_path):
    path = tmp_path / "case-record.json"
    store = RecordStore.open(path, "quiet-house", seed=5)
    for event in (Said(text="Hello"), Said(text=""), TalkEnded()):
        store.add(event)
    added = correct(path, 1, "other", ("social",), attempt=None, at="2026-03-03T10:00:00+00:00")
    assert (added.by, added.attempt, added.codes) == ("trainer", 1, ("social",))
    assert (
        gather([replay(RecordStore.open(path, "quiet-house").record)]).rows[0]["family"] == "other"
    )
    for turn, attempt, words in ((3, None, "no turn 3"), (1, 2, "attempt 2"), (2, 1, "a silence")):
        with pytest.raises(CorrectionError, match=words):
            correct(path, turn, "other", (), attempt=attempt, at="")
