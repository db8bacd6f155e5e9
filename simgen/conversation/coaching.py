"""
The coach: hints for a recruit who asks, fewer as skill grows.

A hint says no more than the recruit could know: it looks at what was said and what
came to light, never at what is still hidden. Where a case's own question is given
as an example, the person could answer it now, so a hint leads into no push.
What helps whom, and from which source, stands in ``coaching.yaml``.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from simgen.conversation.giving_back import Kept, give_back, heard_in, telling, turned
from simgen.conversation.rules import limits
from simgen.conversation.script import Script
from simgen.conversation.state import State
from simgen.conversation.telling import Gates
from simgen.conversation.turn import Turn
from simgen.own_yaml import read_own_yaml
from simgen.scenario.models import Scenario

Rung = Literal["think", "do", "say"]
Skill = Literal["skilled", "finding-their-way", "struggling"]

RUNGS: tuple[Rung, ...] = ("think", "do", "say")

MOST_EXAMPLES = 3
"""Examples given at once; more would be a script to read out (assumption)."""


class Hint(Struct, frozen=True):
    """
    One piece of help.

    ``rung`` tells a direction to think in ("think"), a suggestion ("do") and an
    example of what one might say ("say") apart.
    """

    rung: Rung
    text: str


def coach(
    scenario: Scenario,
    turns: Sequence[Turn],
    state: State,
    *,
    asked: int = 1,
    earlier: Sequence[Sequence[Turn]] = (),
) -> tuple[Hint, ...]:
    """
    Return the hints for this moment, from the lowest rung to the highest reached.

    ``asked`` is how often help has been asked for in this place, this time
    included; ``earlier`` are the turns of earlier attempts, the oldest first.
    Deterministic: the same talk and the same askings give the same hints.
    """
    first: int = _data()["starts_at"][skill_of(turns, earlier)]
    reached = RUNGS[: first + max(0, asked - 1)]
    moment = _moment(scenario, turns, state)
    texts = _data()["moments"][moment]
    hints = [Hint(rung, texts[rung]) for rung in ("think", "do") if rung in reached]
    if "say" in reached:
        examples = dict.fromkeys(_examples(scenario, turns, state, moment))
        hints.extend(Hint("say", text) for text in list(examples)[:MOST_EXAMPLES])
    return tuple(hints)


def has_more(hints: Sequence[Hint]) -> bool:
    """Tell whether asking again in the same place would bring more."""
    return all(hint.rung != "say" for hint in hints)


def skill_of(turns: Sequence[Turn], earlier: Sequence[Sequence[Turn]] = ()) -> Skill:
    """
    Return how a recruit has been doing lately, in this attempt and before.

    Silences and what the coder was unsure of tell nothing. An exchange that an
    attempt shares with the one before counts once.
    """
    lately = dict.fromkeys(turn for talk in (*earlier, turns) for turn in talk)
    sure = [turn for turn in lately if turn.said.strip() and not turn.heard.abstained]
    sure = sure[-int(_number("skill", "looks_back")) :]
    if len(sure) < _number("skill", "fewest"):
        return "finding-their-way"
    data, count = _data(), len(sure)
    landed = sum(_gained(turn, data["does_good"]) for turn in sure) / count
    given_back = sum(_gained(turn, data["gives_back"]) for turn in sure) / count
    slips = sum(is_slip(turn) for turn in sure) / count
    if slips >= _number("skill", "struggling_slips") or landed <= _number(
        "skill", "struggling_landed"
    ):
        return "struggling"
    skilled = (
        landed >= _number("skill", "skilled_landed")
        and given_back >= _number("skill", "skilled_given_back")
        and slips <= _number("skill", "skilled_slips")
    )
    return "skilled" if skilled else "finding-their-way"


def is_slip(turn: Turn) -> bool:
    """Tell whether an exchange cost so much trust in one go that the person remembers it."""
    return any(movement.by <= -limits().slip for movement in turn.why)


def gives_back(turn: Turn) -> bool:
    """Tell whether something heard was given back in an exchange, and landed."""
    return _gained(turn, _data()["gives_back"])


def _moment(scenario: Scenario, turns: Sequence[Turn], state: State) -> str:
    """Return the name of the moment, as ``coaching.yaml`` has it; the most pressing first."""
    if not state.turns_now:
        return "begin-again" if turns else "begin"
    latest = turns[-1]
    if any(scenario.item(item_id).action_needed for item_id in latest.disclosed):
        return "worry"
    if state.pending:
        tests = {boundary.id for boundary in scenario.boundaries}
        return "boundary" if state.pending in tests else "asked"
    pressing = (
        ("promised", "promise" in latest.heard.codes),
        ("slipped", is_slip(latest) and not latest.disclosed),
        (_feeling_group(state.feeling), bool(state.feeling)),
        ("kept-back", bool(latest.refused) and not latest.disclosed),
        ("questions", _questions_running(turns)),
    )
    return next((moment for moment, is_so in pressing if is_so), "") or _way_on(
        scenario, turns, state
    )


def _way_on(scenario: Scenario, turns: Sequence[Turn], state: State) -> str:
    """
    Return what it is time for where nothing presses.

    What was just told comes first, but for a question about safety that has long been due.
    """
    told = bool(give_back(heard_in(scenario, turns[-1])))
    late = state.turns_now >= _number("when", "safety-presses")
    if told and not (late and _due(state, "safety")):
        return "told"
    due = next((moment for moment in _DUE if _due(state, moment)), "")
    if due:
        return due
    return "explore" if any(_questions(scenario, turns, state)) else "deepen"


_DUE = {"safety": "safety_asked", "sum-up": "summary", "together": "collaboration"}
"""What is called for once in every talk, and the rule by which it is known to have been done."""


def _due(state: State, moment: str) -> bool:
    """Tell whether enough was said and heard for something that has not been done yet."""
    enough = limits().heard_enough_items if moment == "together" else limits().summary_items
    return (
        state.turns_now >= _number("when", moment)
        and len(state.disclosed) >= enough
        and not state.times(_DUE[moment])
    )


def _feeling_group(feeling: str) -> str:
    """Return which of the moments a feeling makes; one that nobody listed is only taken up."""
    groups = _data()["feelings"].items()
    return next((str(group) for group, members in groups if feeling in members), "glad")


def _questions_running(turns: Sequence[Turn]) -> bool:
    latest = turns[-int(_number("when", "questions_running")) :]
    return len(latest) >= _number("when", "questions_running") and all(
        {"open-question", "closed-question"} & set(turn.heard.codes)
        and "reflection" not in turn.heard.codes
        for turn in latest
    )


def _examples(
    scenario: Scenario, turns: Sequence[Turn], state: State, moment: str
) -> Iterator[str]:
    """Yield what one might say, those of the moment first, then questions that lead on."""
    if moment in {"begin", "begin-again"}:
        yield from scenario.openings
        return
    here = {
        "back": give_back(heard_in(scenario, turns[-1])),
        "before": give_back(_walked_past(scenario, turns)),
        "heard": _told_lately(scenario, state),
    }
    for text in _data()["moments"][moment].get("say", ()):
        if all(here[slot] for slot in here if f"{{{slot}}}" in text):
            yield text.format(**here)
    if moment in {"explore", "told"}:
        yield from _questions(scenario, turns, state)
        yield from _data()["moments"]["deepen"]["say"]


def _walked_past(scenario: Scenario, turns: Sequence[Turn]) -> Kept | None:
    """Return what the person had told when the latest exchange went past its feeling."""
    passed = {movement.rule for movement in turns[-1].why} & {"feeling_ignored", "minimised"}
    return heard_in(scenario, turns[-2]) if passed and len(turns) > 1 else None


def _told_lately(scenario: Scenario, state: State) -> str:
    """Return two things told, of two areas of life, said back in one breath; empty if there are not."""
    backs: dict[str, str] = {}
    for item_id in reversed(state.disclosed):
        item = scenario.item(item_id)
        back = turned(item.own_words if item_id in state.told_fully else telling(item))
        if back.startswith(("You ", "You’")) and item.topic not in backs:
            backs[item.topic] = back
    latest = [f"{each[0].lower()}{each[1:]}" for each in list(backs.values())[:2]]
    return " and ".join(reversed(latest)) if len(latest) > 1 else ""


def _questions(scenario: Scenario, turns: Sequence[Turn], state: State) -> Iterator[str]:
    """Yield the case's questions that the person could answer now: urgent ones, then new ones."""
    gates = Gates(Script(scenario), state, state.trust)
    touched = {topic for turn in turns for topic in turn.heard.topics}
    topics = sorted(scenario.topics, key=lambda topic: (not topic.urgent, topic.id in touched))
    for topic in topics:
        if topic.id != state.topic and gates.in_topic(topic.id):
            yield topic.question


def _gained(turn: Turn, rules: Sequence[str]) -> bool:
    return any(movement.by > 0 and movement.rule in rules for movement in turn.why)


def _number(part: str, name: str) -> float:
    return float(_data()[part][name]["value"])


@cache
def _data() -> Any:
    return read_own_yaml(Path(__file__).with_name("coaching.yaml"))
