"""Who is marking, and keeping who gave a first mark and when."""

from tornado.web import authenticated

from grading.moderation.marks import record_marks
from grading.moderation.server.base import MarkerBase
from grading.moderation.works import read_work


class MarkerHandler(MarkerBase):
    """Tells a page by which name a hub knows its reader."""

    @authenticated
    def get(self) -> None:
        """Answer ``name``: empty where people name themselves."""
        _ = self.xsrf_token
        self.answer(name=self.hub_name())


class FirstMarksHandler(MarkerBase):
    """Keeps who gave the points that the gradebook now holds; it takes no points itself."""

    @authenticated
    def post(self) -> None:
        """Read the submission's points from the gradebook and keep what is new, and whose it is."""
        body = self.body()
        marker = self.marker(body)
        theirs = body.get("criteria")
        criteria = [str(each) for each in theirs] if isinstance(theirs, list) else []
        work = read_work(self.book, str(body.get("submission", ""))[:32])
        with self.engine.begin() as connection:
            added = record_marks(connection, work, marker, self.now(), criteria)
        self.answer(kept=added)
