"""What the model learns from beside the rows themselves: speeches made of them."""

import numpy as np

from simgen.conversation.hearing.corpus import CODES, FAMILIES, Row
from simgen.conversation.hearing.learning import bare, fit_families
from simgen.conversation.hearing.speeches import CHECKS, TAGS, speeches


def row(text, family, codes=(), source="one"):
    return Row(text, "It's been hard.", family, tuple(codes), source, "", "subject")


SCENE = [
    row("You miss him.", "reflection", ["reflection"]),
    row("There's a group on Mondays.", "input", ["information"]),
    row("Mm.", "other"),
    row("You're lazy.", "other", ["confront"]),
    row("What would help?", "question", ["open-question"]),
] * 6


def test_a_speech_that_ends_with_a_question_asks_and_what_is_told_outweighs():
    made = speeches(SCENE)
    assert made
    for speech in made:
        checked = any(speech.text.endswith(check) for check, _code in CHECKS)
        if speech.text.endswith(TAGS):
            assert speech.family == "reflection"
        elif speech.text.endswith("?") and not checked:
            assert speech.family == "question"
        elif "group" in speech.text:
            assert speech.family == "input"


def test_no_speech_blames_and_none_crosses_sources():
    other = [row("Who rings you?", "question", ["closed-question"], "two")] * 4
    for speech in speeches([*SCENE, *other]):
        assert "lazy" not in speech.text
        assert ("Who rings" in speech.text) == (speech.source == "two")


def test_the_same_rows_make_the_same_speeches():
    assert speeches(SCENE) == speeches(SCENE)


def test_a_bare_text_has_no_marks():
    assert bare("So, you miss him? Yes!") == "so you miss him yes"


def test_families_follow_from_codes_where_their_own_logits_say_nothing():
    outputs = len(FAMILIES) + len(CODES)
    seen = np.zeros((80, outputs))
    confront = len(FAMILIES) + CODES.index("confront")
    seen[:20, confront] = 1.0
    seen[40:60, FAMILIES.index("question")] = 3.0
    seen[60:, FAMILIES.index("input")] = 3.0
    labels = [family for family in ("other", "reflection", "question", "input") for _ in range(20)]
    weights = fit_families(seen, labels)
    assert weights.shape == (outputs + 1, len(FAMILIES))
    for line, label in zip(seen, labels, strict=True):
        by_family = np.array([*line, 1.0]) @ weights
        assert FAMILIES[int(by_family.argmax())] == label
