"""Phrases are whole words, in any list, anywhere."""

import pytest

from simgen.conversation.phrasebook import PhraseBook

BOOK = PhraseBook({"drink": ["drink*"], "thanks": ["thank you"], "hurt": ["has _ hurt you"]})


@pytest.mark.parametrize(
    ("words", "lists"),
    [
        ("two drinks please", {"drink"}),
        ("thank you for the drink", {"thanks", "drink"}),
        ("thank your mother", set()),
        ("has he hurt you", {"hurt"}),
        ("has hurt you", set()),
        ("thank", set()),
        ("", set()),
    ],
)
def test_phrases_are_found_as_whole_words(words, lists):
    assert BOOK.found(words.split()) == lists


def test_only_the_beginning_counts_for_what_starts():
    assert BOOK.starting(["thank", "you", "and", "drink"]) == {"thanks"}
    assert BOOK.starting([]) == set()


def test_places_are_those_of_the_first_word():
    assert BOOK.places(["a", "drink", "thank", "you"]) == [("drink", 1), ("thanks", 2)]
