"""What every handler shares: the gradebook, our database, who marks, errors in words."""

import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
from jupyter_server.auth.identity import (
    IdentityProvider,
    LegacyIdentityProvider,
    PasswordIdentityProvider,
)
from nbgrader.api import Gradebook
from nbgrader.server_extensions.formgrader.base import BaseHandler
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from grading.moderation.database import moderation_url, open_database
from grading.moderation.errors import ModerationError, NotThere
from grading.moderation.marks import marker_name
from grading.moderation.works import Work
from grading.nbgrader.marking_page import view_marking
from grading.nbgrader.showing import render

ENGINE = "link_worker_moderation"
"""Key of our database among the server's settings."""
LARGEST_BODY = 64 * 1024
"""Bytes of a request; a comment has at most 4,000 characters."""
_NAMELESS = (IdentityProvider, PasswordIdentityProvider, LegacyIdentityProvider)
"""Jupyter's own ways of letting people in, which know no names."""


class MarkerBase(BaseHandler):
    """A handler with the gradebook, the database beside it, and the marker's name."""

    @property
    def engine(self) -> Engine:
        """The database beside the gradebook, opened once for the server."""
        engine: Engine | None = self.settings.get(ENGINE)
        if engine is None:
            formgrader = self.settings["nbgrader_formgrader"]
            root = Path(self.coursedir.root)
            engine = open_database(moderation_url(root, formgrader.config))
            self.settings[ENGINE] = engine
        return engine

    @property
    def book(self) -> Gradebook:
        """nbgrader's gradebook, by nbgrader's own session."""
        return self.gradebook

    def now(self) -> datetime:
        """Return the time, UTC."""
        return datetime.now(UTC)

    def hub_name(self) -> str:
        """Return the name by which a hub knows who asks, or an empty text without a hub."""
        if type(self.identity_provider) in _NAMELESS:
            return ""
        return str(getattr(self.current_user, "username", "") or "")

    def marker(self, body: Mapping[str, Any]) -> str:
        """Return who marks: the hub's name, or the one given; ``ModerationError`` for none."""
        return marker_name(self.hub_name() or body.get("marker"))

    def body(self) -> dict[str, Any]:
        """Return the request's JSON; raises ``ModerationError`` for anything but keys and values."""
        if len(self.request.body) > LARGEST_BODY:
            raise ModerationError("That is too long to be kept.")
        try:
            data = json.loads(self.request.body.decode("utf-8") or "{}")
        except (ValueError, RecursionError):
            data = None
        if not isinstance(data, dict):
            raise ModerationError("Expected JSON with keys and values.")
        return data

    def answer(self, **values: Any) -> None:
        """Answer with JSON, which no browser takes for a page."""
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(values))

    def show(self, template: str, **values: Any) -> None:
        """Answer with a page, every value escaped; the token against forged requests is set."""
        _ = self.xsrf_token
        self.set_header("Cache-Control", "no-store")
        self.finish(render(template, base_url=self.base_url, **values))

    def view_of(self, work: Work) -> dict[str, Any]:
        """Return the data of a marked notebook; raises ``NotThere`` when it is gone."""
        folder = self.coursedir.format_path(
            self.coursedir.autograded_directory, work.student, work.assignment
        )
        path = Path(folder) / f"{work.notebook}.ipynb"
        try:
            return view_marking(nbformat.read(path, as_version=4))
        except (OSError, ValueError):
            raise NotThere(
                "The marked notebook of this submission cannot be read. Mark it again in the "
                "formgrader (Autograde)."
            ) from None

    def write_error(self, status_code: int, **details: Any) -> None:
        """Say in words what went wrong; nothing of the machinery."""
        error = details.get("exc_info", (None, None, None))[1]
        message = "The server could not do that."
        if isinstance(error, ModerationError):
            message = str(error)
        elif isinstance(error, SQLAlchemyError):
            message = "The gradebook was busy or could not be written. Please try once more."
        elif status_code == 403:
            message = "You may not do that here. Load the page again, and log in if it asks."
        if self.request.method == "GET" and "json" not in self.request.headers.get("Accept", ""):
            nonce = secrets.token_urlsafe()
            self.show("marking/trouble.html.j2", message=message, nonce=nonce)
        else:
            self.answer(message=message)

    def log_exception(self, kind: Any, error: Any, traceback: Any) -> None:
        """Leave what was answered in words out of the log of faults."""
        if not isinstance(error, ModerationError):
            super().log_exception(kind, error, traceback)

    def send_error(self, status_code: int = 500, **details: Any) -> None:
        """Give our own errors the status that they mean."""
        error = details.get("exc_info", (None, None, None))[1]
        if isinstance(error, NotThere):
            status_code = 404
        elif isinstance(error, ModerationError):
            status_code = 409
        super().send_error(status_code, **details)
