"""How Jupyter is set up for the course."""

import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tornado.web import HTTPError
from traitlets.config import Config

from course.serving.addresses import RECRUIT_FOLDER
from course.serving.settings import HERE, ours_only, server_config
from course.serving.surroundings import FOREIGN, private_folder, settle_in


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return server_config(tmp_path, 9000, "")


def test_it_listens_on_this_computer_only(config: Config) -> None:
    assert config.ServerApp.ip == "127.0.0.1"
    assert "allow_remote_access" not in config.ServerApp
    assert "allow_origin" not in config.ServerApp
    assert "disable_check_xsrf" not in config.ServerApp


def test_a_password_is_asked_for_once_there_is_one(tmp_path: Path) -> None:
    assert server_config(tmp_path, 9000, "").PasswordIdentityProvider.password_required is False
    guarded = server_config(tmp_path, 9000, "argon2:x").PasswordIdentityProvider
    assert guarded.password_required is True
    assert guarded.hashed_password == "argon2:x"


def test_pages_may_fetch_from_this_server_alone(config: Config) -> None:
    policy = config.ServerApp.tornado_settings["headers"]["Content-Security-Policy"]
    assert policy.startswith("default-src 'self'")
    assert "http" not in policy
    assert "*" not in policy


@pytest.mark.parametrize(
    ("path", "is_served"),
    [
        ("self-study/map.png", True),
        ("recruit/quiet-house/map.png", False),
        ("self-study/records/quiet-house/case-record.json", False),
        ("self-study/quiet-house.ipynb", False),
        ("gradebook.db", False),
        ("panel/autumn/panel.json", False),
        ("panel/autumn/round-1/rater-1.csv", False),
        ("panel/autumn/summary/round-1.md", False),
        ("submitted/ada/quiet-house/x.png", False),
    ],
)
def test_voila_hands_out_pictures_of_self_study_and_nothing_else(
    config: Config, path: str, is_served: bool
) -> None:
    voila = config.VoilaConfiguration
    allowed = any(re.fullmatch(rule, path) for rule in voila.file_allowlist)
    denied = any(re.fullmatch(rule, path) for rule in voila.file_denylist)
    assert (allowed and not denied) is is_served


def test_voila_shows_neither_code_nor_tracebacks(config: Config) -> None:
    voila = config.VoilaConfiguration
    assert voila.strip_sources is True
    assert voila.show_tracebacks is False
    assert voila.allow_template_override == "NO"


@pytest.mark.parametrize(
    "folder",
    [
        *("submitted/ada", "recruit", "self-study/deeper", "trainer/deeper", "."),
        *("panel", "panel/autumn/summary"),
    ],
)
def test_voila_runs_nothing_but_self_study_the_dashboard_and_panels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.chdir(tmp_path)
    handler: Any = SimpleNamespace(xsrf_token=b"given")
    with pytest.raises(HTTPError, match="404"):
        ours_only(handler, None, str(tmp_path / folder))
    for known in ("self-study", "trainer", "panel/autumn"):
        ours_only(handler, None, str(tmp_path / known))


def test_voila_asks_no_other_computer_for_mathjax(config: Config) -> None:
    told = {"fullMathjaxUrl": "https://cdn.example/mathjax.js", "baseUrl": "/"}
    told = config.VoilaConfiguration.page_config_hook(told, base_url="/", notebook_path="x.ipynb")
    assert told == {"fullMathjaxUrl": None, "mathjaxConfig": None, "baseUrl": "/"}


def test_idle_kernels_are_ended(config: Config) -> None:
    kernels = config.MappingKernelManager
    assert 0 < kernels.cull_interval < kernels.cull_idle_timeout
    assert kernels.cull_connected is False


def test_the_extension_watches_the_folder_that_the_addresses_name() -> None:
    page = json.loads((HERE / "lab_settings" / "page_config.json").read_text(encoding="utf-8"))
    assert page["linkWorkerRecruitFolder"] == f"{RECRUIT_FOLDER}/"


def test_what_the_user_set_for_their_own_jupyter_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (*FOREIGN, "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR", "PATH"):
        monkeypatch.setenv(name, "/somebody/elses")
    for name in (
        "JUPYTER_PATH",
        "JUPYTER_CONFIG_PATH",
        "JUPYTER_RUNTIME_DIR",
        "JUPYTER_PREFER_ENV_PATH",
        "PYDEVD_DISABLE_FILE_VALIDATION",
    ):
        monkeypatch.setenv(name, "set again by the test")
    settle_in(tmp_path)
    import os

    for name in FOREIGN:
        assert name not in os.environ
    private = private_folder(tmp_path)
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        assert Path(os.environ[name]).is_relative_to(private)
    assert os.environ["PATH"].endswith(f"{os.pathsep}/somebody/elses")
