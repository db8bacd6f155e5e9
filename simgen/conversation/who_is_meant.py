"""Whether "he" or "she" can be anybody of whom was just spoken."""

import re
from functools import lru_cache

from simgen.conversation.words import KEPT, plain

_SHE = frozenset(("she", "her", "hers", "shes", "herself"))
_HE = frozenset(("he", "him", "his", "hes", "himself"))

_WOMEN = frozenset(
    (*("mum", "mam", "mother", "mums", "nan", "gran", "grandma", "daughter", "daughters", "sister"),
     *("sisters", "wife", "girl", "girls", "lass", "woman", "women", "aunt", "auntie", "niece"),
     *("lady", "ladies", "girlfriend", "ex", "miss", "granddaughter", "queen"))
)  # fmt: skip
_MEN = frozenset(
    (*("dad", "father", "son", "sons", "brother", "brothers", "husband", "man", "men", "lad", "lads"),
     *("boy", "boys", "grandad", "grandfather", "uncle", "nephew", "bloke", "boyfriend", "sir"),
     *("grandson", "vicar", "king"))
)  # fmt: skip
_EITHER = frozenset(
    (*("doctor", "doctors", "nurse", "landlord", "landlady", "friend", "friends", "neighbour"),
     *("neighbours", "teacher", "boss", "manager", "somebody", "someone", "anybody", "nobody"),
     *("everybody", "person", "people", "one", "dog", "cat", "spider", "child", "kid", "baby"),
     *("partner", "mate", "mates", "cousin", "they", "them", "their", "theyre", "who", "tutor"))
)  # fmt: skip
"""Words for people of whom one may be "he" or "she"; a starter list, an assumption."""

NAMED = re.compile(r"(?<![.!?\u201c(\"]\s)(?<!^)\b[A-Z][a-z]+")


def speaks_of_such(words: tuple[str, ...], before: str) -> bool:
    """
    Tell whether the "he" or "she" of a question may be somebody of whom ``before`` speaks.

    A question without such a word may be about anything. A name may be anybody's.

    >>> speaks_of_such(("does", "she", "ring"), "He had his hand near the door.")
    False
    >>> speaks_of_such(("does", "she", "ring"), "There's Mum.")
    True
    """
    she, he = not _SHE.isdisjoint(words), not _HE.isdisjoint(words)
    if not (she or he):
        return True
    known, named = _spoken_of(before)
    of_women, of_men = not (_SHE | _WOMEN).isdisjoint(known), not (_HE | _MEN).isdisjoint(known)
    open_to_either = named or not _EITHER.isdisjoint(known)
    return open_to_either or (she and of_women) or (he and of_men)


@lru_cache(maxsize=KEPT)
def _spoken_of(before: str) -> tuple[frozenset[str], bool]:
    return frozenset(plain(before).split()), NAMED.search(before) is not None
