"""How the shipped coder does on the sources that it did not learn from."""

from collections.abc import Sequence
from typing import Any

from simgen.conversation.hearing.corpus import CODES, Row
from simgen.conversation.hearing.figures import Guess, binary_f1, f1, measure
from simgen.conversation.hearing.trained_coder import TrainedCoder

_MARKS = str.maketrans("", "", "?.!,;:")


def held_out_figures(rows: Sequence[Row]) -> dict[str, Any]:
    """Return the figures on the held-out rows; see :func:`figures_on`."""
    return figures_on([row for row in rows if row.held_out])


def figures_on(held: Sequence[Row]) -> dict[str, Any]:
    """
    Return the figures on some rows, each from 0 to 1, rounded to 4 places.

    ``unmarked`` are the same rows without any punctuation and in lower case.
    ``open_against_closed`` is the macro-F1 over questions that are one or the
    other and not both.
    """
    coder = TrainedCoder()
    weighed = [coder.weigh(row.text, row.previous) for row in held]
    scores = measure(
        [
            Guess(row.family, heard.family, heard.p, heard.abstained)
            for row, heard in zip(held, weighed, strict=True)
        ]
    )
    unmarked = guesses_unmarked(held, coder)
    code_f1 = {
        code: round(
            binary_f1(
                [
                    (code in row.codes, code in heard.codes)
                    for row, heard in zip(held, weighed, strict=True)
                ]
            ),
            4,
        )
        for code in CODES
    }
    return {
        "rows": len(held),
        "macro_f1": round(scores.macro_f1, 4),
        "f1": {family: round(value, 4) for family, value in scores.f1.items()},
        "calibration_error": round(scores.calibration_error, 4),
        "abstained": round(scores.abstained, 4),
        "kept_macro_f1": round(scores.kept_macro_f1, 4),
        "open_against_closed": round(_open_against_closed(held, coder), 4),
        "unmarked_macro_f1": round(measure(unmarked).macro_f1, 4),
        "unmarked_question_f1": round(f1(unmarked, "question"), 4),
        "code_f1": code_f1,
        "code_rows": {code: sum(code in row.codes for row in held) for code in CODES},
    }


def guesses_unmarked(rows: Sequence[Row], coder: TrainedCoder) -> list[Guess]:
    """Return the guesses on rows typed without punctuation or capitals."""
    found = []
    for row in rows:
        heard = coder.weigh(row.text.translate(_MARKS).lower(), row.previous)
        found.append(Guess(row.family, heard.family, heard.p, heard.abstained))
    return found


def _open_against_closed(rows: Sequence[Row], coder: TrainedCoder) -> float:
    pairs = []
    for row in rows:
        truly_open, truly_closed = "open-question" in row.codes, "closed-question" in row.codes
        if row.family == "question" and truly_open != truly_closed:
            pairs.append((truly_open, coder.sooner_open(row.text, row.previous)))
    opened = binary_f1(pairs)
    closed = binary_f1([(not truly, not heard) for truly, heard in pairs])
    return (opened + closed) / 2
