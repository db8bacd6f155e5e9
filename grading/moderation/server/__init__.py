"""
The server's part: the comment bank, who marked, and the pages of second marking.

A Jupyter server extension beside nbgrader's formgrader, whose gradebook it uses.
Authenticated as the server is; what changes anything is a POST that carries the
server's own token against forged requests. Addresses hold random ids, no names.
"""

from typing import Any

from tornado.web import Application, RequestHandler
from traitlets import Unicode
from traitlets.config import Configurable

from grading.moderation.server.comments import (
    CommentRemovedHandler,
    CommentRoomHandler,
    CommentsHandler,
    CommentUsedHandler,
)
from grading.moderation.server.marking import FirstMarksHandler, MarkerHandler
from grading.moderation.server.pages import (
    ComparePage,
    FinishHandler,
    SamplePage,
    SecondMarkHandler,
    SecondPage,
)
from grading.nbgrader.list_pages import mend_lists

PREFIX = "link-worker"


class Moderation(Configurable):
    """Second marking and the comment bank."""

    db_url = Unicode(
        "",
        help="Where they are kept; moderation.db in the course's folder where this is empty.",
    ).tag(config=True)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "grading.moderation.server"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Add our addresses to a server that has nbgrader's formgrader."""
    application: Application = server.web_app
    base: str = application.settings["base_url"].rstrip("/")
    one = r"([0-9a-f]{32})"
    routes: list[tuple[str, type[RequestHandler]]] = [
        (r"/marker", MarkerHandler),
        (r"/marks", FirstMarksHandler),
        (r"/comments", CommentsHandler),
        (r"/comments/room", CommentRoomHandler),
        (r"/comments/([a-z0-9-]{1,40})/used", CommentUsedHandler),
        (r"/comments/([a-z0-9-]{1,40})/removed", CommentRemovedHandler),
        (r"/moderation/?", SamplePage),
        (rf"/moderation/{one}/second", SecondPage),
        (rf"/moderation/{one}/marks", SecondMarkHandler),
        (rf"/moderation/{one}/finished", FinishHandler),
        (rf"/moderation/{one}/compare", ComparePage),
    ]
    application.add_handlers(
        ".*$", [(f"{base}/{PREFIX}{path}", handler) for path, handler in routes]
    )
    _end_sessions(application)
    # Extensions are loaded in the order of their names: nbgrader's comes after ours.
    server.io_loop.add_callback(
        lambda: mend_lists(application.settings["nbgrader_jinja2_env"]),
    )


def _end_sessions(application: Application) -> None:
    """
    Let each request begin with a fresh session of the gradebook.

    nbgrader's formgrader keeps one session for as long as the server runs. What
    it once read it takes for true, even when a batch grading has written since,
    and after one failed write every later request fails. Tornado calls its
    ``log_function`` when a request has ended; there the session is put back.
    """
    log = application.settings["log_function"]

    def end(handler: RequestHandler) -> None:
        gradebook = application.settings.get("nbgrader_gradebook")
        if gradebook is not None:
            gradebook.db.remove()
        log(handler)

    application.settings["log_function"] = end
