"""What a question is after, where it only shares a word with a thing of the case."""

from simgen.conversation.moment import Moment
from simgen.conversation.question_kinds import asks_one_thing, asks_plain_fact, subject_of

NEAR_ENOUGH = 1
"""Words of a question that what is told for the first time may leave over (assumption)."""


def is_meant(moment: Moment, kind: str, part_id: str) -> bool:
    """
    Tell whether a question is after an item or a topic of which it holds a word.

    "Who else lives in the house besides your mum?" asks for one fact, and none about mum: what
    the words that touch her leave over is too much. A story may be asked for in any words.
    """
    words = moment.said.wording.last_asked
    touched = (kind, part_id) in moment.overheard.covered
    if kind == "item" and asks_plain_fact(words) and not touched:
        return False  # "It's your husband who died. When was that?": no story of him says when
    one_thing = asks_one_thing(words)
    if not one_thing or moment.said.has("safety", "permission"):
        return True
    if is_asked_for(moment, kind, part_id):
        return True
    # What has not been told, or its being kept back, is near enough an answer with one word left.
    news = kind == "item" and not moment.gates.told(moment.said.script.item(part_id))
    return news and touched and words_left(moment, kind, part_id) <= NEAR_ENOUGH


def is_asked_for(moment: Moment, kind: str, part_id: str) -> bool:
    """Tell whether the words that touch a thing are most of what the last question holds."""
    covered, longest = moment.overheard.covered.get((kind, part_id), (frozenset(), 0))
    may_be_left = kind == "item" and (longest > 1 or len(covered) > 1)
    return words_left(moment, kind, part_id) <= may_be_left


def words_left(moment: Moment, kind: str, part_id: str) -> int:
    """Return how many words of the last question have nothing to do with a thing."""
    covered, _longest = moment.overheard.covered.get((kind, part_id), (frozenset(), 0))
    return len(subject_of(moment.said.wording.last_asked) - covered)


def share_asked_for(moment: Moment, item_id: str) -> int:
    """Return how many words of the last question touch a thing."""
    covered, _longest = moment.overheard.covered.get(("item", item_id), (frozenset(), 0))
    return len(covered)
