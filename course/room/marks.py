"""The rubric's feedback, for those who study by themselves."""

from course.room.pages import page
from course.room.work import Work
from grading import load_rubric, score


def marks(work: Work) -> str:
    """Return the page with each criterion's level in words; in a course it only says who marks."""
    if work.place.kind != "self-study":
        return page("marks", shown=False, handed_to_trainer=work.place.kind == "course")
    rubric = load_rubric()
    sheet = score(work.done, rubric)
    return page("marks", shown=True, notice=rubric.notice, shut=sheet.shut, results=sheet.results)
