"""Grade everybody's work on an assignment in one run, as nbgrader would and many times faster."""

from grading.batch.report import BatchReport, SubmissionReport
from grading.batch.run import grade_assignment

__all__ = ["BatchReport", "SubmissionReport", "grade_assignment"]
