"""
The slips that people make in a rubric or a case, and what the two check commands say of them.

Each message names the file, the line, the key where there is one, what was found, what was expected,
and so how to mend it; none is in a parser's or a programmer's terms.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from course.command import app
from grading.rubric import RUBRICS
from simgen.scenario.reading import OWN

RUBRIC = (RUBRICS / "starter.yaml").read_text(encoding="utf-8")
CASE = (OWN / "cases" / "quiet-house.yaml").read_text(encoding="utf-8")
TEXTS = {"rubric": RUBRIC, "scenario": CASE}

Change = Callable[[str], str | bytes]
OURS = re.compile(r"Traceback|pydantic|block (end|mapping)|scann|NoneType|codec|Value error|input")


def change(old: str, new: str) -> Change:
    """Put one text in place of the first other."""

    def changed(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return changed


def checked(command: str, path: Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, [command, "check", str(path)])
    ended = result.exception is not None and not isinstance(result.exception, SystemExit)
    return result.exit_code, str(result.exception) if ended else result.output


def without_last_level(text: str) -> str:
    """Take out the fourth level of the first criterion."""
    lines = text.splitlines(keepends=True)
    start = next(place for place, line in enumerate(lines) if line.strip() == "levels:")
    items = [place for place in range(start, start + 30) if lines[place].startswith("      - ")]
    end = next(place for place in range(items[3] + 1, len(lines)) if lines[place][4] != " ")
    return "".join([*lines[: items[3]], *lines[end:]])


def with_id_of_another(text: str) -> str:
    """Give the second thing to find the id of the first."""
    head, items = text.split("\nitems:\n", 1)
    first, second = re.findall(r"(?m)^  - id: (.*)$", items)[:2]
    return f"{head}\nitems:\n{items.replace(f'- id: {second}', f'- id: {first}', 1)}"


SLIPS: list[tuple[str, str, Change, tuple[str, ...]]] = [
    ("rubric", "tab", change("    title: Listening", "\ttitle: Listening"), ("a tab", "blanks")),
    (
        "rubric",
        "moved",
        change("    title: Listening", "   title: Listening"),
        ("'title: Listening', moved in by 3 blanks", "the line above begins after 4 blanks"),
    ),
    (
        "rubric",
        "colon",
        change("    title: Listening", "    title Listening"),
        ("'title Listening'", "a key, a colon and a blank"),
    ),
    (
        "rubric",
        "level",
        without_last_level,
        ("criteria[0].levels: found 3 of them", "at least 4 of these"),
    ),
    (
        "rubric",
        "criterion",
        change("- id: listening", "- id: lissening"),
        ("criteria[2].id: found 'lissening'", "no function", "Did you mean 'listening'?"),
    ),
    (
        "rubric",
        "twice",
        change("- id: listening", "- id: safety"),
        ("].id: found 'safety'", "an id of its own", "has this one already"),
    ),
    (
        "rubric",
        "nought",
        lambda text: re.sub(r"(?s)(id: listening.*?weight: )\d", r"\g<1>0", text, count=1),
        ("criteria[2].weight: found '0'", "1 or more"),
    ),
    (
        "rubric",
        "word",
        lambda text: re.sub(r"(?s)(id: listening.*?weight: )\d", r"\g<1>two", text, count=1),
        ("criteria[2].weight: found 'two'", "a whole number, such as 2"),
    ),
    (
        "rubric",
        "latin",
        lambda text: text.replace("Listening", "Listening \u00e9", 1).encode("latin-1", "replace"),
        ("not UTF-8", "'\u00e9'", "choose Save As"),
    ),
    (
        "rubric",
        "curly",
        change("judged_by: machine", "judged_by: \u201cmachine\u201d"),
        ("criteria[0].judged_by", "Did you mean 'machine'? Curly quotation marks are letters"),
    ),
    (
        "rubric",
        "key",
        change("    title: Listening", "    titel: Listening"),
        ("criteria[2].titel", "no such key here", "Did you mean 'title'?"),
    ),
    (
        "rubric",
        "again",
        change("    title: Listening", "    title: Listening\n    title: Hearing"),
        ("criteria[2].title: found the same key again", "each key only once"),
    ),
    ("rubric", "utf16", lambda text: text.encode("utf-16"), ("UTF-16", "choose Save As")),
    ("scenario", "tab", change("\n  - id:", "\n\t- id:"), ("a tab", "blanks")),
    (
        "scenario",
        "moved",
        lambda text: re.sub(r"(?m)^(  - id: .*\n)    ", r"\1   ", text, count=1),
        ("moved in by 3 blanks", "begins after 4 blanks"),
    ),
    (
        "scenario",
        "colon",
        change("\ntitle: ", "\ntitle "),
        ("'title The quiet house'", "a key, a colon and a blank"),
    ),
    (
        "scenario",
        "second-colon",
        change("\ntitle: The", "\ntitle: House: the"),
        ("'title: House: the quiet house'", "put quotes round a text that holds one"),
    ),
    (
        "scenario",
        "quote",
        change("\ntitle: The", "\ntitle: 'The"),
        ('"title: \'The quiet house"', "a quotation mark at the end"),
    ),
    (
        "scenario",
        "missing",
        lambda text: re.sub(r"\ntitle: .*", "", text, count=1),
        ("title: found nothing", "a value for this key"),
    ),
    (
        "scenario",
        "word",
        change("kind: strength", "kind: strenght"),
        ("kind: found 'strenght'", "Did you mean 'strength'?"),
    ),
    ("scenario", "twice", with_id_of_another, ("items[1]", "each id only once")),
    (
        "scenario",
        "nought",
        lambda text: re.sub(r"\nminutes: .*", "\nminutes: 0", text, count=1),
        ("minutes: found '0'", "5 or more"),
    ),
    (
        "scenario",
        "latin",
        lambda text: text.replace("The quiet house", "The caf\u00e9", 1).encode(
            "latin-1", "replace"
        ),
        ("not UTF-8", "'\u00e9'", "choose Save As"),
    ),
    (
        "scenario",
        "curly",
        change("kind: strength", "kind: \u201cstrength\u201d"),
        ("kind", "Did you mean 'strength'? Curly quotation marks are letters"),
    ),
    (
        "scenario",
        "key",
        change("\ntitle: ", "\ntitel: "),
        ("titel", "no such key here", "Did you mean 'title'?"),
    ),
    ("scenario", "utf16", lambda text: text.encode("utf-16"), ("UTF-16", "choose Save As")),
]


@pytest.mark.parametrize(
    ("command", "name", "slip", "says"), SLIPS, ids=[f"{each[0]}-{each[1]}" for each in SLIPS]
)
def test_a_slip_is_named_with_its_place_and_how_to_mend_it(
    tmp_path: Path, command: str, name: str, slip: Change, says: tuple[str, ...]
) -> None:
    text, path = TEXTS[command], tmp_path / f"{name}.yaml"
    spoilt = slip(text)
    path.write_bytes(spoilt if isinstance(spoilt, bytes) else spoilt.encode())
    code, said = checked(command, path)
    assert code == 1
    place = re.search(rf"{re.escape(str(path))}: line (\d+)", said)
    assert place, said
    for words in says:
        assert words in said
    assert "expected" in said
    assert not OURS.search(said), said
    if isinstance(spoilt, str):  # the line is the first that differs, or that of its part
        pairs = zip(text.splitlines(), spoilt.splitlines(), strict=False)
        first = next(line for line, (old, new) in enumerate(pairs, start=1) if old != new)
        named = [int(line) for line in re.findall(r": line (\d+)", said)]
        assert any(abs(line - first) <= 12 for line in named), (first, said)


@pytest.mark.parametrize("command", ["rubric", "scenario"])
@pytest.mark.parametrize(
    "harmless",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="windows-line-ends"),
        pytest.param(lambda text: b"\xef\xbb\xbf" + text.encode(), id="byte-order-mark"),
    ],
)
def test_what_windows_leaves_in_a_file_does_no_harm(
    tmp_path: Path, command: str, harmless: Callable[[str], bytes]
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(harmless(TEXTS[command]))
    code, said = checked(command, path)
    assert code == 0, said


@pytest.mark.parametrize("command", ["rubric", "scenario"])
def test_an_empty_file_says_what_was_expected(tmp_path: Path, command: str) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text("# nothing yet\n", encoding="utf-8")
    code, said = checked(command, path)
    assert code == 1
    assert f"{path}: the file is empty; expected a" in said
