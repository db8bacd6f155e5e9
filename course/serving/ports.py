"""Which port the server listens on."""

from __future__ import annotations

import socket

from simgen.errors import WorkspaceError

LOOPBACK = "127.0.0.1"
PORTS_TRIED = 50


def free_port(wanted: int) -> int:
    """
    A busy port gets the next free one.

    Returns `wanted` itself when nobody listens there, else the first free port of the
    `PORTS_TRIED` that follow. Ports run from 1 to 65535. Raises `WorkspaceError` for a number
    outside that range, and when all of them are busy.
    """
    if not 1 <= wanted <= 65535:
        raise WorkspaceError(
            f"Port {wanted} is not a port: expected a number from 1 to 65535, for example 8888."
        )
    last = min(wanted + PORTS_TRIED, 65535)
    for port in range(wanted, last + 1):
        if _is_free(port):
            return port
    raise WorkspaceError(
        f"No port from {wanted} to {last} is free on this computer. "
        f"Close a program that uses one, or name another port: make start PORT=9000"
    )


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as caller:
        # On some systems two programs may bind the same port: first ask whether one answers.
        caller.settimeout(0.2)
        if caller.connect_ex((LOOPBACK, port)) == 0:
            return False
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((LOOPBACK, port))
        except OSError:
            return False
    return True
