"""Cues: an index by word finds what a search for each cue would find."""

import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from simgen.case import open_case
from simgen.conversation.coder import CaseEar
from simgen.conversation.hearing import kit_coder
from simgen.conversation.sentence import Sentence
from simgen.conversation.wording import wording_of
from simgen.conversation.words import CueBook, CueList, plain
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
    assert {name for name, cues in lists.items() if text in CueList(cues)} == found


def test_stretches_that_overlap_are_counted_once():
    cues = CueList(["lunch club", "club", "lunch"])
    assert cues.count("the lunch club") == 1
    assert cues.count("the lunch club and the club") == 2
    assert cues.count("club club") == 1


def test_a_name_touches_what_its_slot_touches_and_counts_beside_other_words():
    case = open_case("quiet-house", 5)
    ear = CaseEar(case, kit_coder())
    husband = case.person.slots["husband"]
    by_word, by_name = (
        ear.hear(wording_of(f"What about {who}?")) for who in ("your husband", husband)
    )
    assert by_word.items
    assert (by_name.topics, by_name.items) == (by_word.topics, by_word.items)
    again = CaseEar(open_case("quiet-house", 6), kit_coder())
    assert not again.hear(wording_of(f"What about {husband}?")).items


def test_a_beginning_is_the_first_word_or_the_place_that_is_named():
    words = ["well", "how", "are", "you"]
    sentence = Sentence(words, CueBook({"asks": ["how are"]}).find(words), asked=False)
    assert sentence.begins("asks", 1)
    assert not sentence.begins("asks")
    assert not sentence.begins("nothing")


def test_what_is_only_about_the_speaker_is_left_out():
    wording = wording_of("I'm Sam, the link worker. How are you? My mum was just the same.")
    assert wording.about_them == "how are you"
    assert wording.questions == 1
    assert wording.speaks_of_self
    assert not wording_of("How are the evenings?").speaks_of_self


def test_what_stands_far_beyond_what_anybody_says_is_not_read():
    wording = wording_of("Lovely weather. " * 1_000 + "How are you?")
    assert wording.questions == 0
    assert "how are you" not in wording.about_them
    assert wording.general == "general_now"


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
    keys = list(keys_below(fast.data))
    assert [fast.line_of(key) for key in keys] == [slow.line_of(key) for key in keys]


def keys_below(data, key=(), deep=4):
    """Yield the key of every value in data, not too deep: small answers are many."""
    yield key
    if deep and isinstance(data, dict):
        for name, value in data.items():
            yield from keys_below(value, (*key, name), deep - 1)
    elif deep and isinstance(data, list):
        for place, value in enumerate(data):
            yield from keys_below(value, (*key, place), deep - 1)


def test_plain_words_are_what_is_matched():
    assert plain("Don't, Ann!") == "dont ann"
