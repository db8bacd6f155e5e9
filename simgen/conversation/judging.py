"""
How what a recruit says lands, before anything is answered.

Only what was heard with confidence counts: an utterance on which the coder
abstained moves nothing, for or against.
"""

from collections.abc import Iterator

from msgspec import Struct

from simgen.conversation.coder import NOTHING_OVERHEARD, Overheard
from simgen.conversation.echoing import is_said_back, without_lead_in, words_as_they_stand
from simgen.conversation.hanging import hanging_on_it
from simgen.conversation.once import once
from simgen.conversation.question_kinds import asks_after_a_feeling
from simgen.conversation.rules import limits
from simgen.conversation.script import Hanging, Script
from simgen.conversation.state import State
from simgen.conversation.turn import Heard
from simgen.conversation.wording import Wording, wording_of
from simgen.conversation.words import content_of, content_words
from simgen.scenario.models import Scenario

Move = tuple[str, float]
"""The name of a rule and the share of it that applies."""


class Said(Struct, frozen=True, dict=True):
    """
    One utterance in its moment: the words, how they were heard, and where things stood.

    ``overheard`` are the ordinary questions and remarks in it. What follows from these is worked
    out once, when it is first asked for.
    """

    wording: Wording
    heard: Heard
    script: Script
    state: State
    overheard: Overheard = NOTHING_OVERHEARD

    @property
    def text(self) -> str:
        """What was said, as it was written."""
        return self.wording.text

    @property
    def scenario(self) -> Scenario:
        """The case as it reads for this person, in this visit."""
        return self.script.scenario

    def has(self, *codes: str) -> bool:
        """Tell whether the utterance does any of these."""
        heard = self.heard.codes
        for code in codes:  # noqa: SIM110 - asked a dozen times a turn; a generator is three times as slow
            if code in heard:
                return True
        return False

    @once
    def asks(self) -> bool:
        """A question is asked, open or closed."""
        return self.has("open-question", "closed-question")

    @property
    def silent(self) -> bool:
        """Nothing was said."""
        return self.wording.is_silence

    @property
    def stock(self) -> bool:
        """Warm words that would fit anybody."""
        return self.wording.is_stock

    @once
    def repeated(self) -> bool:
        """The same words were said before."""
        wording, asks = self.wording, self.asks
        if self.stock and not asks:
            return False
        if self.has("safety") and any(
            w.id not in self.state.disclosed for w in self.script.worries
        ):
            return False  # the gravest question may be asked until it is answered
        if wording.plain in self.state.asked and (
            len(wording.words) > limits().short_words
            or (asks and wording.content and not wording.is_follow_on)
        ):
            return True
        return asks and self._asked_thrice

    @property
    def _asked_thrice(self) -> bool:
        """The same question was asked twice before in other words."""
        mine = self.wording.content
        if len(mine) < 2:
            return False
        # Alike is |both| / |either| above a share; written so that no union need be made.
        share, alike = limits().same_question, 0
        for theirs in self.state.asked_about:
            if not mine.isdisjoint(theirs):
                both = len(mine & theirs)
                alike += both >= share * (len(mine) + len(theirs) - both)
        return alike >= limits().asked_thrice

    @property
    def asks_too_much(self) -> bool:
        """Several questions are asked at once; a summary may hold some, and asks one thing."""
        return self.wording.questions >= limits().questions_at_once and not self.wording.sums_up

    @once
    def urgent(self) -> bool:
        """It is about something that cannot wait."""
        return not self.script.urgent.isdisjoint(self.heard.topics)

    @property
    def apologises(self) -> bool:
        """A slip is owned."""
        return self.has("apology") or (bool(self.state.slips) and self.wording.owns_a_slip)

    @property
    def sums_up(self) -> bool:
        """What was said is drawn together, to be put right."""
        return self.has("summary") or (self.has("reflection") and self.wording.sums_up)

    @once
    def is_of_use(self) -> bool:
        """Something that cannot wait is taken up with them: not told what to do, nor sent astray."""
        if not self.urgent or self.has("advice"):
            return False
        fits = [self.script.fit(service) for service in self.heard.services]
        astray = any(fit is not None and fit.fit == "poor" for fit in fits)
        taken_up = self.has("collaboration", "information", "summary", "permission", "safety")
        return taken_up and not astray

    @once
    def offers(self) -> bool:
        """A service of the town is being put forward, not only spoken of."""
        if not self.heard.services:
            return False
        forward = self.heard.family == "input" or self.has("collaboration", "information")
        return forward or self.wording.proposes

    @property
    def signposts(self) -> bool:
        """Paper or a pointer is handed over."""
        return self.has("information") and self.wording.signposts

    @once
    def too_early_for_advice(self) -> bool:
        """Too little has come to light, or trust is too low, for advice to be of use."""
        enough = limits()
        return (
            len(self.state.disclosed) < enough.heard_enough_items
            or self.state.trust < enough.heard_enough_trust
        )

    @once
    def fits_what_was_said(self) -> bool:
        """It takes up the last answer, or things that came to light before."""
        mine = self.wording.content
        if not mine.isdisjoint(content_words(self.state.reply)):
            return True
        if self.state.felt and self.wording.names_feeling:
            return True
        if self.state.disclosed and self.state.topic in self.heard.topics:
            return True  # in words of their own, about what they have just spoken of
        of_this = self.heard.p >= limits().sure or len(mine) >= limits().of_this_person
        told = self.state.feeling or self.state.topic
        if told and of_this and self.wording.speaks_of_them:
            return True  # the words may differ and still meet what was just said
        if not self.heard_of.isdisjoint(self.state.disclosed):
            return True
        content = self.script.content
        return any(not mine.isdisjoint(content(item_id)) for item_id in self.state.disclosed)

    @once
    def refers_back(self) -> bool:
        """
        By a pronoun, and few words beside it, it is about what they have just said.

        With more words of its own "it" is anything: "What's it like, being sent from one to the next?"
        """
        few = len(content_of(self.wording.last_asked)) <= limits().meant_by_a_pronoun
        return few and self.wording.refers_back(self.state.reply)

    @once
    def asks_on(self) -> bool:
        """It asks an ordinary question of the area of life that they have just spoken of."""
        ordinary = [aside_id for aside_id, _length in self.overheard.last]
        asides = self.script.asides_of(*ordinary) if ordinary else ()
        return any(aside.topic == self.state.topic for aside in asides)

    @once
    def hanging(self) -> Hanging | None:
        """The entry of the case that answers it, where it hangs on what they have just said."""
        return hanging_on_it(self)

    @once
    def hangs_on_it(self) -> bool:
        """With no word of its own it hangs on what they have just said: "Were you there?"."""
        heard = self.heard
        return not (self.wording.content or heard.items or heard.topics or heard.services)

    @once
    def heard_of(self) -> frozenset[str]:
        """The things that are touched by their own words."""
        return frozenset(self.heard.items)

    @once
    def stays_with_feeling(self) -> bool:
        """The feeling just shown, if it hurts, is met or at least not walked past."""
        state = self.state
        return (
            not hurts(state.feeling)
            or self.silent
            or self.has("reflection", "affirmation", "summary", "apology", "safety", "permission")
            or self.has("collaboration", "autonomy")
            or self._does_something
            or self._perhaps_gives_back
            or self.wording.asks_after_them
            or (self.asks and asks_after_a_feeling(self.wording.last_asked))
            or self._asks_back_a_word
            or self.wording.general == "general_hope"  # what they need is no other subject
            or self.wording.is_follow_on
            or self.refers_back
            or self.hangs_on_it
            or self.hanging is not None
            or self.asks_on
            or self.is_of_use  # doing something about what frightens them walks past nothing
            or state.topic in self.heard.topics
            or any(self.script.item(i).topic == state.topic for i in self.heard.items)
            or not (self.heard.family == "input" or self.asks)
        )

    @property
    def _asks_back_a_word(self) -> bool:
        """A word or two of theirs is asked about: "Eight hundred?", "Whose name?"."""
        words = self.wording.last_asked
        few = bool(self.wording.asked) and len(words) <= limits().short_words
        return few and content_of(words) <= content_words(self.state.reply)

    @property
    def _perhaps_gives_back(self) -> bool:
        """Something is said of them, and nobody can be sure that it is no reflection."""
        if self.has("advice") or self.heard.services or self.stock:
            return False
        told = self.heard.family == "input" and self.heard.p >= limits().sure
        return self.wording.says_of_them and not told

    @property
    def _does_something(self) -> bool:
        """Something is done about it, or being done: that walks past nobody."""
        wording = self.wording
        if self.has("advice"):
            return False
        done = wording.has_done or wording.undertakes or wording.passes_on or wording.asks_how_sure
        return done or (wording.offers_to_do and not self.heard.services)

    @once
    def echoes(self) -> bool:
        """It hands their last words back as they were, and hardly anything besides."""
        if not self.has("reflection", "summary"):
            return False
        said = words_as_they_stand(without_lead_in(self.text))
        return is_said_back(said, words_as_they_stand(self.state.reply))

    @property
    def gives_back_what_was_told(self) -> bool:
        """It is made of what they have just said, or said before, and of nothing that they keep."""
        mine, content = self.wording.content, self.script.content
        if not self.heard_of.isdisjoint(self.state.disclosed):
            return True
        if self.fits_what_was_said and self.heard_of <= frozenset(self.state.disclosed):
            return True
        return not mine.isdisjoint(content_words(self.state.reply)) or any(
            len(mine & content(item_id)) > 1 for item_id in self.state.disclosed
        )

    @property
    def parrots(self) -> bool:
        """It is one echo too many."""
        return self.echoes and self.state.echo_run >= limits().echo_run

    @once
    def misreads_feeling(self) -> bool:
        """The person is told that they are well just after showing that they are not."""
        if not self.has("reflection") or not hurts(self.state.feeling):
            return False
        quoted = self.wording.content <= content_words(self.state.reply)
        quoted = quoted or wording_of(self.state.reply).claims_wellbeing
        return self.wording.claims_wellbeing and not quoted and self.heard.family != "question"


def hurts(feeling: str) -> bool:
    """Tell whether a feeling is one that hurts to be walked past; none at all does not."""
    return bool(feeling) and wording_of(feeling).names_pain


def judge(said: Said) -> list[Move]:
    """Return the rules that an utterance sets in motion, in the order in which they apply."""
    if said.silent:
        return list(_silence(said))
    if said.heard.abstained or said.wording.is_passing:
        return []
    if said.has("confront"):
        return [("confront", 1.0)]
    if said.repeated:
        return [("repeated", 1.0)]
    return [*_slips(said), *_listening(said), *_partnership(said)]


def _silence(said: Said) -> Iterator[Move]:
    if said.state.silences:
        yield "left_waiting", 1.0
    elif said.state.feeling:
        yield "silence_kept", 1.0


def _slips(said: Said) -> Iterator[Move]:
    asked_first = said.has("permission")
    if not said.stays_with_feeling:
        yield "feeling_ignored", 0.5 if said.has("open-question") or said.stock else 1.0
    if said.wording.minimises:
        yield "minimised", 1.0 if said.state.felt else 0.5
    if said.misreads_feeling:
        yield "misheard", 1.0
    if said.asks_too_much:
        yield "too_much_at_once", 1.0
    if said.too_early_for_advice and not asked_first and not said.urgent:
        if said.has("advice"):
            yield "advised_too_soon", 1.0
        elif said.offers or said.signposts:
            yield "informed_too_soon", 1.0
    if said.has("closed-question") and said.state.closed_run >= limits().closed_run:
        yield "closed_in_a_row", 1.0


def _listening(said: Said) -> Iterator[Move]:
    state = said.state
    fits = said.fits_what_was_said
    if said.stock:
        yield "stock_empathy", 1.0
    elif said.parrots:
        yield "echoed", 1.0
    else:
        if said.sums_up and len(state.disclosed) >= limits().summary_items and fits:
            yield "summary", 1.0
        elif said.has("reflection") and not said.misreads_feeling:
            yield ("reflection" if fits else "reflection_loose"), 1.0
            if fits and state.feeling:
                yield "feeling_met", 1.0
        if said.has("affirmation") and state.disclosed:
            yield "affirmation", 1.0
    if said.has("open-question") and said.stays_with_feeling:
        yield "open_question", 1.0


def _partnership(said: Said) -> Iterator[Move]:
    for code in ("permission", "collaboration", "autonomy", "social"):
        if said.has(code):
            yield code, 1.0
    if said.apologises and said.state.slips:
        yield "repair", 1.0
    if said.has("safety"):
        yield "safety_asked", 1.0
    if said.is_of_use:
        yield "practical", 1.0
