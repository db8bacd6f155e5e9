"""What a question is after, where it only shares a word with a thing of the case."""

from simgen.conversation.moment import Moment
from simgen.conversation.question_kinds import asks_one_thing, words_of_asking
from simgen.conversation.words import content_of


def is_meant(moment: Moment, kind: str, part_id: str) -> bool:
    """
    Tell whether a question is after an item or a topic of which it holds a word.

    "Who else lives in the house besides your mum?" asks for one fact, and none about mum: what
    the words that touch her leave over is too much. A story may be asked for in any words.
    """
    words = moment.said.wording.last_asked
    if not asks_one_thing(words) or moment.said.has("safety", "permission"):
        return True
    covered, longest = moment.overheard.covered.get((kind, part_id), (frozenset(), 0))
    left = content_of(words) - words_of_asking() - covered
    may_be_left = (len(covered) if kind == "item" else 0) + (longest > 1)
    return len(left) <= may_be_left
