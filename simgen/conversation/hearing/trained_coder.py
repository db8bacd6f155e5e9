"""
The kit's own coder: a trained model for what is usual, rules for what must not be missed.

The family comes from the whole utterance; codes come from the whole and from each
of its sentences, so that "You're worn out. How do you sleep?" is a reflection and
a question. Below the threshold of the model, and where most words are strange to
it, the coder abstains: the family is then a guess on which nothing is built.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from msgspec import Struct

from simgen.conversation.coder import Coding
from simgen.conversation.hearing.codes import (
    agree,
    by_rule,
    held_with,
    without_what_counts_against,
)
from simgen.conversation.hearing.corpus import CODES, FAMILIES
from simgen.conversation.hearing.known_words import share_known
from simgen.conversation.hearing.model import Echo, Model, shipped
from simgen.conversation.hearing.safeguards import Settled, settle
from simgen.conversation.turn import Code, Family

MAX_CHARACTERS = 10_000
"""What stands beyond is not read; nobody says so much in one breath."""

KNOWN_SHARE = 0.5
"""Share of known words below which an utterance is not understood (assumption)."""

STRANGE_P = 0.3
"""The most that the coder is sure of words it does not know (assumption)."""

SENTENCE_NEEDS = 0.5
"""How sure of its family one sentence of several must be to add codes (assumption)."""

MOST_SENTENCES = 8
"""Sentences listened to one by one; of a longer speech the last ones (assumption)."""


_SENTENCE = re.compile(r"[^.?!\n]*[.?!\n]|[^.?!\n]+")
_LETTER = re.compile(r"[^\W_]")


class Weighed(Struct, frozen=True):
    """
    One utterance with all its probabilities, each from 0 to 1.

    ``family`` is always the best guess and ``p`` its probability; ``abstained``
    says not to act on it. ``codes`` are those that hold.
    """

    family: Family
    p: float
    abstained: bool
    codes: dict[Code, float]


class TrainedCoder:
    """Codes utterances by the shipped model and the explicit rules."""

    def __init__(self, model: Model | None = None) -> None:
        """Take a model, or the shipped one, which is read at the first utterance."""
        self._model = model
        self._heard = lru_cache(maxsize=4096)(self._weigh)
        self._echoing = lru_cache(maxsize=4096)(self._weigh_echoing)
        self._worded = lru_cache(maxsize=4096)(_worded)
        self._settled = lru_cache(maxsize=4096)(settle)

    def code(self, text: str, previous: str = "") -> Coding:
        """Return the coding of one utterance; see :class:`UtteranceCoder`."""
        weighed = self.weigh(text, previous)
        return Coding(weighed.family, tuple(weighed.codes), weighed.p, weighed.abstained)

    def weigh(self, text: str, previous: str = "") -> Weighed:
        """Return family, codes and probabilities of any text whatever. Never raises."""
        return self._heard(text[:MAX_CHARACTERS], previous[:MAX_CHARACTERS])

    def sooner_open(self, text: str, previous: str = "") -> bool:
        """Tell whether a question is an open one sooner than a closed one."""
        _families, by_code = (self._model or shipped()).weigh(text, previous)
        return by_code["open-question"] >= by_code["closed-question"]

    def read(self, texts: Iterable[str]) -> None:
        """Read what is about to be coded, all at once: much faster than one by one."""
        model = self._model or shipped()
        fresh = model.unread(text[:MAX_CHARACTERS] for text in texts if text.strip())
        model.read([*fresh, *(part for text in fresh for part in self._worded(text).parts)])

    def _weigh(self, text: str, previous: str) -> Weighed:
        if not text.strip():
            return Weighed("other", 1.0, abstained=False, codes={})
        model = self._model or shipped()
        said = (text, *self._worded(text).parts)
        model.read(said)
        return self._echoing(text, tuple([model.echo(each, previous) for each in said]))

    def _weigh_echoing(self, text: str, echoes: tuple[Echo, ...]) -> Weighed:
        """Weigh a text by how the whole and each of its sentences echo what was said before."""
        model, worded = self._model or shipped(), self._worded(text)
        needs = model.about.family_needs
        by_family, by_code = model.weigh_as(text, echoes[0])
        family, p = _best(by_family)
        parts = [
            (part, *model.weigh_as(part, echo))
            for part, echo in zip(worded.parts, echoes[1:], strict=True)
        ]
        if p < needs and parts:
            family, p = _of_parts(
                [_best(families) for _part, families, _codes in parts], (family, p)
            )
        if worded.strange:
            p = min(p, STRANGE_P)
        settled = worded.settled
        plain = settled.plain or (family == "input" and settled.advises)
        abstained = worded.strange or (p < needs and not plain)
        held = held_with(model, family, by_code, settled.hints, beside=not parts)
        for part, its_families, its_codes in parts:
            its_family, its_p = _best(its_families)
            if its_p >= SENTENCE_NEEDS:
                hints = self._settled(part).hints
                found = held_with(model, its_family, its_codes, hints)
                held |= {code: max(sure, held.get(code, 0.0)) for code, sure in found.items()}
        if abstained:
            held = without_what_counts_against(held)
        else:
            agree(family, by_code, held)
        by_rule(family, settled, held, alone=not parts, sure=not abstained)
        ordered = {code: round(held[code], 4) for code in CODES if code in held}
        return Weighed(family, round(p, 4), abstained, ordered)


class _Worded(Struct, frozen=True):
    """What lies in the wording of an utterance alone, whatever was said before it."""

    parts: tuple[str, ...]
    settled: Settled
    strange: bool


def _worded(text: str) -> _Worded:
    return _Worded(tuple(_sentences(text)), settle(text), share_known(text) < KNOWN_SHARE)


@cache
def kit_coder() -> TrainedCoder:
    """Return the one coder that all talks share, and with it what it remembers."""
    return TrainedCoder()


_LAST_WORD: tuple[Family, ...] = ("input", "reflection", "other")
"""Which sentence gives a speech its family, where none asks at the end."""


def _best(by_family: dict[str, float]) -> tuple[Family, float]:
    family = max(FAMILIES, key=lambda known: by_family[known])
    return family, by_family[family]


def _of_parts(
    parts: list[tuple[Family, float]], whole: tuple[Family, float]
) -> tuple[Family, float]:
    """
    Return the family that follows from sentences, where each is sure and surer than the whole.

    A question at the end hands over the turn; else something told outweighs
    something given back, and that the small words round it.
    """
    least = min(p for _family, p in parts)
    if least <= max(whole[1], SENTENCE_NEEDS):
        return whole
    families = [family for family, _p in parts]
    if families[-1] == "question":
        return "question", least
    return next((known for known in _LAST_WORD if known in families), whole[0]), least


def _sentences(text: str) -> list[str]:
    """Return the sentences of a text with their marks; none where there is only one."""
    spoken = [part for part in _SENTENCE.findall(text) if _LETTER.search(part)]
    return spoken[-MOST_SENTENCES:] if len(spoken) > 1 else []
