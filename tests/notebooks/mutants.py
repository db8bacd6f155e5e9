"""
Submissions that nobody honest would hand in, made at random from a seed.

Each kind is a function that spoils an honest folder; its name says how. What
they write tries to run as code, as a page, as a path and as a template.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import socket
import zipfile
from typing import TYPE_CHECKING, Any

from simgen.record import RECORD_NAME
from tests.notebooks.handing_over import ASSIGNMENT

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator
    from pathlib import Path

NOTEBOOK = f"{ASSIGNMENT}.ipynb"
CANARY = "canary-that-code-was-run"
"""A file of this name anywhere means that something of a submission was run."""
RUNS = f"open({CANARY!r}, 'w').write('run')"
TEXTS = [
    "<script>window.hostileRan = true</script>",
    "<img src=x onerror='window.hostileRan = true'>",
    "</style></textarea></title><svg onload=window.hostileRan=true>",
    "<iframe srcdoc='<script>parent.hostileRan = true</script>'></iframe>",
    '"><a href="javascript:window.hostileRan=true">x</a>',
    "![x](javascript:alert(1)) [x](data:text/html;base64,PHNjcmlwdD4=)",
    "{{ 7 * 7 }} {% raw %} {{ cycler.__init__.__globals__.os.system('true') }}",
    "$$\\href{javascript:window.hostileRan=true}{x}$$",
    "=cmd|' /C calc'!A0",
    "../../../../etc/passwd",
    "%s %(x)s {0.__class__} ${HOME} `id`",
    "\u202edrowssap \u2066 \u200b \x00 \x1b[31m",
    "'; DROP TABLE grade; --",
    "\ud800 \udfff",
    "x" * 9_000,
    "\n" * 500,
    RUNS,
]
NUMBERS: list[Any] = [-1, 0, 1e308, 10**30, -(2**63), 2**64, 0.5, True, None]

Mutation = Callable[["Path", "random.Random"], None] if TYPE_CHECKING else Any


def spoil(folder: Path, chance: random.Random) -> str:
    """Spoil an honest submission in one to three ways; return their names."""
    chosen = chance.sample(MUTATIONS, chance.choice([1, 1, 1, 2, 3]))
    chosen.sort(key=MUTATIONS.index)  # what is no file any longer comes last: a pipe never ends
    for mutation in chosen:
        try:
            mutation(folder, chance)
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            continue  # an earlier one left nothing to spoil
    return ", ".join(mutation.__name__ for mutation in chosen)


def odd_names(chance: random.Random) -> Iterator[bytes]:
    """Yield names of students' folders that somebody might have made."""
    names = [text.replace("/", "_").replace("\x00", "") for text in TEXTS if "\ud800" not in text]
    for name in names:
        yield name[:60].encode() + b"%d" % chance.randrange(1000)
    yield b"line\nfeed"
    yield b"not \xff\xfe text"
    yield b"y" * 200
    yield b" "
    yield "ŷ\u0302 ☕ 名前".encode()
    yield b"[a-z]*"


# The record


def cut_short(folder: Path, chance: random.Random) -> None:
    content = _record(folder).read_bytes()
    _record(folder).write_bytes(content[: chance.randrange(len(content))])


def bytes_changed(folder: Path, chance: random.Random) -> None:
    content = bytearray(_record(folder).read_bytes())
    for _ in range(chance.choice([1, 3, 50])):
        content[chance.randrange(len(content))] = chance.randrange(256)
    _record(folder).write_bytes(content)


def other_bytes(folder: Path, chance: random.Random) -> None:
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(RECORD_NAME, b"\0" * 50_000_000)
    content = chance.choice(
        [
            b"",
            b"\xef\xbb\xbf{}",
            '{"schema_version": 1}'.encode("utf-16"),
            zipped.getvalue(),
            gzip.compress(b"{" * 1_000_000),
            b"[" * 100_000,
            b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
            b" " * 1_900_000,
            b"x" * 3_000_000,
            b"null",
            b"NaN",
            b"[]",
            b"1" * 100_000,
            chance.randbytes(2_000),
        ]
    )
    _record(folder).write_bytes(content)


def sparse(folder: Path, chance: random.Random) -> None:
    name = chance.choice([RECORD_NAME, NOTEBOOK, "timestamp.txt", "submission_secret.txt"])
    with (folder / name).open("r+b" if (folder / name).is_file() else "wb") as file:
        file.truncate(8 * 2**30)


def value_replaced(folder: Path, chance: random.Random) -> None:
    _change(_record(folder), lambda data: _put_somewhere(data, chance, _value(chance)))


def values_replaced(folder: Path, chance: random.Random) -> None:
    def change(data: Any) -> None:
        for _ in range(chance.randrange(2, 12)):
            _put_somewhere(data, chance, _value(chance))

    _change(_record(folder), change)


def not_a_number(folder: Path, chance: random.Random) -> None:
    constant = chance.choice(["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "0" * 9 + "1"])

    def change(data: Any) -> None:
        _put_somewhere(data, chance, "@constant@")

    _change(_record(folder), change, finish=lambda text: text.replace('"@constant@"', constant))


def key_lost(folder: Path, chance: random.Random) -> None:
    def change(data: Any) -> None:
        place = chance.choice([each for each in _places(data) if isinstance(each[0], dict)])
        del place[0][place[1]]

    _change(_record(folder), change)


def key_added(folder: Path, chance: random.Random) -> None:
    def change(data: Any) -> None:
        inside = chance.choice([each[0] for each in _places(data) if isinstance(each[0], dict)])
        inside[chance.choice(["__class__", "points", "score", TEXTS[0], "$ref"])] = _value(chance)

    _change(_record(folder), change)


def key_twice(folder: Path, _chance: random.Random) -> None:
    text = _record(folder).read_text(encoding="utf-8")
    _record(folder).write_text('{"schema_version": 99,' + text.lstrip()[1:], encoding="utf-8")


def other_schema(folder: Path, chance: random.Random) -> None:
    version = chance.choice([0, -1, 2, 99, 10**40, "1", 1.0, 1.5, True, None, [1], {"v": 1}])
    _change(_record(folder), lambda data: data.update(schema_version=version))


def other_case(folder: Path, chance: random.Random) -> None:
    name = chance.choice(["final-notice", "no-such-house", "../quiet-house", "", *TEXTS])
    _change(_record(folder), lambda data: data["scenario"].update(id=name))


def other_stamp(folder: Path, chance: random.Random) -> None:
    stamp = chance.choice([{"sha256": "0" * 64}, {"version": -5}, {"sha256": TEXTS[0]}])
    _change(_record(folder), lambda data: data["scenario"].update(stamp))


def other_seed(folder: Path, chance: random.Random) -> None:
    seed = chance.choice([0, 1, 2**63 - 1, 2**63, -1, 1.5, "1", TEXTS[0]])
    _change(_record(folder), lambda data: data.update(person_seed=seed))


def events_shuffled(folder: Path, chance: random.Random) -> None:
    _change(_record(folder), lambda data: chance.shuffle(data["events"]))


def events_repeated(folder: Path, chance: random.Random) -> None:
    def change(data: Any) -> None:
        data["events"] = (data["events"] * chance.choice([2, 50, 400]))[:6_000]

    _change(_record(folder), change)


def many_retries(folder: Path, chance: random.Random) -> None:
    retry = {"kind": "retried", "from_turn": chance.choice([0, 1, 5, 4_999])}
    _change(_record(folder), lambda data: data.update(events=[*data["events"], *[retry] * 2_000]))


def hostile_words(folder: Path, chance: random.Random) -> None:
    """Every text that the recruit wrote is one of those that try to run."""

    def change(data: Any) -> None:
        for event in data["events"]:
            for inside, key, value in list(_places(event)):
                if isinstance(value, str) and key != "kind":
                    inside[key] = chance.choice(TEXTS) if chance.random() < 0.8 else value

    _change(_record(folder), change)


def hostile_plan(folder: Path, chance: random.Random) -> None:
    text = chance.choice(TEXTS)
    sections = {
        "what_matters": [{"text": text}],
        "goals": [{"text": text}] * chance.choice([1, 300]),
        "actions": [{"what": text, "who": chance.choice(["person", text]), "service": text}],
        "agreed_with": [text],
        "review_date": chance.choice(["2026-13-45", "9999-12-31", text, 5]),
        chance.choice(["shared_with", "no_such_part"]): text,
    }
    event = {"kind": "plan-changed", "sections": sections}
    _change(_record(folder), lambda data: data["events"].append(event))


def hostile_reflection(folder: Path, chance: random.Random) -> None:
    event = {"kind": "reflected", "text": chance.choice(TEXTS)[:5_000]}
    _change(_record(folder), lambda data: data["events"].append(event))


def no_events(folder: Path, chance: random.Random) -> None:
    events = chance.choice([[], {}, None, "said", [[]], [None], [{"kind": "boom"}]])
    _change(_record(folder), lambda data: data.update(events=events))


# The notebook


def notebook_missing(folder: Path, _chance: random.Random) -> None:
    (folder / NOTEBOOK).unlink()


def notebook_renamed(folder: Path, chance: random.Random) -> None:
    names = ["quiet-house (1).ipynb", "Quiet-House.ipynb", "quiet-house.ipynb.txt", "copy.ipynb"]
    (folder / NOTEBOOK).rename(folder / chance.choice(names))


def notebook_is_something_else(folder: Path, chance: random.Random) -> None:
    content = chance.choice(
        [b"", b"not json", b"{", b"[]", b"\xff\xfe", b'{"cells": 3}', b"[" * 200_000, b"<html>"]
    )
    (folder / NOTEBOOK).write_bytes(content)


def notebook_huge(folder: Path, chance: random.Random) -> None:
    cell = {"cell_type": "markdown", "source": "y", "metadata": {}}
    cells = chance.choice([[cell] * 30_000, [dict(cell, source="z" * 6_000_000)], [[]] * 900_000])
    (folder / NOTEBOOK).write_text(json.dumps({"cells": cells}), encoding="utf-8")


def notebook_value_replaced(folder: Path, chance: random.Random) -> None:
    _change(folder / NOTEBOOK, lambda data: _put_somewhere(data, chance, _value(chance)))


def notebook_with_hostile_cells(folder: Path, chance: random.Random) -> None:
    text = chance.choice(TEXTS)
    shown = {"text/html": text, "application/javascript": text, "text/plain": "1e9"}
    output = {"output_type": "execute_result", "data": shown, "metadata": {}, "execution_count": 1}
    cells = [
        {"cell_type": "code", "source": RUNS, "outputs": [output], "metadata": {"tags": [text]}},
        {"cell_type": "markdown", "source": text, "metadata": {}},
        {"cell_type": "markdown", "source": [text, 5, None, text], "metadata": {}},
        {"cell_type": "raw", "source": text, "metadata": {"quoted": {"remark": text}}},
        {"cell_type": text, "source": {"a": text}},
    ]
    _change(folder / NOTEBOOK, lambda data: data["cells"].extend(cells * chance.choice([1, 40])))


def notebook_cells_forged(folder: Path, chance: random.Random) -> None:
    def change(data: Any) -> None:
        for cell in data["cells"]:
            cell["source"] = chance.choice([RUNS, "1e9", TEXTS[0]])
            cell["outputs"] = [{"output_type": "stream", "name": "stderr", "text": TEXTS[0]}]
            cell["metadata"]["nbgrader"] = {
                "grade": True,
                "points": chance.choice([1e9, -5, "NaN"]),
                "grade_id": chance.choice(["safety", "safety", TEXTS[0]]),
                "schema_version": chance.choice([0, 1, 3, 99]),
            }

    _change(folder / NOTEBOOK, change)


# The files


def not_a_file(folder: Path, chance: random.Random) -> None:
    name = chance.choice([RECORD_NAME, NOTEBOOK, "timestamp.txt", "submission_secret.txt"])
    path = folder / name
    _remove(path)
    kind = chance.choice(["folder", "full folder", "pipe", "socket", "link", "loop", "dangling"])
    if kind == "folder":
        path.mkdir()
    elif kind == "full folder":
        (path / "deep").mkdir(parents=True)
        (path / "deep" / name).write_text(TEXTS[0], encoding="utf-8")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        _make_socket(path)
    else:
        targets = {"link": "/etc/passwd", "loop": str(path), "dangling": "/no/such/place"}
        path.symlink_to(targets[kind])


def unreadable(folder: Path, chance: random.Random) -> None:
    chance.choice([_record(folder), folder / NOTEBOOK, folder / "timestamp.txt"]).chmod(0)


def linked_elsewhere(folder: Path, chance: random.Random) -> None:
    target = chance.choice(["/etc/passwd", "/dev/zero", "/", "../../../gradebook.db"])
    name = chance.choice(["extra.txt", RECORD_NAME, "submission_secret.txt", "up"])
    _remove(folder / name)
    (folder / name).symlink_to(target)


def odd_timestamp(folder: Path, chance: random.Random) -> None:
    content = chance.choice(
        [
            b"",
            b"\n",
            b"yesterday",
            b"2026-10-20 10:00:00 Mars/Olympus",
            b"9999-99-99",
            b"0001-01-01 00:00:00 UTC",
            b"9999-12-31 23:59:59 -1200",
            b"1e999",
            b"1" * 150,
            b"x" * 5_000,
            b"\xff\xfe\x00",
            TEXTS[0].encode(),
        ]
    )
    (folder / "timestamp.txt").write_bytes(content)


def extra_files(folder: Path, chance: random.Random) -> None:
    names = [
        "page.html",
        "evil.py",
        "conftest.py",
        "sitecustomize.py",
        "nbgrader_config.py",
        "gradebook.db",
        ".hidden.html",
        "line\nfeed.html",
        "[a]/inner.ipynb",
        "deep/" * 30 + "x.html",
        "deep/" + RECORD_NAME,
        "feedback/x.html",
        ".ipynb_checkpoints/" + NOTEBOOK,
        "Z" * 200 + ".ipynb",
        "another.ipynb",
        f"{ASSIGNMENT}.html",
    ]
    for name in chance.sample(names, chance.randrange(1, 8)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(chance.choice([RUNS, TEXTS[0]]), encoding="utf-8")
    if chance.random() < 0.1:
        for number in range(300):
            (folder / f"{number}.html").write_text(TEXTS[0], encoding="utf-8")


def nothing_there(folder: Path, _chance: random.Random) -> None:
    for path in folder.iterdir():
        _remove(path)


def no_folder(folder: Path, chance: random.Random) -> None:
    shutil.rmtree(folder)
    kind = chance.choice(["file", "link", "loop", "pipe"])
    if kind == "file":
        folder.write_text(TEXTS[0], encoding="utf-8")
    elif kind == "pipe":
        os.mkfifo(folder)
    else:
        folder.symlink_to("/etc" if kind == "link" else folder)


def _make_socket(path: Path) -> None:
    made = socket.socket(socket.AF_UNIX)
    before = os.open(".", os.O_RDONLY)
    try:
        os.chdir(path.parent)  # a socket's path may be 107 characters long
        made.bind(path.name)
    finally:
        os.fchdir(before)
        os.close(before)
        made.close()


def _record(folder: Path) -> Path:
    return folder / RECORD_NAME


def _change(
    path: Path, change: Callable[[Any], object], finish: Callable[[str], str] = str
) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_bytes(finish(json.dumps(data)).encode("utf-8", "surrogatepass"))


def _places(data: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Yield every place in some JSON: what holds it, its key, and its value."""
    keys = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in keys if isinstance(data, (dict, list)) else ():
        yield data, key, value
        yield from _places(value) if isinstance(value, (dict, list)) else ()


def _put_somewhere(data: Any, chance: random.Random, value: Any) -> None:
    inside, key, _ = chance.choice(list(_places(data)))
    inside[key] = value


def _value(chance: random.Random) -> Any:
    many: list[Any] = [*TEXTS, *NUMBERS, [], {}, [[[]]], {"a": {"b": []}}, [TEXTS[0]] * 50]
    return chance.choice(many)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


MUTATIONS: list[Mutation] = [
    cut_short,
    bytes_changed,
    other_bytes,
    value_replaced,
    values_replaced,
    not_a_number,
    key_lost,
    key_added,
    key_twice,
    other_schema,
    other_case,
    other_stamp,
    other_seed,
    events_shuffled,
    events_repeated,
    many_retries,
    hostile_words,
    hostile_plan,
    hostile_reflection,
    no_events,
    notebook_missing,
    notebook_renamed,
    notebook_is_something_else,
    notebook_huge,
    notebook_value_replaced,
    notebook_with_hostile_cells,
    notebook_cells_forged,
    odd_timestamp,
    extra_files,
    sparse,
    unreadable,
    not_a_file,
    linked_elsewhere,
    nothing_there,
    no_folder,
]
