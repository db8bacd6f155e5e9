"""The comment bank: offered, used, kept, removed."""

from typing import Any

from sqlalchemy import Connection
from tornado.web import authenticated

from grading.moderation.cases import find_sampled
from grading.moderation.comment_bank import (
    Offer,
    keep_comment,
    offer_comments,
    remove_comment,
    use_comment,
)
from grading.moderation.comment_room import make_room
from grading.moderation.errors import ModerationError
from grading.moderation.privacy import find_private, names_of, own_words_of
from grading.moderation.server.base import MarkerBase
from grading.moderation.works import read_work
from grading.rubric import TOP_LEVEL


class CommentsHandler(MarkerBase):
    """The bank of one criterion."""

    @authenticated
    def get(self) -> None:
        """Answer what to offer for a criterion and a level, the most fitting first."""
        level = _level(self.get_query_argument("level", None))
        offers = offer_comments(self.engine, self.get_query_argument("criterion")[:128], level)
        self.answer(comments=[_shown(offer, level) for offer in offers])

    @authenticated
    def post(self) -> None:
        """Keep a comment for others, unless it names or quotes somebody."""
        body = self.body()
        marker = self.marker(body)
        text, criterion = body.get("text"), str(body.get("criterion", ""))[:128]
        with self.engine.connect() as connection:
            work = read_work(self.book, _submission(connection, body.get("about")))
        work.part(criterion)
        view = self.view_of(work)
        people = [work.student, *names_of(view)]
        for student in self.book.students:
            people += [student.id, student.first_name or "", student.last_name or ""]
        found = find_private(str(text), people, own_words_of(view))
        if found:
            raise ModerationError("Not kept for others. " + " ".join(found))
        level = _level(body.get("level"))
        new = keep_comment(self.engine, criterion, level, text, by=marker, at=self.now())
        self.answer(
            message="Kept. Others will be offered it, without a name."
            if new
            else "It is there already."
        )


class CommentRoomHandler(MarkerBase):
    """Makes room for a comment on a part that rules judge; the formgrader then saves it."""

    @authenticated
    def post(self) -> None:
        """Answer with nbgrader's row for the comment."""
        body = self.body()
        work = read_work(self.book, str(body.get("submission", ""))[:32])
        part = work.part(str(body.get("criterion", ""))[:128])
        self.answer(**make_room(self.book, part))


class CommentUsedHandler(MarkerBase):
    """Counts a use."""

    @authenticated
    def post(self, comment_id: str) -> None:
        """Count one use of a comment."""
        use_comment(self.engine, comment_id, self.now())
        self.answer(message="Counted.")


class CommentRemovedHandler(MarkerBase):
    """Takes a kept comment out of the bank."""

    @authenticated
    def post(self, comment_id: str) -> None:
        """Remove a comment for good."""
        remove_comment(self.engine, comment_id)
        self.answer(message="Removed.")


def _shown(offer: Offer, level: int | None) -> dict[str, Any]:
    about = "kept by a marker" if offer.kept else "from the kit"
    if offer.uses:
        about += f", used {'once' if offer.uses == 1 else f'{offer.uses} times'}"
    if offer.level is not None and offer.level != level:
        about += ", written for a neighbouring level"
    return {
        "id": offer.id,
        "text": offer.text,
        "about": about,
        "kept": offer.kept,
        "fits": offer.level in {None, level},
    }


def _level(given: Any) -> int | None:
    text = str(given)
    sound = not isinstance(given, bool) and text in {str(level) for level in range(TOP_LEVEL + 1)}
    return int(text) if sound else None


def _submission(connection: Connection, about: Any) -> str:
    """Return the submission that a page is about: its own id, or that of a sampled one."""
    about = about if isinstance(about, dict) else {}
    if "sampled" in about:
        return find_sampled(connection, str(about["sampled"])[:32]).submission
    return str(about.get("submission", ""))[:32]
