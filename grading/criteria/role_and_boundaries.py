"""Role and boundaries: clear about the job, no promises, no pushing, a careful close."""

import re
from collections.abc import Sequence

from grading.criteria.clear_owned_steps import HEARD_FIRST
from grading.criteria.listening import FEWEST_TURNS
from grading.results import Evidence, Judgement
from simgen.conversation import Turn
from simgen.record import ReplayedCase

_EXPLAINS = re.compile(
    r"\b(link worker (is|does|can|helps|works|means)|link workers|my (role|job) is|what i (do|can do|"
    r"cant do|can't do)|i'?m not a (doctor|nurse|counsellor|social worker)|confidential|"
    r"(can'?t|cannot|not|won'?t|doesn'?t) (always )?(just )?(stay|keep|be)\b.{0,30}\bbetween us|"
    r"pass (it|that|this|things) on|(have|need) to (tell|share)|with your (permission|agreement)|"
    r"unless i'?m worried)\b",
    re.IGNORECASE,
)
"""Saying "I'm the link worker" names the role and does not explain it."""
_FOR_THEM = frozenset({"advised_too_soon"})
MOST_UNASKED = 2
"""Pieces of advice that nobody asked for, before it counts as deciding for somebody; assumption."""


def judge_role_and_boundaries(case: ReplayedCase) -> Judgement:
    """Judge whether the recruit stayed within the role and made it plain."""
    turns = case.talk.turns
    sure = [turn for turn in turns if not turn.heard.abstained]
    promises = [turn for turn in sure if "promise" in turn.heard.codes]
    harsh = [turn for turn in sure if "confront" in turn.heard.codes]
    repairs = [turn for turn in sure if "apology" in turn.heard.codes]
    pushes = [turn for turn in sure if any(move.rule == "pushed" for move in turn.why)]
    given = _with(turns, "boundary_given", "overstepped")
    held = _with(turns, "boundary_held")
    explains = _explaining(turns)
    closes = _closing(turns)
    unrepaired = [
        turn for turn in harsh if not any(repair.number > turn.number for repair in repairs)
    ]

    for_them = [turn for turn in sure if any(move.rule in _FOR_THEM for move in turn.why)]
    decided = len(for_them) > MOST_UNASKED

    level = 1
    if explains or closes:
        level = 2
    if explains and closes:
        level = 3
    if promises or given or decided or _too_many(pushes, turns):
        level = 1
    if len(case.talk.disclosed) < HEARD_FIRST:
        level = min(level, 1)  # words of the role, and hardly anybody to whom they were said
    if unrepaired or len(promises) + len(given) > 1:
        level = 0
    if len(turns) < FEWEST_TURNS:
        level = min(level, 1 if len(turns) >= FEWEST_TURNS // 2 else 0)

    evidence = [Evidence("turn", turn.said, turn.number) for turn in [*explains[:1], *held[:1]]]
    evidence += [
        Evidence("turn", turn.said, turn.number, against=True)
        for turn in [*promises, *given, *unrepaired][:3]
    ]
    evidence += [Evidence("turn", turn.said, turn.number) for turn in closes[-1:]]
    if decided:
        evidence += [
            Evidence("turn", turn.said, turn.number, against=True) for turn in for_them[:2]
        ]
    missing = [
        words
        for words, there in (
            ("what a link worker does or has to pass on", explains),
            ("a close with care", closes),
        )
        if not there
    ]
    if missing and turns:
        evidence.append(Evidence("note", f"Not heard: {'; '.join(missing)}.", against=True))
    if pushes:
        evidence.append(
            Evidence(
                "note",
                f"Asked for more than they were ready to say: {_times(len(pushes))}.",
                against=True,
            )
        )
    kept = (
        "You said what your role is." if explains else "You kept to the role and took your leave."
    )
    well = ("", "", kept, "You said what your role is and closed with care.")[level]
    unsure = len(turns) - len(sure)
    doubt = (
        f"{unsure} of your {len(turns)} utterances could not be read with enough certainty; none of "
        "them is taken for a promise, a harsh word or a push."
        if unsure
        else ""
    )
    advice = _advice(case, promises, given, unrepaired, pushes, for_them if decided else [])
    return Judgement(level, tuple(evidence), well, advice, doubt)


def _times(number: int) -> str:
    return "once" if number == 1 else "twice" if number == 2 else f"{number} times"


def _with(turns: Sequence[Turn], *rules: str) -> list[Turn]:
    return [turn for turn in turns if any(move.rule in rules for move in turn.why)]


def _advice(
    case: ReplayedCase,
    promises: list[Turn],
    given: list[Turn],
    unrepaired: list[Turn],
    pushes: list[Turn],
    for_them: list[Turn],
) -> str:
    """Return the first piece of advice that fits."""
    turns = case.talk.turns
    fits = (
        (bool(promises), "Promise only what is yours to keep, such as ringing on Thursday."),
        (
            bool(given),
            "Keep what is not yours to give, kindly, and say in the same breath what you can do.",
        ),
        (
            bool(unrepaired),
            "If something comes out harshly, say so and put it right; it can even build trust.",
        ),
        (
            len(turns) < FEWEST_TURNS,
            "Stay a little longer; a few lines are not yet a conversation.",
        ),
        (
            len(case.talk.disclosed) < HEARD_FIRST and not for_them,
            "Make room for them to speak; a role shows in what you do with what you hear.",
        ),
        (
            _too_many(pushes, turns),
            "When they draw back, let it be, and say that it can wait.",
        ),
        (
            bool(for_them),
            "Let them decide what is done in their name; ask before you put anybody down for anything.",
        ),
        (
            not _explaining(turns),
            "Say in a sentence what a link worker does, and what you may have to pass on.",
        ),
        (
            not _closing(turns),
            "Close with care: sum up, say what happens next, and thank them.",
        ),
    )
    otherwise = "Ask yourself after each talk what was yours to carry and what was not."
    return next((advice for fit, advice in fits if fit), otherwise)


def _explaining(turns: Sequence[Turn]) -> list[Turn]:
    return [turn for turn in turns if _EXPLAINS.search(turn.said)]


def _closing(turns: Sequence[Turn]) -> list[Turn]:
    """Return the closing turns of any visit; one that broke off takes no earlier close away."""
    visits = dict.fromkeys(turn.visit for turn in turns)
    last = [turn for visit in visits for turn in _of_visit(turns, visit)[-3:]]
    return [turn for turn in last if {"goodbye", "summary"} & set(turn.heard.codes)]


def _of_visit(turns: Sequence[Turn], visit: int) -> list[Turn]:
    return [turn for turn in turns if turn.visit == visit]


def _too_many(pushes: Sequence[Turn], turns: Sequence[Turn]) -> bool:
    """More than one, and one more for every ten turns; assumption."""
    return len(pushes) > 1 + len(turns) // 10
