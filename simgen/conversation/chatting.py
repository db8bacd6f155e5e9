"""
Ordinary talk: plain questions about the person, remarks, and "what?".

A person answers these as anybody would, and nothing comes to light by them. What is
asked of the case itself goes first wherever it was asked more plainly.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby

from msgspec.structs import replace

from simgen.conversation.asking import more_of_this, tell
from simgen.conversation.everyday import AGAIN, WHY, kinds, whole_kind
from simgen.conversation.judging import Said
from simgen.conversation.meant import is_asked_for, is_meant
from simgen.conversation.moment import Answer, Moment
from simgen.conversation.question_kinds import asks_one_thing, may_answer, subject_of
from simgen.conversation.quoting import last_said, spoken
from simgen.conversation.wording import Wording
from simgen.conversation.words import KEPT
from simgen.person.life.names import common_names
from simgen.person.life.text import data
from simgen.scenario.asides import Aside

LONG_PHRASE = 4
"""Words of a phrase that may be a question's with one word of its own left over (assumption)."""

MOST_SAID_AGAIN = 30
"""Words of an answer that is said again whole; of a longer one the last sentence (assumption)."""

_NAME = re.compile(r"\b[A-Z][a-z]+(?=\b|['\u2019]s\b)")
_INTRODUCED = re.compile(
    r"(?:\bI[\u2019']?m|\bI am|\bmy name[\u2019']?s|\bname is|\bcall me|\bthis is|\bit[\u2019']?s)\s+([A-Z][a-z]+)",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b([A-Z][a-z]+)(?:,| here\b)?,? (?:here|from|at|with) (?:the |your )?"
    r"(?:surgery|practice|doctors?|gp|clinic|health|link|team|\b)",
    re.IGNORECASE,
)
"""Somebody says who they are without saying that it is they: "Morning, Karen from the surgery"."""


def say_again(moment: Moment) -> Answer | None:
    """Asked to say it once more: they do, with a word on doing so."""
    said = moment.said
    leads = said.script.voice.says_again
    if not leads or said.wording.kind != AGAIN or said.has("confront", "apology"):
        return None
    if said.hanging is not None:
        return None  # "What do you mean?" has an answer, and is no asking for the same words
    bare = spoken(said.state.reply)
    for lead in leads:
        bare = bare.removeprefix(lead).strip(" \u201c\u201d.")
    if len(bare.split()) > MOST_SAID_AGAIN:
        bare = last_said(said.state.reply).rstrip(".") or bare
    if not bare:
        return moment.line("waits")
    again = moment.line("says_again")
    end = "" if bare.endswith("?") else "."
    return replace(
        again, reply=f"{again.reply} \u201c{bare}{end}\u201d", feeling=said.state.feeling
    )


def chat(moment: Moment) -> Answer | None:
    """An ordinary question or remark, where nothing else was meant by it."""
    said = moment.said
    if said.has("advice", "safety", "confront", "promise", "summary"):
        return None
    if said.heard.services and said.heard.family != "question":
        return None  # put forward, not asked after
    kind = said.wording.kind or _asked_at_the_end(said.wording) or _asked_in_greeting(said)
    if kind:
        found = _all_that_was_said(moment, kind)
        if found is not None:
            return found
    given_back = said.has("reflection") and not said.heard.abstained
    only_given_back = given_back and not said.wording.asks_at_the_end
    heard = [] if only_given_back else _not_of_an_item(moment)
    return next((_given(moment, aside) for aside in _that_fit(moment, heard)), None)


def _asked_in_greeting(said: Said) -> str:
    """Return the everyday kind of the one question in somebody's first words: "How are you? I'm Bob."."""
    asked = said.wording.asked
    if said.state.turns_now or len(asked) != 1 or said.heard.items:
        return ""
    return whole_kind(" ".join(asked[0]))


def _asked_at_the_end(wording: Wording) -> str:
    """Return the everyday kind that the last of several sentences asks: "I'm Yas. How are you?"."""
    kind = _last_kind(wording) if len(wording.sentences) > 1 else ""
    if not kind or kind in (AGAIN, WHY):
        return ""
    return kind if wording.asks_at_the_end or kinds()[kind].line == "agrees" else ""


def _all_that_was_said(moment: Moment, kind: str) -> Answer | None:
    """Return what they say to a text that is wholly of an everyday kind, or None."""
    more = more_of_this(moment) if kind == WHY else []
    if more:
        return tell(moment, more[:1])
    if kinds()[kind].line:
        return moment.line(kinds()[kind].line)
    if moment.said.state.past.turns and moment.said.wording.general:
        return None  # on a later visit the news goes first
    return next((_given(moment, aside) for aside in _that_fit(moment, [(kind, 0)])), None)


def small_answer(moment: Moment) -> Answer | None:
    """Return what the case has them say to the last sentence, whatever it was meant as, or None."""
    fitting = _that_fit(moment, moment.overheard.last)
    return next((_given(moment, aside) for aside in fitting), None)


def by_the_way(moment: Moment) -> Answer | None:
    """Something ordinary was in it, and nothing else that can be answered."""
    wording, overheard = moment.said.wording, moment.overheard
    kind = _last_kind(wording)
    # What stands in a remark is passed over where something else is asked after it.
    heard = overheard.last if wording.asks_at_the_end else overheard.anywhere
    for aside in _that_fit(moment, [*([(kind, 0)] if kind else []), *heard]):
        return _given(moment, aside)
    return None


def _last_kind(wording: Wording) -> str:
    """Return the everyday kind that is all the last sentence says, or an empty text."""
    return whole_kind(" ".join(wording.sentences[-1].words)) if wording.sentences else ""


def _is_late(aside_id: str) -> bool:
    kind = kinds().get(aside_id)
    return kind is not None and kind.late


def who_is_that(moment: Moment) -> Answer | None:
    """Somebody is named whom they do not know: they say so, and give no name of their own."""
    said = moment.said
    if not said.script.voice.who_is_that or not (said.heard.abstained or said.asks):
        return None
    for name in _strangers(moment):
        line = moment.line("who_is_that")
        return replace(line, reply=line.reply.replace("...", name))
    return None


def _given(moment: Moment, aside: Aside) -> Answer:
    state = moment.said.state
    name, spoken_of = f"aside-{aside.id}", moment.said.script.name_of(aside)
    reply = aside.says[state.times(name) % len(aside.says)]
    greeted = moment.said.has("social") or moment.said.wording.kind
    if greeted and not state.turns_now:
        greeting = moment.line("greets")
        return replace(greeting, reply=f"{greeting.reply} {reply}", on=(spoken_of,))
    told = _asked_for_as_well(moment)
    if told is not None:
        return replace(told, reply=f"{reply} {told.reply}", line=name)
    on = (spoken_of, *[each for each in state.on if each != spoken_of][:1])
    return Answer(reply, line=name, topic=aside.topic or "", on=on)


def _asked_for_as_well(moment: Moment) -> Answer | None:
    """Asked openly, and for a thing of the case by its own words too: they go on to that."""
    said, gates = moment.said, moment.gates
    if not said.has("open-question"):
        return None
    named = [said.script.item(item_id) for item_id in said.heard.items]
    ready = [
        item
        for item in named
        if gates.open(item) and not item.only_asked and is_asked_for(moment, "item", item.id)
    ]
    return tell(moment, ready[:1]) if ready else None


def _that_fit(moment: Moment, heard: Sequence[tuple[str, int]]) -> Iterator[Aside]:
    """
    Yield the small answers to what was heard that may be given now: the longest phrase first.

    Of two as long, the one of what is spoken of, in the same breath or just before.
    """
    said = moment.said
    for _length, alike in groupby(heard, key=lambda aside: aside[1]):
        ids = dict.fromkeys(aside_id for aside_id, _length in alike)
        meant = said.script.asides_of(*ids)
        for aside in sorted(meant, key=lambda aside: _how_near(said, aside)):
            if (
                moment.gates.trust >= aside.trust
                and all(item_id in said.state.disclosed for item_id in aside.after)
                and aside.visit in (None, "later" if said.state.past.turns else "first")
            ):
                yield aside


def _how_near(said: Said, aside: Aside) -> int:
    """Return 0 for a small answer of what is spoken of, 1 for one of what was, else 2."""
    if aside.topic in said.heard.topics:
        return 0  # "Is that your dog? What's he called?": the dog, whoever was spoken of before
    return 1 if aside.topic == said.state.topic else 2


def _not_of_an_item(moment: Moment) -> list[tuple[str, int]]:
    """
    Return what was heard in the last sentence, but for what asks rather for a thing of the case.

    The longer phrase tells which; where both are of one area of life the case goes first, unless
    one fact is asked for in so many words.
    """
    said, overheard = moment.said, moment.overheard
    if not overheard.last:
        return []
    named = [
        item_id
        for item_id in said.heard.items
        if not said.wording.asked or ("item", item_id) in overheard.covered
    ]
    asked_for = [said.script.item(item_id) for item_id in named]
    ready = [i for i in asked_for if moment.gates.open(i) and is_meant(moment, "item", i.id)]
    meant = [*(item.id for item in ready), *said.heard.services]
    longest = max((overheard.items.get(each, 0) for each in meant), default=0)
    topics = {item.topic for item in ready}
    one_fact = asks_one_thing(said.wording.last_asked)
    return [
        (aside_id, length)
        for aside_id, length in overheard.last
        if length > longest
        and not _is_late(aside_id)
        and _is_asked_of(moment, aside_id)
        and (
            (one_fact and length > longest + 1)
            or not any(aside.topic in topics for aside in said.script.asides_of(aside_id))
        )
    ]


def _is_asked_of(moment: Moment, aside_id: str) -> bool:
    """
    Tell whether a small answer is one to what is asked, where one fact is.

    "Are you managing the cooking?" asks more than "are you managing", unless that is what they
    have just spoken of.
    """
    said = moment.said
    words, nothing = said.wording.last_asked, (frozenset[str](), 0)
    if not said.asks or not asks_one_thing(words):
        return True
    if not any(may_answer(aside.hears, words) for aside in said.script.asides_of(aside_id)):
        return False
    if any(aside.topic == said.state.topic for aside in said.script.asides_of(aside_id)):
        return True
    covered, longest = moment.overheard.covered.get(("aside", aside_id), nothing)
    if said.wording.offers_to_do and longest >= LONG_PHRASE:
        return True  # "Would you like me to ring them, while we wait for the doctor?"
    left = subject_of(words) - covered
    return len(left) <= (longest >= LONG_PHRASE)


def _strangers(moment: Moment) -> Iterator[str]:
    """Yield the first names in what was said that are nobody's whom the person could mean."""
    if len(moment.said.text) <= _MOST_CHARACTERS:
        for name in _named(moment.said.text):
            if name not in moment.said.script.names:
                yield name


@lru_cache(maxsize=KEPT)
def _named(text: str) -> tuple[str, ...]:
    """Return the first names in a text, but for the speaker's own and those of their people."""
    found = []
    introduced = {match.group(1) for match in _INTRODUCED.finditer(text)}
    introduced |= {match.group(1) for match in _FROM.finditer(text)}
    for sentence in re.split(r"[.!?;\n]+", text):
        wording = Wording(sentence)
        of_the_speaker = all(each.is_of_the_speaker for each in wording.sentences)
        if of_the_speaker or "my" in wording.words:
            continue
        for match in _NAME.finditer(sentence):
            name = match.group()
            alone = not sentence[: match.start()].strip()
            if not (name in introduced or alone) and name in _common_first_names():
                found.append(name)
    return tuple(found)


_MOST_CHARACTERS = 500


@cache
def _common_first_names() -> frozenset[str]:
    """First names, without those that are as often another word."""
    known = {
        name for lists in common_names().values() for names in lists.values() for name in names
    }
    for decades in data("names")["cohort"].values():
        known.update(name for names in decades.values() for name in names)
    words = {"Grace", "May", "June", "Summer", "Daisy", "Poppy", "Hope", "Joy", "Mark", "Frank"}
    words |= {
        "Will",
        "Jack",
        "Dawn",
        "Iris",
        "Ivy",
        "Violet",
        "Florence",
        "Victoria",
        "Max",
        "Jean",
    }
    return frozenset(known - words)
