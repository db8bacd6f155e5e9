"""Comments are offered by fit and use, kept only when a marker says so, and name nobody."""

import pytest

from grading.moderation.comment_bank import (
    keep_comment,
    offer_comments,
    remove_comment,
    starter_comments,
    use_comment,
)
from grading.moderation.errors import ModerationError, NotThere
from grading.moderation.privacy import find_private, own_words_of
from grading.rubric import load_rubric
from tests.unit.grading.moderation.books import NOON

MINE = "You kept a phrase just as it was said."
HOSTILE = "<script>alert(1)</script> well kept <img src=x onerror=alert(1)>"


def texts(engine, level: int) -> list[str]:
    return [offer.text for offer in offer_comments(engine, "recording", level)]


def test_the_kit_has_comments_for_each_level_of_each_criterion_of_the_rubric() -> None:
    starter = starter_comments()
    assert set(starter.comments) == {criterion.id for criterion in load_rubric().criteria}
    every = [text for levels in starter.comments.values() for texts in levels for text in texts]
    assert len(every) == len(set(every)) >= 80
    assert "No trainer or recruit wrote them" in starter.provenance


def test_the_levels_own_comments_come_first_and_none_from_further_than_one(engine) -> None:
    starter = starter_comments().comments["recording"]
    offered = texts(engine, 0)
    assert offered[: len(starter[0])] == starter[0]
    assert not set(offered) & {*starter[2], *starter[3]}


def test_what_is_used_most_comes_first(engine) -> None:
    last = offer_comments(engine, "recording", 2)[1]
    use_comment(engine, last.id, NOON)
    assert offer_comments(engine, "recording", 2)[0].id == last.id


def test_a_kept_comment_is_offered_to_others_and_can_be_removed_for_good(engine) -> None:
    assert keep_comment(engine, "recording", 2, MINE, by="Asha", at=NOON)
    kept = offer_comments(engine, "recording", 2)[0]
    assert (kept.text, kept.kept) == (MINE, True)
    use_comment(engine, kept.id, NOON)
    remove_comment(engine, kept.id)
    assert MINE not in texts(engine, 2)
    with pytest.raises(NotThere):
        use_comment(engine, kept.id, NOON)


def test_a_comment_is_kept_once(engine) -> None:
    keep_comment(engine, "recording", 2, MINE, by="Asha", at=NOON)
    assert not keep_comment(engine, "recording", 3, MINE.upper(), by="Bola", at=NOON)


def test_it_belongs_to_its_criterion(engine) -> None:
    keep_comment(engine, "recording", 2, MINE, by="Asha", at=NOON)
    assert MINE not in [offer.text for offer in offer_comments(engine, "safety", 2)]


@pytest.mark.parametrize("text", ["", "short", "x" * 601, None, 7])
def test_what_is_of_no_use_to_others_is_refused(engine, text: object) -> None:
    with pytest.raises(ModerationError, match="10 to 600"):
        keep_comment(engine, "recording", 2, text, by="Asha", at=NOON)


def test_hostile_text_is_kept_as_text(engine) -> None:
    keep_comment(engine, "recording", 2, HOSTILE + "\u202e", by="Asha", at=NOON)
    assert (
        texts(engine, 2)[0] == HOSTILE
    )  # pages set it as text; the mark that turns reading is out


@pytest.mark.parametrize("comment_id", ["kept-999", "kept-", "kit-0", "kept-1; DROP", "x"])
def test_an_unknown_comment_can_be_neither_used_nor_removed(engine, comment_id: str) -> None:
    with pytest.raises(NotThere):
        use_comment(engine, comment_id, NOON)
    with pytest.raises(NotThere):
        remove_comment(engine, comment_id)


def test_the_kits_own_comments_cannot_be_removed(engine) -> None:
    with pytest.raises(NotThere):
        remove_comment(engine, offer_comments(engine, "recording", 2)[0].id)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Well done, Dora, this is clear.", "names “Dora”"),
        ("well done dora.smith", "names “Dora”"),
        ("You met Mrs Bond with respect.", "names “Bond”"),
        ("You said it sounds as if nobody really asked, and that helped.", "quotes this recruit"),
        ("Your “nobody really asked” opened the door.", "quotes this recruit"),
        ("IT SOUNDS, AS IF: NOBODY REALLY asked", "quotes this recruit"),
        ("Write to me at a@example.org.", "an address"),
        ("Look at www.example.org for more.", "an address"),
        ("Ring me on 07700 900123.", "a long number"),
    ],
)
def test_what_could_tell_of_one_recruit_is_found(text: str, says: str) -> None:
    found = find_private(
        text,
        ["dora", "Dora", "Smith", "Mrs Valerie Bond"],
        ["It sounds as if nobody really asked you."],
    )
    assert any(says in each for each in found), found


@pytest.mark.parametrize(
    "text",
    [MINE, "You said back what you heard, and Mrs would be fine.", "4 of 6 steps are there."],
)
def test_an_ordinary_comment_passes(text: str) -> None:
    assert find_private(text, ["dora", "Mrs Valerie Bond"], ["It sounds as if nobody asked."]) == []


def test_no_comment_of_the_kit_would_be_held_back() -> None:
    for levels in starter_comments().comments.values():
        for each in (text for texts in levels for text in texts):
            assert find_private(each, ["dora", "ben"], []) == []


def test_own_words_are_what_the_recruit_said_and_wrote() -> None:
    case = {
        "turns": [{"said": "Hello there."}],
        "reflection": "I liked it.",
        "plan": {
            "what_matters": ["a coat"],
            "strengths": [],
            "goals": [],
            "actions": [{"what": "walk", "confidence": 7}],
            "contingencies": [],
            "concerns": [],
        },
    }
    assert own_words_of({"room": {"case": case}}) == [
        "Hello there.",
        "I liked it.",
        "a coat",
        "walk",
    ]
    assert own_words_of({"room": None}) == []
