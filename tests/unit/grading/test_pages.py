"""What a recruit wrote is text on every page, whatever it looks like."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from grading.marking import Marking, mark_record
from grading.nbgrader.showing import (
    MIME,
    TEMPLATES,
    show_evidence,
    show_quoted,
    show_result,
    show_room,
)
from grading.nbgrader.views import plain, view_result
from grading.pages import pages_in
from simgen.record import PlanChanged, Recoded, RecordStore, Reflected, Said, TalkEnded
from simgen.record.correcting import correct
from simgen.record.trainers_views import VIEWS_NAME

HOSTILE = (
    "<script>window.ran=1</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) "
    '=HYPERLINK("http://example.org") $\\href{javascript:alert(1)}{x}$ {{ 7*7 }} </div></details>'
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Marking:
    path = tmp_path_factory.mktemp("hostile") / "case-record.json"
    store = RecordStore.open(path, "quiet-house", seed=5)
    store.add(Said(text=HOSTILE))
    store.add(Said(text="I promise " + HOSTILE))
    store.add(TalkEnded())
    words = {"text": HOSTILE}
    sections = {
        "what_matters": [words],
        "strengths": [words],
        "goals": [words],
        "actions": [
            {"what": HOSTILE, "who": "someone-else", "who_else": HOSTILE, "when": HOSTILE}
            | {"service": "<b>x</b>"}
        ],
        "contingencies": [{"if_this": HOSTILE, "then_what": HOSTILE, "contact": HOSTILE}],
        "concerns": [{"what": HOSTILE, "told_whom": HOSTILE, "when": HOSTILE}],
        "review_by": HOSTILE,
        "agreed_with": [HOSTILE],
        "shared_with": HOSTILE,
    }
    store.add(PlanChanged(sections=sections))
    store.add(Reflected(text=HOSTILE))
    marking = mark_record(path)
    assert not marking.sheet.unusable
    return marking


def pages(marking: Marking) -> Iterator[str]:
    yield show_room(marking).html
    for result in marking.sheet.results:
        yield show_result(result, marking).html if result.points is not None else ""
        yield show_evidence(result, marking).html if result.points is None else ""


def test_every_page_escapes_what_was_written(hostile: Marking) -> None:
    for page in pages(hostile):
        assert "<script" not in page
        assert "<img" not in page
        assert not re.search(r"<[^>]*(onerror|javascript:)", page)
        assert page.count("<div") == page.count("</div>")
        assert page.count("<details") == page.count("</details>")


def test_what_was_written_can_still_be_read(hostile: Marking) -> None:
    assert HOSTILE in html.unescape(show_room(hostile).html)


def test_a_template_in_what_was_written_is_not_filled_in(hostile: Marking) -> None:
    assert "{{ 7*7 }}" in html.unescape(show_room(hostile).html)


def test_no_page_has_a_script_or_needs_another_file(hostile: Marking) -> None:
    for page in pages(hostile):
        assert not re.search(r"<(script|link|iframe|object|img|a)\b", page)
        assert not re.search(r"\bsrc=|\bhref=", re.sub(r"&[a-z#0-9]+;|src=x", "", page))


def test_mathjax_leaves_every_page_alone(hostile: Marking) -> None:
    for page in filter(None, pages(hostile)):
        assert page.startswith('<div class="lwk tex2jax_ignore mathjax_ignore"')


def test_the_data_beside_a_page_is_plain_json(hostile: Marking) -> None:
    bundle = show_room(hostile).bundle()
    assert json.loads(json.dumps(bundle))[MIME]["case"]["plan"]["agreed_with"]


def test_quoted_cells_are_text() -> None:
    page = show_quoted({"texts": [HOSTILE], "count": 1, "remark": "<i>odd</i>"}).html
    assert "<script" not in page
    assert "<i>" not in page
    assert HOSTILE in html.unescape(page)


def test_marks_that_turn_the_reading_order_are_taken_out() -> None:
    assert plain("safe\u202egnp.exe\u0000\u200b\x07\n") == "safegnp.exe"


def test_advice_that_quotes_the_plan_is_as_plain_as_the_plan(tmp_path: Path) -> None:
    path = tmp_path / "case-record.json"
    store = RecordStore.open(path, "quiet-house", seed=5)
    for number in range(8):
        store.add(Said(text=f"What did you do for work, and {number} times what else?"))
    store.add(TalkEnded())
    step = {"what": "Ring \u202e\x1b[31m the hall", "who": "", "when": ""}
    store.add(PlanChanged(sections={"actions": [step]}))
    marking = mark_record(path)
    shown = [view_result(result, marking) for result in marking.sheet.results]
    assert not re.search("[\u202e\x1b]", json.dumps(shown, ensure_ascii=False))


def test_an_unusable_record_says_so_on_every_page(tmp_path: Path) -> None:
    marking = mark_record(tmp_path / "case-record.json")
    for page in filter(None, pages(marking)):
        assert "no case-record.json" in page


def corrected(folder: Path, *views: Recoded) -> Marking:
    folder.mkdir(parents=True)
    store = RecordStore.open(folder / "case-record.json", "quiet-house", seed=5)
    for text in ("Hello", "xyzzy plugh"):
        store.add(Said(text=text))
    store.add(TalkEnded())
    for view in views:
        store.add(view)
    return mark_record(folder / "case-record.json")


def test_a_trainer_sees_what_people_say_an_unclear_utterance_did(tmp_path: Path) -> None:
    marking = corrected(
        tmp_path / "one",
        Recoded(attempt=1, turn=2, family="reflection", codes=("reflection",)),
        Recoded(attempt=1, turn=2, family="input", codes=("advice",), by="trainer"),
    )
    page = html.unescape(show_room(marking).html)
    assert "The recruit’s own view of what this did: Giving back what they said or felt." in page
    assert "no trainer has confirmed, of what this did: Suggesting or advising" in page
    assert "A trainer’s view" not in page
    assert page.count("own view") == 1


def test_a_trainers_own_view_is_read_from_beside_the_gradebook(tmp_path: Path) -> None:
    (tmp_path / "nbgrader_config.py").write_text("", encoding="utf-8")
    folder = tmp_path / "submitted" / "ada" / "quiet-house"
    before = corrected(folder)
    correct(folder / "case-record.json", 2, "input", ("advice",), attempt=None, at="")
    after = mark_record(folder / "case-record.json")
    page = html.unescape(show_room(after).html)
    assert "A trainer’s view of what this did: Suggesting or advising something." in page
    assert after.sheet == before.sheet
    (tmp_path / VIEWS_NAME).write_text("{", encoding="utf-8")
    assert mark_record(folder / "case-record.json").sheet == before.sheet


def test_no_view_of_what_an_utterance_did_moves_a_mark(tmp_path: Path) -> None:
    views = [
        Recoded(attempt=1, turn=turn, family="reflection", codes=("reflection", "summary"), by=by)
        for turn in (1, 2)
        for by in ("recruit", "trainer")
    ]
    assert corrected(tmp_path / "with", *views).sheet == corrected(tmp_path / "without").sheet


def test_the_recruit_reads_it_as_their_own_and_old_notebooks_can_still_be_shown() -> None:
    turn = {"number": 1, "said": "Hm", "codes": [], "unsure": True, "reply": "Yes."}
    turn |= {"comment": "", "better": "", "came": []}
    views = [{"by": "recruit", "words": "Asking"}]
    template = pages_in(TEMPLATES).from_string(
        '{% import "parts.html.j2" as parts %}{{ parts.transcript(case, "You") }}'
    )
    for turns, own in (([turn], 0), ([turn | {"own_views": views}], 1)):
        shown = template.render(case={"opening": "", "known_as": "Ada", "turns": turns})
        assert shown.count("Your own view of what this did: Asking.") == own
