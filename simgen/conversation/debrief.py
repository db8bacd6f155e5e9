"""
What there is to learn from a conversation: words first, numbers second.

Counts of questions and reflections are for thinking about, never a pass mark;
an utterance on which the coder was unsure is shown as such and counted nowhere.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from simgen.conversation.balance import count, in_words, talk_share
from simgen.conversation.looking_back import (
    Moment,
    Rating,
    heard_rating,
    missed_cues,
    texts,
    turning_point,
)
from simgen.conversation.quoting import last_said
from simgen.conversation.recoding import is_unsure
from simgen.conversation.talk import Talk
from simgen.conversation.turn import Turn
from simgen.scenario.parts import Item

MUCH, SOME = 0.4, 0.1
"""Gains of trust that the summary calls much and some (assumption)."""

FEW_TURNS = 4
"""Shorter talks are not told what they lacked (assumption)."""

Tone = Literal["well", "try", "note"]


class TurnNote(Struct, frozen=True):
    """
    One exchange looked back on.

    ``codes`` say in plain words what the utterance did, ``comment`` what came of
    it, ``better`` another way of putting it (empty when none is needed), ``thought`` what
    the person was thinking, in their own words (empty when nothing moved them).
    ``unsure`` is true where the kit would like to be told what the utterance did.
    """

    turn: int
    codes: tuple[str, ...]
    comment: str
    better: str
    tone: Tone
    thought: str = ""
    unsure: bool = False


class Finding(Struct, frozen=True):
    """
    One thing there was to find.

    ``turn`` is the exchange in which it came to light, None when it did not;
    ``why`` then says what stood in the way. ``words`` is what the person said of
    it, empty when it did not come to light.
    """

    item: Item
    turn: int | None
    why: str
    words: str


class Debrief(Struct, frozen=True):
    """
    The whole debrief.

    ``turned`` is the exchange that moved most, None where nothing did; ``missed``
    are cues that were dropped. ``balance`` says in words what ``counts`` says in
    numbers. ``talk_share`` is the recruit's part of all words, from 0 to 1. ``trust_curve`` starts with the trust before the first word.
    """

    summary: str
    did_well: tuple[str, ...]
    try_next: tuple[str, ...]
    notes: tuple[TurnNote, ...]
    came_to_light: tuple[Finding, ...]
    stayed_hidden: tuple[Finding, ...]
    balance: tuple[str, ...]
    counts: dict[str, int]
    trust_curve: tuple[float, ...]
    turned: Moment | None
    missed: tuple[Moment, ...]
    heard: Rating
    talk_share: float


def debrief(talk: Talk) -> Debrief:
    """Return what there is to learn from a conversation, finished or not."""
    turns = talk.turns
    counts = count(turns)
    came, hidden = _findings(talk)
    curve = (talk.case.scenario.starting_trust, *(turn.trust for turn in turns))
    moved = Counter(movement.rule for turn in turns for movement in turn.why)
    moved["promise"] = sum("promise" in turn.heard.codes for turn in turns)
    return Debrief(
        summary=_summary(talk, len(came), curve),
        did_well=tuple(
            texts()["well"][rule] for rule, _n in moved.most_common() if rule in texts()["well"]
        )[:4],
        try_next=tuple(_next_steps(talk, moved))[:4],
        notes=tuple(_note(talk, turn, before) for turn, before in _with_previous(talk)),
        came_to_light=came,
        stayed_hidden=hidden,
        balance=in_words(counts, talk.case.person.known_as),
        counts=counts,
        trust_curve=curve,
        turned=turning_point(turns, talk.case.person.known_as),
        missed=tuple(missed_cues(talk)),
        heard=heard_rating(talk, moved),
        talk_share=talk_share(counts),
    )


def _summary(talk: Talk, found: int, curve: tuple[float, ...]) -> str:
    known_as = talk.case.person.known_as
    if not talk.turns:
        return f"You have not spoken with {known_as} yet."
    left = found < len(talk.case.scenario.items)
    gained = curve[-1] - curve[0]
    trusts = (
        "has come to trust you with a good deal"
        if gained > MUCH
        else "trusts you more than at the start"
        if gained > SOME
        else "is about as wary as at the start"
        if gained > -SOME / 2
        else "trusts you less than at the start"
    )
    how = f" {known_as} ended the conversation." if talk.ended_by_person else ""
    exchanges = "1 exchange" if len(talk.turns) == 1 else f"{len(talk.turns)} exchanges"
    visits = f" over {len(talk.arrivals)} visits" if len(talk.arrivals) > 1 else ""
    things = "nothing" if not found else "1 thing" if found == 1 else f"{found} things"
    more = ", and there is more to hear" if left and found else ""
    return f"In {exchanges}{visits}, {things} came to light{more}. {known_as} {trusts}.{how}"


def _next_steps(talk: Talk, moved: Counter[str]) -> Iterator[str]:
    words = texts()
    for rule, _count in moved.most_common():
        if rule in words["try"] and moved[rule]:
            yield words["try"][rule]
    if len(talk.turns) < FEW_TURNS:
        return
    worries = [item for item in talk.case.scenario.items if item.kind == "worry"]
    if not moved["safety_asked"] and any(item.id not in talk.disclosed for item in worries):
        yield words["missing"]["safety_asked"]
    for rule in ("reflection", "open_question", "summary"):
        if not moved[rule]:
            yield words["missing"][rule]


def _with_previous(talk: Talk) -> Iterator[tuple[Turn, str]]:
    previous, visit = "", 0
    for turn in talk.turns:
        if turn.visit != visit:
            visit = turn.visit
            previous = talk.arrivals[visit - 1].opening
        yield turn, previous
        previous = turn.reply


def _note(talk: Talk, turn: Turn, previous: str) -> TurnNote:
    words = texts()
    codes = tuple(words["codes"][code] for code in turn.heard.codes)
    if not turn.said.strip():
        codes = ("Silence",)
    elif turn.heard.abstained:
        codes = ("Not sure",)
    losses = [movement for movement in turn.why if movement.by < 0]
    gains = [movement for movement in turn.why if movement.by > 0]
    slip = min(losses, key=lambda movement: movement.by).rule if losses else ""
    if not slip and "promise" in turn.heard.codes:
        slip = "promise"
    comments = [movement.because for movement in (*losses, *gains)]
    if slip == "promise":
        comments.insert(0, words["try"]["promise"])
    if turn.heard.abstained and turn.said.strip():
        comments.append("The kit was not sure what this did, so it counts neither way.")
    if turn.disclosed:
        gists = [talk.case.scenario.item(item_id).gist for item_id in turn.disclosed]
        comments.append("Came to light: " + " ".join(_sentence(gist) for gist in gists))
    better = words["better"].get(slip, "")
    if not better and codes == (words["codes"]["closed-question"],) and turn.heard.topics:
        better = words["better"]["closed_question"]
    return TurnNote(
        turn=turn.number,
        codes=codes,
        comment=" ".join(comments) or "This moved nothing either way.",
        better=better.format(quote=last_said(previous) or "…", question=_question(talk, turn)),
        tone="try" if slip else "well" if gains else "note",
        thought=_thought(talk, turn),
        unsure=is_unsure(turn),
    )


def _thought(talk: Talk, turn: Turn) -> str:
    """What they thought of whatever moved them most; in the case's words where it has them."""
    if not turn.why:
        return ""
    rule = max(turn.why, key=lambda movement: abs(movement.by)).rule
    thought: str = talk.case.scenario.thoughts.get(rule) or texts()["thoughts"].get(rule, "")
    return thought


def _findings(talk: Talk) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    turn_of = {item_id: turn.number for turn in talk.turns for item_id in turn.disclosed}
    came = [
        Finding(item, turn_of[item.id], "", talk.words_for(item.id))
        for item in talk.case.scenario.items
        if item.id in turn_of
    ]
    hidden = [
        Finding(item, None, _why_hidden(talk, item), "")
        for item in talk.case.scenario.items
        if item.id not in turn_of
    ]
    return tuple(sorted(came, key=lambda finding: finding.turn or 0)), tuple(hidden)


_NEAR = {
    "trust": "You came near it in exchange {number}, before there was trust enough.",
    "order": "You came near it in exchange {number}; something else has to be said first.",
    "comfort": "You came near it in exchange {number}, after two deep things in a row.",
}


def _why_hidden(talk: Talk, item: Item) -> str:
    refusals = [
        (turn.number, reason)
        for turn in talk.turns
        for item_id, reason in turn.refused
        if item_id == item.id
    ]
    if refusals:
        number, reason = refusals[-1]
        return _NEAR[reason].format(number=number)
    topic = talk.case.scenario.topic(item.topic)
    touched = any(item.topic in turn.heard.topics for turn in talk.turns)
    if touched:
        return f"You touched on “{topic.label}” and then went elsewhere."
    return f"You did not come to “{topic.label}”. You could ask: “{topic.question}”"


def _question(talk: Talk, turn: Turn) -> str:
    scenario = talk.case.scenario
    for topic_id in turn.heard.topics:
        return scenario.topic(topic_id).question
    return "What would you like to tell me about?"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
