"""`linkworker utterances`: what the coder hears, and how well."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from course.command import corrections
from course.command.output import Json, say, say_json
from simgen.errors import KitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simgen.conversation.hearing.figures import Scores

app = typer.Typer(help="Code utterances, and measure the coder.", no_args_is_help=True)
app.command("corrections")(corrections.corrections)
app.command("correct")(corrections.correct)
app.command("confirm")(corrections.confirm)


class UtteranceLineError(KitError):
    """A line that should hold one utterance as JSON does not."""


@app.command("code")
def code(
    file: Annotated[
        Path | None, typer.Argument(help="JSON lines; standard input when left out.")
    ] = None,
) -> None:
    """
    Code utterances, one JSON object on a line in, one on a line out.

    In: {"text": "...", "previous": "..."}, where previous may be left out. Out:
    {"family", "codes": {code: p}, "p", "abstained"}. The family is always the best
    guess; abstained says not to act on it. Empty lines are passed over. Ends with
    code 1 and the number of the line when one cannot be read.
    """
    from simgen.conversation.hearing import TrainedCoder

    coder = TrainedCoder()
    for text, previous in _utterances(_lines(file)):
        heard = coder.weigh(text, previous)
        say_json(
            {
                "family": heard.family,
                "codes": heard.codes,
                "p": heard.p,
                "abstained": heard.abstained,
            }
        )


@app.command("evaluate")
def evaluate(
    file: Annotated[Path, typer.Argument(help="CSV with the columns text, previous and label.")],
    as_json: Json = False,
) -> None:
    """
    Measure the coder on a labelled file.

    Labels are question, reflection, input and other. Shows F1 by family, macro-F1,
    confusion, calibration and what is left when the coder may abstain.
    """
    from simgen.conversation.hearing.evaluation import evaluate as measure_file

    scores = measure_file(file)
    if as_json:
        say_json(asdict(scores))
    else:
        _show(scores)


def _lines(file: Path | None) -> Iterable[bytes]:
    if file is None:
        return sys.stdin.buffer
    try:
        return file.read_bytes().splitlines()
    except OSError as error:
        raise UtteranceLineError(f"{file}: cannot be read ({error.strerror}).") from None


def _utterances(lines: Iterable[bytes]) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _utterance(line, number)


def _utterance(line: bytes, number: int) -> tuple[str, str]:
    example = 'expected {"text": "How are you?", "previous": "Hello."}'
    try:
        data: Any = json.loads(line)
    except (ValueError, RecursionError):
        raise UtteranceLineError(f"line {number}: not JSON; {example}.") from None
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise UtteranceLineError(f"line {number}: no text; {example}.")
    previous = data.get("previous") or ""
    if not isinstance(previous, str):
        raise UtteranceLineError(f"line {number}: previous is not a text; {example}.")
    return _sendable(data["text"]), _sendable(previous)


def _sendable(text: str) -> str:
    """Replace halves of characters, which JSON can hold and nothing can print."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _show(scores: Scores) -> None:
    say(f"{scores.count} utterances. Macro-F1 {scores.macro_f1:.3f}, right {scores.accuracy:.1%}.")
    say("\nFamily        F1     precision  recall")
    for family in scores.f1:
        say(
            f"{family:<11}  {scores.f1[family]:.3f}  {scores.precision[family]:.3f}"
            f"      {scores.recall[family]:.3f}"
        )
    say("\nConfusion (label down, guess across)")
    say(f"{'':<11}" + "".join(f"{guess:>12}" for guess in scores.confusion))
    for label, row in scores.confusion.items():
        say(f"{label:<11}" + "".join(f"{count:>12}" for count in row.values()))
    say(f"\nCalibration: expected error {scores.calibration_error:.3f}")
    say("Sureness     count  mean   right")
    for part in scores.reliability:
        say(
            f"{part.low:.1f} to {part.high:.1f}  {part.count:>6}  "
            f"{part.mean_p:.3f}  {part.right:.3f}"
        )
    say("\nKept when at least so sure")
    say("p     coverage  right  macro-F1")
    for point in scores.coverage:
        say(f"{point.p:.2f}  {point.coverage:>8.1%}  {point.accuracy:.3f}  {point.macro_f1:.3f}")
    say(
        f"\nThe coder itself abstained on {scores.abstained:.1%}; "
        f"macro-F1 of the rest {scores.kept_macro_f1:.3f}."
    )
