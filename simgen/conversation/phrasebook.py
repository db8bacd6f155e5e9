"""
Many lists of phrases looked up at once.

A phrase is whole plain words (see :func:`simgen.conversation.words.plain`); a
final ``*`` on a word stands for any ending, a ``_`` for any one word. One walk along an utterance finds the
phrases of all lists, so that a long lexicon costs no more than a short one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

_Phrase = tuple[tuple[str, ...], str]
_ANY_SECOND = ""
"""Where phrases are kept whose second word is missing or stands for several."""


class PhraseBook:
    """
    Named lists of phrases.

    >>> book = PhraseBook({"thanks": ["thank you"], "drink": ["drink*"]})
    >>> sorted(book.found("thank you for the drinks".split()))
    ['drink', 'thanks']
    """

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        """Sort the phrases by their first two words."""
        self.names = tuple(lists)
        self._by_words: dict[str, dict[str, list[_Phrase]]] = {}
        self._by_stem: list[tuple[str, _Phrase]] = []
        for name, phrases in lists.items():
            for phrase in phrases:
                words = tuple(str(phrase).split())
                if words[0][-1] in "*_":
                    self._by_stem.append((words[0][:-1], (words, name)))
                else:
                    exact = len(words) > 1 and words[1][-1] not in "*_"
                    second = words[1] if exact else _ANY_SECOND
                    seconds = self._by_words.setdefault(words[0], {})
                    seconds.setdefault(second, []).append((words, name))

    def found(self, words: Sequence[str]) -> set[str]:
        """Return the names of the lists with a phrase anywhere in some plain words."""
        return {name for name, _place in self.places(words)}

    def starting(self, words: Sequence[str]) -> set[str]:
        """Return the names of the lists with a phrase that some plain words begin with."""
        return set(self._at(words, 0)) if words else set()

    def places(self, words: Sequence[str]) -> list[tuple[str, int]]:
        """Return every (list, place of its first word) where a phrase stands, in order."""
        return [(name, place) for place in range(len(words)) for name in self._at(words, place)]

    def _at(self, words: Sequence[str], place: int) -> Iterator[str]:
        word = words[place]
        seconds = self._by_words.get(word)
        if seconds is not None:
            following = words[place + 1] if place + 1 < len(words) else _ANY_SECOND
            for second in dict.fromkeys((_ANY_SECOND, following)):
                for phrase, name in seconds.get(second, ()):
                    if _matches(phrase, words, place):
                        yield name
        for stem, (phrase, name) in self._by_stem:
            if word.startswith(stem) and _matches(phrase, words, place):
                yield name


def _matches(phrase: tuple[str, ...], words: Sequence[str], place: int) -> bool:
    if place + len(phrase) > len(words):
        return False
    for offset, part in enumerate(phrase):
        word = words[place + offset]
        if part in (word, "_"):
            continue
        if part[-1] != "*" or not word.startswith(part[:-1]):
            return False
    return True
