"""The house is what CONTRIBUTING.md says it is."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.unit.project.root import ROOT, pyproject, text

PACKAGES = ("simgen", "grading", "course")
LONGEST_FILE = 400
BUILT = {"__pycache__"}


def test_the_layers_are_all_the_packages_there_are() -> None:
    tool = pyproject()["tool"]
    wheel = tool["hatch"]["build"]["targets"]["wheel"]["packages"]
    layers = tool["importlinter"]["contracts"][0]["layers"]
    assert set(wheel) - {"scenarios"} == set(layers) == set(PACKAGES)
    assert tool["importlinter"]["root_packages"] == layers
    homes = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert homes - {"tests"} == set(PACKAGES)


def test_scenarios_are_data_only() -> None:
    assert not list((ROOT / "scenarios").rglob("*.py"))


@pytest.mark.parametrize("package", PACKAGES)
def test_each_package_is_typed(package: str) -> None:
    assert (ROOT / package / "py.typed").exists()


def test_no_file_is_more_than_a_room() -> None:
    for folder in (*PACKAGES, "tests"):
        for path in (ROOT / folder).rglob("*.py"):
            lines = len(path.read_text(encoding="utf-8").splitlines())
            assert lines <= LONGEST_FILE, f"{path}: {lines} lines"


def test_continuous_integration_runs_make_test_and_nothing_else() -> None:
    commands = [
        line
        for line in text(".ci/run").splitlines()
        if line and not line.startswith(("#", "set ", "cd "))
    ]
    assert commands == ["exec make test"]


def test_the_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    # The build runs in this environment, so that no network is needed.
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--no-build-isolation",
            "--wheel-dir",
            str(tmp_path),
            str(ROOT),
        ],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for package in (*PACKAGES, "scenarios")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and not BUILT & set(path.parts)
    }
    assert wanted <= held, sorted(wanted - held)
    strangers = {name.split("/")[0] for name in held} - {*PACKAGES, "scenarios"}
    assert all(name.endswith(".dist-info") for name in strangers)
