"""Publishing follows the frozen rules, leaves a trail, and refuses what the votes do not carry."""

import json
from pathlib import Path

import pytest

from grading.panel import Answer, Panel, PanelError, close_round, invite, open_round
from grading.panel.answers import save_answers
from grading.panel.publishing import publish
from grading.panel.summary import summarise
from grading.panel.wording import advice, in_words
from grading.rubric import RUBRICS, load_rubric, rubric_hash

NEW_WORDS = "Open questions, and much of what was heard is said back."


def answered(
    panel: Panel, raters: int, *, importance: dict[str, int] | None = None, choose: int = 0
) -> Panel:
    """Hold both rounds with raters who are of one mind."""
    invite(panel, raters)
    for number in (1, 2):
        open_round(panel)
        for at, rater in enumerate(panel.raters):
            answers = [Answer("pseudonym", f"Bird {at}"), Answer("years", "5")]
            for criterion in panel.rubric.criteria:
                rating = (importance or {}).get(criterion.id, 8)
                answers.append(Answer("importance", str(rating), criterion.id))
                answers += [
                    Answer("standard", str(share - at), criterion.id, level=str(level))
                    for level, share in ((1, 95), (2, 60), (3, 20))
                ]
                answers += [
                    Answer("mark", str((label_at + at // 4) % 4), criterion.id, label)
                    for label_at, label in enumerate(panel.labels)
                ]
            if number == 1 and at == 0:
                answers.append(Answer("wording", NEW_WORDS, "listening", level="2"))
            if number == 2:
                chosen = "1" if at < choose else "0"
                answers.append(Answer("choice", chosen, "listening", level="2"))
            save_answers(panel.path_of(number, rater), answers, panel.scope(number))
    close_round(panel)
    return panel


def test_the_next_version_carries_its_whole_trail(panel: Panel) -> None:
    path = publish(answered(panel, 8, choose=6))
    rubric = load_rubric(path)
    assert (rubric.id, rubric.version, rubric.kind) == ("starter", 4, "panel")
    assert rubric.status == "confirmed by a panel of 8 link workers"
    trail = rubric.confirmation
    assert trail is not None
    assert trail.previous.sha256 == rubric_hash(load_rubric())
    assert [each.pseudonym for each in trail.raters] == [f"Bird {at}" for at in range(8)]
    assert {vote.criterion for vote in trail.votes} == {each.id for each in rubric.criteria}
    assert {rule.name for rule in trail.rules} >= {"keep-median", "wording-share"}
    assert trail.statistics
    assert rubric.criterion("listening").levels[2] == NEW_WORDS
    assert any("reworded: 6 of 8" in change for change in trail.changes)
    assert rubric.pass_mark is not None
    assert rubric.pass_mark.judges == 8
    assert 0 < rubric.pass_mark.standard_error < 2
    audit = json.loads(path.with_suffix(".audit.json").read_text(encoding="utf-8"))
    assert audit["sha256"] == rubric_hash(rubric)
    assert len(audit["rounds"]) == 2


def test_words_without_three_quarters_are_not_taken(panel: Panel) -> None:
    rubric = load_rubric(publish(answered(panel, 8, choose=5)))
    assert rubric.criterion("listening").levels == load_rubric().criterion("listening").levels
    assert rubric.confirmation is not None
    assert rubric.confirmation.changes == ["No criterion and no level changed."]


def test_a_criterion_is_dropped_an_unsettled_one_stays_and_is_said(panel: Panel) -> None:
    ratings = {"recording": 2, "strengths": 5, "safety": 1}
    rubric = load_rubric(publish(answered(panel, 7, importance=ratings)))
    ids = {criterion.id for criterion in rubric.criteria}
    assert "recording" not in ids
    assert {"strengths", "safety"} <= ids
    assert rubric.criterion("safety").gate is not None
    assert "but for 1 of 11 criteria on which it did not settle" in rubric.status
    assert rubric.pass_mark is not None
    assert rubric.pass_mark.of == rubric.maximum


def test_too_few_raters_confirm_nothing(panel: Panel) -> None:
    with pytest.raises(PanelError, match=r"6 raters answered in round 2; .* ask for 7"):
        publish(answered(panel, 6))
    assert not (panel.folder / "published").exists()
    assert any("6 raters have answered" in sentence for sentence in advice(summarise(panel)))


def test_nothing_is_published_from_an_open_round_or_none(panel: Panel) -> None:
    with pytest.raises(PanelError, match="has had no round yet"):
        publish(panel)
    invite(panel, 1)
    open_round(panel)
    with pytest.raises(PanelError, match="still open"):
        publish(panel)


def test_what_was_published_is_not_written_over(panel: Panel) -> None:
    path = publish(answered(panel, 7))
    before = path.read_bytes()
    with pytest.raises(PanelError, match="published before"):
        publish(panel)
    assert path.read_bytes() == before


def test_votes_on_an_old_version_do_not_speak_for_the_new_one(
    panel: Panel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(panel, 7)
    newer = tmp_path / "rubrics"
    newer.mkdir()
    text = (RUBRICS / "starter.yaml").read_text(encoding="utf-8")
    (newer / "starter.yaml").write_text(text.replace("version: 3", "version: 5"), encoding="utf-8")
    monkeypatch.setattr("grading.rubric.RUBRICS", newer)
    with pytest.raises(PanelError, match=r"is now version 5 .* add --anyway"):
        publish(panel)
    assert load_rubric(publish(panel, anyway=True)).version == 4


def test_one_rater_and_all_the_same_ratings_are_told_and_break_nothing(panel: Panel) -> None:
    invite(panel, 3)
    open_round(panel)
    assert "Nobody has rated" not in in_words(summarise(panel)).split("## Tables")[0]
    for rater in panel.raters:
        marks = [
            Answer("mark", "2", criterion.id, label)
            for criterion in panel.rubric.criteria
            for label in panel.labels
        ]
        save_answers(panel.path_of(1, rater), marks, panel.scope(1))
        text = in_words(summarise(panel))
        assert "cannot be worked out" in text
        assert "There is no pass mark yet" in text


def test_a_mended_csv_is_named_first_among_what_to_do(panel: Panel) -> None:
    invite(panel, 2)
    open_round(panel)
    panel.save("rater-1", Answer("importance", "8", "listening"))
    path = panel.path_of(1, "rater-1")
    path.write_text(path.read_text(encoding="utf-8").replace('"8"', '"eight"'), encoding="utf-8")
    said = advice(summarise(panel))
    assert said[0].startswith("Mend or clear: round-1/rater-1.csv, line 2")


def test_who_has_not_come_back_is_named_and_counts_only_in_the_round_before(panel: Panel) -> None:
    invite(panel, 2)
    open_round(panel)
    for rater in panel.raters:
        panel.save(rater, Answer("importance", "8", "listening"))
    open_round(panel)
    panel.save("rater-1", Answer("importance", "7", "listening"))
    summary = summarise(panel)
    assert any(said.startswith("Remind, or note as left: rater 2.") for said in advice(summary))
    assert summary.consensus["listening"].ratings == (7,)


def test_what_raters_wrote_stands_in_the_summary_as_words(panel: Panel) -> None:
    invite(panel, 1)
    open_round(panel)
    panel.save("rater-1", Answer("importance", "8", "listening", reason="<b>It</b> is | the work."))
    panel.save("rater-1", Answer("wording", "Says it back.", "listening", level="2"))
    text = in_words(summarise(panel))
    assert "- Importance 8: &lt;b>It&lt;/b> is \\| the work. (rater 1)" in text
    assert "- New words for level 2: Says it back. (rater 1)" in text


def test_markup_in_what_a_hand_wrote_stays_words_in_the_summary(panel: Panel) -> None:
    invite(panel, 1)
    open_round(panel)
    panel.save("rater-1", Answer("importance", "8", "listening"))
    path = panel.path_of(1, "rater-1")
    text = path.read_text(encoding="utf-8").replace('"8"', '"<script>|x"')
    path.write_text(text, encoding="utf-8")
    assert "<script>" not in in_words(summarise(panel))
