"""
What in a course's settings only nbgrader's own steps can honour.

The quick way leaves what nbgrader would leave for the kit's settings. A trainer
may have set anything else; then the answer is a sentence and nbgrader's own way.
"""

from collections.abc import Iterable
from typing import Any

from nbconvert.writers.files import FilesWriter
from nbgrader.converters import Autograde, BaseConverter, GenerateFeedback
from nbgrader.preprocessors import AssignLatePenalties, CheckCellMetadata, SaveAutoGrades
from traitlets.utils.importstring import import_item

from grading.nbgrader.course import CONFIG_NAME, Course
from grading.nbgrader.evaluator import ReplayRecord
from grading.nbgrader.feedback import FeedbackExporter, GetMarks
from grading.nbgrader.settings import AUTOGRADE_STEPS
from grading.nbgrader.submission import SubmittedNotebook

_HONOURED = frozenset(
    {
        "Autograde.autograde_preprocessors",  # looked at below, by value
        "Autograde.exclude_overwriting",
        "Autograde.exporter_class",  # looked at below, by value
        "Autograde.force",
        "Autograde.permissions",
        "Autograde.sanitize_preprocessors",  # looked at below, by value
        "AssignLatePenalties.plugin_class",
        "BaseConverter.force",
        "BaseConverter.permissions",
        "GenerateFeedback.exporter_class",  # looked at below, by value
        "GenerateFeedback.force",
        "GenerateFeedback.permissions",
        "GenerateFeedback.preprocessors",  # looked at below, by value
    }
)
"""
Settings of nbgrader's that the quick way keeps to.

Those of the steps that sanitise are kept to as well: they make the template.
``IgnorePattern`` and ``LimitOutput`` change nothing that the evaluator writes.
"""


def against_quick_grading(course: Course) -> list[str]:
    """Return why only nbgrader's own ``autograde`` grades this course as it is set up."""
    step = course.step(Autograde)
    reasons = _other(step, "exporter_class", SubmittedNotebook)
    reasons += _other(step, "autograde_preprocessors", AUTOGRADE_STEPS)
    reasons += _other(step, "sanitize_preprocessors", Autograde().sanitize_preprocessors)
    if course.folders.notebook_id != "*":
        reasons.append(f"{CONFIG_NAME} sets CourseDirectory.notebook_id")
    kinds = [
        Autograde,
        SubmittedNotebook,
        FilesWriter,
        ReplayRecord,
        SaveAutoGrades,
        AssignLatePenalties,
        CheckCellMetadata,
    ]
    cleared = import_item("nbconvert.preprocessors.ClearMetadataPreprocessor")
    return reasons + _set(course, [*kinds, cleared])


def against_quick_feedback(course: Course) -> list[str]:
    """Return why only nbgrader's own ``generate_feedback`` writes this course's pages."""
    step = course.step(GenerateFeedback)
    reasons = _other(step, "exporter_class", FeedbackExporter)
    reasons += _other(step, "preprocessors", [f"{GetMarks.__module__}.{GetMarks.__name__}"])
    if course.folders.notebook_id != "*":
        reasons.append(f"{CONFIG_NAME} sets CourseDirectory.notebook_id")
    return reasons + _set(course, [GenerateFeedback, FilesWriter, FeedbackExporter, GetMarks])


def _other(step: BaseConverter, name: str, ours: Any) -> list[str]:
    """Return a reason where a setting names other classes than the kit's."""
    found = getattr(step, name)
    named = found if isinstance(found, list) else [found]
    wanted = ours if isinstance(ours, list) else [ours]
    if [_class(each) for each in named] == [_class(each) for each in wanted]:
        return []
    return [f"{CONFIG_NAME} sets other {type(step).__name__}.{name} than the kit's"]


def _class(named: Any) -> Any:
    return import_item(named) if isinstance(named, str) else named


def _set(course: Course, kinds: Iterable[type]) -> list[str]:
    """Return a reason for each setting of these classes, and those above them, that is not ours."""
    names = {parent.__name__ for kind in kinds for parent in kind.__mro__}
    found = [
        f"{section}.{key}"
        for section, values in course.config.items()
        if section in names
        for key in values
    ]
    return [
        f"{CONFIG_NAME} sets {setting}" for setting in sorted(found) if setting not in _HONOURED
    ]
