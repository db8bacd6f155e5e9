"""Which port the server listens on."""

import socket

import pytest

from course.serving.ports import PORTS_TRIED, free_port
from simgen.errors import WorkspaceError


def listening(port: int = 0) -> socket.socket:
    listener = socket.socket()
    listener.bind(("127.0.0.1", port))
    listener.listen()
    return listener


def test_a_free_port_is_taken_as_it_is() -> None:
    with listening() as listener:
        port = listener.getsockname()[1]
    assert free_port(port) == port


def test_a_busy_port_gets_the_next_free_one() -> None:
    with listening() as listener:
        port = listener.getsockname()[1]
        assert port < free_port(port) <= port + PORTS_TRIED


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_number_that_is_no_port_is_refused(port: int) -> None:
    with pytest.raises(WorkspaceError, match="expected a number from 1 to 65535"):
        free_port(port)


def test_when_all_are_busy_it_says_how_to_name_another() -> None:
    with listening(65535), pytest.raises(WorkspaceError, match="make start PORT="):
        free_port(65535)
