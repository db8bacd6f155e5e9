"""
How far raters agree: statistics with intervals, and what they mean in words.

Nothing here knows of panels or gradebooks: a table of ratings goes in, raters by
units, ``nan`` where a rating is missing.
"""

from grading.agreement.advice import Reading, advise_raters
from grading.agreement.alpha import alpha_in_words, krippendorff_alpha
from grading.agreement.icc import Intraclass, intraclass_correlations
from grading.agreement.items import ItemFigures, item_figures
from grading.agreement.kappa import kappa_in_words, pairwise_kappas, weighted_kappa
from grading.agreement.ratings import Estimate, Mark, Table, table_of
from grading.agreement.severity import (
    Leaning,
    rater_drift,
    rater_severity,
    who_stands_out,
)

__all__ = [
    "Estimate",
    "Intraclass",
    "ItemFigures",
    "Leaning",
    "Mark",
    "Reading",
    "Table",
    "advise_raters",
    "alpha_in_words",
    "intraclass_correlations",
    "item_figures",
    "kappa_in_words",
    "krippendorff_alpha",
    "pairwise_kappas",
    "rater_drift",
    "rater_severity",
    "table_of",
    "weighted_kappa",
    "who_stands_out",
]
