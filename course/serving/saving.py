"""
What is left out when a recruit's notebook is saved: what the case room had on the screen.

The room is drawn anew by a kernel whenever the notebook is opened, from the case record. What it
had drawn before names parts that are no longer alive, and JupyterLab would look for them in vain.
A Jupyter server extension.
"""

from __future__ import annotations

from typing import Any

from course.serving.addresses import RECRUIT_FOLDER


def without_drawings(*, model: dict[str, Any], path: str, **_about: Any) -> None:
    """
    Take outputs and the state of widgets out of a notebook below the recruit's folder.

    `model` is what is about to be saved, changed in place; `path` is where, from the server's
    root, with slashes. Anything else is saved as it is.
    """
    if model.get("type") != "notebook" or path.strip("/").split("/")[0] != RECRUIT_FOLDER:
        return
    content = model.get("content") or {}
    content.get("metadata", {}).pop("widgets", None)
    for cell in content.get("cells", ()):
        if cell.get("cell_type") == "code":
            cell["outputs"], cell["execution_count"] = [], None


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "course.serving.saving"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Have it done at every saving. As a setting it would be taken for two, with a warning."""
    server.contents_manager.register_pre_save_hook(without_drawings)
