"""Which codes hold, from what the model thinks of each and what the rules have settled."""

from simgen.conversation.hearing.corpus import CODES
from simgen.conversation.hearing.model import Model
from simgen.conversation.hearing.safeguards import BY_RULE_ALONE, Settled
from simgen.conversation.turn import Code, Family

RULE_SURE = 0.95
"""How sure a rule is (assumption)."""

AWAY_NEEDS = 0.6
"""How sure a code must be beside a family that it seldom goes with (assumption)."""

HINTED_NEEDS = 0.2
"""How sure a code must be for which a phrase speaks as well (assumption)."""

_HOME: dict[Family, frozenset[Code]] = {
    "question": frozenset(
        ("open-question", "closed-question", "permission", "collaboration", "safety")
    ),
    "reflection": frozenset(("reflection", "summary")),
    "input": frozenset(("information", "advice", "collaboration", "permission", "safety")),
    "other": frozenset(("affirmation", "autonomy", "confront", "social")),
}
_HELD_AGAINST: frozenset[Code] = frozenset(("advice", "information", "confront"))


def held_with(
    model: Model,
    family: Family,
    by_code: dict[str, float],
    hints: frozenset[Code],
    *,
    beside: bool = True,
) -> dict[Code, float]:
    """
    Return the codes that hold with a family, of those that statistics may settle.

    Unless ``beside``, only codes at home in the family: where there are several
    sentences, each speaks for the rest itself.
    """
    held = {}
    for code, need in zip(CODES, model.about.code_needs, strict=True):
        at_home = code in _HOME[family]
        if code in BY_RULE_ALONE or not (at_home or beside):
            continue
        if code in hints:
            least = min(need, HINTED_NEEDS)
        else:
            least = need if at_home else max(need, AWAY_NEEDS)
        if by_code[code] >= least:
            held[code] = by_code[code]
    return held


def agree(family: Family, by_code: dict[str, float], held: dict[Code, float]) -> None:
    """Make the codes agree with a family that is sure."""
    if family == "question" and not held.keys() & {
        "open-question",
        "closed-question",
        "permission",
    }:
        kind: Code = (
            "open-question"
            if by_code["open-question"] >= by_code["closed-question"]
            else "closed-question"
        )
        held[kind] = by_code[kind]
    elif family == "reflection" and "reflection" not in held:
        held["reflection"] = by_code["reflection"]
    elif family == "input" and held.keys().isdisjoint(_HOME["input"]):
        # Never advice, which is held against them: that must be sure of itself.
        told: Code = (
            "information" if by_code["information"] >= by_code["collaboration"] else "collaboration"
        )
        held[told] = by_code[told]


def without_what_counts_against(held: dict[Code, float]) -> dict[Code, float]:
    """Return codes without those that cost the recruit something."""
    return {code: sure for code, sure in held.items() if code not in _HELD_AGAINST}


def by_rule(
    family: Family, settled: Settled, held: dict[Code, float], *, alone: bool, sure: bool
) -> None:
    """
    Add and remove what phrases settle.

    ``alone`` when it is one sentence, ``sure`` when the coder does not abstain.
    """
    if settled.supposes or not settled.speaks_of_harm:
        # What one would do if explains, and asks for nothing; and "Do you ever go out?" is worded
        # as the gravest question is, and is none: without a word of harm no statistics say so.
        held.pop("safety", None)
    for code in settled.denied:
        held.pop(code, None)
    held |= dict.fromkeys(settled.codes, RULE_SURE)
    if settled.minimises or "confront" in settled.codes:
        held.pop("affirmation", None)  # both are often worded as praise is
    if family == "question" and settled.asks_leave:
        held |= {"permission": RULE_SURE, "open-question": RULE_SURE}
    if family == "question" and settled.asks_fact:
        held["closed-question"] = max(RULE_SURE, held.pop("open-question", 0.0))
    if "permission" in held and alone:
        held.pop("closed-question", None)  # whether one may is no question about them
    asks_about_harm = family == "question" and "safety" in settled.codes
    if settled.denies_advice or settled.asks_why or asks_about_harm:
        held.pop("advice", None)
    elif family == "input" and sure and settled.advises:
        held["advice"] = max(RULE_SURE, held.get("advice", 0.0))
