"""The server itself: started, announced once it answers, stopped by Ctrl-C."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any

from course.serving.addresses import course_addresses, open_in_browser, welcome
from course.serving.password import ask_password as ask_for_password
from course.serving.password import stored_password
from course.serving.ports import LOOPBACK, free_port
from course.serving.surroundings import private_folder, settle_in
from course.serving.terminal import quiet_terminal
from simgen.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LOG_NAME = "server.log"


def start_server(workspace: Path, port: int, open_browser: bool, ask_password: bool) -> None:
    """
    Serve a built workspace until Ctrl-C.

    `port` is where to listen: a busy one gets the next free one, and the terminal says so.
    With `open_browser` the recruit's address is opened where there is a screen. With
    `ask_password` a password is asked for and its hash kept with the workspace; one that was
    set before stays in force. Returns when everything has stopped, kernels included. Raises
    `WorkspaceError` when no port is free, the password does not do, or the server cannot run.
    """
    workspace = workspace.resolve()
    private = private_folder(workspace)
    hashed = ask_for_password(private) if ask_password else stored_password(private)
    chosen = free_port(port)
    settle_in(workspace)
    log = private / LOG_NAME
    with quiet_terminal(log) as say:
        if chosen != port:
            say(f"Port {port} is busy: using {chosen}.")
        try:
            _serve(workspace, chosen, hashed, open_browser, say)
        except KeyboardInterrupt:
            say("\nStopped before the course had started.")
            return
        except SystemExit as error:
            raise WorkspaceError(
                f"The server stopped by itself (exit code {error.code}). Why is in {log}: "
                "its last lines say what went wrong."
            ) from error
        say("\nStopped. Everything that was saved is still there.")


def _serve(
    workspace: Path, port: int, hashed_password: str, open_browser: bool, say: Callable[[str], None]
) -> None:
    # Only now, after settle_in: Jupyter reads its folders' names at import.
    from jupyter_server.serverapp import ServerApp

    from course.serving.settings import server_config

    class CourseServer(ServerApp):
        """A Jupyter server that stops without asking and says when it answers."""

        no_browser_open_file = True

        def init_signal(self) -> None:
            """Ctrl-C, a closed terminal and a polite kill all end the course at once."""
            for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
                if hasattr(signal, name):
                    signal.signal(getattr(signal, name), self._end)

        def _end(self, *_signal_and_frame: Any) -> None:
            if not self._stopping:
                self.stop(from_signal=True)

        async def _post_start(self) -> None:
            await super()._post_start()  # type: ignore[no-untyped-call] # untyped in Jupyter
            await _wait_until_it_answers(port)
            addresses = course_addresses(workspace, port)
            say(welcome(addresses, workspace, has_password=bool(hashed_password)))
            if open_browser:
                open_in_browser(addresses.recruit)

    server = CourseServer(config=server_config(workspace, port, hashed_password))
    server.initialize(argv=[], find_extensions=False)
    server.start()


async def _wait_until_it_answers(port: int) -> None:
    from tornado.httpclient import AsyncHTTPClient

    await AsyncHTTPClient().fetch(f"http://{LOOPBACK}:{port}/api", request_timeout=60)
