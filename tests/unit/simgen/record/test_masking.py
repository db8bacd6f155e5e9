"""Nothing in an exported sentence tells who somebody is, however it is written."""

import pytest

from simgen.case import open_case
from simgen.conversation.hearing.corpus import read_corpus
from simgen.person.checking import find_unsafe
from simgen.record.masking import NAMED, PLACE, mask
from simgen.scenario import list_scenarios


@pytest.mark.parametrize(
    ("said", "masked"),
    [
        ("Hello, I'm Priya Okafor from the surgery", f"Hello, I'm {NAMED} from the surgery"),
        ("my name is priya okafor", f"my name is {NAMED} okafor"),
        ("they call me Zed", f"they call me {NAMED}"),
        (
            "How's Margaret doing, and Zbigniew next door?",
            f"How's {NAMED} doing, and {NAMED} next door?",
        ),
        ("how's margaret?", f"how's {NAMED}?"),
        ("HOW IS MARGARET?", f"HOW IS {NAMED}?"),
        ("mrs jones and Dr. Patel and auntie jean", f"mrs {NAMED} and Dr. {NAMED} and auntie {NAMED}"),
        ("Sarah-Jane O'Neill's mum, and Łukasz", f"{NAMED}'s mum, and {NAMED}"),
        ("Олена rang", f"{NAMED} rang"),
        ("I grew up in Leeds", f"I grew up in {PLACE}"),
        ("near St James Hospital", f"near St {PLACE} Hospital"),
        ("she lives at 14 Acacia Avenue", f"she lives at 1 {PLACE} Avenue"),
        ("LS1 4AB or ls14ab", "ZZ1 1ZZ or ZZ1 1ZZ"),
        ("ring 0161 496 0123", "ring 01632 960000"),
        ("ring +44 (0)161 496-0123", "ring 01632 960000"),
        ("oh seven seven double oh nine one two three", "01632 960000"),
        ("write to j.smith@nhs.net or to priya at hotmail dot com", "write to name@example.org or to name@example.org"),
        ("it's on www.somebody.co.uk/me", "it's on www.example.org"),
        ("born 3/4/1948, that's 3rd April 1948", "born 1 January, that's 1 January"),
        ("in 1969", "in 1950"),
        ("NHS number 943 476 5919", "NHS number 01632 960000"),
        ("AB 12 34 56 C", "QQ 12 34 56 A"),
        ("you owe £3,140", "you owe some pounds"),
        ("find me @priya_ok", "find me name@example.org"),
        ("\ue000 Margaret", f" {NAMED}"),
    ],
)  # fmt: skip
def test_names_places_and_numbers_give_way_to_what_is_nobodys(said, masked):
    assert mask(said) == masked
    assert find_unsafe(mask(said)) == []
    assert mask(mask(said)) == mask(said)


@pytest.mark.parametrize(
    "said",
    [
        "I'm Sorry to hear that. Will you be OK on Friday?",
        "May I ask about the evenings? It's hard, I can hear that.",
        "You cooked 210 dinners a day for 22 years, from five in the morning.",
        "Have you tried Universal Credit, PIP or Citizens Advice?",
        "Skipping meals isn't like you.",
        "At three o'clock you're awake, and at seven the dog gets you up.",
    ],
)
def test_what_names_nobody_stays_to_the_letter(said):
    assert mask(said) == said


@pytest.mark.parametrize("case_id", [scenario.id for scenario in list_scenarios()])
def test_the_person_their_kin_and_their_places_are_masked_for_every_person(case_id):
    for seed in range(1, 30):
        case = open_case(case_id, seed)
        person = case.person
        for who in (person, *person.people):
            for part in who.name.split():
                if part not in ("Mrs", "Mr", "Miss", "Ms"):
                    assert part not in mask(
                        f"And then {part} rang you, so {part}'s all right.", case
                    )
        assert person.surname not in mask(f"You're {person.known_as}, then", case)
        assert case.town.name not in mask(f"You came to {case.town.name} young", case)
        assert person.slots["street"] not in mask(f"You live in {person.slots['street']}", case)


def test_a_service_keeps_its_name():
    case = open_case("quiet-house", 5)
    said = "There's the Slipway Kitchen, would you like to hear about it?"
    assert mask(said, case) == said


def test_few_of_the_kits_own_sentences_are_touched():
    """Most of those that are hold the name of somebody invented, in the rows of whole talks."""
    rows = read_corpus()
    touched = sum(mask(row.text) != row.text for row in rows)
    assert touched < 0.04 * len(rows)
