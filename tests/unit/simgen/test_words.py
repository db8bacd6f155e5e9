"""Cues: an index by word finds what a search for each cue would find."""

import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from simgen.case import open_case
from simgen.conversation.words import CueBook, CueList, Shelf, plain
from simgen.scenario import list_scenarios
from simgen.scenario.loading import SCENARIOS
from simgen.scenario.models import Scenario
from simgen.scenario.reading import read_yaml
from simgen.scenario.slots import fill, fill_scenario, texts

_WORDS = st.sampled_from(["garden", "gardening", "club", "lunch", "my", "a"])
_CUES = st.lists(
    st.lists(
        st.sampled_from(["garden*", "garden", "club*", "lunch", "my", "g*"]), min_size=1, max_size=3
    ).map(" ".join),
    max_size=5,
)


def _searched(cue, words):
    pattern = " ".join(re.escape(word).replace(r"\*", "[a-z0-9]*") for word in cue.split())
    return re.search(rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])", words) is not None


@settings(deadline=None)
@given(lists=st.dictionaries(st.sampled_from("abc"), _CUES), words=st.lists(_WORDS, max_size=8))
def test_a_book_finds_what_a_search_finds(lists, words):
    text = " ".join(words)
    found = {name for name, cues in lists.items() if any(_searched(cue, text) for cue in cues)}
    assert set(CueBook(lists).find(words)) == found
    shelf = Shelf(lists)
    assert {name for name in lists if text in shelf[name]} == found


def test_stretches_that_overlap_are_counted_once():
    cues = CueList(["lunch club", "club", "lunch"])
    assert cues.count("the lunch club") == 1
    assert cues.count("the lunch club and the club") == 2
    assert cues.count("club club") == 1


def test_a_book_finds_what_its_base_finds():
    book = CueBook({"names": ["arthur"]}, base=CueBook({"names": ["husband*"], "dog": ["dog"]}))
    assert set(book.find(["my", "husbands", "dog"])) == {"names", "dog"}
    assert set(book.find(["arthur"])) == {"names"}


def test_a_beginning_is_the_first_word():
    shelf = Shelf({"asks": ["how are"]})
    assert shelf["asks"].starts("how are you")
    assert not shelf["asks"].starts("well how are you")
    with pytest.raises(KeyError):
        shelf["nothing"]


@pytest.mark.parametrize("scenario", list_scenarios(), ids=lambda scenario: scenario.id)
def test_a_filled_case_is_the_written_case_with_its_slots_filled(scenario):
    slots = open_case(scenario.id, 8).person.slots
    filled = fill_scenario(scenario, slots)
    written = dict(texts(scenario.model_dump()))
    assert dict(texts(filled.model_dump())) == {k: fill(v, slots) for k, v in written.items()}
    assert Scenario.model_validate(filled.model_dump()) == filled


@pytest.mark.parametrize("path", sorted(SCENARIOS.glob("*/*.yaml")), ids=lambda path: path.stem)
def test_the_fast_reader_reads_what_the_plain_one_does(path, tmp_path):
    copy = tmp_path / path.name  # not the kit's own, so it is read the plain way
    copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    fast, slow = read_yaml(path), read_yaml(copy)
    assert fast.data == slow.data == yaml.safe_load(path.read_text(encoding="utf-8"))
    assert fast.lines == slow.lines


def test_plain_words_are_what_is_matched():
    assert plain("Don't, Ann!") == "dont ann"
