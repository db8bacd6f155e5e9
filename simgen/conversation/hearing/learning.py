"""
Fitting the linear model to labelled utterances.

Needs scikit-learn, which the kit itself does not: only `make train` and the
tests of the training come here. Deterministic: the same rows in the same order
give the same weights on one machine.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from simgen.conversation.hearing.corpus import CODES, FAMILIES, Row
from simgen.conversation.hearing.grams import BLOCK_STARTS, gram_ids, readable, tokens
from simgen.conversation.hearing.signs import signs
from simgen.conversation.turn import Code

Floats = npt.NDArray[np.float64]

BLOCK_WEIGHT = 1.5
"""How much a block of n-grams counts beside the signs (chosen by cross-validation)."""

SIGN_WEIGHT = 0.35
"""How much one sign counts (chosen by cross-validation)."""

STRENGTH = 2.0
"""Inverse strength of the L2 penalty (chosen by cross-validation)."""

SEEN_AT_LEAST = 2
"""Utterances in which a bucket must occur to be learned from."""

BARE_SHARE = 0.5
"""Weight of the copy of each utterance without any punctuation: people type so."""

GLUED_SHARE = 0.5
"""Weight of an utterance made by running two of one source together (assumption)."""

CHECKS: tuple[tuple[str, Code], ...] = (
    ("What do you think?", "open-question"),
    ("How does that sound?", "open-question"),
    ("What do you make of that?", "open-question"),
    ("Would that suit you?", "closed-question"),
    ("Does that sound like something for you?", "closed-question"),
    ("How would you feel about that?", "open-question"),
    ("Any thoughts on that?", "open-question"),
)
"""What one asks after telling something, to see how it lands."""

FOLDS = 5
SEED = 0
_MARKS = re.compile(r"[?.!,;:]")


@dataclass(frozen=True, slots=True)
class Fitted:
    """
    Weights of the linear model.

    ``grams`` is (buckets, outputs), ``signs`` (signs, outputs), ``bias``
    (outputs,): first the families, then the codes, in their order of naming.
    """

    grams: Floats
    signs: Floats
    bias: Floats


def bare(text: str) -> str:
    """Return a text as one types it in a hurry: lower case, no punctuation."""
    return _MARKS.sub("", text).lower()


def design(pairs: Sequence[tuple[str, str]]) -> sparse.csr_matrix:
    """Return the features of (text, previous) pairs: n-gram buckets, then signs."""
    texts = [(read, tokens(read)) for read in (readable(text) for text, _previous in pairs)]
    rows, ends = gram_ids(texts)
    counts = np.diff(ends.ravel(), prepend=0)
    values = np.repeat(BLOCK_WEIGHT / np.sqrt(np.maximum(counts, 1)), counts)
    grams = sparse.csr_matrix(
        (values, rows, [0, *ends[:, -1]]), shape=(len(pairs), BLOCK_STARTS[-1])
    )
    marked = [
        signs(words, previous)
        for (_read, words), (_text, previous) in zip(texts, pairs, strict=True)
    ]
    return sparse.hstack([grams, SIGN_WEIGHT * np.array(marked)]).tocsr()


def fit(rows: Sequence[Row]) -> Fitted:
    """Return the weights for families and codes, learned from rows."""
    features, labelled, weights = _training(rows)
    often = 2 * SEEN_AT_LEAST  # every row is there twice
    kept = np.flatnonzero(np.asarray((features > 0).sum(axis=0)).ravel() >= often)
    used = features[:, kept]
    coefficients = np.zeros((features.shape[1], len(FAMILIES) + len(CODES)))
    bias = np.zeros(len(FAMILIES) + len(CODES))
    wanted = np.array([FAMILIES.index(row.family) for row in labelled])
    model = _regression().fit(used, wanted, sample_weight=weights)
    coefficients[kept, : len(FAMILIES)] = model.coef_.T
    bias[: len(FAMILIES)] = model.intercept_
    for place, code in enumerate(CODES, start=len(FAMILIES)):
        has = np.array([code in row.codes for row in labelled])
        model = _regression().fit(used, has, sample_weight=weights)
        coefficients[kept, place] = model.coef_[0]
        bias[place] = model.intercept_[0]
    buckets = BLOCK_STARTS[-1]
    return Fitted(BLOCK_WEIGHT * coefficients[:buckets], SIGN_WEIGHT * coefficients[buckets:], bias)


def out_of_fold(rows: Sequence[Row]) -> Floats:
    """
    Return the logits of each row from a model that saw nothing of its subject.

    Shape (rows, families + codes). Whole files are left out, so that what is
    calibrated on these logits stays honest on subjects that nobody wrote about.
    """
    subjects = np.array([row.subject for row in rows])
    logits = np.zeros((len(rows), len(FAMILIES) + len(CODES)))
    features = design([(row.text, row.previous) for row in rows])
    folds = GroupKFold(FOLDS, shuffle=True, random_state=SEED)
    for learned, left in folds.split(features, groups=subjects):
        fitted = fit([rows[place] for place in learned])
        weights = np.vstack([fitted.grams / BLOCK_WEIGHT, fitted.signs / SIGN_WEIGHT])
        logits[left] = features[left] @ weights + fitted.bias
    return logits


def _training(rows: Sequence[Row]) -> tuple[sparse.csr_matrix, list[Row], Floats]:
    """Return features, labels and weights: the rows, their bare copies, and rows run together."""
    # Half of the bare copies have lost what came before: the first words of a talk do.
    copies = [
        replace(row, text=bare(row.text), previous=row.previous if place % 2 else "")
        for place, row in enumerate(rows)
    ]
    glued = run_together(rows)
    labelled = [*rows, *copies, *glued]
    weights = np.concatenate(
        [np.ones(len(rows)), np.full(len(copies), BARE_SHARE), np.full(len(glued), GLUED_SHARE)]
    )
    return design([(row.text, row.previous) for row in labelled]), labelled, weights


def run_together(rows: Sequence[Row]) -> list[Row]:
    """
    Return utterances made of two rows of one source: one thing after another.

    A reflection or a kind word and then a question is a question; a nod before
    anything changes nothing; a check after something told leaves it told.
    """
    by_source: dict[str, list[Row]] = {}
    for row in rows:
        by_source.setdefault(row.source, []).append(row)
    made = []
    for scene in by_source.values():
        asked = [row for row in scene if row.family == "question"]
        given_back = [row for row in scene if row.family == "reflection"]
        kind = [row for row in scene if row.codes == ("affirmation",)]
        nods = [row for row in scene if not row.codes and len(row.text.split()) <= 3]
        told = [row for row in scene if row.family == "input"]
        for before, after in (
            *zip(given_back, asked, strict=False),
            *zip(given_back[1:2], reversed(asked), strict=False),
            *zip(kind, asked[2:], strict=False),
            *zip(nods, (*given_back[:1], *told[:1]), strict=False),
        ):
            made.append(_run_together(before, after))
        for row in told[:2]:
            text, code = CHECKS[len(made) % len(CHECKS)]
            check = replace(row, text=text, codes=(code, "collaboration"))
            made.append(replace(_run_together(row, check), family="input"))
    return made


def _run_together(before: Row, after: Row) -> Row:
    first = before.text if before.text[-1:] in ".?!" else f"{before.text}."
    codes = tuple(code for code in CODES if code in before.codes or code in after.codes)
    return replace(after, text=f"{first} {after.text}", codes=codes)


def _regression() -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=300, tol=1e-3)
