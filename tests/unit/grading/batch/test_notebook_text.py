"""The batch grader's notebooks are, byte for byte, those that nbformat would write."""

import copy

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.notebooknode import from_dict
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from grading.batch.notebook_text import write_notebook

TEXTS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["", "\n", "a\nb\r\nc", "\x0b \x0c \u2028 \x85", '"\\/', "\x00\x1f\x7f", "line\n\n"]
)
VALUES = st.recursive(
    TEXTS
    | st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(TEXTS, inside, max_size=4),
    max_leaves=12,
)
LINES = TEXTS | st.lists(TEXTS, max_size=3)
BUNDLES = st.fixed_dictionaries(
    {},
    optional={
        "text/html": LINES,
        "text/plain": LINES,
        "image/svg+xml": LINES,
        "image/png": LINES,
        "application/x+json": VALUES,
    },
)


@st.composite
def notebooks(draw):
    cells = []
    for number in range(draw(st.integers(0, 4))):
        metadata = draw(st.dictionaries(TEXTS, VALUES, max_size=3))
        if draw(st.booleans()):
            cell = new_markdown_cell("", metadata=metadata)
            if draw(st.booleans()):
                cell["attachments"] = {"a.png": {"image/png": draw(TEXTS)}}
        else:
            cell = new_code_cell("", metadata=metadata)
            cell.outputs = [draw(outputs()) for _ in range(draw(st.integers(0, 3)))]
        cell.source, cell.id = draw(TEXTS), f"cell-{number}"
        cells.append(cell)
    return from_dict(new_notebook(cells=cells, metadata=draw(st.dictionaries(TEXTS, VALUES))))


@st.composite
def outputs(draw):
    kind = draw(st.sampled_from(["display_data", "execute_result", "stream", "error"]))
    output = new_output(kind)
    if kind == "stream":
        output.text = draw(TEXTS)
    elif kind == "error":
        output.traceback = draw(st.lists(TEXTS, max_size=3))
    else:
        output.data = draw(BUNDLES)
    return output


@settings(max_examples=60, deadline=None)
@given(notebooks())
def test_it_is_what_nbformat_writes(notebook):
    expected = nbformat.v4.writes(copy.deepcopy(notebook)) + "\n"
    assert write_notebook(notebook) == expected


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), {1, 2}, b"bytes"])
def test_what_json_does_not_have_is_refused(value):
    notebook = new_notebook(metadata={"value": value})
    with pytest.raises(ValueError, match="nothing that a notebook can hold"):
        write_notebook(notebook)
