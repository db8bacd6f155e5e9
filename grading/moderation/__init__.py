"""
Second marking, and a bank of comments: what nbgrader's gradebook has no place for.

Beside the gradebook lies a database of our own: who gave which mark and when, a
second mark given blind, what was agreed, and comments kept for others. Marks are
only ever added. nbgrader's gradebook stays the one place that says what a
recruit got; it is written here only when two markers have settled a difference.
"""

from grading.moderation.database import moderation_url, open_database
from grading.moderation.marks import RaterMark, rater_marks

__all__ = ["RaterMark", "moderation_url", "open_database", "rater_marks"]
