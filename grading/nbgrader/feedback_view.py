"""
What the feedback says, as plain data; the page and the PDF both come from it.

Every text that a recruit wrote went through :func:`grading.nbgrader.views.plain`
and is not escaped here.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from nbformat.notebooknode import NotebookNode

from grading.gates import gate_in_words, overall_level
from grading.nbgrader.cell_kinds import (
    EVIDENCE_PREFIX,
    ROOM_ID,
    grade_id_of,
    is_graded,
    is_task,
)
from grading.nbgrader.practising import other_cases, practice_for
from grading.nbgrader.showing import MIME
from grading.pass_mark import WAITING, standing
from grading.rubric import TOP_LEVEL

MOST_WELL = 5
MOST_NEXT = 3
"""Things named to try next; more than a few are not acted on (assumption)."""
_QUOTES_EACH = 2


def feedback_view(nb: NotebookNode, marks: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return all that the feedback says, as JSON data.

    ``nb`` is an autograded notebook whose cells hold their marks
    (:class:`~grading.nbgrader.feedback.GetMarks`), ``marks`` what nbgrader knows
    of the submission.
    """
    shown = {grade_id_of(cell): _data(cell) for cell in nb.cells if grade_id_of(cell)}
    made = (_part(cell, shown) for cell in nb.cells if is_graded(cell) or is_task(cell))
    parts = [part for part in made if part is not None]
    room = shown.get(ROOM_ID) or _room_unseen(parts)
    return {
        "recruit": marks["student"],
        "room": room,
        "unusable": room["unusable"],
        "verdict": room["verdict"],
        "notice": room["notice"],
        "status": room["status"],
        "parts": parts,
        "score": marks["score"],
        "maximum": marks["max_score"],
        "late_penalty": marks["late_penalty"],
        "waiting": [part for part in parts if part["waiting"]],
        "gates": [_gate(part) for part in parts if part.get("gate")],
        "overall": _overall(parts, marks),
        "pass_mark": _pass_mark(room, parts, marks),
        "did_well": _did_well(parts, room["case"]),
        "try_next": _try_next(parts, room["case"]),
        "other_cases": other_cases(marks.get("not_handed_in", [])),
        "unsure": _unsure(room["case"]),
        "comments": [part for part in parts if part["comment"]],
    }


def _room_unseen(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what is known of the room where a kernel ran the cells and left no transcript."""
    seen = parts[0] if parts else {"unusable": True, "verdict": "There is nothing to show."}
    return {
        "case": None,
        "notices": [],
        "notice": "",
        "status": "",
        "unusable": seen["unusable"],
        "verdict": seen["verdict"],
    }


def _data(cell: NotebookNode) -> dict[str, Any] | None:
    for output in cell.get("outputs", []):
        data = output.get("data", {}).get(MIME)
        if isinstance(data, dict):
            return data
    return None


def _part(cell: NotebookNode, shown: dict[str, dict[str, Any] | None]) -> dict[str, Any] | None:
    """Return one criterion with its marks; None where the evaluator left no data for it."""
    grade_id, marks = grade_id_of(cell), cell.metadata.nbgrader
    data = shown.get(EVIDENCE_PREFIX + grade_id if is_task(cell) else grade_id)
    if data is None:
        return None
    score, maximum = float(marks.get("score") or 0.0), float(marks.get("points") or 0.0)
    waiting = bool(marks.get("waiting"))
    level = min(TOP_LEVEL, int(score / maximum * TOP_LEVEL + 1e-9)) if maximum else 0
    return dict(data) | {
        "score": score,
        "maximum": maximum,
        "waiting": waiting,
        "changed": bool(marks.get("changed")),
        "by_hand": bool(marks.get("changed")) or (is_task(cell) and not waiting),
        "comment": (marks.get("comment") or "").strip(),
        "level": level,
        "level_name": data["level_names"][level],
        "seen": data["levels"][level],
    }


def _did_well(
    parts: Iterable[dict[str, Any]], case: Mapping[str, Any] | None
) -> list[dict[str, Any]]:
    """Return what went well, best first, each with the recruit's own words where there are some."""
    written = _written(case)
    good = [part for part in parts if part["did_well"] and (part["level"] > 0 or part["waiting"])]
    good.sort(key=lambda part: -(part["level"] if not part["waiting"] else 2))
    return [
        {
            "title": part["title"],
            "text": part["did_well"],
            "words": [
                each for each in part["evidence"] if not each["against"] and _is_own(each, written)
            ][:_QUOTES_EACH]
            if part["level"] > 1 or part["waiting"]
            else [],
        }
        for part in good[:MOST_WELL]
    ]


def _is_own(evidence: Mapping[str, Any], written: list[str]) -> bool:
    """Tell whether the recruit said it, or wrote what it quotes of the plan."""
    if evidence["kind"] == "plan":
        return any(text in evidence["text"] for text in written)
    return bool(evidence["kind"] == "turn")


def _written(case: Mapping[str, Any] | None) -> list[str]:
    """Return what the recruit wrote in the plan; names of services are the directory's words."""
    if case is None:
        return []
    plan = case["plan"]
    texts = [*plan["what_matters"], *plan["strengths"], *plan["goals"], plan["review"]]
    texts += [action["what"] for action in plan["actions"]]
    texts += [each[key] for each in plan["contingencies"] for key in ("if_this", "then_what")]
    texts += [each["what"] for each in plan["concerns"]]
    return [text for text in texts if text]


def _try_next(
    parts: Iterable[dict[str, Any]], case: Mapping[str, Any] | None
) -> list[dict[str, Any]]:
    """
    Return what to try next and where to practise it.

    A gate that is not passed comes first; then the lowest levels, the weightier
    first among equals.
    """
    open_parts = [part for part in parts if part["advice"] and not part["waiting"]]
    below = [part for part in open_parts if part["level"] < TOP_LEVEL] or open_parts
    below.sort(
        key=lambda part: (
            not _is_shut(part),
            part["level"],
            -part["maximum"],
        )
    )
    return [
        {"title": part["title"], "text": part["advice"], "practice": practice_for(part, case)}
        for part in below[:MOST_NEXT]
    ]


def _gate(part: Mapping[str, Any]) -> dict[str, str]:
    """Return where the recruit stands at a gate, by the marks as they stand, in plain words."""
    names: list[str] = part["level_names"]
    gate: dict[str, Any] = part["gate"]
    if part["waiting"]:
        return {"title": part["title"], "state": "waiting", "words": gate["because"]}
    if _is_shut(part):
        words = gate_in_words(part["title"], part["level"], gate["needs"], gate["caps_at"], names)
        return {"title": part["title"], "state": "not yet", "words": f"{words} {gate['because']}"}
    words = f"It had to reach “{names[gate['needs']]}” and stands at “{names[part['level']]}”."
    return {"title": part["title"], "state": "passed", "words": words}


def _is_shut(part: Mapping[str, Any]) -> bool:
    gate: Mapping[str, int] | None = part.get("gate")
    return gate is not None and not part["waiting"] and part["level"] < gate["needs"]


def _overall(parts: list[dict[str, Any]], marks: Mapping[str, Any]) -> str:
    """Return the level of the whole in words, capped by every gate; empty while a part waits."""
    if not parts or any(part["waiting"] for part in parts):
        return ""
    level = overall_level(marks["score"], marks["max_score"])
    caps = [part["gate"]["caps_at"] for part in parts if _is_shut(part)]
    return str(parts[0]["level_names"][min([level, *caps])])


def _pass_mark(
    room: Mapping[str, Any], parts: list[dict[str, Any]], marks: Mapping[str, Any]
) -> list[str]:
    """
    Return where the pass mark comes from and where the points stand to it, in sentences.

    What was taken off for lateness says nothing of the work, and is left out.
    """
    mark = room.get("pass_mark")  # notebooks that an older kit marked have none
    if mark is None or room["unusable"]:
        return []
    if mark["points"] is None:
        return [mark["words"]]
    if not parts or any(part["waiting"] for part in parts):
        return [mark["words"], WAITING]
    points = marks["score"] + marks["late_penalty"]
    there = standing(points, mark["points"], mark["standard_error"])
    return [mark["words"], there.words]


def _unsure(case: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """Return what the recruit said that could not be read with certainty."""
    turns = case["turns"] if case else []
    return [
        {"number": turn["number"], "said": turn["said"]}
        for turn in turns
        if turn["unsure"] and turn["said"]
    ]
