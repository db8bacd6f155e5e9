"""
What the kit sets in nbgrader's configuration; nbgrader itself is untouched.

``nbgrader_config.py`` of a workspace calls :func:`configure`; whatever that
file sets afterwards wins.
"""

from pathlib import Path

from nbgrader.server_extensions.formgrader.handlers import template_path
from traitlets.config import Config

from simgen.record import RECORD_NAME

COURSE_ID = "link-worker"

FORMGRADER = Path(__file__).resolve().parent / "formgrader"
"""Holds the template of the formgrader's page for a submission, in place of nbgrader's own."""

AUTOGRADE_STEPS = [
    "grading.nbgrader.evaluator.ReplayRecord",  # nbgrader's own list has Execute here
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
"""nbgrader's own steps of autograding with the first one replaced; its sanitising steps stay whole."""


def configure(config: Config, root: Path) -> None:
    """
    Set up a course in the folder ``root``.

    The exchange and the recruit's own copies lie inside it, so that nothing
    outside the folder is read or written.
    """
    root = root.resolve()
    config.CourseDirectory.course_id = COURSE_ID
    config.CourseDirectory.root = str(root)
    # Only these files travel: a page in a submission would be served to the trainer's browser.
    config.CourseDirectory.include = [
        "*.ipynb",
        "*.png",  # pictures of a lesson
        "*.jpg",
        RECORD_NAME,
        "timestamp.txt",
        "submission_secret.txt",
    ]
    config.Exchange.root = str(root / "exchange")
    config.Exchange.cache = str(root / "recruit" / ".handed-in")
    config.Exchange.assignment_dir = str(root / "recruit")
    config.ExchangeFactory.release_feedback = "grading.nbgrader.exchanging.ReleaseFeedback"
    config.ExchangeFactory.fetch_feedback = "grading.nbgrader.exchanging.FetchFeedback"
    config.Autograde.exporter_class = "grading.nbgrader.submission.SubmittedNotebook"
    config.Autograde.autograde_preprocessors = list(AUTOGRADE_STEPS)
    config.GenerateFeedback.exporter_class = "grading.nbgrader.feedback.FeedbackExporter"
    config.GenerateFeedback.preprocessors = ["grading.nbgrader.feedback.GetMarks"]
    config.HTMLExporter.template_name = "link-worker-formgrade"  # of the formgrader's pages
    config.HTMLExporter.extra_template_basedirs = [str(FORMGRADER), template_path]
    config.HTMLExporter.filters = {
        "show_marking_page": "grading.nbgrader.marking_page.show_marking_page"
    }
    config.FormgradeExtension.debug = False  # trainers need no list of settings on their page
