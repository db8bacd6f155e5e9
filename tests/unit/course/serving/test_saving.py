"""A recruit's notebook is saved without what the case room had drawn."""

import asyncio
import subprocess
import sys
from types import SimpleNamespace

import nbformat
import pytest
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from course.serving.saving import _load_jupyter_server_extension
from course.serving.settings import SERVER_EXTENSIONS


def managing(folder):
    manager = AsyncLargeFileManager(root_dir=str(folder))
    _load_jupyter_server_extension(SimpleNamespace(contents_manager=manager))
    return manager


def drawn():
    cell = nbformat.v4.new_code_cell('case_room("quiet-house")', execution_count=3)
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "gone"}}
    cell.outputs = [nbformat.v4.new_output("display_data", data=view)]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("Hello"), cell])
    book.metadata["widgets"] = {"state": {}}
    return book


@pytest.mark.parametrize(
    ("path", "kept"),
    [("recruit/quiet-house/a.ipynb", False), ("submitted/a.ipynb", True), ("a.ipynb", True)],
)
def test_what_the_room_drew_is_not_saved_and_other_notebooks_are_left_alone(tmp_path, path, kept):
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    manager = managing(tmp_path)
    asyncio.run(manager.save({"type": "notebook", "format": "json", "content": drawn()}, path))
    saved = nbformat.read(tmp_path / path, as_version=4)
    assert [cell.cell_type for cell in saved.cells] == ["markdown", "code"]
    assert saved.cells[1].source == 'case_room("quiet-house")'
    assert bool(saved.cells[1].outputs) is kept
    assert ("widgets" in saved.metadata) is kept


def test_a_text_in_the_folder_is_saved_as_it_is(tmp_path):
    (tmp_path / "recruit").mkdir()
    manager = managing(tmp_path)
    asyncio.run(
        manager.save({"type": "file", "format": "text", "content": "Hi"}, "recruit/notes.txt")
    )
    assert (tmp_path / "recruit" / "notes.txt").read_text() == "Hi"


STARTED = """
import sys
from pathlib import Path
from course.serving.surroundings import settle_in
settle_in(Path(sys.argv[1]))
from jupyter_server.serverapp import ServerApp
from course.serving.settings import server_config
server = ServerApp(config=server_config(Path(sys.argv[1]), 8888, ""))
server.initialize(argv=[], find_extensions=False, new_httpserver=False)
print(*server.extension_manager.extensions)
print([hook.__name__ for hook in server.contents_manager._pre_save_hooks])
"""


def test_a_server_runs_the_extensions_that_we_name_and_no_other(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", STARTED, tmp_path], capture_output=True, text=True, check=True
    )
    extensions, hooks = done.stdout.splitlines()
    assert set(extensions.split()) == set(SERVER_EXTENSIONS)
    assert hooks == "['without_drawings']"
