"""A panel's folder: codes, rounds, and what is refused in words."""

import json
import re
from pathlib import Path

import pytest

from grading.panel import (
    Answer,
    CodeUnknown,
    Panel,
    PanelError,
    RoundClosed,
    close_round,
    invite,
    make_panel,
    open_panel,
    open_round,
)
from grading.panel.folder import read_panel_file
from grading.panel.invitations import MOST
from simgen.errors import RubricError


def test_a_panel_holds_the_rubric_and_records_that_say_nothing_of_their_level(
    panel: Panel,
) -> None:
    assert panel.labels == list("ABCDEF")
    assert panel.rubric.id == "starter"
    for label in panel.labels:
        record = (panel.folder / "submissions" / f"{label}.json").read_text(encoding="utf-8")
        assert "Made for a test" not in record
        assert "quiet-house-made" not in record
    assert panel.replayed("A").talk.turns


def test_labels_do_not_follow_the_order_of_quality(panel: Panel) -> None:
    numbers = [int(each.anchor.rpartition("-")[2]) for each in panel.file.submissions]
    assert sorted(numbers) == list(range(1, 7))
    assert numbers != sorted(numbers)


def test_each_rater_has_an_order_of_their_own_that_stays(panel: Panel) -> None:
    one, other = panel.order_for("rater-1"), panel.order_for("rater-2")
    assert sorted(one) == sorted(other) == panel.labels
    assert one != other
    assert one == open_panel(panel.folder).order_for("rater-1")


def test_a_code_lets_in_and_nothing_on_disk_holds_it(panel: Panel) -> None:
    codes = invite(panel, 3)
    open_round(panel)
    assert re.fullmatch(r"[a-z0-9]{4}(-[a-z0-9]{4}){2}", codes["rater-2"])
    assert panel.enter(codes["rater-2"]) == "rater-2"
    assert panel.enter(codes["rater-2"].upper().replace("-", " ")) == "rater-2"
    everything = "".join(
        path.read_text(encoding="utf-8", errors="replace")
        for path in panel.folder.rglob("*")
        if path.is_file()
    )
    for code in codes.values():
        assert code not in everything
        assert code.replace("-", "") not in everything


@pytest.mark.parametrize("code", ["", "   ", "aaaa-bbbb-cccc", "x" * 10_000])
def test_an_unknown_code_is_refused_in_words(panel: Panel, code: str) -> None:
    invite(panel, 1)
    open_round(panel)
    with pytest.raises(CodeUnknown, match="No invitation to this panel has that code"):
        panel.enter(code)


def test_an_empty_code_does_not_open_a_simulated_raters_answers(simulated: Panel) -> None:
    with pytest.raises(CodeUnknown):
        simulated.enter("")


def test_before_round_one_and_after_it_closed_nothing_can_be_entered(panel: Panel) -> None:
    code = invite(panel, 1)["rater-1"]
    with pytest.raises(RoundClosed, match="has not begun"):
        panel.enter(code)
    open_round(panel)
    panel.enter(code)
    panel.save("rater-1", Answer("importance", "8", "listening"))
    close_round(panel)
    with pytest.raises(RoundClosed, match="Round 1 of this panel closed on"):
        panel.save("rater-1", Answer("importance", "2", "listening"))
    answer = panel.answers(1, "rater-1").get("importance", "listening")
    assert answer is not None
    assert answer.answer == "8"


def test_rules_are_fixed_with_the_first_round(panel: Panel) -> None:
    assert panel.file.rules == []
    open_round(panel)
    path = panel.folder / "panel.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    assert {rule["name"] for rule in data["rules"]} >= {"keep-median", "spread-base"}
    rules = list(panel.file.rules)
    panel.save("rater-1", Answer("importance", "8", "listening"))
    invite(panel, 1)
    panel.save("rater-1", Answer("importance", "7", "safety"))
    open_round(panel)
    assert panel.file.rules == rules


def test_round_two_needs_an_answer_in_round_one_and_there_is_no_third(panel: Panel) -> None:
    invite(panel, 1)
    open_round(panel)
    with pytest.raises(PanelError, match="Nobody has answered in round 1"):
        open_round(panel)
    panel.save("rater-1", Answer("importance", "8", "listening"))
    assert open_round(panel) == 2
    with pytest.raises(PanelError, match="has had its 2 rounds"):
        open_round(panel)


def test_round_two_begins_with_ones_own_answers(panel: Panel) -> None:
    code = invite(panel, 1)["rater-1"]
    open_round(panel)
    panel.enter(code)
    panel.save("rater-1", Answer("importance", "8", "listening", reason="It is the work."))
    panel.save("rater-1", Answer("wording", "Says back what was heard.", "listening", level="2"))
    open_round(panel)
    panel.enter(code)
    again = panel.answers(2, "rater-1")
    answer = again.get("importance", "listening")
    assert answer is not None
    assert (answer.answer, answer.reason) == ("8", "It is the work.")
    assert list(again.of("wording")) == []
    (proposal,) = panel.file.rounds[-1].proposals
    assert (proposal.criterion, proposal.level, proposal.number) == ("listening", 2, 1)


def test_the_same_words_twice_or_the_old_ones_are_no_new_proposal(panel: Panel) -> None:
    invite(panel, 3)
    open_round(panel)
    old = panel.rubric.criterion("safety").levels[0]
    for rater, text in (
        ("rater-1", "Said  nothing."),
        ("rater-2", "said nothing."),
        ("rater-3", old),
    ):
        panel.save(rater, Answer("wording", text, "safety", level="0"))
    open_round(panel)
    assert [each.text for each in panel.file.rounds[-1].proposals] == ["Said nothing."]


def test_another_version_of_the_rubric_in_the_folder_is_found(panel: Panel) -> None:
    path = panel.folder / "rubric.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("version: 3", "version: 9"), encoding="utf-8"
    )
    with pytest.raises(
        PanelError, match=r"found 'starter' version 9 .* expected 'starter' version 3"
    ):
        open_panel(panel.folder)


def test_a_folder_that_is_no_panel_and_one_that_was_edited_say_so(
    panel: Panel, tmp_path: Path
) -> None:
    with pytest.raises(PanelError, match=r"panel\.json is missing.*linkworker panel new"):
        open_panel(tmp_path / "nothing")
    path = panel.folder / "panel.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(data | {"salt": "short"}), encoding="utf-8")
    with pytest.raises(PanelError, match=r"panel\.json: salt.*last-good"):
        read_panel_file(panel.folder)
    path.write_text("{", encoding="utf-8")
    with pytest.raises(PanelError, match="not meant to be edited"):
        read_panel_file(panel.folder)


def test_a_new_panel_takes_no_folder_that_is_used_and_no_case_without_anchors(
    panel: Panel, anchors: Path, tmp_path: Path
) -> None:
    with pytest.raises(PanelError, match="already holds something"):
        make_panel(panel.folder, anchors=anchors)
    with pytest.raises(PanelError, match="'no-such-case' has no anchors"):
        make_panel(tmp_path / "other", cases=["no-such-case"], anchors=anchors)
    with pytest.raises(RubricError, match="no rubric 'stater'"):
        make_panel(tmp_path / "other", rubric="stater", anchors=anchors)


@pytest.mark.parametrize("count", [0, -1, MOST + 1])
def test_an_odd_number_of_raters_is_refused(panel: Panel, count: int) -> None:
    with pytest.raises(PanelError, match="expected 1 to 99"):
        invite(panel, count)
