"""Build a course workspace from lessons, rubrics and scenarios."""

from course.building.lessons import Lesson, list_lessons, read_lesson
from course.building.notebooks import build_assignment, build_self_study
from course.building.workspace import build_workspace

__all__ = [
    "Lesson",
    "build_assignment",
    "build_self_study",
    "build_workspace",
    "list_lessons",
    "read_lesson",
]
