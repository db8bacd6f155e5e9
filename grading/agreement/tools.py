"""The two libraries that the statistics rest on, asked for only when they are needed."""

from typing import Any

from simgen.errors import KitError


class StatisticsMissing(KitError):
    """The libraries for a panel's statistics are not installed."""


def metrics() -> Any:
    """Return ``sklearn.metrics``; raises :class:`StatisticsMissing`, saying what to install."""
    try:
        import sklearn.metrics
    except ImportError:
        raise _missing("scikit-learn") from None
    return sklearn.metrics


def distributions() -> Any:
    """Return ``scipy.stats``; raises as :func:`metrics` does."""
    try:
        import scipy.stats
    except ImportError:
        raise _missing("SciPy") from None
    return scipy.stats


def _missing(name: str) -> StatisticsMissing:
    return StatisticsMissing(
        f"The statistics need {name}, which is not installed here. Install the kit with it: "
        "pip install --editable '.[panel]' (make start does), and try again."
    )
