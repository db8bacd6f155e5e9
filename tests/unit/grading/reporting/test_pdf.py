"""Feedback on paper: a tagged document, and words that stay words."""

import re
from typing import Any

import pytest

from grading.reporting.pdf import feedback_pdf

MARKUP = (
    '#panic("ran") = Not a heading *bold* $x^2$ <label> @reference #import "@preview/x:1.0.0": * '
    '\\ // /* "quoted" #read("/etc/passwd")\n= Nor this'
)


def view(**changes: Any) -> dict[str, Any]:
    part = {
        "criterion_id": "listening",
        "title": "Listening",
        "waiting": False,
        "changed": False,
        "by_hand": False,
        "score": 4.0,
        "maximum": 6.0,
        "level_name": "Sound",
        "seen": "Open questions and reflections share the talk.",
        "person": "Mrs Doyle",
        "evidence": [{"kind": "turn", "text": "What is that like?", "turn": 2, "against": False}],
        "advice": "Try a summary.",
        "doubt": "1 of your 9 utterances could not be read with enough certainty.",
        "comment": "Well listened.",
    }
    practice = {"where": "In the debrief.", "turn": 3, "said": "Why?", "better": "", "missed": ""}
    return {
        "recruit": "ada",
        "room": {"case": {"title": "The quiet house"}, "notices": []},
        "unusable": False,
        "verdict": "A conversation of 9 turns.",
        "notice": "A starter rubric.",
        "status": "starter",
        "parts": [part, part | {"title": "Recording", "waiting": True}],
        "score": 4.0,
        "maximum": 9.0,
        "late_penalty": 0.0,
        "waiting": [part],
        "gates": [{"title": "Safety", "state": "not yet", "words": "It stands at “beginning”."}],
        "overall": "Beginning",
        "pass_mark": ["The pass mark is 30 of 48 points.", "28 points are 2 below it."],
        "did_well": [{"text": "You asked openly.", "words": part["evidence"]}],
        "try_next": [{"title": "Listening", "text": "Wait.", "practice": practice}],
        "other_cases": [{"title": "Final notice", "summary": "A man with a bag of letters."}],
        "unsure": [{"number": 4, "said": "mm"}],
        "comments": [part],
    } | changes


def tags(pdf: bytes) -> list[bytes]:
    return re.findall(rb"/Type ?/StructElem ?/S ?/(\w+)", pdf)


def test_it_is_tagged_with_title_language_headings_lists_and_a_table() -> None:
    pdf = feedback_pdf(view())
    assert pdf.startswith(b"%PDF-1.7")
    assert b"/MarkInfo" in pdf
    assert b"pdfuaid" in pdf
    assert b"/Lang(en-GB)" in pdf.replace(b"/Lang (", b"/Lang(")
    assert {b"Title", b"H1", b"H2", b"P", b"L", b"LI", b"Table", b"TH", b"TR"} <= set(tags(pdf))
    assert b"/Title(Your feedback: The quiet house)" in pdf.replace(b"/Title (", b"/Title(")


@pytest.mark.parametrize(
    "changes",
    [
        {"unusable": True, "parts": [], "gates": [], "overall": ""},
        {"did_well": [], "unsure": [], "other_cases": [], "comments": [], "waiting": []}
        | {"pass_mark": []},
        {"room": {"case": None, "notices": ["Entry 3: left out."]}, "late_penalty": 2.5},
    ],
)
def test_whatever_there_is_to_say_makes_a_document(changes: dict[str, Any]) -> None:
    assert b"pdfuaid" in feedback_pdf(view(**changes))


def test_what_a_recruit_wrote_is_never_markup() -> None:
    plain, hostile = (
        feedback_pdf(view(comments=[view()["parts"][0] | {"comment": words}]))
        for words in ("Two lines.\nOf text.", MARKUP)
    )
    assert tags(hostile).count(b"H1") == tags(plain).count(b"H1")
    assert b"pdfuaid" in hostile


def test_letters_that_no_font_has_are_said_to_be_missing_and_stop_nothing() -> None:
    odd = feedback_pdf(view(verdict="\ue000 and \U00013000"))
    assert b"/MarkInfo" in odd
    assert b"pdfuaid" not in odd


def test_a_word_without_end_stays_on_the_paper() -> None:
    assert feedback_pdf(view(verdict="x" * 5_000)).startswith(b"%PDF")


def test_the_same_feedback_gives_the_same_file() -> None:
    one, two = (re.sub(rb"/ID ?\[.*?\]", b"", feedback_pdf(view())) for _ in "ab")
    assert len(one) == len(two)
