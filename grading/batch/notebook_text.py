"""
A notebook as the text of its file, byte for byte as nbformat writes it, in a third of the time.

Python's JSON encoder leaves its fast path as soon as it indents, and nbformat
copies the whole notebook first. Here each text goes through the fast encoder
and the indentation is put between. A test holds both equal for any notebook.
"""

from json.encoder import encode_basestring as quote
from typing import Any

_SPLIT_TOO = frozenset({"application/javascript", "image/svg+xml"})
"""Media types besides ``text/*`` that nbformat writes as lists of lines."""


def write_notebook(notebook: dict[str, Any]) -> str:
    """
    Return the text of a version 4 notebook as its file holds it, ended by a line feed.

    The cells' outputs are rearranged in place: lines in lists, as in the file.
    Raises ``ValueError`` for a value that JSON does not have.
    """
    for cell in notebook["cells"]:
        _split(cell)
    pieces: list[str] = []
    _put(notebook, "\n", pieces)
    return "".join(pieces) + "\n"


def _split(cell: Any) -> None:
    """Put multi-line texts as lists of lines, as nbformat does."""
    cell["metadata"].pop("trusted", None)
    if isinstance(cell.get("source"), str):
        cell["source"] = cell["source"].splitlines(keepends=True)
    for bundle in (cell.get("attachments") or {}).values():
        _split_bundle(bundle)
    for output in cell.get("outputs", ()):
        if output["output_type"] in {"execute_result", "display_data"}:
            _split_bundle(output["data"])
        elif output["output_type"] == "stream" and isinstance(output["text"], str):
            output["text"] = output["text"].splitlines(keepends=True)


def _split_bundle(bundle: Any) -> None:
    for kind, value in bundle.items():
        if isinstance(value, str) and (kind.startswith("text/") or kind in _SPLIT_TOO):
            bundle[kind] = value.splitlines(keepends=True)


def _put(value: Any, line: str, pieces: list[str]) -> None:
    """Add the pieces of a value; ``line`` begins a new line at its depth."""
    if isinstance(value, str):
        pieces.append(quote(value))
    elif isinstance(value, dict):
        _put_mapping(value, line, pieces)
    elif isinstance(value, (list, tuple)):
        _put_list(value, line, pieces)
    else:
        pieces.append(_plain(value))


def _put_mapping(values: dict[str, Any], line: str, pieces: list[str]) -> None:
    if not values:
        pieces.append("{}")
        return
    inner = line + " "
    opening = "{" + inner
    for key in sorted(values):
        value = values[key]
        if type(value) is str:
            pieces.append(f"{opening}{quote(key)}: {quote(value)}")
        else:
            pieces.append(f"{opening}{quote(key)}: ")
            _put(value, inner, pieces)
        opening = "," + inner
    pieces.append(line + "}")


def _put_list(values: list[Any] | tuple[Any, ...], line: str, pieces: list[str]) -> None:
    if not values:
        pieces.append("[]")
        return
    inner = line + " "
    if type(values[0]) is str and all(type(value) is str for value in values):
        pieces.append("[" + inner + ("," + inner).join(map(quote, values)) + line + "]")
        return
    opening = "[" + inner
    for value in values:
        pieces.append(opening)
        _put(value, inner, pieces)
        opening = "," + inner
    pieces.append(line + "]")


def _plain(value: Any) -> str:
    """Return a value without parts, as Python's encoder writes it."""
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, float) and value - value == 0:
        return float.__repr__(value)
    raise ValueError(f"{type(value).__name__} is nothing that a notebook can hold")
