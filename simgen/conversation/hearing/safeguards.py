"""
What must not be left to statistics: promises, safety, blame, and what is denied.

Phrases are in ``phrases.yaml``; the rules here say when a phrase counts. "I can't
promise" is no promise, "you feel useless" blames nobody, "you never said goodbye
to him" ends no talk. A code that these rules find holds whatever the model thinks.
"""

from collections.abc import Sequence

from simgen.conversation.hearing.signs import phrases
from simgen.conversation.turn import Code
from simgen.conversation.words import sentences

RULED: tuple[Code, ...] = ("promise", "safety", "apology", "goodbye", "confront")
"""Codes that a phrase may settle."""

# A promise or a question about harm must never be a matter of odds; a goodbye ends the talk,
# and "I'm sorry for your loss" looks to statistics like "I'm sorry I was late".
BY_RULE_ALONE: frozenset[Code] = frozenset(("promise", "safety", "apology", "goodbye"))

SUPPORTED: frozenset[Code] = frozenset(
    ("affirmation", "autonomy", "collaboration", "permission", "social", "summary")
)
"""Codes of which a phrase is good evidence, though not enough by itself."""

REACH = 4
"""Words before a phrase in which a denial turns it round (assumption)."""

_DENIAL = frozenset(
    """not no never cant cannot couldnt wont wouldnt dont didnt doesnt isnt arent wasnt werent
    shouldnt neednt nobody without nae""".split()
)
_CONDITION = ("unless", "except", "but if", "apart from", "only if")
_FELT = frozenset(
    """feel feels feeling felt feelin sound sounds sounded seem seems made make makes making call
    called calls think thinks thought say says said told if like as by being he she they them him
    her his their people everyone everybody nobody that was were fed""".split()
)
_LEAVE_TAKING_OF_OTHERS = frozenset("say said saying to a the his her their my your our of".split())
_OTHERS = frozenset("his her their brothers sisters mums dads sons daughters mates friends".split())
_ABOUT_THEM = frozenset("you u ye yer yourself youre youd yous tha any ur are r feeling".split())


def ruled(text: str) -> tuple[Code, ...]:
    """Return the codes that phrases settle in any text, in the order of :data:`RULED`."""
    found: set[Code] = set()
    said = [words.split() for words, _asked in sentences(text)]
    whole = " ".join(word for words in said for word in words)
    limited = any(f" {condition} " in f" {whole} " for condition in _CONDITION)
    for words in said:
        for name, place in phrases().places(words):
            code = next((code for code in RULED if code == name), None)
            if code is not None and _counts(code, words, place, limited=limited):
                found.add(code)
    return tuple(code for code in RULED if code in found)


def hinted(text: str) -> set[Code]:
    """Return the codes of :data:`SUPPORTED` that a phrase speaks for."""
    names = {name for words, _ in sentences(text) for name in phrases().found(words.split())}
    return {code for code in SUPPORTED if code in names}


def denies_advice(text: str) -> bool:
    """Tell whether an utterance says that it does not tell the person what to do."""
    return any("denies_advice" in phrases().found(words.split()) for words, _ in sentences(text))


def advises(text: str) -> bool:
    """Tell whether an utterance says in so many words what the person should do."""
    for words, _asked in sentences(text):
        said = words.split()
        for name, place in phrases().places(said):
            if name == "advice" and _DENIAL.isdisjoint(said[max(0, place - REACH) : place]):
                return True
    return False


def _counts(code: Code, words: Sequence[str], place: int, *, limited: bool) -> bool:
    before = words[max(0, place - REACH) : place]
    if code == "promise":
        return not limited and _DENIAL.isdisjoint(before)
    if code == "safety":
        return _asks_about_them(words, place)
    if code == "confront":
        return _DENIAL.isdisjoint(before) and _FELT.isdisjoint(before)
    if code == "goodbye":
        return place <= REACH and _LEAVE_TAKING_OF_OTHERS.isdisjoint(before[-2:])
    return True


def _asks_about_them(words: Sequence[str], place: int) -> bool:
    """Tell whether a phrase of harm is about the person spoken to, not someone they lost."""
    if words[place].startswith("suicid"):
        before = words[max(0, place - 1) : place]
        return _OTHERS.isdisjoint(before) and not _ABOUT_THEM.isdisjoint(words)
    return True
