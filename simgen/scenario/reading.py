"""
Read YAML written by a person, and say exactly where it is wrong.

A trainer mends a file from the message alone, so each problem carries the
file, the line, the key, what was found and what was expected.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from simgen.errors import KitError, ScenarioError
from simgen.scenario.slips import CURLY, encoding_slip, near, short, slip_of

MAX_BYTES = 2 * 1024 * 1024
"""No case or town written by hand comes near two mebibytes, however it is encoded."""

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
    """
    The data of a YAML file, with the nodes that know the line of each value.

    ``raises`` is the kind of error that its problems become.
    """

    path: Path
    data: Any
    node: yaml.Node
    raises: type[KitError] = ScenarioError

    def line_of(self, key: Sequence[str | int]) -> int:
        """
        Return the line of a key, or of its nearest parent that is in the file.

        It is looked for only when something is wrong: most files are right.
        """
        node, line = self.node, self.node.start_mark.line + 1
        for step in key:
            found = _below(node, step)
            if found is None:
                break
            node, line = found
        return line

    def error(self, problems: Sequence[Problem]) -> KitError:
        """Return one error that lists all the problems, in the order of the file."""
        return self.raises(_listed(self.path, problems))


def _listed(path: Path, problems: Sequence[Problem]) -> str:
    lines = [f"  {path}: {problem}" for problem in sorted(problems, key=lambda each: each.line)]
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return "\n".join([f"{path.name} has {count}:", *lines])


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


def read_yaml(
    path: Path,
    what: str = "a case or a town",
    raises: type[KitError] = ScenarioError,
    *,
    trusted: bool = False,
) -> Written:
    """
    Read one YAML file; ``what`` says what it should hold.

    Raises ``raises`` when the file is missing, too large, not UTF-8, not YAML,
    or names the same key twice. ``trusted`` files are the kit's own.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise raises(
                f"{path}: found {size:,} bytes; expected at most {MAX_BYTES:,}. "
                "Is this the right file?"
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise raises(f"{path}: there is no such file.") from None
    except OSError as error:
        raise raises(f"{path}: cannot be read ({error.strerror}).") from None
    problems: list[Problem] = []
    text = ""
    try:
        text = data.decode("utf-8")
        node, found = _composed(text, trusted=trusted or path.is_relative_to(OWN))
        if node is None:
            raise raises(f"{path}: the file is empty; expected {what}.")
        problems = list(_named_twice(node))
    except UnicodeDecodeError as error:
        slip = encoding_slip(data, error)
        raise raises(_listed(path, [Problem(slip.line, "", slip.found, slip.expected)])) from None
    except yaml.MarkedYAMLError as error:
        slip = slip_of(text, error)
        raise raises(_listed(path, [Problem(slip.line, "", slip.found, slip.expected)])) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise raises(f"{path}: not valid YAML ({short(error)}).") from None
    written = Written(path, found, node, raises)
    if problems:
        raise written.error(problems)
    return written


def validate(written: Written, model: type[M]) -> M:
    """
    Return the model that a file's data make.

    Raises the file's own kind of error, naming every problem at once.
    """
    if not isinstance(written.data, dict):
        found = f"a {type(written.data).__name__}"
        raise written.error([Problem(1, "", found, "keys and values, such as 'id: name'")])
    try:
        return model.model_validate(written.data)
    except ValidationError as error:
        raise written.error(problems_of(written, error)) from None


def problems_of(written: Written, error: ValidationError) -> list[Problem]:
    """Return what a model has against a file's data, with lines and keys."""
    details = error.errors()
    missing = [tuple(each["loc"]) for each in details if each["type"] == "missing"]
    return [_problem(written, detail, missing) for detail in details]


def _problem(written: Written, detail: Mapping[str, Any], missing: Sequence[Path_]) -> Problem:
    location, kind = tuple(detail["loc"]), detail["type"]
    context, value = detail.get("ctx", {}), detail["input"]
    found = "nothing" if kind == "missing" else _found(value)
    said = str(detail["msg"]).removeprefix("Value error, ").replace("Input should be ", "")
    expected = {
        "missing": "a value for this key",
        "extra_forbidden": "no such key here; check the spelling",
        "string_type": "text",
        "int_type": "a whole number, such as 2, without quotes",
        "int_parsing": "a whole number, such as 2",
        "list_type": "a list, each line starting with '- '",
        "literal_error": f"one of {context.get('expected', '')}",
        "too_short": f"at least {context.get('min_length', '')} of these",
        "too_long": f"at most {context.get('max_length', '')} of these",
        "string_too_short": "some text",
        "string_too_long": f"at most {context.get('max_length', '')} characters",
        "greater_than_equal": f"{context.get('ge', '')} or more",
        "less_than_equal": f"{context.get('le', '')} or less",
        "string_pattern_mismatch": "lower-case words joined by hyphens, such as quiet-house",
    }.get(kind, said)
    if kind == "extra_forbidden":
        expected += near(
            location[-1], [str(key[-1]) for key in missing if key[:-1] == location[:-1]]
        )
    if kind == "literal_error":
        expected += near(value, re.findall(r"'([^']*)'", str(context.get("expected", ""))))
    if isinstance(value, str) and set(CURLY) & {value[:1], value[-1:]}:
        stop = "" if expected.endswith("?") else "."
        expected += (
            f"{stop} Curly quotation marks are letters to YAML: take them out, or use straight ones"
        )
    if kind == "value_error" and not isinstance(value, str | int | float):
        found = ""
    return Problem(written.line_of(location), _dotted(location), found, expected)


def _found(value: object) -> str:
    if isinstance(value, list):
        return f"{len(value)} of them"
    return "a part with keys of its own" if isinstance(value, dict) else short(value)


def _below(node: yaml.Node, step: str | int) -> tuple[yaml.Node, int] | None:
    """Return what stands in a node under a key or at a place, and its line; None for nothing."""
    if isinstance(node, yaml.MappingNode):
        named = [(name, value) for name, value in node.value if name.value == str(step)]
        return (named[-1][1], named[-1][0].start_mark.line + 1) if named else None
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        value = node.value[step]
        return value, value.start_mark.line + 1
    return None


def _named_twice(node: yaml.Node, key: Path_ = ()) -> Iterator[Problem]:
    """Yield every key that a mapping below a node names twice."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for name, value in node.value:
            word = str(name.value)
            if word in seen:
                line, child = name.start_mark.line + 1, (*key, word)
                yield Problem(line, _dotted(child), "the same key again", "each key only once")
            seen.add(word)
            if not isinstance(value, yaml.ScalarNode):
                yield from _named_twice(value, (*key, word))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            if not isinstance(value, yaml.ScalarNode):
                yield from _named_twice(value, (*key, index))


def _dotted(key: Sequence[str | int]) -> str:
    return "".join(f"[{k}]" if isinstance(k, int) else f".{k}" for k in key).lstrip(".")
