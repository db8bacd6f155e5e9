"""README, changelog and licences tell the truth about the project beside them."""

import importlib.metadata
import re
import subprocess

import pytest

from simgen.version import __version__
from tests.unit.project.root import ROOT, pyproject, text

LONGEST_README = 120
LARGEST_PICTURE_BYTES = 200_000


def make_lines(name: str) -> list[str]:
    """Every `make ...` that a document tells its reader to type, with its variables."""
    typed = re.findall(r"(?:^    |`)(make(?: [\w-]+(?:=[^\s`]+)?)+)", text(name), re.MULTILINE)
    return sorted(set(typed))


def linkworker_commands(name: str) -> set[tuple[str, ...]]:
    """Every `linkworker x [y]` that a document names; a capital starts an argument."""
    found = re.findall(
        r"linkworker ([a-z]+)(?: ([a-z]+)(?= [A-Z`]| {2,}|$))?", text(name), re.MULTILINE
    )
    return {tuple(word for word in words if word) for words in found}


@pytest.mark.parametrize("line", sorted({*make_lines("README.md"), *make_lines("CONTRIBUTING.md")}))
def test_every_make_line_can_be_typed(line: str) -> None:
    dry = subprocess.run(
        [*line.split(), "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert dry.returncode == 0, dry.stderr


def test_the_readme_shows_the_two_commands() -> None:
    assert {"make start", "make test"} <= set(make_lines("README.md"))


@pytest.mark.parametrize("words", sorted(linkworker_commands("README.md")), ids=" ".join)
def test_every_linkworker_command_of_the_readme_exists(words: tuple[str, ...]) -> None:
    from typer.testing import CliRunner

    from course.command import app

    result = CliRunner().invoke(app, [*words, "--help"])
    assert result.exit_code == 0, result.output


def test_the_readme_names_the_version_and_the_python_of_pyproject() -> None:
    assert f"Version {__version__}." in text("README.md")
    oldest = pyproject()["project"]["requires-python"].removeprefix(">=")
    assert f"Python {oldest} or newer" in text("README.md")


def test_the_version_is_said_in_one_place_and_installed() -> None:
    assert importlib.metadata.version("link-worker-kit") == __version__
    assert f"## [{__version__}]" in text("CHANGELOG.md")
    assert pyproject()["tool"]["hatch"]["version"]["path"] == "simgen/version.py"
    for package in ("simgen", "grading", "course"):
        for path in (ROOT / package).rglob("*.py"):
            if path != ROOT / "simgen" / "version.py":
                assert f'"{__version__}"' not in path.read_text(encoding="utf-8"), path


def test_the_readme_can_be_read_in_one_sitting() -> None:
    assert len(text("README.md").splitlines()) <= LONGEST_README


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_link_to_a_file_leads_somewhere(name: str) -> None:
    targets = re.findall(r"\]\((?!http)([^)#]+)\)", text(name))
    assert targets
    for target in targets:
        assert (ROOT / target).exists(), target


def test_the_picture_is_small() -> None:
    picture = ROOT / "course" / "pictures" / "case-room.png"
    assert 0 < picture.stat().st_size < LARGEST_PICTURE_BYTES


def test_both_licences_are_there_in_full() -> None:
    assert "Apache License" in text("LICENSE")
    assert "END OF TERMS AND CONDITIONS" in text("LICENSE")
    assert "Attribution 4.0 International" in text("LICENSE-CONTENT")
    assert "Section 8 -- Interpretation" in text("LICENSE-CONTENT")
