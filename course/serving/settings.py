"""
How Jupyter is set up for the course.

Every setting is given here, in code: nothing is read from the user's own Jupyter settings, and
nothing that the environment happens to have installed is switched on by itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import zmq
from traitlets.config import Config

from course.serving.addresses import PANEL_FOLDER, SELF_STUDY_FOLDER, TRAINER_FOLDER
from course.serving.ports import LOOPBACK
from course.serving.surroundings import private_folder

if TYPE_CHECKING:
    from tornado.web import RequestHandler

HERE = Path(__file__).parent

CONTENTS_MANAGER = "jupyter_server.services.contents.largefilemanager.AsyncLargeFileManager"
VOILA_TEMPLATE = "link-worker"

SERVER_EXTENSIONS = (
    "jupyterlab",
    "notebook",  # formgrader opens notebooks, files and folders in it
    "voila.server_extension",
    "nbgrader.server_extensions.formgrader",
    "grading.moderation.server",  # after formgrader, whose gradebook it uses
    "nbgrader.server_extensions.assignment_list",
    "course.serving.leaving",
    "course.serving.saving",
)

# The browser fetches from this server alone, whatever a page or a recruit's text asks for.
# JupyterLab and the widgets need inline and generated scripts ('unsafe-...', blob:).
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; "
    "connect-src 'self' ws: data: blob:; "
    "worker-src 'self' blob:; "
    "frame-src 'self' blob: data:; "
    "frame-ancestors 'self'; "
    "form-action 'self'; "
    "object-src 'none'"
)

# Seconds. A kernel whose page was closed is ended after this long; the case record is on disk.
CULL_IDLE_SECONDS = 20 * 60
CULL_INTERVAL_SECONDS = 60
SHUTDOWN_WAIT_SECONDS = 2.0


def server_config(workspace: Path, port: int, hashed_password: str) -> Config:
    """
    The server listens on this computer only, and asks nothing of the network.

    `hashed_password` is "" for a course without a password. Returns the configuration of every
    part: server, JupyterLab, Voila, kernels.
    """
    config = Config()
    private = private_folder(workspace)
    _set_server(config, workspace, port)
    _set_password(config, hashed_password)
    _set_lab(config, private)
    _set_voila(config)
    _set_kernels(config)
    return config


def _set_server(config: Config, workspace: Path, port: int) -> None:
    server = config.ServerApp
    server.ip = LOOPBACK
    server.port = port
    server.log_level = "WARN"
    server.port_retries = 0  # free_port has chosen, and has said so
    server.root_dir = str(workspace)
    server.allow_root = True  # people do run containers as root; we listen on loopback only
    server.open_browser = False
    server.quit_button = False
    server.terminals_enabled = False
    server.jpserver_extensions = dict.fromkeys(SERVER_EXTENSIONS, True)
    # Otherwise jupytext, once imported, offers texts and programs as notebooks too.
    server.contents_manager_class = CONTENTS_MANAGER
    server.tornado_settings = {"headers": {"Content-Security-Policy": CONTENT_SECURITY_POLICY}}


def _set_password(config: Config, hashed_password: str) -> None:
    provider = config.PasswordIdentityProvider
    config.IdentityProvider.token = ""
    provider.hashed_password = hashed_password
    provider.password_required = bool(hashed_password)
    provider.allow_password_change = False


def _set_lab(config: Config, private: Path) -> None:
    lab = {
        "extra_labextensions_path": [str(HERE / "labextension")],
        "app_settings_dir": str(HERE / "lab_settings"),
        "user_settings_dir": str(private / "lab" / "user-settings"),
        "workspaces_dir": str(private / "lab" / "workspaces"),
        "extension_manager": "readonly",
        "news_url": None,
        "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
    }
    config.LabApp.update(lab)
    config.JupyterNotebookApp.update(
        {name: lab[name] for name in lab if name not in _LAB_ONLY},
    )


_LAB_ONLY = {"extension_manager", "news_url", "check_for_updates_class"}


def _set_voila(config: Config) -> None:
    voila = config.VoilaConfiguration
    voila.allow_template_override = "NO"
    voila.allow_theme_override = "NO"
    voila.strip_sources = True
    voila.show_tracebacks = False
    voila.file_allowlist = [rf"{SELF_STUDY_FOLDER}/[^/]+\.(png|jpg|svg)"]
    voila.file_denylist = [r".*\.(ipynb|py|json|db|csv|yaml|md)"]
    # Only what a case room needs: quicker, and nothing else can stand in its way.
    voila.extension_allowlist = [
        "@jupyter-widgets/jupyterlab-manager",
        "@voila-dashboards/widgets-manager8",
        "anywidget",
    ]
    voila.template = VOILA_TEMPLATE
    voila.classic_tree = True  # links alone; the other tree needs extensions that are not allowed
    voila.prelaunch_hook = ours_only
    voila.page_config_hook = without_mathjax


def without_mathjax(page_config: dict[str, Any], **_about: Any) -> dict[str, Any]:
    """
    Voila's pages set formulas with the MathJax that comes with Voila, and ask nobody for it.

    With an address, even its default one, Voila asks a computer elsewhere at every opening of a
    page. `page_config` is what the page is told, changed in place and returned: Voila's list of
    notebooks takes the first, its pages the second.
    """
    page_config.update(fullMathjaxUrl=None, mathjaxConfig=None)
    return page_config


def ours_only(handler: RequestHandler, notebook: Any, cwd: str) -> None:
    """
    Voila runs self-study notebooks, the trainer's dashboard and the pages of panels, and no other.

    It would otherwise run any notebook whose address is typed, handed-in ones included.
    `handler` answers who asked, `notebook` and `cwd` are what it is about to run, where.
    Raises tornado's `HTTPError` 404 for a notebook in another folder.
    """
    from tornado.web import HTTPError

    del notebook
    folder, here = Path(cwd).resolve(), Path.cwd()
    # Reading the token gives it to the browser. Without it a page that is left cannot end its
    # kernel, which would stay until it is culled.
    _ = handler.xsrf_token
    if folder in {(here / SELF_STUDY_FOLDER).resolve(), (here / TRAINER_FOLDER).resolve()}:
        return
    if folder.parent != (here / PANEL_FOLDER).resolve():
        raise HTTPError(404)


def _set_kernels(config: Config) -> None:
    kernels = config.MappingKernelManager
    kernels.cull_idle_timeout = CULL_IDLE_SECONDS
    kernels.cull_interval = CULL_INTERVAL_SECONDS
    kernels.cull_connected = False
    config.KernelManager.shutdown_wait_time = SHUTDOWN_WAIT_SECONDS
    if zmq.has("curve"):
        # What is said in the case room passes between server and kernel: keep it to them.
        config.KernelManager.transport_encryption = "auto"
