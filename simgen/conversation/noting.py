"""The talk line by line: what each utterance did, what came of it, and another way to put it."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from simgen.conversation.looking_back import texts
from simgen.conversation.recoding import is_unsure
from simgen.conversation.rewording import Rewording
from simgen.conversation.talk import Talk
from simgen.conversation.turn import Movement, Turn

Tone = Literal["well", "try", "note"]

TOLD_IN_FULL = 2
"""How often a reason is given in full before it is only named (assumption)."""


OF_THE_ROLE = frozenset(("boundary_given", "overstepped"))
"""What is looked at again even where it pleased and trust rose: it makes the worker unsafe to trust."""

GREETING_TURNS = 3
"""Turns in which a friendly word is a greeting (assumption)."""

NOT_BESIDE = {"advised_too_soon": frozenset(("collaboration", "autonomy", "open_question"))}
"""What is not praised in the same breath: "You should go, what have you got to lose?"."""

BESIDE_SAFETY = frozenset(("dodged_them", "closed_in_a_row", "too_much_at_once", "repeated"))
"""What asking about safety may cost and still be right."""


class TurnNote(Struct, frozen=True):
    """
    One exchange looked back on.

    ``codes`` say in plain words what the utterance did, ``comment`` what came of
    it, ``better`` another way of putting it (empty when none is needed), ``thought`` what
    the person was thinking, in their own words (empty when nothing moved them, or when
    they had thought the same before). ``unsure`` is true where the kit would like to be
    told what the utterance did.
    """

    turn: int
    codes: tuple[str, ...]
    comment: str
    better: str
    tone: Tone
    thought: str = ""
    unsure: bool = False


def notes(talk: Talk) -> Iterator[TurnNote]:
    """Yield the note on every exchange. What was said before is said shorter, or not again."""
    return _Notes(talk).all()


class _Notes:
    """
    The notes on one talk, in order: each knows what those before it have said.

    Only an exchange that cost trust on the whole is one to put another way; what was lost
    beside a greater gain is named and left at that.
    """

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._rewording = Rewording(talk.case.scenario, talk.turns)
        self._told: dict[str, int] = {}
        self._thought: set[str] = set()

    def all(self) -> Iterator[TurnNote]:
        for at, turn in enumerate(self._talk.turns):
            losses = [movement for movement in turn.why if movement.by < 0]
            gains = [movement for movement in turn.why if movement.by > 0]
            slip = _slip(losses, gains)
            lost = bool(slip)
            if not slip and "promise" in turn.heard.codes:
                slip = "promise"
            moves = (*losses, *gains) if lost else (*gains, *losses)
            yield TurnNote(
                turn=turn.number,
                codes=_codes(turn),
                comment=" ".join(self._comments(turn, slip, moves)),
                better=self._rewording.of(at, slip),
                tone="try" if slip else "well" if gains else "note",
                thought=self._thought_of(turn),
                unsure=is_unsure(turn),
            )

    def _comments(self, turn: Turn, slip: str, moves: tuple[Movement, ...]) -> Iterator[str]:
        words, scenario = texts(), self._talk.case.scenario
        if slip == "promise":
            yield words["try"]["promise"]
        contradicted = NOT_BESIDE.get(slip, frozenset())
        for movement in moves:
            if movement.rule not in contradicted:
                yield self._reason(movement, turn)
        if slip == "boundary_given":
            yield from [each.why for each in scenario.boundaries if each.id == self._tested(turn)]
        if turn.heard.abstained and turn.said.strip():
            yield words["not_sure"]
        elif not moves and slip != "promise":
            yield _neutral(turn)
        if turn.disclosed:
            gists = [scenario.item(item_id).gist for item_id in turn.disclosed]
            yield "Came to light: " + " ".join(_sentence(gist) for gist in gists)

    def _reason(self, movement: Movement, turn: Turn) -> str:
        """Say why trust moved: in full at first, then in a few words."""
        if movement.rule == "social" and turn.number > GREETING_TURNS:
            return str(texts()["neutral"]["social"])
        often = self._told.get(movement.rule, 0)
        self._told[movement.rule] = often + 1
        short: str = texts()["again"].get(movement.rule, "")
        return short if short and often >= TOLD_IN_FULL else movement.because

    def _tested(self, turn: Turn) -> str:
        """Return the id of what they had last asked of the recruit, before this exchange."""
        before = [
            each.asked_back for each in self._talk.turns[: turn.number - 1] if each.asked_back
        ]
        return before[-1] if before else ""

    def _thought_of(self, turn: Turn) -> str:
        """What they thought of whatever moved them most; in the case's words where it has them."""
        if not turn.why:
            return ""
        rule = max(turn.why, key=lambda movement: abs(movement.by)).rule
        own: dict[str, str] = self._talk.case.scenario.thoughts
        thought: str = own.get(rule) or texts()["thoughts"].get(rule, "")
        if thought in self._thought:
            return ""
        self._thought.add(thought)
        return thought


def _slip(losses: list[Movement], gains: list[Movement]) -> str:
    """Return the rule that is to be looked at again, or nothing: what cost most, or the role itself."""
    role = next((movement.rule for movement in losses if movement.rule in OF_THE_ROLE), "")
    on_the_whole = sum(movement.by for movement in (*losses, *gains))
    if role or on_the_whole >= 0 or _is_worth_it(losses, gains):
        return role
    return min(losses, key=lambda movement: movement.by).rule


def _is_worth_it(losses: list[Movement], gains: list[Movement]) -> bool:
    """Tell whether it was right at a price: asking about safety comes before a form or a question."""
    asked = any(movement.rule == "safety_asked" for movement in gains)
    return asked and {movement.rule for movement in losses} <= BESIDE_SAFETY


def _codes(turn: Turn) -> tuple[str, ...]:
    if not turn.said.strip():
        return ("Silence",)
    if turn.heard.abstained:
        return ("Not sure",)
    return tuple(texts()["codes"][code] for code in turn.heard.codes)


def _neutral(turn: Turn) -> str:
    """Return a plain remark on an exchange that moved nothing either way."""
    neutral: dict[str, str] = texts()["neutral"]
    if not turn.said.strip():
        return neutral["silence"]
    return next((neutral[code] for code in turn.heard.codes if code in neutral), neutral["any"])


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
