"""
Read YAML written by a person, and say exactly where it is wrong.

A trainer mends a file from the message alone, so each problem carries the
file, the line, the key, what was found and what was expected.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from simgen.errors import ScenarioError

MAX_BYTES = 1024 * 1024
"""No case or town written by hand comes near one mebibyte."""

OWN = Path(__file__).resolve().parents[2] / "scenarios"
"""Where the kit's own cases and towns lie."""

Path_ = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file: ``line`` counts from 1, ``key`` is dotted."""

    line: int
    key: str
    found: str
    expected: str

    def __str__(self) -> str:
        """Return the problem on one line, without the file's name."""
        where = f"line {self.line}"
        key = f", {self.key}" if self.key else ""
        found = f": found {self.found}" if self.found else ""
        return f"{where}{key}{found}; expected {self.expected}"


@dataclass(frozen=True, slots=True)
class Written:
    """The data of a YAML file, with the line on which each value stands."""

    path: Path
    data: Any
    lines: dict[Path_, int]

    def line_of(self, key: Sequence[str | int]) -> int:
        """Return the line of a key, or of its nearest parent that is in the file."""
        key = tuple(key)
        while key not in self.lines and key:
            key = key[:-1]
        return self.lines.get(key, 1)

    def error(self, problems: Sequence[Problem]) -> ScenarioError:
        """Return one error that lists all the problems, in the order of the file."""
        listed = "\n".join(
            f"  {self.path}: {problem}" for problem in sorted(problems, key=lambda p: p.line)
        )
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        return ScenarioError(f"{self.path.name} has {count}:\n{listed}")


def _composed(text: str, *, trusted: bool) -> tuple[yaml.Node | None, Any]:
    """
    Return a YAML text as nodes, which know their lines, and as data.

    The kit's own files are read by the C library, ten times as fast where there
    is one. A stranger's file is not: nested deeply enough, it could end the process.
    """
    fast = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        loader = (fast if trusted else yaml.SafeLoader)(text)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError:
        loader = yaml.SafeLoader(text)  # whose messages say more
        node = loader.get_single_node()
    return node, None if node is None else loader.construct_document(node)


def read_yaml(path: Path) -> Written:
    """
    Read one YAML file.

    Raises :class:`~simgen.errors.ScenarioError` when the file is missing, too
    large, not UTF-8, not YAML, or names the same key twice.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ScenarioError(
                f"{path}: found {size:,} bytes; expected at most {MAX_BYTES:,}. "
                "Is this the right file?"
            )
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ScenarioError(f"{path}: there is no such file.") from None
    except UnicodeDecodeError as error:
        raise ScenarioError(
            f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8 and try again."
        ) from None
    except OSError as error:
        raise ScenarioError(f"{path}: cannot be read ({error.strerror}).") from None
    lines: dict[Path_, int] = {}
    try:
        node, data = _composed(text, trusted=path.is_relative_to(OWN))
        if node is None:
            raise ScenarioError(f"{path}: the file is empty; expected a case or a town.")
        problems: list[Problem] = []
        _note_lines(node, (), lines, problems)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise ScenarioError(
            f"{path}: line {line}: {error.problem or 'not valid YAML'}. Check the indentation, and "
            "put quotes round a text that holds a colon or starts with a bracket or brace."
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise ScenarioError(f"{path}: not valid YAML ({_short(error)}).") from None
    written = Written(path, data, lines)
    if problems:
        raise written.error(problems)
    return written


def validate(written: Written, model: type[M]) -> M:
    """
    Return the model that a file's data make.

    Raises :class:`~simgen.errors.ScenarioError` naming every problem at once.
    """
    if not isinstance(written.data, dict):
        found = type(written.data).__name__
        raise written.error([Problem(1, "", f"a {found}", "keys and values, such as 'id: name'")])
    try:
        return model.model_validate(written.data)
    except ValidationError as error:
        raise written.error([_problem(written, detail) for detail in error.errors()]) from None


def _problem(written: Written, detail: Any) -> Problem:
    location = tuple(detail["loc"])
    kind, context = detail["type"], detail.get("ctx", {})
    found = _short(detail["input"]) if kind != "missing" else "nothing"
    expected = {
        "missing": "a value for this key",
        "extra_forbidden": "no such key; check the spelling",
        "string_type": "text",
        "list_type": "a list, each line starting with '- '",
        "literal_error": f"one of {context.get('expected', '')}",
        "too_short": f"at least {context.get('min_length', '')} of these",
        "string_pattern_mismatch": "lower-case words joined by hyphens, such as quiet-house",
    }.get(kind, str(detail["msg"]).replace("Input should be ", ""))
    return Problem(written.line_of(location), _dotted(location), found, expected)


def _note_lines(
    node: yaml.Node, key: Path_, lines: dict[Path_, int], problems: list[Problem]
) -> None:
    """Note the line of every value below a node, and any key named twice."""
    lines.setdefault(key, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        seen: set[Hashable] = set()
        for name, value in node.value:
            child = (*key, str(name.value))
            line = name.start_mark.line + 1
            if child in seen:
                problems.append(
                    Problem(line, _dotted(child), "the same key again", "each key only once")
                )
            seen.add(child)
            lines[child] = line
            _note_lines(value, child, lines, problems)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _note_lines(value, (*key, index), lines, problems)


def _dotted(key: Sequence[str | int]) -> str:
    return "".join(f"[{k}]" if isinstance(k, int) else f".{k}" for k in key).lstrip(".")


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return repr(text if len(text) <= 60 else text[:57] + "...")
