"""The notebook of a panel: one cell that opens its page, for Voila and for JupyterLab."""

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

NAME = "panel.ipynb"
SOURCE = "from course import panel_page\npanel_page()"
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def write_notebook(folder: Path, title: str) -> Path:
    """Write the notebook into a panel's folder, where there is none yet; return its path."""
    path = folder / NAME
    if not path.exists():
        cell = new_code_cell(SOURCE, metadata={"jupyter": {"source_hidden": True}})
        cell["id"] = "panel"
        metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}, "title": title}
        notebook = new_notebook(cells=[cell], metadata=metadata)
        path.write_text(nbformat.writes(notebook, version=4) + "\n", encoding="utf-8")
    return path
