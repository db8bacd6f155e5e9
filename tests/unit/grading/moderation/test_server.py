"""The server's part: who marks, and a session of the gradebook for each request."""

import sqlite3
from types import SimpleNamespace

import pytest
from jupyter_server.auth.identity import IdentityProvider, PasswordIdentityProvider, User
from sqlalchemy.exc import OperationalError, PendingRollbackError
from sqlalchemy.sql import text
from tornado.web import Application

from grading.moderation.errors import ModerationError
from grading.moderation.server import _end_sessions
from grading.moderation.server.base import MarkerBase
from tests.unit.grading.moderation.books import ASSIGNMENT


class HubIdentity(IdentityProvider):
    """A hub knows people by name."""


def handler(provider: type[IdentityProvider], username: str) -> MarkerBase:
    made = MarkerBase.__new__(MarkerBase)
    made.application = SimpleNamespace(settings={"identity_provider": provider()})
    made._current_user = User(username)
    made._jupyter_current_user = made._current_user
    return made


@pytest.mark.parametrize("provider", [IdentityProvider, PasswordIdentityProvider])
def test_without_a_hub_people_name_themselves(provider: type[IdentityProvider]) -> None:
    served = handler(provider, "3f2a-a-random-number")
    assert served.hub_name() == ""
    assert served.marker({"marker": "  Asha \u202e Bello "}) == "Asha Bello"
    for body in ({}, {"marker": ""}, {"marker": 7}, {"marker": "x" * 81}):
        with pytest.raises(ModerationError, match="name"):
            served.marker(body)


def test_on_a_hub_the_hubs_name_counts_whatever_a_page_sends() -> None:
    served = handler(HubIdentity, "asha")
    assert served.marker({"marker": "somebody else"}) == "asha"


def ended(book) -> None:
    """End a request, as Tornado does."""
    noted: list[object] = []
    application = Application([], log_function=noted.append, nbgrader_gradebook=book)
    _end_sessions(application)
    application.settings["log_function"]("request")
    assert noted == ["request"]


def manual_score(book) -> float | None:
    found: float | None = book.find_grade("recording", ASSIGNMENT, ASSIGNMENT, "ada").manual_score
    return found


def write_elsewhere(book, points: float) -> None:
    path = book.engine.url.database
    with sqlite3.connect(path) as other:
        other.execute(
            "UPDATE grade SET manual_score = ? WHERE cell_id IN "
            "(SELECT id FROM base_cell WHERE name = 'recording')",
            (points,),
        )
    other.close()


def test_a_request_sees_what_another_process_has_written_since_the_last(book) -> None:
    kept_alive = book.find_grade("recording", ASSIGNMENT, ASSIGNMENT, "ada")
    assert kept_alive.manual_score is None
    write_elsewhere(book, 2.0)
    assert manual_score(book) is None  # nbgrader's own session still holds what it read first
    ended(book)
    assert manual_score(book) == 2.0


def test_one_failed_write_does_not_stop_the_requests_after_it(book) -> None:
    with pytest.raises(OperationalError):
        book.db.execute(text("UPDATE no_such_table SET x = 1"))
    grade = book.find_grade("recording", ASSIGNMENT, ASSIGNMENT, "ada")
    grade.cell_id = grade.id = None
    with pytest.raises(Exception, match="NULL|null|IntegrityError|primary key|identity"):
        book.db.commit()
    with pytest.raises(PendingRollbackError):
        manual_score(book)
    ended(book)
    assert manual_score(book) is None
