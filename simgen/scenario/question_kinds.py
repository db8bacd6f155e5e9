"""
Kinds of question that hang on what was just said: "How long was that?", "Who was there?".

Only whoever has said it can answer them; the conversation knows each kind by its words.
"""

from typing import Literal, get_args

QuestionKind = Literal[
    "who",
    "who-with",
    "when",
    "how-long",
    "how-often",
    "how-much",
    "where",
    "why",
    "how",
    "what-like",
    "how-felt",
    "what-then",
    "what-said",
    "which",
    "what-mean",
    "told-anyone",
    "still",
    "miss",
    "enjoy",
    "hard",
    "helps",
    "wants",
    "sure",
]
"""A kind of question that a case may answer for one thing that was said."""

VagueKind = Literal[QuestionKind, "yes-or-no"]
"""Those, and any other question that a yes or a no would answer."""

QUESTION_KINDS: tuple[str, ...] = get_args(QuestionKind)
