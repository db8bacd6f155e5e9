"""
Feedback through nbgrader's exchange: the page as nbgrader sends it, and the PDF with it.

nbgrader releases and fetches pages of HTML alone. These two stand in its
``ExchangeFactory``, do what nbgrader's own do, and take the PDF that lies beside a
page along under the same secret name. A PDF older than its page says something
else than the page: it is not sent, and one that was sent before is taken back, so
that page and PDF of a hand-in never contradict each other for long. Each file
arrives whole or not at all; the PDF goes before the page that announces both.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from nbgrader.exchange.default import ExchangeFetchFeedback, ExchangeReleaseFeedback
from nbgrader.utils import notebook_hash, temp_attrs

PAPER = ".pdf"
_NEEDED = ("timestamp.txt", "submission_secret.txt")
"""What nbgrader reads beside a page; without one of them its release stops for everybody."""


class ReleaseFeedback(ExchangeReleaseFeedback):
    """nbgrader's release, with PDFs; work that did not come through the exchange is passed over."""

    def copy_files(self) -> None:
        """Put pages and PDFs where their recruits, and nobody else, can find them."""
        excluded = {name for name in self.coursedir.student_id_exclude.split(",") if name}
        odd = set()
        for page in self._pages():
            student = self._student_of(page)
            if not student or student in excluded:
                continue
            if all((page.parent / name).is_file() for name in _NEEDED):
                self._release_paper(page)
            elif student not in odd:
                odd.add(student)
                self.log.warning(
                    "Not released to '%s': their work did not come through the exchange, so there "
                    "is no secret by which they could find it.",
                    student,
                )
        with temp_attrs(self.coursedir, student_id_exclude=",".join(sorted(excluded | odd))):
            super().copy_files()

    def _pages(self) -> Iterator[Path]:
        """Yield the pages that nbgrader is about to release, by its own pattern."""
        place = Path(self.src_path)
        yield from sorted(Path(place.anchor).glob(str(place.relative_to(place.anchor) / "*.html")))

    def _student_of(self, page: Path) -> str:
        """Return whose page it is, by the course's own layout of folders, as nbgrader does."""
        folder = self.coursedir.format_path(
            self.coursedir.feedback_directory,
            "(?P<student_id>.*)",
            self.coursedir.assignment_id,
            escape=True,
        )
        found = re.fullmatch(folder, str(page.parent))
        return found["student_id"] if found else ""

    def _release_paper(self, page: Path) -> None:
        secret = (page.parent / "submission_secret.txt").read_text(encoding="utf-8")
        name = notebook_hash(secret=secret, notebook_id=page.stem)
        to = Path(self.dest_path) / f"{name}{PAPER}"
        paper = page.with_suffix(PAPER)
        if is_up_to_date(paper, page):
            put(paper, to)
        else:
            to.unlink(missing_ok=True)


class FetchFeedback(ExchangeFetchFeedback):
    """nbgrader's fetch, with PDFs."""

    def do_copy(self, src: str, dest: str) -> None:
        """Copy pages and PDFs to the recruit's own folder; a PDF that was taken back goes."""
        super().do_copy(src, dest)
        for notebook, timestamp, page in self.feedback_files:
            paper, to = Path(page).with_suffix(PAPER), Path(dest) / timestamp / f"{notebook}{PAPER}"
            if paper.is_file():
                put(paper, to)
            else:
                to.unlink(missing_ok=True)


def is_up_to_date(paper: Path, page: Path) -> bool:
    """Tell whether there is a PDF that is no older than the page."""
    return paper.is_file() and paper.stat().st_mtime_ns >= page.stat().st_mtime_ns


def put(paper: Path, to: Path) -> None:
    """Copy a file so that whoever looks finds the old one or the whole new one."""
    descriptor, beside = tempfile.mkstemp(dir=to.parent, prefix=".", suffix=f"-tmp{PAPER}")
    try:
        with os.fdopen(descriptor, "wb") as file, paper.open("rb") as made:
            shutil.copyfileobj(made, file)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(0o644)
        Path(beside).replace(to)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
