"""Every command on a course finds it in the same way, and takes either name for the option."""

from pathlib import Path

import pytest
import typer

from course.command import app
from course.command.folder import WORKSPACE, found


def test_the_folder_one_stands_in_is_the_course_where_it_is_one(
    tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert found(WORKSPACE) == WORKSPACE
    (tmp_path / "nbgrader_config.py").write_text("", encoding="utf-8")
    assert found(WORKSPACE) == tmp_path
    assert found(Path("elsewhere")) == Path("elsewhere")
    (tmp_path / "workspace").mkdir()
    assert found(WORKSPACE) == WORKSPACE


@pytest.mark.parametrize(
    "words",
    ["export", "grade", "moderation sample", "moderation status", "panel new", "panel open"],
)
def test_a_command_on_a_course_takes_either_name(words: str) -> None:
    command = typer.main.get_command(app)
    for word in words.split():
        command = command.commands[word] if hasattr(command, "commands") else command
    names = {name for option in command.params for name in option.opts}
    assert {"--course", "--workspace"} <= names
