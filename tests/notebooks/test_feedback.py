"""The feedback page: what a recruit reads, in words, and with nothing that runs."""

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from grading.nbgrader.course import Course
from grading.reporting.cohort import read_cohort
from grading.reporting.exporting import export
from grading.reporting.pdf import feedback_data
from grading.rubric import load_rubric
from simgen.record import RECORD_NAME
from tests.notebooks.handing_over import (
    ASSIGNMENT,
    MAXIMUM,
    RECRUITS,
    comment_on,
    feedback_of,
    points_of,
    put_submission,
)

RUBRIC = load_rubric()


def page_for(root: Path, course: Course, recruit: str) -> str:
    put_submission(root, recruit, recruit=recruit)
    course.autograde(ASSIGNMENT)
    course.feedback(ASSIGNMENT)
    return feedback_of(root, recruit)


def mark_by_hand(course: Course, student: str, name: str, points: float, comment: str = "") -> None:
    with course.gradebook() as gradebook:
        grade = gradebook.find_grade(name, ASSIGNMENT, ASSIGNMENT, student)
        grade.manual_score, grade.needs_manual_grade = points, False
        if comment:  # only tasks have room for one
            gradebook.find_comment(name, ASSIGNMENT, ASSIGNMENT, student).manual_comment = comment
        gradebook.db.commit()


class Outline(HTMLParser):
    """The headings of a page, and its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))


def test_points_come_first_then_what_went_well_then_what_to_try(root: Path, course: Course) -> None:
    page = page_for(root, course, "cleo")
    order = [
        f"{points_of('cleo')} of {MAXIMUM} points so far",
        "Safety comes first</h2>",
        "This gate is not passed yet",
        "What you did well",
        "What to try next",
        "With somebody else",
        "How far you came in each part",
        "Part by part",
        "Your conversation: 17 turns",
    ]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_it_quotes_the_recruits_own_words(root: Path, course: Course) -> None:
    page = page_for(root, course, "ben")
    well = page[page.index("What you did well") : page.index("What to try next")]
    quoted = re.findall(r"You (?:said|wrote): “?([^”<(]{12,40})", html.unescape(well))
    assert quoted
    recruit = RECRUITS["ben"]
    mine = " ".join([*recruit.says, json.dumps(recruit.plan, ensure_ascii=False, default=str)])
    assert any(words.strip("…. ") in mine for words in quoted)
    assert "The Slipway Kitchen: fits" not in well  # the case's words about a service


def test_every_criterion_has_its_level_described(root: Path, course: Course) -> None:
    page = page_for(root, course, "dev")
    for criterion in RUBRIC.criteria:
        assert f'id="part-{criterion.id}"' in page
        assert all(level.replace("'", "&#39;") in page for level in criterion.levels)


def test_it_says_that_no_panel_has_confirmed_the_criteria(root: Path, course: Course) -> None:
    assert "no panel of experienced link workers has confirmed it yet" in page_for(
        root, course, "dev"
    )


def test_a_shut_gate_shows_beside_the_points_until_a_trainer_opens_it(
    root: Path, course: Course
) -> None:
    page = page_for(root, course, "cleo")
    assert f"{points_of('cleo')} of {MAXIMUM} points so far" in page, "points are left alone"
    assert "Safety comes first. It stands at “Not seen yet”" in page
    assert page.index("Safety comes first") < page.index("What you did well")
    mark_by_hand(course, "cleo", "safety", 4)
    course.feedback(ASSIGNMENT, "cleo")
    assert "Safety comes first" not in feedback_of(root, "cleo")


def test_there_is_no_code_no_script_and_no_address_elsewhere(root: Path, course: Course) -> None:
    page = page_for(root, course, "elin")
    outline = Outline()
    outline.feed(page)
    assert not outline.tags & {"script", "link", "iframe", "img", "object", "form", "a"}
    assert "criterion(" not in page
    assert "http://" not in page
    assert "https://" not in page


def test_every_step_says_where_to_practise_it(root: Path, course: Course) -> None:
    page = html.unescape(page_for(root, course, "cleo"))
    following = page[page.index("What to try next") : page.index("How far you came")]
    assert following.index("Safety.") < following.index("What matters to the person.")
    assert "You could ask: “" in following
    assert "“Worries about safety passed on”" in following
    assert "press “Try again from here” at any turn" in following
    assert "Final notice" in following
    assert "Closed curtains" in following


def test_the_level_of_each_part_and_who_marked_it_stand_in_one_table(
    root: Path, course: Course
) -> None:
    page_for(root, course, "ben")
    mark_by_hand(course, "ben", "recording", 3)
    course.feedback(ASSIGNMENT, "ben")
    page = feedback_of(root, "ben")
    table = page[page.index("<table") : page.index("</table>")]
    rows = re.findall(
        r'<tr><th scope="row">(.*?)</th><td data-label="Level reached">(.*?)</td>'
        r'<td data-label="Points">.*?</td><td data-label="Marked by">(.*?)</td>',
        table,
    )
    assert [row[0] for row in rows] == [criterion.title for criterion in RUBRIC.criteria]
    assert {row[1] for row in rows} <= {*RUBRIC.level_names, "to come"}
    by = {title: marked for title, _level, marked in rows}
    assert by["Recording with respect"] == "your trainer"
    assert by["Partnership and choice"] == "your trainer, still to come"
    assert by["Listening"] == "rules"


def test_the_gate_opens_when_a_trainer_finds_it_passed(root: Path, course: Course) -> None:
    assert "This gate is not passed yet" in page_for(root, course, "cleo")
    for name, points in (("safety", 4), ("recording", 3), ("partnership-and-choice", 6)):
        mark_by_hand(course, "cleo", name, points)
    course.feedback(ASSIGNMENT, "cleo")
    page = feedback_of(root, "cleo")
    assert "This gate is passed." in page
    assert "As a whole it counts as “Sound”." in page


def test_a_shut_gate_caps_the_whole_whatever_the_points(root: Path, course: Course) -> None:
    page_for(root, course, "ben")
    for name, points in (("safety", 2), ("recording", 3), ("partnership-and-choice", 6)):
        mark_by_hand(course, "ben", name, points)
    course.feedback(ASSIGNMENT, "ben")
    page = feedback_of(root, "ben")
    assert "As a whole it counts as “Beginning”." in page
    assert "This gate is not passed yet." in page


def test_the_paper_says_what_the_page_says(root: Path, course: Course) -> None:
    page_for(root, course, "cleo")
    mark_by_hand(course, "cleo", "recording", 2, "Read it to her.")
    done = export(root, "pdf", ASSIGNMENT)
    (file,) = done.files
    assert file == root / "feedback" / "cleo" / ASSIGNMENT / f"{ASSIGNMENT}.pdf"
    assert b"pdfuaid" in file.read_bytes()
    assert file.with_suffix(".html").is_file()
    view = feedback_data(course, read_cohort(course).marks.submissions[0])
    assert view is not None
    assert view["comments"][0]["comment"] == "Read it to her."
    assert view["score"] == points_of("cleo") + 2


def test_headings_are_in_order_and_the_language_is_named(root: Path, course: Course) -> None:
    page = page_for(root, course, "finn")
    outline = Outline()
    outline.feed(page)
    assert outline.headings[0] == 1
    assert outline.headings.count(1) == 1
    steps = zip(outline.headings, outline.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps)
    assert len(outline.ids) == len(set(outline.ids))
    assert '<html lang="en-GB">' in page
    assert 'name="viewport"' in page


def test_a_human_mark_and_comment_reach_the_page(root: Path, course: Course) -> None:
    page_for(root, course, "ben")
    mark_by_hand(course, "ben", "recording", 3, "Lovely <b>plan</b>.\nRead it to her.")
    mark_by_hand(course, "ben", "partnership-and-choice", 2)
    course.feedback(ASSIGNMENT, "ben")
    page = feedback_of(root, "ben")
    assert "From your trainer" in page
    assert "Lovely &lt;b&gt;plan&lt;/b&gt;.\nRead it to her." in page
    assert "so far" not in page
    assert f"{points_of('ben') + 5} of {MAXIMUM} points" in page
    assert "still to mark" not in page


def test_a_comment_on_what_rules_judge_reaches_the_page_and_survives_marking_again(
    root: Path, course: Course
) -> None:
    page_for(root, course, "ben")
    comment_on(course, "ben", "listening", "You let <b>silence</b> be.")
    course.autograde(ASSIGNMENT, "ben")
    course.feedback(ASSIGNMENT, "ben")
    page = feedback_of(root, "ben")
    well = page[page.index("From your trainer") : page.index("How far you came")]
    assert "<h3>Listening</h3>" in well
    assert "You let &lt;b&gt;silence&lt;/b&gt; be." in well
    part = page.split('id="part-listening"')[1].split("</section>")[0]
    assert "Your trainer has changed these points." not in part


def test_points_changed_by_the_trainer_change_the_level(root: Path, course: Course) -> None:
    page_for(root, course, "ben")
    mark_by_hand(course, "ben", "safety", 6)
    course.feedback(ASSIGNMENT, "ben")
    part = feedback_of(root, "ben").split('id="part-safety"')[1].split("</section>")[0]
    assert "Strong: 6 of 6 points" in part
    assert "Your trainer has changed these points." in part


@pytest.mark.parametrize("recruit", ["ada", "finn"])
def test_best_and_least_both_get_something_to_do_next(
    root: Path, course: Course, recruit: str
) -> None:
    page = page_for(root, course, recruit)
    following = page[page.index("What to try next") : page.index("In the same case")]
    assert 1 <= following.count('<li><span class="lwk-who">') <= 3
    assert following.count('<ul class="lwk-where">') == following.count(
        '<li><span class="lwk-who">'
    )


def test_a_record_that_could_not_be_marked_still_brings_the_trainers_comment(
    root: Path, course: Course
) -> None:
    put_submission(root, "ben").joinpath(RECORD_NAME).write_text("{", encoding="utf-8")
    course.autograde(ASSIGNMENT)
    mark_by_hand(course, "ben", "recording", 0, "Ring me, we will find your file.")
    course.feedback(ASSIGNMENT)
    page = feedback_of(root, "ben")
    assert page.index("could not be marked") < page.index("Ring me, we will find your file.")
    assert "What to do now" in page
