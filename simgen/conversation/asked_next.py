"""
The answer to a question that hangs on what was just said, or a vague one of its kind.

Nothing new comes to light by either.
"""

from msgspec.structs import replace

from simgen.conversation.asking import tell
from simgen.conversation.hanging import asks_anything
from simgen.conversation.moment import Answer, Moment, in_turn
from simgen.conversation.question_kinds import YES_OR_NO, kinds_asked
from simgen.conversation.script import HELD, SMALL

ASKED = "asked-"
"""Before the name of an answer to a question that hung on what was just said."""

VAGUE = "vague"
"""Before a kind of question, among the lines that were used."""


def asked_on(moment: Moment) -> Answer | None:
    """Return the answer to a question that hangs on what they have just said, or None."""
    said = moment.said
    if said.hanging is None:
        return None
    place, entry = said.hanging
    held = said.state.on[0].removeprefix(HELD)
    asked_for = said.state.on[0] != held and ("item", held) in moment.overheard.covered
    if asked_for and moment.gates.open(said.script.item(held)):
        return None  # kept back until now, and asked for again: it is told
    name = f"{ASKED}{place}"
    line = entry.says[said.state.times(name) % len(entry.says)]
    found = Answer(line, line=name, topic=said.state.topic, on=said.state.on)
    return _and_the_rest(moment, found, place)


def _and_the_rest(moment: Moment, found: Answer, place: str) -> Answer:
    """Asked openly they add the rest of the thing that was asked of, where it was told in brief."""
    script, on = moment.said.script, moment.said.state.on
    told = [
        script.item(name) for name in on if place.startswith(f"{name}-") and script.has_item(name)
    ]
    rest = [item for item in told if moment.gates.wants_more(item)]
    if not rest or not moment.said.has("open-question"):
        return found
    more = tell(moment, rest[:1])
    return replace(more, reply=f"{found.reply} {more.reply}", line=found.line, on=on)


_SAYS_NOTHING = ("nothing_more", "beside_the_point", "not_understood")
"""Lines that answer no question; a vague answer of the right kind is better."""


def says_nothing(found: Answer) -> bool:
    """Tell whether an answer is only vague, or none."""
    return found.line in _SAYS_NOTHING or found.line.startswith(f"{VAGUE}-")


def is_small(found: Answer) -> bool:
    """Tell whether it is a small answer, or one to a question that hung on what was just said."""
    return found.line.startswith((SMALL, ASKED))


def vaguely(moment: Moment, found: Answer) -> Answer:
    """Return a yes to an offer, else a vague answer of the kind asked for, for a line that is none."""
    said, vague = moment.said, moment.said.script.voice.vague
    if found.line not in _SAYS_NOTHING or not asks_anything(said) or said.has("safety"):
        return found
    spoken_of = {name.removeprefix(HELD) for name in said.state.on}
    if any(item.only_asked and item.id in spoken_of for item in said.script.items):
        return found  # of thoughts of death nobody is vague
    if not vague:
        return found
    asked = [kind for kind, _words in kinds_asked(said.wording.last_asked)]
    for kind in asked or ([] if said.has("open-question") else [YES_OR_NO]):
        lines: list[str] | None = vague.get(kind)  # type: ignore[call-overload]
        if lines:
            name = f"{VAGUE}-{kind}"
            reply = in_turn(lines, name, moment.seed, said.state.times(name))
            return replace(found, reply=reply, line=name)
    asks_for_more = said.wording.is_follow_on or not _MORE.isdisjoint(said.wording.last_asked)
    if found.line == "nothing_more" and not asked and not asks_for_more:
        return moment.line("beside_the_point")  # "that's all" answers who asks for more
    return found


_MORE = frozenset(("more", "else", "anything", "other", "rest"))
"""Words that ask for more of the same."""
