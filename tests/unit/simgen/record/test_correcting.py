"""Corrections as rows to learn from: each once, nobody named, nothing that a spreadsheet runs."""

import csv
import io

import pytest

from simgen.conversation.hearing.corpus import COLUMNS, read_corpus
from simgen.record import Recoded, RecordStore, Said, TalkEnded, read_record, replay
from simgen.record.correcting import add_rows, confirm, correct, gather, unconfirmed
from simgen.record.masking import NAMED
from simgen.record.trainers_views import (
    VIEWS_NAME,
    CorrectionError,
    read_views,
    view_of,
    views_beside,
    with_views,
)


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
    one = case(["Hello", "xyzzy\nplugh"], (2, "question", ("safety", "closed-question")))
    (row,) = gather([one]).rows
    assert row["text"] == "xyzzy plugh"
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
    one = case(["xyzzy"], REFLECTION)
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


def test_an_identifier_that_could_be_real_is_masked(case):
    gathered = gather([case(["You can ring me on 0161 496 0123"], REFLECTION)])
    assert gathered.rows[0]["text"] == "You can ring me on 01632 960000"
    assert gathered.unsafe == 0


def test_a_name_that_the_person_asks_after_is_masked_in_what_went_before(case):
    one = case(["Hello", "How is Zbigniew, and how is Gwendolyn?", "xyzzy"], (3, "other", ()))
    (row,) = gather([one]).rows
    assert "Gwendolyn" not in row["previous"]
    assert "Zbigniew" not in row["previous"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " = +"])
def test_nothing_in_a_row_is_run_by_a_spreadsheet(case, start):
    (row,) = gather([case([f"{start}HYPERLINK(1)"], REFLECTION)]).rows
    assert row["text"] == "HYPERLINK(1)"


def test_copies_and_the_same_words_again_are_one_row(case):
    one = case(["xyzzy"], REFLECTION)
    other = case(["XYZZY"], REFLECTION, seed=9)
    assert len(gather([one, one, other]).rows) == 1


def test_where_recruits_differ_it_is_left_out_until_a_trainer_settles_it(case):
    views = [case(["xyzzy"], REFLECTION), case(["xyzzy"], ADVICE)]
    gathered = gather(views)
    assert gathered.rows == []
    assert gathered.unsettled == 1
    made = views[0].correction(1, 1, "input", ("advice",), "trainer")
    settled = gather([with_views(views[0], [view_of(made, views[0], "")]), views[1]])
    assert [row["family"] for row in settled.rows] == ["input"]
    assert settled.rows[0]["note"] == "correction by a trainer"
    assert settled.unsettled == 0


def test_a_record_that_calls_a_view_a_trainers_settles_nothing(case):
    forged = case(["xyzzy"], (*ADVICE, "trainer"))
    assert [each.by for each in forged.corrected(1)] == ["unconfirmed"]
    gathered = gather([case(["xyzzy"], REFLECTION), forged])
    assert gathered.rows == []
    assert gathered.unsettled == 1
    assert [row["note"] for row in gather([forged]).rows] == ["correction by the recruit"]


def test_what_a_file_already_holds_stays_to_the_letter(case):
    rows = gather([case(["xyzzy"], REFLECTION)]).rows
    content, _new = add_rows("", rows)
    mended = content.replace("reflection,reflection", "other,", 1).rstrip("\n")
    more = gather([case(["xyzzy", "plugh"], REFLECTION, (2, "other", ()))]).rows
    grown, new = add_rows(mended, more)
    assert new == 1
    assert grown.startswith(mended + "\n")
    assert [row["family"] for row in csv.DictReader(io.StringIO(grown))] == ["other", "other"]
    assert add_rows(grown, more) == (grown, 0)


def test_a_file_of_other_columns_is_not_added_to():
    with pytest.raises(CorrectionError, match="expected the columns text, previous"):
        add_rows("name,mark\nA,3\n", [])


@pytest.fixture
def handed_in(tmp_path):
    """A course with one record handed in, and the record's place."""
    (tmp_path / "nbgrader_config.py").write_text("", encoding="utf-8")
    path = tmp_path / "submitted" / "ada" / "quiet-house" / "case-record.json"
    store = RecordStore.open(path, "quiet-house", seed=5)
    for event in (Said(text="Hello"), Said(text=""), TalkEnded()):
        store.add(event)
    return path


def _now(path):
    return with_views(replay(read_record(path)), read_views(views_beside(path)))


def test_a_trainers_view_is_kept_beside_the_gradebook_and_not_in_the_record(handed_in, tmp_path):
    before = handed_in.read_bytes()
    added = correct(
        handed_in, 1, "other", ("social",), attempt=None, at="2026-03-03T10:00:00+00:00"
    )
    assert (added.by, added.attempt, added.codes) == ("trainer", 1, ("social",))
    assert handed_in.read_bytes() == before
    assert views_beside(handed_in) == tmp_path / VIEWS_NAME
    assert [each.by for each in _now(handed_in).corrected(1)] == ["trainer"]
    assert gather([_now(handed_in)]).rows[0]["family"] == "other"
    for turn, attempt, words in ((3, None, "no turn 3"), (1, 2, "attempt 2"), (2, 1, "a silence")):
        with pytest.raises(CorrectionError, match=words):
            correct(handed_in, turn, "other", (), attempt=attempt, at="")


def test_views_are_only_ever_added_and_the_latest_counts(handed_in, tmp_path):
    for family in ("other", "question", "question", "input"):
        correct(handed_in, 1, family, (), attempt=None, at="")
    kept = read_views(tmp_path / VIEWS_NAME)
    assert [view.family for view in kept] == ["other", "question", "input"]
    assert [each.family for each in _now(handed_in).corrected(1)] == ["input"]


def test_a_file_that_was_handed_in_cannot_stand_for_the_trainers(handed_in):
    case = replay(read_record(handed_in))
    made = case.correction(1, 1, "reflection", ("reflection",), "trainer")
    folder = handed_in.parent
    (folder / "nbgrader_config.py").write_text("", encoding="utf-8")
    correct(handed_in, 1, "reflection", (), attempt=None, at="", views=folder / VIEWS_NAME)
    assert made is not None
    assert _now(handed_in).corrected(1) == ()
    assert views_beside(folder / "deep" / "er" / "still" / "case-record.json") is None


def test_a_view_is_laid_on_no_other_words_and_no_other_record(handed_in):
    correct(handed_in, 1, "other", ("social",), attempt=None, at="")
    (view,) = read_views(views_beside(handed_in))
    case = replay(read_record(handed_in))
    assert with_views(case, [view.model_copy(update={"said": "0" * 32})]).corrected(1) == ()
    assert with_views(case, [view.model_copy(update={"record_id": "0" * 32})]).corrected(1) == ()
    assert with_views(case, [view.model_copy(update={"turn": 99})]).corrections == ()


def test_a_broken_file_of_views_is_left_as_it_is(handed_in, tmp_path):
    (tmp_path / VIEWS_NAME).write_text("{", encoding="utf-8")
    with pytest.raises(CorrectionError, match="is broken at"):
        correct(handed_in, 1, "other", (), attempt=None, at="")
    assert (tmp_path / VIEWS_NAME).read_text(encoding="utf-8") == "{"


def test_a_record_outside_a_course_needs_a_named_file(tmp_path):
    path = tmp_path / "case-record.json"
    RecordStore.open(path, "quiet-house", seed=5).add(Said(text="Hello"))
    with pytest.raises(CorrectionError, match="--views"):
        correct(path, 1, "other", (), attempt=None, at="")
    correct(path, 1, "other", (), attempt=None, at="", views=tmp_path / "mine.json")
    assert len(read_views(tmp_path / "mine.json")) == 1


def test_what_an_older_kit_kept_in_the_record_is_taken_over_by_a_trainer(handed_in):
    RecordStore.open(handed_in, "quiet-house").add(
        Recoded(attempt=1, turn=1, family="other", codes=("social",), by="trainer")
    )
    assert [each.by for each in _now(handed_in).corrected(1)] == ["unconfirmed"]
    assert len(confirm(handed_in, at="")) == 1
    assert {each.by for each in _now(handed_in).corrected(1)} == {"unconfirmed", "trainer"}
    assert unconfirmed(_now(handed_in)) == ()
