"""Whatever is typed, the coder answers, and does not pretend to have understood."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simgen.conversation.hearing import TrainedCoder
from simgen.conversation.hearing.corpus import CODES, FAMILIES

CODER = TrainedCoder()

_EMOJI = st.text(st.characters(min_codepoint=0x1F300, max_codepoint=0x1FAFF), max_size=60)
_RIGHT_TO_LEFT = st.text(st.characters(min_codepoint=0x590, max_codepoint=0x6FF), max_size=200)
_ANY = st.text(st.characters(), max_size=300)
_MARKS = st.text("?!.,;:-'\u2019\u202e\u200b\x00\n\t ", max_size=200)
_WORDS = st.lists(
    st.sampled_from(["you", "what", "so", "promise", "never", "kill", "safe", "should", "?", "."]),
    max_size=60,
).map(" ".join)
_TEXTS = st.one_of(_ANY, _EMOJI, _RIGHT_TO_LEFT, _MARKS, _WORDS)


@settings(max_examples=400, deadline=None)
@given(_TEXTS, _TEXTS)
def test_anything_at_all_is_coded(text, previous):
    heard = CODER.weigh(text, previous)
    assert heard.family in FAMILIES
    assert 0 <= heard.p <= 1
    assert all(code in CODES and math.isfinite(p) for code, p in heard.codes.items())
    assert CODER.code(text, previous).codes == tuple(heard.codes)


@settings(max_examples=150, deadline=None)
@given(st.one_of(_EMOJI, _RIGHT_TO_LEFT).filter(str.strip))
def test_other_alphabets_are_not_understood(text):
    if not any(letter.isascii() and letter.isalpha() for letter in text):
        assert CODER.weigh(text, "Hello.").abstained


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000,
        "so you feel that " * 600,
        "?" * 10_000,
        "\u202e" * 10_000,
        "🙂" * 10_000,
        "\u05d5" * 10_000,
        ". " * 5_000,
        "\x00" * 10_000,
        "\ud800 broken half",
        "kill " * 2_000,
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_ten_thousand_characters_do_no_harm(text):
    assert CODER.weigh(text, text).family in FAMILIES


@pytest.mark.parametrize(
    "text",
    [
        "Wie geht es Ihnen heute morgen",
        "Comment ça va aujourd'hui madame",
        "Jak się pani dzisiaj czuje",
        "Bug\u00fcn nas\u0131ls\u0131n\u0131z efendim",
        "आप कैसे हैं",
        "你今天怎么样",
        "Sut ydych chi heddiw",
    ],
)
def test_other_languages_are_not_acted_on(text):
    assert CODER.weigh(text, "Hello.").abstained
