"""
How what a recruit says lands, before anything is answered.

Only what was heard with confidence counts: an utterance on which the coder
abstained moves nothing, for or against.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from simgen.conversation.everyday import is_passing
from simgen.conversation.lexicon import (
    claims_wellbeing,
    count_questions,
    is_follow_on,
    is_painful,
    is_stock,
    minimises,
    names_feeling,
    owns_a_slip,
    signposts,
    speaks_of_them,
    sums_up,
)
from simgen.conversation.once import once
from simgen.conversation.rules import limits
from simgen.conversation.state import State
from simgen.conversation.turn import Heard
from simgen.conversation.words import content_words, plain
from simgen.scenario.models import Scenario

Move = tuple[str, float]
"""The name of a rule and the share of it that applies."""


@dataclass(frozen=True)
class Said:
    """
    One utterance in its moment: the words, how they were heard, and where things stood.

    What follows from these is worked out once, when it is first asked for.
    """

    text: str
    heard: Heard
    scenario: Scenario
    state: State

    def has(self, *codes: str) -> bool:
        """Tell whether the utterance does any of these."""
        heard = self.heard.codes
        for code in codes:  # noqa: SIM110 - asked forty times a turn; a generator is three times as slow
            if code in heard:
                return True
        return False

    @property
    def silent(self) -> bool:
        """Nothing was said."""
        return not self.text.strip()

    @once
    def stock(self) -> bool:
        """Warm words that would fit anybody."""
        return is_stock(self.text)

    @once
    def repeated(self) -> bool:
        """The same words were said before."""
        words = plain(self.text)
        asks = self.has("open-question", "closed-question")
        if self.stock and not asks:
            return False
        if words in self.state.asked and (
            len(words.split()) > limits().short_words
            or (asks and content_words(words) and not is_follow_on(words))
        ):
            return True
        return asks and self._asked_thrice

    @property
    def _asked_thrice(self) -> bool:
        """The same question was asked twice before in other words."""
        mine = content_words(self.text)
        if len(mine) < 2:
            return False
        # Alike is |both| / |either| above a share; written so that no union need be made.
        share = limits().same_question
        alike = 0
        for theirs in map(content_words, self.state.asked):
            both = len(mine & theirs)
            alike += both >= share * (len(mine) + len(theirs) - both)
        return alike >= limits().asked_thrice

    @once
    def asks_too_much(self) -> bool:
        """Several questions are asked at once."""
        return count_questions(self.text) >= limits().questions_at_once

    @once
    def urgent(self) -> bool:
        """It is about something that cannot wait."""
        urgent = {topic.id for topic in self.scenario.topics if topic.urgent}
        return not urgent.isdisjoint(self.heard.topics)

    @property
    def apologises(self) -> bool:
        """A slip is owned."""
        return self.has("apology") or (bool(self.state.slips) and owns_a_slip(self.text))

    @property
    def sums_up(self) -> bool:
        """What was said is drawn together, to be put right."""
        return self.has("summary") or (self.has("reflection") and sums_up(self.text))

    @once
    def is_of_use(self) -> bool:
        """Something that cannot wait is taken up with them: not told what to do, nor sent astray."""
        if not self.urgent or self.has("advice"):
            return False
        fits = [self.scenario.fit(service) for service in self.heard.services]
        astray = any(fit is not None and fit.fit == "poor" for fit in fits)
        taken_up = self.has("collaboration", "information", "summary", "permission", "safety")
        return taken_up and not astray

    @once
    def offers(self) -> bool:
        """A service of the town is being put forward, not only spoken of."""
        forward = self.heard.family == "input" or self.has("collaboration", "information")
        return bool(self.heard.services) and forward

    @property
    def signposts(self) -> bool:
        """Paper or a pointer is handed over."""
        return self.has("information") and signposts(self.text)

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
        mine = content_words(self.text)
        if mine & content_words(self.state.reply):
            return True
        if self.state.felt and names_feeling(self.text):
            return True
        if self.state.disclosed and self.state.topic in self.heard.topics:
            return True  # in words of their own, about what they have just spoken of
        of_this = self.heard.p >= limits().sure or len(mine) >= limits().of_this_person
        if self.state.feeling and of_this and speaks_of_them(self.text):
            return True  # the words may differ and still meet what was just felt
        if not self.heard_of.isdisjoint(self.state.disclosed):
            return True
        content = content_of(self.scenario)
        return any(not mine.isdisjoint(content[item_id]) for item_id in self.state.disclosed)

    @once
    def heard_of(self) -> frozenset[str]:
        """The things that are touched by their own words."""
        return frozenset(self.heard.items)

    @once
    def stays_with_feeling(self) -> bool:
        """The feeling just shown, if it hurts, is met or at least not walked past."""
        state = self.state
        return (
            not is_painful(state.feeling)
            or self.silent
            or self.has("reflection", "affirmation", "summary", "apology", "safety", "permission")
            or is_follow_on(self.text)
            or state.topic in self.heard.topics
            or any(self.scenario.item(i).topic == state.topic for i in self.heard.items)
            or not (self.heard.family == "input" or self.has("open-question", "closed-question"))
        )

    @once
    def misreads_feeling(self) -> bool:
        """The person is told that they are well just after showing that they are not."""
        if not self.has("reflection") or not is_painful(self.state.feeling):
            return False
        quoted = content_words(self.text) <= content_words(self.state.reply)
        return claims_wellbeing(self.text) and not quoted and self.heard.family != "question"


def judge(said: Said) -> list[Move]:
    """Return the rules that an utterance sets in motion, in the order in which they apply."""
    if said.silent:
        return list(_silence(said))
    if said.heard.abstained or is_passing(said.text):
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
    if minimises(said.text):
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


def content_of(scenario: Scenario) -> dict[str, frozenset[str]]:
    """Return the content words of what each thing sounds like when told; kept for the latest."""
    known = _contents.get(id(scenario))
    if known is None or known[0] is not scenario:
        if len(_contents) >= MOST_KEPT:
            _contents.clear()
        content = {
            item.id: content_words(f"{item.says.trusting} {item.says.guarded}")
            for item in scenario.items
        }
        known = _contents[id(scenario)] = (scenario, content)
    return known[1]


MOST_KEPT = 16
_contents: dict[int, tuple[Scenario, dict[str, frozenset[str]]]] = {}
