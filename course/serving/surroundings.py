"""
What the server takes from the computer it runs on: as little as it can.

A person may already use Jupyter, with settings, kernels and extensions of their own. None of
them may change the course, and the course may change none of them.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

# Laid out as Jupyter wants it: voila/templates/<name>.
TEMPLATES = Path(__file__).parent / "jupyter"

# Set by other Jupyter programs, or by a person for them.
FOREIGN = (
    "JUPYTER_NO_CONFIG",
    "JUPYTER_PORT",
    "JUPYTER_TOKEN",
    "JUPYTERLAB_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "PYTHONSTARTUP",
)


def private_folder(workspace: Path) -> Path:
    """Settings, logs and run-time files of the server; made when it is not there."""
    private = workspace / ".jupyter"
    private.mkdir(mode=0o700, parents=True, exist_ok=True)
    return private


def settle_in(workspace: Path) -> None:
    """
    Nothing of the user's own Jupyter is read or written from here on.

    Changes the environment and the working directory of this process, so call it once, before
    anything of Jupyter is imported: Jupyter reads its folders' names at import.
    """
    private = private_folder(workspace)
    for name in FOREIGN:
        os.environ.pop(name, None)
    os.environ.update(
        JUPYTER_CONFIG_DIR=str(private),
        # So that nbgrader finds nbgrader_config.py from whichever folder it works in.
        JUPYTER_CONFIG_PATH=str(workspace),
        JUPYTER_DATA_DIR=str(private / "data"),
        JUPYTER_RUNTIME_DIR=str(private / "runtime"),
        JUPYTER_PREFER_ENV_PATH="1",
        JUPYTER_PATH=str(TEMPLATES),
        IPYTHONDIR=str(private / "ipython"),
        # Kernels share this terminal, and this notice of Python's debugger helps nobody here.
        PYDEVD_DISABLE_FILE_VALIDATION="1",
    )
    # nbgrader calls `alembic` and `jupyter` by name.
    programs = str(Path(sys.executable).parent)
    path = os.environ.get("PATH", os.defpath)
    if path.split(os.pathsep)[0] != programs:
        os.environ["PATH"] = programs + os.pathsep + path
    os.chdir(workspace)
