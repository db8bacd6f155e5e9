"""Notebooks that nobody honest would hand in: each function spoils one, and its name says how."""

import json
import random
from pathlib import Path
from typing import Any

from tests.notebooks.hostile import NOTEBOOK, RUNS, TEXTS, change_json, hostile_value, put_somewhere


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
    change_json(folder / NOTEBOOK, lambda data: put_somewhere(data, chance, hostile_value(chance)))


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
    change_json(
        folder / NOTEBOOK, lambda data: data["cells"].extend(cells * chance.choice([1, 40]))
    )


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

    change_json(folder / NOTEBOOK, change)


SPOILED_NOTEBOOKS = [
    notebook_missing,
    notebook_renamed,
    notebook_is_something_else,
    notebook_huge,
    notebook_value_replaced,
    notebook_with_hostile_cells,
    notebook_cells_forged,
]
