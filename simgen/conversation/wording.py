"""
What can be told from the words themselves, whatever an utterance is for.

What it is for says the coder (:mod:`simgen.conversation.hearing`); these are the
plain signs beside it: warm words that fit anybody, making less of a feeling,
speaking of oneself. The phrases are those of :mod:`simgen.conversation.lexicon`.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from simgen.conversation.everyday import is_leave, kinds, whole_kind
from simgen.conversation.lexicon import lexicon
from simgen.conversation.once import once
from simgen.conversation.sentence import LEAST_ASKED, YOU, Sentence
from simgen.conversation.who_is_meant import NAMED
from simgen.conversation.words import STOP_WORDS, Found, content_of, plain, sentences

MAX_CHARACTERS = 10_000
"""What stands beyond is not read; nobody says so much in one breath."""

LONGEST_NOD = 4
"""Words of the longest back-channel ("mm, I see, yes")."""

STOCK_CONTENT = 6
"""Content words beyond which warmth says something of this person (assumption)."""

PLAIN_TALK_WORDS, PLAIN_TALK_SHARE = 4, 0.3
"""From so many words, so large a share of common ones makes it plain English (assumption)."""

KEPT, LONGEST_KEPT = 2048, 2_000
"""Texts of which the wording is kept, and the characters of the longest: some five megabytes."""

GENERAL = ("general_hope", "general_now", "general_self", "general")
"""Lists of the lexicon by which a whole life is asked about; the first that is heard is meant."""

SOMETHING_SAID = 5
"""Words of the shortest sentence that says something of somebody (assumption)."""

DENIED_WITHIN = 8
"""Words before a phrase in which a denial turns it round (assumption)."""

_DENIALS = frozenset(
    ("not", "no", "never", "cant", "cannot", "couldnt", "wont", "shouldnt", "dont")
)
_OF_PEOPLE = frozenset(("he", "she", "him", "her", "his", "hers", "hes", "shes"))
_SELF = frozenset(("i", "im", "ive", "id", "ill", "me", "my", "mine", "myself", "we", "us", "our"))
_TITLES = frozenset(("mrs", "mr", "ms"))
_OWN = frozenset(("my", "mine", "our", "ours"))
_KEPT_HAPPY = re.compile(r"\b(?:her|him|them|people|everybody|everyone) happy\b")
"""To keep somebody else happy says nothing of how one is."""
_PRONOUNS = _OF_PEOPLE | {"they", "them", "their", "theirs", "theyre", "it", "ones", "those"}


def wording_of(text: str) -> "Wording":
    """Return the wording of a text; that of the latest ones is worked out only once."""
    return _kept(text) if len(text) <= LONGEST_KEPT else Wording(text)


class Wording:
    """
    The words of one text.

    What follows from them is worked out once, when it is first asked for.
    """

    def __init__(self, text: str) -> None:
        """Take any text whatever."""
        self.text = text

    @once
    def plain(self) -> str:
        """The text in plain words."""
        return plain(self.text)

    @once
    def words(self) -> list[str]:
        """The plain words, one by one."""
        return self.plain.split()

    @once
    def content(self) -> frozenset[str]:
        """The stems of the words that carry its content."""
        return content_of(self.words)

    @once
    def found(self) -> Mapping[str, Found]:
        """Where the phrases of the lexicon stand among the words, by the name of their list."""
        return lexicon().find(self.words)

    @once
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that have words."""
        spoken = sentences(self.text[:MAX_CHARACTERS])
        if len(spoken) == 1 and spoken[0][0] == self.plain:
            return (Sentence(self.words, self.found, spoken[0][1]),)
        split = [(words.split(), asked) for words, asked in spoken]
        return tuple(Sentence(words, lexicon().find(words), asked) for words, asked in split)

    @once
    def is_silence(self) -> bool:
        """Nothing was said."""
        return not self.text.strip()

    @once
    def general(self) -> str:
        """What it asks about a whole life: one of :data:`GENERAL`, or an empty text."""
        return next((name for name in GENERAL if name in self.found), "")

    @once
    def is_follow_on(self) -> bool:
        """It asks to go on with what was just said."""
        return "follow_on" in self.found

    def is_about_somebody(self, reply: str) -> bool:
        """Tell whether "he" or "she" in it can only be somebody of whom a reply spoke."""
        return not _OF_PEOPLE.isdisjoint(self.words) and self.refers_back(reply)

    def refers_back(self, reply: str) -> bool:
        """
        Tell whether it speaks by a pronoun alone of what a reply was about.

        "He" and "she" need somebody in the reply: a pronoun too, or a name.
        """
        pronouns = _PRONOUNS.intersection(self.words)
        if not pronouns or not pronouns <= _OF_PEOPLE:
            return bool(pronouns)
        spoken_of = _OF_PEOPLE.intersection(plain(reply).split())
        return bool(spoken_of) or NAMED.search(reply) is not None

    @once
    def kind(self) -> str:
        """The everyday kind of remark or question that is all it says, or an empty text."""
        return whole_kind(self.text)

    @once
    def is_passing(self) -> bool:
        """All that it says moves nothing: asked to say it again, "I don't know"."""
        return bool(self.kind) and kinds()[self.kind].passing

    @once
    def takes_leave(self) -> bool:
        """It takes leave, and says nothing else or ends so."""
        return is_leave(self.text)

    @once
    def about_them(self) -> str:
        """What it says, in plain words, without what is only about its speaker."""
        of_them = [each for each in self.sentences if not each.is_of_the_speaker]
        return " ".join(" ".join(each.words) for each in of_them)

    @once
    def is_back_channel(self) -> bool:
        """It only shows that one listens ("mm", "I see")."""
        return len(self.words) <= LONGEST_NOD and "back_channel" in self.found

    @once
    def is_stock(self) -> bool:
        """It is warmth of the kind that would fit anybody."""
        stock = "stock_empathy" in self.found or "empty_praise" in self.found
        return stock and len(self.content) <= STOCK_CONTENT

    @once
    def holds_back(self) -> bool:
        """It kindly keeps back what is not the recruit's to give."""
        return "holds_back" in self.found

    @once
    def offers_to_do(self) -> bool:
        """It offers to do something for them, and awaits a yes."""
        return "offers_to_do" in self.found

    @once
    def says_what_comes(self) -> bool:
        """It says what its speaker is about to do, and asks by a word whether it may be so."""
        found = self.found.get("is_that_ok")
        checks = found and any(end == len(self.words) for _start, end in found.stretches)
        return bool(checks) and "about_to" in self.found

    @once
    def asks_how_to(self) -> bool:
        """It asks how or where its speaker is to do something: "How do I let you know?"."""
        return "how_do_i" in self.found

    @once
    def oversteps(self) -> bool:
        """It offers what is not a link worker's to give, and does not say that it cannot be."""
        found = self.found.get("oversteps")
        return found is not None and any(
            _DENIALS.isdisjoint(self.words[max(0, start - DENIED_WITHIN) : start])
            for start, _end in found.stretches
        )

    @once
    def questions(self) -> int:
        """How many questions it asks; a word or two said back ("Insulin?") is none."""
        return sum(
            sentence.asks and len(sentence.words) >= LEAST_ASKED for sentence in self.sentences
        )

    @once
    def asked(self) -> tuple[tuple[str, ...], ...]:
        """The plain words of each question, where one sentence may put two."""
        return tuple(tuple(words) for each in self.sentences for words in each.questions)

    @once
    def asks_after_a_remark(self) -> bool:
        """Its last sentence begins with a remark and ends with a question."""
        last = self.sentences[-1] if self.sentences else None
        return last is not None and last.asked and len(self.last_asked) < len(last.words)

    @once
    def last_asked(self) -> tuple[str, ...]:
        """The plain words of the last question, else of the last sentence."""
        last: Sequence[str] = self.sentences[-1].words if self.sentences else ()
        if self.asked:
            long = [words for words in self.asked if len(words) > 1]  # "And when? Roughly?"
            last = (long or self.asked)[-1]
        last = _without_exceptions(last)
        # "Have you family, Mrs Shaw?" is of no Shaw.
        return tuple(
            word
            for place, word in enumerate(last)
            if word not in _TITLES and not (place and last[place - 1] in _TITLES)
        )

    @once
    def asks_at_the_end(self) -> bool:
        """Its last sentence asks something."""
        return bool(self.sentences) and self.sentences[-1].asks

    @once
    def speaks_of_them(self) -> bool:
        """It speaks of the person it is said to."""
        return not YOU.isdisjoint(self.words)

    @once
    def speaks_of_self(self) -> bool:
        """It says something of the one who says it."""
        return any(sentence.says_of_self for sentence in self.sentences)

    @once
    def speaks_as_self(self) -> bool:
        """A sentence that asks nothing has the speaker in it: "Me too, people tire me out"."""
        return any(not each.asks and not _SELF.isdisjoint(each.words) for each in self.sentences)

    @once
    def not_of_own(self) -> str:
        """What it says, in plain words, without what is of the speaker's own: "My job is to listen"."""
        kept = [
            " ".join(each.words)
            for each in self.sentences
            if _OWN.isdisjoint(each.words)
            or (not YOU.isdisjoint(each.words) and (each.asks or each.words[0] not in _OWN))
        ]
        return " ".join(kept)

    @once
    def asks_after_them(self) -> bool:
        """It asks how they are with what was just said."""
        return "asks_after_them" in self.found

    @once
    def says_of_them(self) -> bool:
        """It says something of the person it is said to, in a sentence that asks nothing."""
        return any(
            not each.asks and len(each.words) >= SOMETHING_SAID and not YOU.isdisjoint(each.words)
            for each in self.sentences
        )

    @once
    def asks_to_hear(self) -> bool:
        """It asks the person to talk of something, rather than offers to."""
        return "to_hear" in self.found

    @once
    def offers_to_tell(self) -> bool:
        """It offers to tell the person something."""
        return "to_tell" in self.found

    @once
    def checks_back(self) -> bool:
        """It gives something back and asks whether it is so: "So they all listen, is that right?"."""
        found = self.found.get("checks_back")
        starts = (
            [start for start, end in found.stretches if end == len(self.words)] if found else ()
        )
        return bool(starts) and min(starts) >= SOMETHING_SAID - 1

    @once
    def asks_how_sure(self) -> bool:
        """It asks how confident they are."""
        return "how_sure" in self.found

    @once
    def passes_on(self) -> bool:
        """It says that a worry is going to be passed on."""
        return "passing_on" in self.found

    @once
    def owns_a_slip(self) -> bool:
        """It owns that what was just said was a slip."""
        return "owns_a_slip" in self.found

    @once
    def undertakes(self) -> bool:
        """The speaker takes something on: to ring, to ask, to come back."""
        return "undertakes" in self.found

    @once
    def has_done(self) -> bool:
        """It says that something has been done for them, or that somebody is on the way."""
        return "has_done" in self.found

    @once
    def proposes(self) -> bool:
        """It puts something forward and awaits a yes or a no: "Shall I ring them?"."""
        return "proposes" in self.found

    @once
    def sums_up(self) -> bool:
        """It says that it draws together what was heard."""
        return "sums_up" in self.found

    @once
    def signposts(self) -> bool:
        """It hands over paper or a pointer."""
        return "signposts" in self.found

    @once
    def is_plain_talk(self) -> bool:
        """It is plain English, even where nobody knows what it is for."""
        words = plain(self.text[:MAX_CHARACTERS]).split()
        common = sum(word in STOP_WORDS for word in words)
        return len(words) >= PLAIN_TALK_WORDS and common >= PLAIN_TALK_SHARE * len(words)

    @once
    def minimises(self) -> bool:
        """It makes less of what the person feels."""
        return "minimising" in self.found

    @once
    def names_pain(self) -> bool:
        """It is the name of a feeling that hurts to be walked past."""
        return "painful" in self.found

    @once
    def names_feeling(self) -> bool:
        """It names a painful feeling."""
        return "feelings_low" in self.found

    @once
    def claims_wellbeing(self) -> bool:
        """It tells the person that they are well."""
        kept = _KEPT_HAPPY.sub(" ", self.plain)
        found = self.found if kept == self.plain else lexicon().find(kept.split())
        return "feelings_high" in found and not self.names_feeling


def _without_exceptions(words: Sequence[str]) -> Sequence[str]:
    """Return a question without whom it leaves out: "Who do you talk to, besides your mum?"."""
    for place in range(LEAST_ASKED, len(words)):
        if words[place] in _EXCEPT or tuple(words[place : place + 2]) in _EXCEPT_FOR:
            return words[:place]
    return words


_EXCEPT = frozenset(("besides", "except", "excluding"))
_EXCEPT_FOR = frozenset((("apart", "from"), ("other", "than"), ("as", "well")))

_kept = lru_cache(maxsize=KEPT)(Wording)
