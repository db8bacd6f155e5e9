"""One list of dependencies: pyproject.toml; conda's says the same, and each is really used."""

import ast
import re

import pytest
import yaml

from tests.unit.project.root import ROOT, pyproject, text

# Where the name one imports differs from the name one installs.
IMPORTED_AS = {"pyyaml": "yaml", "scikit-learn": "sklearn"}
# Where conda-forge has it under another name than PyPI.
CONDA_NAMES = {"typst-py": "typst"}
# Part of the course without being imported: the server runs it as an extension.
RUN_BY_NAME = {"voila": "voila.server_extension", "jupyterlab": "jupyterlab"}


def requirements() -> dict[str, str]:
    """Name to bound, as in {"faker": "==40.54.0"}: what `make start` installs."""
    project = pyproject()["project"]
    return dict(
        split(line)
        for line in [*project["dependencies"], *project["optional-dependencies"]["panel"]]
    )


def split(requirement: str) -> tuple[str, str]:
    found = re.fullmatch(r"([A-Za-z0-9_.-]+)((?:>=|==)[\w.]+)", requirement)
    assert found, f"{requirement}: expected name>=bound or name==version"
    return found.group(1).lower(), found.group(2)


def conda() -> list[str | dict[str, list[str]]]:
    listed: list[str | dict[str, list[str]]] = yaml.safe_load(text("environment.yml"))[
        "dependencies"
    ]
    return listed


def test_conda_has_the_same_dependencies_with_the_same_bounds() -> None:
    named = [line for line in conda() if isinstance(line, str) and line != "pip"]
    expected = {"python": pyproject()["project"]["requires-python"], **requirements()}
    found = dict(split(line) for line in named)
    assert {CONDA_NAMES.get(name, name): bound for name, bound in found.items()} == expected


def test_conda_takes_only_this_package_from_pip() -> None:
    by_pip = [line["pip"] for line in conda() if isinstance(line, dict)]
    assert by_pip == [["--editable ."]]
    assert "pip" in conda()


def test_faker_is_pinned_exactly_and_nothing_else_is() -> None:
    exact = [name for name, bound in requirements().items() if bound.startswith("==")]
    assert exact == ["faker"]


@pytest.mark.parametrize("name", sorted(requirements()))
def test_each_dependency_is_used(name: str) -> None:
    if name in RUN_BY_NAME:
        assert f'"{RUN_BY_NAME[name]}"' in text("course/serving/settings.py")
        return
    assert IMPORTED_AS.get(name, name) in imported_modules()


def imported_modules() -> set[str]:
    found: set[str] = set()
    for package in ("simgen", "grading", "course"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    found.update(alias.name.split(".")[0] for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.level == 0:
                    found.add((node.module or "").split(".")[0])
    return found
