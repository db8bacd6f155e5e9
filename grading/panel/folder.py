"""
A panel and its folder: made, opened, invited to, round by round.

    panel.json            how it was made, its rounds, hashes of the invitations' codes
    rubric.yaml           the rubric as the panel looks at it
    submissions/A.json    case records to mark; what they were written to show is not in them
    round-1/rater-1.csv   one file for each rater and round
    summary/, published/  what the facilitator makes of it
"""

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from grading.panel.answers import (
    Answer,
    Answers,
    Scope,
    Task,
    copy_answers,
    read_answers,
    save_answer,
)
from grading.panel.errors import CodeUnknown, PanelError, RoundClosed
from grading.panel.invitations import hash_code
from grading.panel.panel_file import PanelFile, Round
from grading.panel.rules import Rules, load_rules
from grading.panel.writing import held, write
from grading.rubric import Rubric, load_rubric, rubric_hash
from simgen.record import ReplayedCase, read_record, replay
from simgen.streams import stream

NAME = "panel.json"
CARRIED: tuple[Task, ...] = ("pseudonym", "years", "importance", "mark", "standard")
"""What a rater finds filled in from round one when they come to round two."""


@dataclass(slots=True)
class Panel:
    """One panel, opened by :func:`open_panel`; ``file`` is re-read by :meth:`refresh`."""

    folder: Path
    file: PanelFile
    rubric: Rubric

    @property
    def rules(self) -> Rules:
        """The rules as frozen when the first round opened; before that, the kit's own."""
        return Rules(self.file.rules) if self.file.rules else load_rules()

    @property
    def round(self) -> Round | None:
        """The round that is open, or None."""
        return next((each for each in self.file.rounds if not each.closed_at), None)

    @property
    def last_round(self) -> int:
        """The number of the newest round, open or closed; 0 before the first."""
        return max((each.number for each in self.file.rounds), default=0)

    @property
    def raters(self) -> list[str]:
        """The raters in the order of their invitations."""
        return [invitation.rater for invitation in self.file.invitations]

    @property
    def labels(self) -> list[str]:
        """The labels of the submissions, in their order."""
        return [submission.label for submission in self.file.submissions]

    def refresh(self) -> None:
        """Take in what the facilitator changed meanwhile."""
        self.file = read_panel_file(self.folder)

    def scope(self, number: int) -> Scope:
        """Return what can be answered in a round."""
        proposals: dict[tuple[str, str], int] = {}
        for each in self.file.rounds:
            for proposal in each.proposals if each.number == number else []:
                place = (proposal.criterion, str(proposal.level))
                proposals[place] = max(proposals.get(place, 0), proposal.number)
        return Scope(
            frozenset(criterion.id for criterion in self.rubric.criteria),
            frozenset(self.labels),
            proposals,
        )

    def path_of(self, number: int, rater: str) -> Path:
        """Return where a rater's answers of a round lie."""
        return self.folder / f"round-{number}" / f"{rater}.csv"

    def answers(self, number: int, rater: str) -> Answers:
        """Return a rater's answers of a round."""
        return read_answers(self.path_of(number, rater), self.scope(number))

    def enter(self, code: str) -> str:
        """
        Return the rater whom a code belongs to, with their file of the open round begun.

        Raises :class:`CodeUnknown`, or :class:`RoundClosed` when no round is open.
        """
        self.refresh()
        hashed = hash_code(code, self.file.salt)
        rater = next(
            (each.rater for each in self.file.invitations if each.code_hash == hashed), None
        )
        if rater is None or not code.strip():
            raise CodeUnknown(
                "No invitation to this panel has that code. Codes have three groups of four letters "
                "and digits, such as k7mq-x2tr-9dna. Look again, or ask whoever invited you."
            )
        now = self._open_round()
        if now.number > 1:
            copy_answers(
                self.path_of(now.number - 1, rater), self.path_of(now.number, rater), CARRIED
            )
        return rater

    def save(self, rater: str, answer: Answer) -> None:
        """
        Save one answer in the open round; raises ``PanelError`` when it cannot be.

        A round that was closed meanwhile takes nothing: :class:`RoundClosed`.
        """
        self.refresh()
        number = self._open_round().number
        save_answer(self.path_of(number, rater), answer, self.scope(number))

    def replayed(self, label: str) -> ReplayedCase:
        """Return a submission, replayed; raises ``PanelError`` for one that is not there."""
        if label not in self.labels:
            raise PanelError(f"There is no submission '{label[:20]}'. There are: {self.labels}.")
        return replay(read_record(self.folder / "submissions" / f"{label}.json"))

    def order_for(self, rater: str) -> list[str]:
        """
        Return the order in which a rater meets the submissions.

        Each has an order of their own, always the same, so that tiring or
        drifting does not fall on the same submissions for all.
        """
        order = self.labels
        stream(int(self.file.salt[:12], 16), "panel-order", rater).shuffle(order)
        return order

    def _open_round(self) -> Round:
        now = self.round
        if now is not None:
            return now
        last = self.file.rounds[-1] if self.file.rounds else None
        raise RoundClosed(
            f"Round {last.number} of this panel closed on {last.closed_at[:10]}; your answers are safe. "
            "You will be told when there is another."
            if last
            else "This panel has not begun: its first round is not open yet. Your code is good; come "
            "back when you have been told that it is open."
        )


def open_panel(folder: Path) -> Panel:
    """
    Open a panel's folder.

    Raises :class:`PanelError` when it is none, when ``panel.json`` was broken by
    hand, or when ``rubric.yaml`` is not the version that the panel was made for.
    """
    file = read_panel_file(folder)
    rubric = load_rubric(folder / "rubric.yaml")
    found = rubric_hash(rubric)
    if found != file.rubric.sha256:
        raise PanelError(
            f"{folder.name}/rubric.yaml is not the rubric that this panel was made for: found "
            f"'{rubric.id}' version {rubric.version} with the hash {found[:12]}, expected "
            f"'{file.rubric.id}' version {file.rubric.version} with {file.rubric.sha256[:12]}. Answers "
            "belong to one version: put the old file back, or make a new panel for the new rubric."
        )
    return Panel(folder, file, rubric)


def read_panel_file(folder: Path) -> PanelFile:
    """Return ``panel.json``, checked; raises :class:`PanelError` naming what is wrong with it."""
    path = folder / NAME
    if not path.is_file():
        raise PanelError(
            f"There is no panel in {folder}: {NAME} is missing. Make one with: linkworker panel new "
            f"{folder.name or 'NAME'}"
        )
    try:
        return PanelFile.model_validate_json(path.read_bytes())
    except (ValidationError, OSError) as error:
        detail = error.errors()[0] if isinstance(error, ValidationError) else None
        key = ".".join(str(part) for part in detail["loc"]) if detail else NAME
        said = detail["msg"] if detail else str(error)
        raise PanelError(
            f"{folder.name}/{NAME}: {key or 'the whole file'}: {said[:200]}. This file is not meant to "
            f"be edited; the copy before the last change is .{NAME}.last-good beside it."
        ) from None


def write_panel_file(folder: Path, file: PanelFile) -> None:
    """Write ``panel.json``; the copy before it is kept."""
    write(
        folder / NAME, json.dumps(file.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n"
    )


def change(panel: Panel, **update: Any) -> None:
    """Change parts of ``panel.json`` while nobody else does; the caller has checked them."""
    with held(panel.folder / NAME):
        panel.file = PanelFile.model_validate(read_panel_file(panel.folder).model_dump() | update)
        write_panel_file(panel.folder, panel.file)


def fill_folder(folder: Path, file: PanelFile, rubric: Path, records: dict[str, str]) -> Panel:
    """Lay out a new panel's folder; raises :class:`PanelError` when something is there already."""
    if folder.exists() and any(each.name != "panel.ipynb" for each in folder.iterdir()):
        raise PanelError(
            f"{folder} already holds something. Choose another name for the new panel, or go on with "
            f"the one that is there: linkworker panel summarise {folder.name}"
        )
    try:
        (folder / "submissions").mkdir(parents=True, exist_ok=True)
        shutil.copyfile(rubric, folder / "rubric.yaml")
        for label, record in records.items():
            (folder / "submissions" / f"{label}.json").write_text(record, encoding="utf-8")
        write_panel_file(folder, file)
    except OSError as error:
        raise PanelError(f"{folder} cannot be written ({error.strerror or error}).") from None
    return open_panel(folder)


def moment(now: datetime | None = None) -> str:
    """Return a moment as the files hold it."""
    return (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")


def letters(count: int) -> Iterable[str]:
    """Yield labels: A, B, ... Z, AA, AB, ..."""
    alphabet = [chr(ord("A") + at) for at in range(26)]
    labels = [*alphabet, *(one + other for one in alphabet for other in alphabet)]
    yield from labels[:count]
