"""
What happens when a page of Voila's is left: its kernel ends, but not before its last words.

A Jupyter server extension. Voila's own handler ends the kernel at once, and what was typed in the
last second, sent as the page went, would find nobody. This one answers the same address before it.
"""

from __future__ import annotations

import asyncio
from typing import Any

from jupyter_core.utils import ensure_async
from jupyter_server.base.handlers import APIHandler
from tornado.web import authenticated

LAST_WORDS_SECONDS = 3.0
"""Assumption: what a page sends as it goes is kept within a second, on a busy computer in three."""


class LeftPageHandler(APIHandler):
    """Ends the kernel of a page that was left; with the server's token, as Voila sends it."""

    @authenticated
    async def post(self, kernel_id: str) -> None:
        """Answer at once, since nobody waits, and end the kernel a little later."""
        self.set_status(204)
        self.finish()
        await asyncio.sleep(LAST_WORDS_SECONDS)
        if kernel_id in self.kernel_manager:
            await ensure_async(self.kernel_manager.shutdown_kernel(kernel_id))


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "course.serving.leaving"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Add the address; extensions are loaded in the order of their names, this before Voila."""
    base: str = server.web_app.settings["base_url"].rstrip("/")
    route = (rf"{base}/voila/api/shutdown/([\w-]+)", LeftPageHandler)
    server.web_app.add_handlers(".*$", [route])
