"""A password is asked for, and only a hash of it is kept."""

import getpass
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jupyter_server.auth.security import passwd_check

from course.serving.password import ask_password, password_file, stored_password
from simgen.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterator

GOOD = "correct horse battery"


def typed(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    waiting: Iterator[str] = iter(answers)
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(waiting))


def test_only_a_hash_is_kept_and_only_for_its_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, GOOD, GOOD)
    hashed = ask_password(tmp_path)
    assert passwd_check(hashed, GOOD)
    kept = password_file(tmp_path)
    assert GOOD not in kept.read_text(encoding="utf-8")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stored_password(tmp_path) == hashed


@pytest.mark.parametrize(
    ("answers", "why"), [(("short",), "at least 8"), ((GOOD, GOOD + "?"), "differ")]
)
def test_a_password_that_does_not_do_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: tuple[str, ...], why: str
) -> None:
    typed(monkeypatch, GOOD, GOOD)
    before = ask_password(tmp_path)
    typed(monkeypatch, *answers)
    with pytest.raises(WorkspaceError, match=why):
        ask_password(tmp_path)
    assert stored_password(tmp_path) == before


def test_without_one_the_course_asks_for_none(tmp_path: Path) -> None:
    assert stored_password(tmp_path) == ""
