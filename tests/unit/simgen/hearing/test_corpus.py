"""The labelled utterances: enough, balanced, described, and split by source."""

from collections import Counter

import pytest

from simgen.conversation.hearing.corpus import (
    CODES,
    FAMILIES,
    UTTERANCES,
    CorpusError,
    corpus_hash,
    read_corpus,
)
from simgen.conversation.words import plain

HEAD = "text,previous,family,codes,source,note\n"


@pytest.fixture(scope="module")
def rows():
    return read_corpus()


def test_there_are_enough_and_every_family_has_its_share(rows):
    families = Counter(row.family for row in rows)
    assert len(rows) >= 2400
    assert all(families[family] >= len(rows) * 0.15 for family in FAMILIES)


def test_every_code_occurs_in_several_sources(rows):
    for code in CODES:
        assert len({row.source for row in rows if code in row.codes}) >= 8, code


def test_no_source_crosses_the_split(rows):
    learned = {row.source for row in rows if not row.held_out}
    held = {row.source for row in rows if row.held_out}
    assert learned.isdisjoint(held)
    assert 0.15 <= sum(row.held_out for row in rows) / len(rows) <= 0.25


def test_no_wording_stands_on_both_sides_of_the_split(rows):
    learned = {plain(row.text) for row in rows if not row.held_out and plain(row.text)}
    held = {plain(row.text) for row in rows if row.held_out and plain(row.text)}
    assert not learned & held


def test_most_rows_say_what_came_before(rows):
    assert sum(bool(row.previous) for row in rows) >= 0.9 * len(rows)


def test_no_row_is_labelled_twice(rows):
    seen = Counter((row.text, row.previous) for row in rows)
    assert [row for row, count in seen.items() if count > 1] == []


def test_family_and_codes_agree(rows):
    for row in rows:
        if row.family == "reflection":
            assert "reflection" in row.codes, row
        if row.family == "question":
            assert {"open-question", "closed-question", "permission"} & set(row.codes), row


def test_every_label_is_defined():
    text = (UTTERANCES / "DEFINITIONS.md").read_text(encoding="utf-8")
    assert all(f"**{family}**" in text for family in FAMILIES)
    assert all(f"| `{code}` |" in text for code in CODES)


def test_the_fingerprint_sees_a_changed_label(rows):
    assert corpus_hash(rows) != corpus_hash(rows[1:])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("text,label\n", "bad.csv, line 1: expected the columns"),
        (HEAD + "Hello,,greeting,,a,\n", "bad.csv, line 2: unknown family 'greeting'"),
        (HEAD + "Hello,,other,social hug,a,\n", "bad.csv, line 2: unknown code 'hug'"),
        (HEAD + "Hello,,other,social,,\n", "bad.csv, line 2: no source"),
    ],
)
def test_a_bad_file_is_named_with_its_line(tmp_path, content, message):
    (tmp_path / "bad.csv").write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        read_corpus(tmp_path)


def test_a_source_belongs_to_one_file(tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.csv").write_text(
            HEAD + f"Hello {name},,other,social,hall,\n", encoding="utf-8"
        )
    with pytest.raises(CorpusError, match="'hall' is also in one.csv"):
        read_corpus(tmp_path)


def test_an_empty_folder_is_no_corpus(tmp_path):
    with pytest.raises(CorpusError, match="no labelled utterances"):
        read_corpus(tmp_path)
