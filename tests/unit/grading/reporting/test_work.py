"""What a recruit did, from the record alone."""

from pathlib import Path

import pytest

from grading.reporting import work as module
from grading.reporting.cohort import Cohort
from grading.reporting.work import LONGEST_PAUSE_MINUTES, Works, minutes_of
from simgen.record import RECORD_NAME, CaseRecord, ReplayedCase, replay
from tests.unit.grading.reporting.courses import RECRUITS, demo_record


def test_turns_findings_and_words_are_those_of_the_record(cohort: Cohort) -> None:
    ada = cohort.marks.submission("ada", "quiet-house")
    assert ada is not None
    work = cohort.work(ada)
    assert work.turns == len(RECRUITS["ada"].says)
    assert work.came_to_light == sum(each.came_to_light for each in work.found) > 10
    assert work.reflection == RECRUITS["ada"].reflection
    assert 1 <= len(work.quotes) <= 3
    assert all(quote.because for quote in work.quotes)
    assert [quote.turn for quote in work.quotes] == sorted(quote.turn for quote in work.quotes)


def test_the_same_record_is_played_once_and_a_changed_one_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[CaseRecord] = []

    def play_again(record: CaseRecord) -> ReplayedCase:
        played.append(record)
        return replay(record)

    monkeypatch.setattr(module, "replay", play_again)
    path = tmp_path / RECORD_NAME
    path.write_bytes(demo_record("finn"))
    works = Works()
    first = works.read(tmp_path, "quiet-house")
    assert works.read(tmp_path, "quiet-house") is first
    assert len(played) == 1
    path.write_bytes(demo_record("elin"))
    assert works.read(tmp_path, "quiet-house") != first
    assert len(played) == 2


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"x" * 3_000_000])
def test_a_record_that_cannot_be_used_is_said_and_never_raises(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / RECORD_NAME).write_bytes(content)
    work = Works().read(tmp_path, "quiet-house")
    assert RECORD_NAME in work.problem
    assert work.turns == 0


def test_minutes_leave_out_time_away_from_the_desk() -> None:
    day = "2026-10-20T{}:00+01:00"
    moments = [day.format(time) for time in ("10:00", "10:04", "14:00", "14:05")]
    assert minutes_of(moments) == 4 + LONGEST_PAUSE_MINUTES + 5


def test_minutes_are_unknown_where_no_times_were_kept() -> None:
    assert minutes_of(["", "yesterday", "2026-10-20T10:00:00"]) is None
    assert minutes_of(["2026-10-20T10:00:00+01:00"] * 3) is None


def test_a_clock_that_went_backwards_gives_no_minutes_back() -> None:
    times = ["2026-10-20T10:05:00Z", "2026-10-20T09:00:00Z", "2026-10-20T09:02:00Z"]
    assert minutes_of(times) == 2
