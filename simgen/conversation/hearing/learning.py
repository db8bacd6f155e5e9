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
from simgen.conversation.hearing.speeches import speeches
from simgen.conversation.turn import Family

Floats = npt.NDArray[np.float64]

BLOCK_WEIGHT = 1.5
"""How much a block of n-grams counts beside the signs (chosen by cross-validation)."""

SIGN_WEIGHT = 0.35
"""How much one sign counts (chosen by cross-validation)."""

STRENGTH = 1.0
"""Inverse strength of the L2 penalty for the families (chosen by cross-validation)."""

CODE_STRENGTH = 2.0
"""The same for each code, which has fewer rows to learn from (chosen by cross-validation)."""

TELLING = 0.8
"""How much more a gram counts that tells families apart: the power of its log odds (as above)."""

SEEN_AT_LEAST = 2
"""Utterances in which a bucket must occur to be learned from."""

BARE_SHARE = 0.5
"""Weight of the copy of each utterance without any punctuation: people type so."""

SPEECH_SHARE = 0.25
"""Weight of a speech made by running utterances of one source together (cross-validation)."""

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
    wanted = np.array([FAMILIES.index(row.family) for row in labelled])
    telling = _telling(features[:, kept], wanted, grams=int((kept < BLOCK_STARTS[-1]).sum()))
    used = features[:, kept] @ sparse.diags(telling)
    coefficients = np.zeros((features.shape[1], len(FAMILIES) + len(CODES)))
    bias = np.zeros(len(FAMILIES) + len(CODES))
    model = _regression(STRENGTH).fit(used, wanted, sample_weight=weights)
    coefficients[kept, : len(FAMILIES)] = model.coef_.T * telling[:, None]
    bias[: len(FAMILIES)] = model.intercept_
    for place, code in enumerate(CODES, start=len(FAMILIES)):
        has = np.array([code in row.codes for row in labelled])
        model = _regression(CODE_STRENGTH).fit(used, has, sample_weight=weights)
        coefficients[kept, place] = model.coef_[0] * telling
        bias[place] = model.intercept_[0]
    buckets = BLOCK_STARTS[-1]
    return Fitted(BLOCK_WEIGHT * coefficients[:buckets], SIGN_WEIGHT * coefficients[buckets:], bias)


def _telling(features: sparse.csr_matrix, wanted: npt.NDArray[np.int64], *, grams: int) -> Floats:
    """
    Return how much each column counts: grams by how well they tell the families apart.

    The most that any family's log odds of the gram differ from the others', one
    added to each count, over its mean, to the power of :data:`TELLING`; signs count 1.
    """
    there = features > 0
    odds = np.zeros(features.shape[1])
    for family in range(len(FAMILIES)):
        inside = np.asarray(there[wanted == family].sum(axis=0)).ravel() + 1.0
        outside = np.asarray(there[wanted != family].sum(axis=0)).ravel() + 1.0
        log_odds = np.log((inside / inside.sum()) / (outside / outside.sum()))
        odds = np.maximum(odds, np.abs(log_odds))
    telling = np.ones(features.shape[1])
    telling[:grams] = (odds[:grams] / odds[:grams].mean()) ** TELLING
    return telling


def out_of_fold(rows: Sequence[Row]) -> tuple[Floats, Floats]:
    """
    Return the logits of each row, as written and bare, from a model blind to its subject.

    Shapes (rows, families + codes). Whole files are left out, so that what is
    calibrated on these logits stays honest on subjects that nobody wrote about.
    """
    subjects = np.array([row.subject for row in rows])
    written = design([(row.text, row.previous) for row in rows])
    undone = design([(bare(row.text), row.previous) for row in rows])
    outputs = len(FAMILIES) + len(CODES)
    logits, without = np.zeros((len(rows), outputs)), np.zeros((len(rows), outputs))
    folds = GroupKFold(FOLDS, shuffle=True, random_state=SEED)
    for learned, left in folds.split(written, groups=subjects):
        fitted = fit([rows[place] for place in learned])
        weights = np.vstack([fitted.grams / BLOCK_WEIGHT, fitted.signs / SIGN_WEIGHT])
        logits[left] = written[left] @ weights + fitted.bias
        without[left] = undone[left] @ weights + fitted.bias
    return logits, without


def fit_families(seen: Floats, families: Sequence[Family]) -> Floats:
    """
    Return how families follow from their own logits and the chances of the codes.

    ``seen`` is (utterances, families + codes), of models that had not met the
    utterances; the result (families + codes + 1, families), the bias last.
    """
    wanted = np.array([FAMILIES.index(family) for family in families])
    model = LogisticRegression(C=1.0, max_iter=2000).fit(seen, wanted)
    return np.vstack([model.coef_.T, model.intercept_])


def _training(rows: Sequence[Row]) -> tuple[sparse.csr_matrix, list[Row], Floats]:
    """Return features, labels and weights: the rows, their bare copies, and speeches of them."""
    # Half of the bare copies have lost what came before: the first words of a talk do.
    copies = [
        replace(row, text=bare(row.text), previous=row.previous if place % 2 else "")
        for place, row in enumerate(rows)
    ]
    made = speeches(rows)
    labelled = [*rows, *copies, *made]
    weights = np.concatenate(
        [np.ones(len(rows)), np.full(len(copies), BARE_SHARE), np.full(len(made), SPEECH_SHARE)]
    )
    return design([(row.text, row.previous) for row in labelled]), labelled, weights


def _regression(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, max_iter=300, tol=1e-3)
