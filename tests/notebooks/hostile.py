"""Texts and values that try to run as code, as a page, as a path and as a template; and where to put them."""

import json
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from simgen.record import RECORD_NAME
from tests.notebooks.handing_over import ASSIGNMENT

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


def record_of(folder: Path) -> Path:
    return folder / RECORD_NAME


def change_json(
    path: Path, change: Callable[[Any], object], finish: Callable[[str], str] = str
) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_bytes(finish(json.dumps(data)).encode("utf-8", "surrogatepass"))


def places_in(data: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Yield every place in some JSON: what holds it, its key, and its value."""
    keys = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in keys if isinstance(data, (dict, list)) else ():
        yield data, key, value
        yield from places_in(value) if isinstance(value, (dict, list)) else ()


def put_somewhere(data: Any, chance: random.Random, value: Any) -> None:
    inside, key, _ = chance.choice(list(places_in(data)))
    inside[key] = value


def hostile_value(chance: random.Random) -> Any:
    many: list[Any] = [*TEXTS, *NUMBERS, [], {}, [[[]]], {"a": {"b": []}}, [TEXTS[0]] * 50]
    return chance.choice(many)


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
