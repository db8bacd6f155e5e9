"""The shipped weights: small, plain, of this corpus, and as good as they say."""

import itertools

import numpy as np
import pytest

from simgen.conversation.hearing.corpus import (
    CODES,
    FAMILIES,
    STRANGERS,
    corpus_hash,
    read_corpus,
)
from simgen.conversation.hearing.grams import BLOCK_STARTS, gram_ids, readable, tokens
from simgen.conversation.hearing.held_out import figures_on, held_out_figures
from simgen.conversation.hearing.model import WEIGHTS, shipped, shipped_about, sigmoid, softmax
from simgen.conversation.hearing.signs import names, signs
from simgen.conversation.hearing.word_lists import lists_hash, phrase_names, word_set

TOLERANCE = 0.005


@pytest.fixture(scope="module")
def figures():
    return held_out_figures(read_corpus())


def test_the_weights_are_of_this_corpus_and_these_phrases():
    about = shipped_about()
    assert about["corpus_hash"] == corpus_hash(read_corpus()), "run: make train"
    assert about["lists_hash"] == lists_hash(), "run: make train"


def test_the_figures_recorded_are_reproduced(figures):
    recorded = shipped_about()["figures"]
    for name, value in recorded.items():
        if isinstance(value, dict):
            for part, number in value.items():
                assert figures[name][part] == pytest.approx(number, abs=TOLERANCE), (name, part)
        else:
            assert figures[name] == pytest.approx(value, abs=TOLERANCE), name


def test_the_coder_is_good_enough_on_talks_by_a_hand_it_does_not_know():
    strangers = figures_on(read_corpus(STRANGERS))
    assert strangers["macro_f1"] == pytest.approx(
        shipped_about()["strangers"]["macro_f1"], abs=TOLERANCE
    )
    assert strangers["macro_f1"] >= 0.80
    assert strangers["open_against_closed"] >= 0.80
    assert strangers["unmarked_question_f1"] >= 0.75
    assert strangers["calibration_error"] <= 0.08


def test_nothing_is_learned_of_the_talks_kept_apart():
    learned = {(row.text, row.previous) for row in read_corpus() if len(row.text.split()) > 3}
    assert not learned & {(row.text, row.previous) for row in read_corpus(STRANGERS)}


def test_the_coder_is_good_enough(figures):
    assert figures["macro_f1"] >= 0.80
    assert figures["open_against_closed"] >= 0.80
    assert figures["unmarked_question_f1"] >= 0.75
    assert figures["kept_macro_f1"] >= 0.85
    assert figures["abstained"] <= 0.30
    assert figures["calibration_error"] <= 0.06


def test_the_weights_are_small_and_plain():
    files = sorted(WEIGHTS.iterdir())
    assert {path.suffix for path in files} == {".npy", ".json"}
    assert sum(path.stat().st_size for path in files) < 2_000_000
    for path in files:
        if path.suffix == ".npy":
            assert np.load(path, allow_pickle=False).dtype.kind in "iuf"


def test_the_grams_are_mapped_and_cannot_be_written():
    grams = shipped()._grams
    assert isinstance(grams.base, np.memmap)
    with pytest.raises(ValueError, match="read-only"):
        grams[0, 0] = 1


def test_the_arrays_have_the_shapes_that_the_code_expects():
    outputs = len(FAMILIES) + len(CODES)
    assert shipped()._grams.shape == (BLOCK_STARTS[-1], outputs)
    by_signs = np.vstack([shipped()._wording, shipped()._echo])
    assert by_signs.shape == (len(names()), outputs)
    assert shipped().about.families == FAMILIES
    assert shipped().about.codes == CODES


@pytest.mark.parametrize("text", ["", "?", "Hello there.", "How are you, really? I wondered."])
def test_every_sign_has_a_name_and_is_from_0_to_1(text):
    found = signs(tokens(readable(text)), "I am well.")
    assert len(found) == len(names())
    assert all(0 <= sign <= 1 for sign in found)


def test_grams_stay_in_their_blocks_and_count_once():
    read = readable("So, so, so you feel that, that you feel?")
    rows, ends = gram_ids([(read, tokens(read))])
    assert len(rows) == len(set(rows.tolist())) == ends[0, -1]
    for block, (start, end) in enumerate(itertools.pairwise([0, *ends[0].tolist()])):
        inside = rows[start:end]
        assert len(inside)
        assert BLOCK_STARTS[block] <= inside.min() <= inside.max() < BLOCK_STARTS[block + 1]


def test_texts_read_together_touch_what_they_touch_alone():
    texts = ["", "?", "So you miss the garden.", "What helps? I wondered.", "~~", "a" * 3000]
    pairs = [(read, tokens(read)) for read in map(readable, texts)]
    rows, ends = gram_ids(pairs)
    starts = [0, *ends[:-1, -1].tolist()]
    for pair, start, ends_here in zip(pairs, starts, ends.tolist(), strict=True):
        alone, its_ends = gram_ids([pair])
        assert rows[start : ends_here[-1]].tolist() == alone.tolist()
        assert [end - start for end in ends_here] == its_ends[0].tolist()


def test_a_text_weighs_the_same_whoever_is_read_with_it():
    texts = ["So you miss the garden.", "What helps?", "", "You could try the lunch club."]
    together, alone = shipped.__wrapped__(), shipped.__wrapped__()
    together.read(texts)
    for text in texts:
        assert together.weigh(text, "I miss it.") == alone.weigh(text, "I miss it.")


def test_a_long_text_is_read_at_both_ends():
    assert readable("a" * 5000 + "z").endswith("z")
    assert len(readable("a" * 5000)) < 2000


def test_probabilities_do_not_overflow():
    assert sigmoid(-1e9) == pytest.approx(0)
    assert sigmoid(1e9) == pytest.approx(1)
    assert softmax([1e9, 0.0]) == pytest.approx([1, 0])


def test_the_lists_that_rules_name_are_there():
    assert {"promise", "safety", "advice", "denies_advice"} <= set(phrase_names())
    assert {"no", "yes", "on", "off"} <= word_set("function_words")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("[laughs] You did.", "you did."),
        ("So you\u2014no, go on", "so you--no, go on"),
        ("\u201cFine\u201d, he said", '"fine", he said'),
        ("[pause]", ""),
    ],
)
def test_what_a_transcriber_adds_is_not_read_as_said(text, read):
    assert readable(text) == read


def test_a_summary_speaks_of_them_in_several_clauses():
    text = "So you work nights, you don't sleep, and your boy worries you."
    found = dict(zip(names(), signs(tokens(readable(text)), ""), strict=True))
    assert found["you in 3 clauses"] == 1
    assert found["you in 2 clauses"] == found["you in more clauses"] == 0
