"""A sample of stated size and seed, and all near the pass mark."""

import pytest
from sqlalchemy import select

from grading.confirmation import PassMark
from grading.moderation.errors import ModerationError
from grading.moderation.sampling import (
    Threshold,
    choose,
    draw_sample,
    published_pass_mark,
)
from grading.moderation.tables import samples
from grading.moderation.works import Part, Work, read_works, rubric_of
from grading.nbgrader.cell_kinds import CALLS_ID, calls_source
from grading.rubric import Rubric, load_rubric
from tests.unit.grading.moderation.books import ASSIGNMENT, NOON, WHO, mark_by_hand


def work(number: int, points: float) -> Work:
    part = Part("recording", f"g{number}", True, points, 45.0, True, None, "")
    return Work(f"{number:032x}", ASSIGNMENT, ASSIGNMENT, f"student-{number}", (part,))


WORKS = [work(number, number % 45) for number in range(200)]


def draw(engine, works, **how):
    chosen = {"size": 2, "seed": 1, "pass_mark": None, "drawn_by": "Asha", "at": NOON} | how
    return draw_sample(engine, works, ASSIGNMENT, **chosen)


def test_the_same_seed_draws_the_same_and_another_seed_others() -> None:
    one, again, other = (
        [each.submission for each, _ in choose(WORKS, size=20, seed=seed, pass_mark=None)]
        for seed in (7, 7, 8)
    )
    assert len(one) == 20
    assert one == again != other


def test_the_order_of_the_gradebook_does_not_matter() -> None:
    forwards = {each.submission for each, _ in choose(WORKS, size=20, seed=7, pass_mark=None)}
    backwards = {
        each.submission for each, _ in choose(WORKS[::-1], size=20, seed=7, pass_mark=None)
    }
    assert forwards == backwards


def test_all_near_the_pass_mark_are_drawn_the_ends_included() -> None:
    chosen = choose(WORKS, size=0, seed=7, pass_mark=Threshold(27, 2, "from the trainer"))
    assert {why for _, why in chosen} == {"near"}
    assert {each.total for each, _ in chosen} == {25, 26, 27, 28, 29}
    assert len(chosen) == sum(25 <= each.total <= 29 for each in WORKS)


def test_each_submission_is_drawn_about_equally_often() -> None:
    seeds = range(400)
    times = dict.fromkeys((each.submission for each in WORKS), 0)
    for seed in seeds:
        for each, _ in choose(WORKS, size=20, seed=seed, pass_mark=None):
            times[each.submission] += 1
    expected = len(seeds) * 20 / len(WORKS)  # 40, with a standard deviation of 6
    assert all(expected - 30 < count < expected + 30 for count in times.values())


def test_only_what_is_completely_marked_can_be_drawn(book, engine) -> None:
    mark_by_hand(book, "ada", 2, 1)
    drawn = draw(engine, read_works(book, ASSIGNMENT), size=6)
    assert (drawn.new, drawn.marked, drawn.waiting) == (1, 1, len(WHO) - 1)


def test_nothing_to_draw_from_is_said(book, engine) -> None:
    with pytest.raises(ModerationError, match="no complete first mark|complete first mark yet"):
        draw(engine, read_works(book, ASSIGNMENT))


def test_drawing_again_adds_and_takes_nothing_away(book, engine) -> None:
    for student in WHO:
        mark_by_hand(book, student, 2, 1)
    works = read_works(book, ASSIGNMENT)
    assert draw(engine, works, size=2).new == 2
    again = draw(engine, works, size=3)
    assert (again.new, again.before) == (1, 2)


def test_how_it_was_drawn_is_kept(book, engine) -> None:
    mark_by_hand(book, "ada", 2, 1)
    draw(
        engine, read_works(book, ASSIGNMENT), seed=9, pass_mark=Threshold(3, 1, "from the trainer")
    )
    with engine.connect() as connection:
        row = connection.execute(select(samples)).one()
    assert (row.size, row.seed, row.pass_mark, row.margin) == (2, 9, 3.0, 1.0)
    assert (row.drawn_by, row.source, row.drawn_at) == (
        "Asha",
        "from the trainer",
        NOON.replace(tzinfo=None),
    )


def test_an_unknown_assignment_is_named_with_those_there_are(book) -> None:
    with pytest.raises(ModerationError, match="It has: quiet-house"):
        read_works(book, "loud-house")


def test_a_rubric_without_a_panel_has_no_pass_mark() -> None:
    assert published_pass_mark(load_rubric()) is None


def test_a_panels_pass_mark_counts_as_near_within_one_standard_error(monkeypatch) -> None:
    published = PassMark(points=27.5, standard_error=1.5, of=48.0, judges=5)
    monkeypatch.setattr(Rubric, "pass_mark", published)
    assert published_pass_mark(load_rubric()) == Threshold(
        27.5, 1.5, "rubric starter 3, one standard error"
    )


def test_the_rubric_is_the_one_that_the_assignment_names(book, monkeypatch) -> None:
    book.add_source_cell(
        CALLS_ID, ASSIGNMENT, ASSIGNMENT, cell_type="code", source=calls_source("other")
    )
    asked: list[str] = []
    monkeypatch.setattr("grading.moderation.works.load_rubric", asked.append)
    rubric_of(book, ASSIGNMENT)
    assert asked == ["other"]
