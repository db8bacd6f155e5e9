"""The addresses of the course, and opening the first of them in a browser."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from course.serving.ports import LOOPBACK

if TYPE_CHECKING:
    from pathlib import Path

RECRUIT_FOLDER = "recruit"
SELF_STUDY_FOLDER = "self-study"
TRAINER_FOLDER = "trainer"
PANEL_FOLDER = "panel"


@dataclass(frozen=True)
class Addresses:
    """
    Where each kind of people goes; none holds a name or a secret.

    ``others`` are the further cases, each as "id (title)"; ``panels`` the pages of
    panels, of which most courses have none.
    """

    recruit: str
    trainer: str
    dashboard: str
    self_study: str
    others: tuple[str, ...] = ()
    panels: tuple[str, ...] = ()


def course_addresses(workspace: Path, port: int) -> Addresses:
    """
    Each address leads to the first case there is.

    Cases are taken in the order of their lessons, others after them by name. Where a workspace
    has none yet, the address leads to the folder or list in which they will appear.
    """
    from course.building.workspace import built_cases

    root = f"http://{LOOPBACK}:{port}"
    cases = built_cases(workspace)
    order = {case_id: place for place, (case_id, _title) in enumerate(cases)}

    def place(path: Path) -> tuple[int, str]:
        return order.get(path.stem, len(order)), path.name

    recruit = sorted(workspace.glob(f"{RECRUIT_FOLDER}/*/*.ipynb"), key=place)
    self_study = sorted(workspace.glob(f"{SELF_STUDY_FOLDER}/*.ipynb"), key=place)
    return Addresses(
        recruit=f"{root}/lab/tree/{_path(workspace, recruit) or RECRUIT_FOLDER}",
        trainer=f"{root}/formgrader",
        dashboard=f"{root}/voila/render/{TRAINER_FOLDER}/dashboard.ipynb",
        self_study=f"{root}/voila/render/{_path(workspace, self_study)}"
        if self_study
        else f"{root}/voila/tree/{SELF_STUDY_FOLDER}",
        others=tuple(f"{case_id} ({title})" for case_id, title in cases[1:]),
        panels=tuple(
            f"{root}/voila/render/{_path(workspace, [path])}"
            for path in sorted(workspace.glob(f"{PANEL_FOLDER}/*/panel.ipynb"))
        ),
    )


def welcome(addresses: Addresses, workspace: Path, *, has_password: bool) -> str:
    """What the terminal says once the server answers."""
    password = "Your browser will ask for the password of this course.\n" if has_password else ""
    others = (
        f"Other cases: {', '.join(addresses.others)}.\n"
        "In the address above, put the case's name where the first one's stands.\n\n"
        if addresses.others
        else ""
    )
    panels = "".join(
        f"  Panel       {address}\n              rate, reword, mark and set a standard\n"
        for address in addresses.panels
    )
    return f"""
The course is running. Open one of these in a browser:

  Recruit     {addresses.recruit}
              meet the person, agree a plan, hand it in
  Trainer     {addresses.trainer}
              release cases, collect, grade, give feedback
  Dashboard   {addresses.dashboard}
              for trainers: how everybody is doing, and who may want support
  Self-study  {addresses.self_study}
              the same case on your own, with feedback at once
{panels}
{others}{password}Everything is kept in {workspace}
To stop: Ctrl-C
"""


def open_in_browser(address: str) -> bool:
    """
    A browser is opened only where a person would see it.

    Returns whether one was asked to open. Never inside continuous integration, on a terminal
    without a display, or where Python knows of no browser.
    """
    if os.environ.get("CI") or not _has_display():
        return False
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    # Some browsers return only when they are closed.
    threading.Thread(target=browser.open, args=(address,), daemon=True).start()
    return True


def _has_display() -> bool:
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _path(workspace: Path, found: list[Path]) -> str:
    return quote(found[0].relative_to(workspace).as_posix()) if found else ""
