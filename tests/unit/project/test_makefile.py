"""`make` on a machine that lacks something, or where an install was broken off."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.unit.project.root import ROOT, text

# What the recipe for .venv itself calls; a machine with these and no Python is a bare one.
BARE_MACHINE = ("sh", "make", "rm", "touch", "cat", "echo")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with our Makefile and nothing to install."""
    folder = tmp_path / "a project"
    folder.mkdir()
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "nothing"\n', encoding="utf-8"
    )
    return folder


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder for PATH that holds the programs of a bare machine."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in BARE_MACHINE:
        found = shutil.which(name)
        assert found, f"{name} is needed to run this test"
        (folder / name).symlink_to(found)
    return folder


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!{shutil.which('sh')}\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def make(project: Path, target: str, path: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", target],
        cwd=project,
        env={**environment, "PATH": str(path)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_python_it_says_what_to_install(project: Path, programs: Path) -> None:
    result = make(project, ".venv/.made", programs)
    assert result.returncode != 0
    assert "No Python 3.11 or newer was found" in result.stderr
    assert not (project / ".venv").exists()


def test_an_old_python_is_passed_over(project: Path, programs: Path) -> None:
    program(programs, "python3", "exit 1")
    result = make(project, ".venv/.made", programs)
    assert "No Python 3.11 or newer was found" in result.stderr


def test_without_venv_it_names_the_debian_package(project: Path, programs: Path) -> None:
    program(programs, "python3", 'case "$2" in *ensurepip*) exit 1;; esac')
    result = make(project, ".venv/.made", programs)
    assert result.returncode != 0
    assert "apt-get install python3-venv" in result.stderr


def test_the_newest_python_that_can_make_an_environment_is_taken(
    project: Path, programs: Path
) -> None:
    making = 'case "$2" in venv) mkdir -p .venv; echo made with $0; esac'
    program(programs, "python3.14", 'case "$2" in *ensurepip*) exit 1;; esac')
    program(programs, "python3.13", making)
    program(programs, "python3", making)
    (programs / "mkdir").symlink_to(str(shutil.which("mkdir")))
    result = make(project, ".venv/.made", programs)
    assert result.returncode == 0, result.stderr
    assert "Making .venv with python3.13" in result.stdout


def test_an_environment_that_was_moved_is_made_anew(project: Path) -> None:
    path = Path(os.environ["PATH"].split(os.pathsep)[0])
    assert make(project, ".venv/.made", Path(os.environ["PATH"])).returncode == 0, path
    made = (project / ".venv" / ".made").read_text(encoding="utf-8").strip()
    assert made == str(project)
    moved = project.with_name("moved project")
    project.rename(moved)
    result = make(moved, ".venv/.made", Path(os.environ["PATH"]))
    assert "Making .venv" in result.stdout
    assert (moved / ".venv" / ".made").read_text(encoding="utf-8").strip() == str(moved)


def test_an_install_that_failed_is_tried_again(project: Path) -> None:
    everything = Path(os.environ["PATH"])
    for _ in range(2):
        # Our pyproject.toml cannot be built: the install fails, and is not taken for done.
        result = make(project, ".venv/.runtime", everything)
        assert result.returncode != 0
        assert not (project / ".venv" / ".runtime").exists()
        assert "Installing the kit" in result.stdout


def test_nothing_is_installed_again_unless_pyproject_changed(project: Path) -> None:
    everything = Path(os.environ["PATH"])
    assert make(project, ".venv/.made", everything).returncode == 0
    (project / ".venv" / ".runtime").touch()
    assert "Installing" not in make(project, ".venv/.runtime", everything).stdout
    later = (project / ".venv" / ".runtime").stat().st_mtime + 10
    os.utime(project / "pyproject.toml", (later, later))
    assert "Installing" in make(project, ".venv/.runtime", everything).stdout


def test_start_passes_on_what_was_asked_for(project: Path) -> None:
    (project / ".venv").mkdir()
    asked = ["make", "-n", "start", "PORT=9000", "WORKSPACE=my course", "BROWSER=no"]
    dry = subprocess.run(asked, cwd=project, capture_output=True, text=True, check=True)
    said = " ".join(dry.stdout.replace("\\\n", " ").split())
    assert '--workspace "my course" --port "9000" --no-browser' in said


def test_the_help_names_every_target() -> None:
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    (phony,) = [line for line in text("Makefile").splitlines() if line.startswith(".PHONY: start")]
    for target in phony.removeprefix(".PHONY: ").split():
        assert f"make {target} " in shown.stdout
