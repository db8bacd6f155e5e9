"""
What must not be left to statistics: promises, safety, blame, and what is denied.

Phrases are in ``phrases.yaml``; the rules here say when a phrase counts. "I can't
promise" is no promise, "you feel useless" blames nobody, "you never said goodbye
to him" ends no talk. A code that these rules find holds whatever the model thinks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from simgen.conversation.hearing.word_lists import phrases, word_set
from simgen.conversation.turn import Code
from simgen.conversation.words import plain, sentences

RULED: tuple[Code, ...] = ("promise", "safety", "apology", "goodbye", "confront")
"""Codes that a phrase may settle."""

# A promise must never be a matter of odds, nor must a goodbye, which ends the talk. The others are
# settled by phrases too, and the model may add wordings that nobody foresaw where it is very sure.
BY_RULE_ALONE: frozenset[Code] = frozenset(("promise", "goodbye"))

SUPPORTED: frozenset[Code] = frozenset(
    ("affirmation", "autonomy", "collaboration", "permission", "social", "summary")
)
"""Codes of which a phrase is good evidence, though not enough by itself."""

SUMMED_UP = 15
"""Words from which what begins as a summary is taken for one (assumption)."""

REACH = 4
"""Words before a phrase in which a denial turns it round (assumption)."""

_LEADS = word_set("leads")
_SOFTENERS = word_set("softeners")
_MUST = word_set("must")
_CLAUSE = re.compile(r"[.?!,;:\n]+|\s[-\u2013\u2014]+\s")
_ASKS_A_REASON = frozenset(
    ("do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "would")
)
_NONE_OF_IT = 3
"""Words of the longest "no leaflets" (assumption)."""

_THERE_AND_THEN = frozenset(("push", "rush", "hurry", "leaflet", "leaflets", "forms", "chains"))
_OF_WHOM = frozenset(
    (
        "you",
        "your",
        "him",
        "his",
        "her",
        "them",
        "their",
        "me",
        "us",
        "the",
        "a",
        "now",
        "then",
        "today",
        "tonight",
    )
)
_OF_HARM = word_set("of_harm")
_OPENS = word_set("wh")
_ASKED_OF = frozenset(("do", "did", "would", "will", "what", "when", "where", "if", "whatever"))
"""Words right before "you need to" that make it a question, or no advice of the speaker's."""
_DENIAL = word_set("denials")
_CONDITION = ("unless", "except", "but if", "apart from", "only if")
_SUPPOSED = ("if im", "if ive", *(f"if i {verb}" for verb in (
    "was", "were", "am", "have", "had", "thought", "think", "felt", "feel", "believed", "ever",
    "hear", "heard", "got", "get",
)))  # fmt: skip
"""What I would do if I were worried; "would you mind if I asked" is not among it."""
_FELT = word_set("spoken_or_felt")
_LEAVE_TAKING_OF_OTHERS = word_set("before_goodbyes_of_others")
_OTHERS = word_set("others")
_ABOUT_THEM = word_set("about_them")


@dataclass(frozen=True, slots=True)
class Settled:
    """
    What phrases say of an utterance.

    ``codes`` hold whatever the model thinks, those that are ``denied`` do not ("It's not your own
    fault"), ``hints`` are good evidence.
    ``advises`` when it says in so many words what the person should do,
    ``denies_advice`` when it says that it does not. ``plain`` when a phrase leaves no
    doubt of what the utterance does, however unsure the model is of its family.
    ``minimises`` when it makes less of what they feel.
    ``asks_leave`` when it asks whether it may ask: an open question, politely,
    ``asks_fact`` when it is one sentence that asks how many, how much, how old.
    ``asks_why`` when it asks for a reason or a need, and puts nothing forward by it as "Why don't
    you join?" does.
    ``speaks_of_harm`` when a word of harm, fear or of telling somebody is in it.
    ``supposes`` when it says what the speaker would do if: "if I was worried I would tell you".
    """

    codes: tuple[Code, ...]
    denied: frozenset[Code]
    hints: frozenset[Code]
    advises: bool
    denies_advice: bool
    plain: bool
    minimises: bool
    asks_leave: bool
    asks_fact: bool
    asks_why: bool
    speaks_of_harm: bool
    supposes: bool


def settle(text: str) -> Settled:
    """Return what phrases say of any text, in one reading of it."""
    found: set[str] = set()
    passed_over: set[str] = set()
    names: set[str] = set()
    advises = False
    said = [words.split() for words, _asked in sentences(text)]
    whole = " ".join(word for words in said for word in words)
    limited = any(f" {condition} " in f" {whole} " for condition in _CONDITION)
    for words in said:
        for name, at in phrases().find(words).items():
            names.add(str(name))
            for place, end in at.stretches:
                if name == "goodbye" and _is_of_somebody(words, end):
                    continue
                if name == "advice":
                    advises = advises or _is_told(words, place)
                elif name == "confront_orders" and _is_order(words, place):
                    found.add("confront")
                elif name in RULED:
                    counts = _counts(name, words, place, limited=limited)
                    (found if counts else passed_over).add(str(name))
    leaves = bool(names & {"goodbye", "short_goodbyes"})
    if leaves and "goodbye" not in found and not text.rstrip().endswith("?") and _takes_leave(text):
        found.add("goodbye")
    return Settled(
        codes=tuple(code for code in RULED if code in found),
        denied=frozenset(code for code in RULED if code in passed_over - found),
        hints=frozenset(code for code in SUPPORTED if code in names),
        advises=advises,
        denies_advice="denies_advice" in names,
        plain=bool(found) or "minimising" in names or _sums_up(said),
        minimises="minimising" in names,
        asks_leave="asks_leave" in names,
        asks_fact=len(said) == 1 and _asks_fact(said[0]),
        asks_why=len(said) == 1 and _asks_why(said[0]),
        speaks_of_harm=not _OF_HARM.isdisjoint(whole.split()),
        supposes=_supposes(whole.split()),
    )


def _sums_up(said: Sequence[Sequence[str]]) -> bool:
    """Tell whether sentences begin as a summary does and are long enough for one."""
    if not said or sum(map(len, said)) < SUMMED_UP:
        return False
    begins = phrases().find(said[0]).get("summary")
    return begins is not None and any(start <= REACH for start, _end in begins.stretches)


def _is_told(words: Sequence[str], place: int) -> bool:
    """Tell whether advice is given: not denied, nor asked ("When do you need to leave?")."""
    before = words[max(0, place - REACH) : place]
    return _DENIAL.isdisjoint(before) and not _ASKED_OF.issuperset(
        words[place - 1 : place] or ("",)
    )


def _is_order(words: Sequence[str], place: int) -> bool:
    """Tell whether a phrase is an order to them, and not what a child or a neighbour did."""
    before = [word for word in words[:place] if word not in _LEADS and word not in _SOFTENERS]
    told = words[max(0, place - 2) : place]
    return (
        not before
        or (len(told) == 2 and told[-1] == "to" and told[0] in _MUST)
        or (len(told) > 0 and told[-1] in _MUST and not _ABOUT_THEM.isdisjoint(words[:place]))
    )


def _takes_leave(text: str) -> bool:
    """Tell whether a goodbye stands after a comma: "Right, thanks Mrs Bell, bye now"."""
    clauses = [words for said in _CLAUSE.split(text) if (words := plain(said).split())]
    for words in clauses:
        found = phrases().find(words).get("goodbye")
        if found and any(
            _counts("goodbye", words, at, limited=False) and not _is_of_somebody(words, end)
            for at, end in found.stretches
        ):
            return True
    last = clauses[-1] if clauses else []
    if len(last) == 1 and len(clauses) > 1:
        last = [*clauses[-2], *last]  # "take care, Jean"
    brief = phrases().find(last).get("short_goodbyes")
    return brief is not None and any(
        len(last) - end <= 1 and _LEADS.issuperset(last[:start]) for start, end in brief.stretches
    )


def _is_of_somebody(words: Sequence[str], end: int) -> bool:
    """Tell whether a phrase goes on: "you take care of them" takes no leave."""
    return list(words[end : end + 1]) == ["of"] and "yourself" not in words[end : end + 2]


def _supposes(words: Sequence[str]) -> bool:
    """Tell whether plain words say what the speaker would do in some case."""
    said = f" {' '.join(words)} "
    return any(f" {supposed} " in said for supposed in _SUPPOSED)


def _asks_fact(words: Sequence[str]) -> bool:
    rest = words[next((place for place, word in enumerate(words) if word not in _LEADS), 0) :]
    found = phrases().find(rest).get("fact_starts")
    begins = found is not None and any(start == 0 for start, _end in found.stretches)
    return begins and _OPENS.isdisjoint(rest[1:])


def _asks_why(words: Sequence[str]) -> bool:
    rest = words[next((place for place, word in enumerate(words) if word not in _LEADS), 0) :]
    if list(rest[:2]) in (["what", "made"], ["what", "makes"], ["how", "come"]):
        return True
    if list(rest[:3]) == ["what", "you", "need"]:
        return "is" not in rest  # "What you need from them?", and "What you need is a hobby."
    if list(rest[:2]) == ["why", "not"]:
        return len(rest) == 2 or rest[2] in _OF_WHOM  # "Why not your mum?", and "Why not ring her?"
    return list(rest[:1]) == ["why"] and len(rest) > 1 and rest[1] in _ASKS_A_REASON


def _counts(code: Code, words: Sequence[str], place: int, *, limited: bool) -> bool:
    before = words[max(0, place - REACH) : place]
    if code == "promise":
        if "worry" in before:
            before = before[before.index("worry") + 1 :]  # "don't worry, I promise" is one
        if list(words[:1]) == ["no"] and place <= REACH:
            before = before[1:]  # "No, I won't tell anybody" is one as well
        return not limited and _DENIAL.isdisjoint(before) and not _can_be_kept(words[:place])
    if code == "safety":
        # "If I were worried about you I'd say so" explains, and asks for nothing.
        return _asks_about_them(words, place) and not _supposes(words[:place])
    if code == "confront":
        return _DENIAL.isdisjoint(before) and _FELT.isdisjoint(before)
    if code == "goodbye":
        return place <= REACH and _LEAVE_TAKING_OF_OTHERS.isdisjoint(before[-2:])
    return True


def _can_be_kept(words: Sequence[str]) -> bool:
    """Tell whether what is promised is the speaker's to keep there and then: "No leaflets, I promise"."""
    none = list(words[:1]) == ["no"] and 1 < len(words) <= _NONE_OF_IT
    return none or not _THERE_AND_THEN.isdisjoint(words)


def _asks_about_them(words: Sequence[str], place: int) -> bool:
    """Tell whether a phrase of harm is about the person spoken to, not someone they lost."""
    if words[place].startswith("suicid"):
        before = words[max(0, place - 1) : place]
        return _OTHERS.isdisjoint(before) and not _ABOUT_THEM.isdisjoint(words)
    return True
