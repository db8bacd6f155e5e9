"""
`python -m simgen.conversation.hearing.train`: learn from the labelled utterances.

Learns from the sources that are not held out, calibrates on whole subjects left
out in turn, packs the weights into bytes, measures the packed model on the
held-out sources and on the talks of ``strangers/``, and writes everything to
``weights/``. What it is measured on decides nothing. Needs scikit-learn; takes about two minutes.
"""

import importlib.metadata
import json
import platform
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from simgen.conversation.hearing.corpus import (
    CODES,
    FAMILIES,
    STRANGERS,
    Row,
    corpus_hash,
    read_corpus,
)
from simgen.conversation.hearing.figures import Guess, macro_f1
from simgen.conversation.hearing.grams import BLOCK_BITS
from simgen.conversation.hearing.held_out import figures_on, held_out_figures
from simgen.conversation.hearing.known_words import word_hashes
from simgen.conversation.hearing.learning import Fitted, Floats, fit, fit_families, out_of_fold
from simgen.conversation.hearing.model import WEIGHTS, softmax
from simgen.conversation.hearing.word_lists import lists_hash

KEPT_MACRO_F1 = 0.90
"""Macro-F1 that the coder must reach on what it does not abstain on (assumption)."""

RARELY_WRONG = {
    "confront": 0.9,
    "advice": 0.85,
    "safety": 0.95,
    "apology": 0.92,
    "goodbye": 0.95,
    "summary": 0.8,
    "affirmation": 0.7,
    "collaboration": 0.65,
    "social": 0.7,
}
"""Precision asked of codes that would hurt if they were wrong (assumption)."""

LEAST_NEED = 0.36
"""No code holds below this, whatever its F1 would gain (assumption)."""

BYTE = 127


def main() -> None:
    """Train, measure, write, and say what came out."""
    rows = read_corpus()
    learned = [row for row in rows if not row.held_out]
    print(f"{len(rows)} utterances; learning from {len(learned)}.")  # noqa: T201 - a command
    families, reading = calibrate(learned, *out_of_fold(learned))
    write(WEIGHTS, fit(learned), families, rows, learned, reading)
    # Only now, in a fresh reading of what was written: the packed model is what counts.
    about = json.loads((WEIGHTS / "about.json").read_text(encoding="utf-8"))
    about["figures"] = held_out_figures(rows)
    about["strangers"] = figures_on(read_corpus(STRANGERS))
    _save_about(WEIGHTS, about)
    for measured in ("figures", "strangers"):
        print(json.dumps({measured: about[measured]}, indent=1))  # noqa: T201 - a command


def calibrate(
    rows: Sequence[Row], logits: Floats, without_marks: Floats
) -> tuple[Floats, dict[str, Any]]:
    """
    Return the weights of the families and how all is to be read, from unseen rows.

    Both logits are (rows, families + codes) of models that had not seen the rows.
    A slope and a shift for each code, then the families from all of these, one
    temperature for them, and the thresholds.
    """
    count = len(FAMILIES)
    slopes, shifts, needs = [], [], []
    chances, chances_bare = [], []
    for place, code in enumerate(CODES, start=count):
        has = np.array([code in row.codes for row in rows])
        slope, shift = _platt(logits[:, place], has)
        chances.append(_chance(slope * logits[:, place] + shift))
        chances_bare.append(_chance(slope * without_marks[:, place] + shift))
        slopes.append(slope)
        shifts.append(shift)
        needs.append(_need(chances[-1], has, RARELY_WRONG.get(code)))
    seen = np.column_stack([logits[:, :count], *chances])
    seen_bare = np.column_stack([without_marks[:, :count], *chances_bare])
    families = fit_families(np.vstack([seen, seen_bare]), [row.family for row in rows] * 2)
    labels = np.array([FAMILIES.index(row.family) for row in rows])
    by_family = seen @ families[:-1] + families[-1]
    temperature = _temperature(by_family, labels)
    return families, {
        "families": list(FAMILIES),
        "codes": list(CODES),
        "temperature": temperature,
        "family_needs": _family_need(rows, by_family, temperature),
        "slopes": slopes,
        "shifts": shifts,
        "code_needs": needs,
    }


def pack(
    grams: Floats,
) -> tuple[npt.NDArray[np.int8], Floats]:
    """Return weights (buckets, outputs) as signed bytes, and the worth of a byte by block."""
    packed = np.zeros(grams.shape, dtype=np.int8)
    scales = np.ones((len(BLOCK_BITS), grams.shape[1]))
    start = 0
    for block, bits in enumerate(BLOCK_BITS):
        part = grams[start : start + 2**bits]
        scales[block] = np.maximum(np.abs(part).max(axis=0), 1e-9) / BYTE
        packed[start : start + 2**bits] = np.rint(part / scales[block]).astype(np.int8)
        start += 2**bits
    return packed, scales


def write(
    folder: Path,
    fitted: Fitted,
    families: Floats,
    rows: Sequence[Row],
    learned: Sequence[Row],
    reading: dict[str, Any],
) -> None:
    """Write the arrays and ``about.json`` (without figures) to a folder."""
    folder.mkdir(exist_ok=True)
    packed, scales = pack(fitted.grams)
    np.save(folder / "grams.npy", packed, allow_pickle=False)
    np.save(folder / "scales.npy", scales, allow_pickle=False)
    np.save(folder / "signs.npy", np.vstack([fitted.signs, fitted.bias]), allow_pickle=False)
    np.save(folder / "families.npy", families, allow_pickle=False)
    texts = [text for row in learned for text in (row.text, row.previous)]
    np.save(folder / "words.npy", word_hashes(texts), allow_pickle=False)
    _save_about(
        folder,
        {
            "about": "Trained by `make train` on simgen/conversation/hearing/utterances.",
            "corpus_hash": corpus_hash(rows),
            "lists_hash": lists_hash(),
            "rows": len(rows),
            "rows_learned": len(learned),
            "made_with": {
                "python": platform.python_version(),
                "numpy": np.__version__,
                "scikit-learn": importlib.metadata.version("scikit-learn"),
            },
            "reading": reading,
        },
    )


def _save_about(folder: Path, about: dict[str, Any]) -> None:
    text = json.dumps(about, indent=1, ensure_ascii=False, default=float)
    (folder / "about.json").write_text(text + "\n", encoding="utf-8")


def _temperature(logits: Floats, labels: npt.NDArray[np.int64]) -> float:
    """Return the divisor of the logits that makes the true labels most likely."""

    def surprise(temperature: float) -> float:
        scaled = logits / temperature
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        likely = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        return float(-likely[np.arange(len(labels)), labels].mean())

    return round(min(np.arange(0.5, 5.0, 0.02), key=surprise), 2)


def _chance(logits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float64)


def _platt(logits: Floats, has: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Return slope and shift that turn logits into probabilities."""
    model = LogisticRegression(C=100.0).fit(logits[:, None], has)
    return round(float(model.coef_[0, 0]), 4), round(float(model.intercept_[0]), 4)


def _need(probability: Floats, has: npt.NDArray[np.bool_], precision: float | None) -> float:
    """Return the threshold of a code: best F1, or the lowest with the precision asked."""
    grid = [round(LEAST_NEED + 0.02 * step, 2) for step in range(28)]
    hits = {need: int((has & (probability >= need)).sum()) for need in grid}
    found = {need: max(int((probability >= need).sum()), 1) for need in grid}
    if precision is not None:
        return next((need for need in grid if hits[need] / found[need] >= precision), grid[-1])
    return max(grid, key=lambda need: 2 * hits[need] / (found[need] + int(has.sum())))


def _family_need(rows: Sequence[Row], logits: Floats, temperature: float) -> float:
    """Return the lowest threshold at which what is kept is good enough."""
    guesses = []
    for row, line in zip(rows, logits / temperature, strict=True):
        chances = softmax(line.tolist())
        best = int(np.argmax(line))
        guesses.append(Guess(row.family, FAMILIES[best], chances[best]))
    for step in range(30, 96):
        need = step / 100
        if macro_f1([guess for guess in guesses if guess.p >= need]) >= KEPT_MACRO_F1:
            return need
    sys.exit("No threshold makes the coder good enough: look at the labelled utterances.")


if __name__ == "__main__":
    main()
