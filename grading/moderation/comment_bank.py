"""
Comments to start from: the kit's own, and those that markers chose to keep.

Nothing is offered again by itself. A comment reaches the bank only when a marker
says so, and is looked through first (:mod:`grading.moderation.privacy`). What is
used most for a level comes first.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import Connection, Engine, delete, insert, select

from grading.moderation.errors import ModerationError, NotThere
from grading.moderation.tables import comments, uses
from grading.nbgrader.views import plain
from grading.rubric import TOP_LEVEL, Slug, Words

STARTER = Path(__file__).resolve().parent / "comments" / "starter.yaml"
LONGEST = 600
"""Characters of a comment that is kept; a longer one is about one recruit (assumption)."""
SHORTEST = 10
MOST_OFFERED = 10
"""Comments offered at once; more are not read (assumption)."""
_KIT = "kit-"
_KEPT = "kept-"


class StarterComments(BaseModel):
    """The starter file: for each criterion, comments for the levels 0 to 3."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    provenance: Words
    comments: dict[
        Slug,
        Annotated[
            list[Annotated[list[Words], Field(min_length=1)]],
            Field(min_length=TOP_LEVEL + 1, max_length=TOP_LEVEL + 1),
        ],
    ]


@dataclass(frozen=True, slots=True)
class Offer:
    """One comment; ``level`` is None where it fits any, ``kept`` tells that a marker kept it."""

    id: str
    text: str
    level: int | None
    uses: int
    kept: bool


@lru_cache(maxsize=1)
def starter_comments() -> StarterComments:
    """Return the kit's own comments; raises ``ModerationError`` when the file cannot be used."""
    try:
        return StarterComments.model_validate(yaml.safe_load(STARTER.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise ModerationError(f"{STARTER.name} cannot be used: {error}") from None


def offer_comments(engine: Engine, criterion: str, level: int | None = None) -> list[Offer]:
    """
    Return comments for a criterion, the most fitting first, at most ``MOST_OFFERED``.

    Those for the very level come first, then its neighbours, and no others: praise
    for level 3 helps nobody at level 0. Among equals the most used come first,
    then those that markers kept.
    """
    with engine.connect() as connection:
        used = Counter(row.comment for row in connection.execute(select(uses.c.comment)))
        rows = connection.execute(
            select(comments).where(comments.c.criterion == criterion).order_by(comments.c.id)
        ).all()
    offers = [
        Offer(f"{_KEPT}{row.id}", row.text, row.level, used[f"{_KEPT}{row.id}"], kept=True)
        for row in rows
    ]
    for at, texts in enumerate(starter_comments().comments.get(criterion, [])):
        offers += [
            Offer(_kit_id(text), text, at, used[_kit_id(text)], kept=False) for text in texts
        ]
    near = [offer for offer in offers if _far(offer, level) <= 1]
    near.sort(key=lambda offer: (_far(offer, level), -offer.uses, not offer.kept))
    return near[:MOST_OFFERED]


def keep_comment(
    engine: Engine, criterion: str, level: int | None, text: object, *, by: str, at: datetime
) -> bool:
    """
    Keep a comment for others; return False when the bank has it already.

    Raises :class:`~grading.moderation.errors.ModerationError` for one too short
    or too long to be of use. Whether it names anybody is for the caller to ask.
    """
    cleaned = plain(text) if isinstance(text, str) else ""
    if not SHORTEST <= len(cleaned) <= LONGEST:
        raise ModerationError(
            f"A comment for others has {SHORTEST} to {LONGEST} characters; found {len(cleaned)}."
        )
    with engine.begin() as connection:
        if _bare(cleaned) in _there(connection, criterion):
            return False
        connection.execute(
            insert(comments).values(
                criterion=criterion,
                level=level,
                text=cleaned,
                kept_at=at.astimezone(UTC).replace(tzinfo=None),
                kept_by=by,
            )
        )
    return True


def use_comment(engine: Engine, comment_id: str, at: datetime) -> None:
    """Count one use, so that what helps is offered sooner; raises ``NotThere`` for an unknown one."""
    with engine.begin() as connection:
        if not _exists(connection, comment_id):
            raise NotThere("There is no such comment, or no longer.")
        connection.execute(
            insert(uses).values(comment=comment_id, at=at.astimezone(UTC).replace(tzinfo=None))
        )


def remove_comment(engine: Engine, comment_id: str) -> None:
    """Remove a kept comment for good; raises ``NotThere`` for an unknown one or one of the kit's."""
    number = _kept_number(comment_id)
    with engine.begin() as connection:
        if not _exists(connection, comment_id) or number is None:
            raise NotThere("There is no such comment among those that markers kept.")
        connection.execute(delete(comments).where(comments.c.id == number))
        connection.execute(delete(uses).where(uses.c.comment == comment_id))


def _exists(connection: Connection, comment_id: str) -> bool:
    number = _kept_number(comment_id)
    if number is not None:
        found = connection.execute(select(comments.c.id).where(comments.c.id == number))
        return found.first() is not None
    return any(
        comment_id == _kit_id(text)
        for levels in starter_comments().comments.values()
        for texts in levels
        for text in texts
    )


def _there(connection: Connection, criterion: str) -> set[str]:
    rows = connection.execute(select(comments.c.text).where(comments.c.criterion == criterion))
    kit = [text for texts in starter_comments().comments.get(criterion, []) for text in texts]
    return {_bare(text) for text in [*(row.text for row in rows), *kit]}


def _far(offer: Offer, level: int | None) -> float:
    """How many levels off; half a level for a comment that fits any."""
    if level is None:
        return 0.0
    return 0.5 if offer.level is None else float(abs(offer.level - level))


def _kit_id(text: str) -> str:
    return _KIT + blake2b(text.encode(), digest_size=8).hexdigest()


def _kept_number(comment_id: str) -> int | None:
    number = comment_id.removeprefix(_KEPT)
    sound = comment_id.startswith(_KEPT) and number.isascii() and number.isdecimal()
    return int(number) if sound and len(number) < 10 else None


def _bare(text: str) -> str:
    return " ".join(text.casefold().split())
