"""
What one rater answered in one round: a CSV file of their own, one answer a row.

The file can be opened, read and mended in any spreadsheet. A row that cannot be
used is left out of every figure and named with its line; it is never deleted.
A text that a spreadsheet could take for a formula is written with an apostrophe
in front.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from grading.panel.errors import PanelError
from grading.panel.writing import held, set_aside, write
from grading.rubric import TOP_LEVEL

Task = Literal["pseudonym", "years", "importance", "wording", "choice", "mark", "standard"]
TASKS: tuple[Task, ...] = get_args(Task)
COLUMNS = ("task", "criterion", "submission", "level", "answer", "reason", "saved_at")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
LONGEST = 2_000
"""Characters kept of one answer or reason."""
PSEUDONYM = re.compile(r"[^\W_](?:[^\W_]|[ '’-]){0,39}")
"""Letters and digits of any script; nothing that could be markup where it is shown."""
MOST_ROWS = 5_000
MOST_BYTES = 5_000_000

Key = tuple[str, str, str, str]
"""Task, criterion, submission, level; the last three empty where the task has none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One row: what was asked, what was answered, and why."""

    task: Task
    answer: str
    criterion: str = ""
    submission: str = ""
    level: str = ""
    reason: str = ""
    saved_at: str = ""

    @property
    def key(self) -> Key:
        """What the row answers; a later row with the same key replaces it."""
        return self.task, self.criterion, self.submission, self.level

    @property
    def number(self) -> int:
        """The answer as a whole number; only where :func:`problem_with` found none."""
        return int(self.answer)


@dataclass(frozen=True, slots=True)
class Scope:
    """What can be asked: the criteria, the submissions, the numbers of proposals by place."""

    criteria: frozenset[str]
    submissions: frozenset[str]
    proposals: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answers:
    """A rater's sound answers, by key, and what was wrong with others, in sentences."""

    rows: dict[Key, Answer]
    problems: tuple[str, ...] = ()

    def get(
        self, task: Task, criterion: str = "", submission: str = "", level: int | str = ""
    ) -> Answer | None:
        """Return one answer, or None."""
        return self.rows.get((task, criterion, submission, str(level)))

    def of(self, task: Task) -> Iterator[Answer]:
        """Yield every answer to one task."""
        return (row for row in self.rows.values() if row.task == task)


def read_answers(path: Path, scope: Scope) -> Answers:
    """
    Return what a file holds; nothing where there is none.

    Never raises for what is in the file: a file that is no CSV of ours gives no
    answers and a sentence about it.
    """
    if not path.is_file():
        return Answers({})
    where = f"{path.parent.name}/{path.name}"
    try:
        raw = _raw_rows(path)
    except PanelError as error:
        return Answers({}, (str(error),))
    rows: dict[Key, Answer] = {}
    problems = []
    for line, row in raw:
        answer = _answer(row)
        problem = problem_with(answer, scope)
        if problem:
            problems.append(f"{where}, line {line}: {problem} Mend the cell, or clear it.")
        elif answer.answer or answer.reason:
            rows[answer.key] = answer
        else:
            rows.pop(answer.key, None)
    return Answers(rows, tuple(problems))


def save_answer(path: Path, answer: Answer, scope: Scope) -> None:
    """
    Put one answer into a rater's file; it is on the disk when this returns.

    What others wrote there meanwhile stays, and so do rows that cannot be used.
    Raises :class:`~grading.panel.errors.PanelError` for an answer that is none,
    or when the disk refuses.
    """
    problem = problem_with(answer, scope)
    if problem:
        raise PanelError(f"Not saved: {problem}")
    with held(path):
        rows = _rows_to_keep(path)
        key = answer.key
        kept = [row for row in rows if _answer(row).key != key]
        if answer.answer or answer.reason:
            kept.append(_row(answer))
        write(path, _as_csv(kept))


def save_answers(path: Path, answers: Iterable[Answer], scope: Scope) -> None:
    """Put many answers into a rater's file at once; raises as :func:`save_answer` does."""
    given = list(answers)
    for answer in given:
        problem = problem_with(answer, scope)
        if problem:
            raise PanelError(f"Not saved: {problem}")
    with held(path):
        keys = {answer.key for answer in given}
        kept = [row for row in _rows_to_keep(path) if _answer(row).key not in keys]
        write(path, _as_csv([*kept, *(_row(answer) for answer in given)]))


def copy_answers(source: Path, target: Path, tasks: tuple[Task, ...]) -> None:
    """Begin a round's file with a rater's answers of the round before, where there is none yet."""
    with held(target):
        if target.exists() or not source.is_file():
            return
        rows = [row for row in _rows_to_keep(source) if row.get("task") in tasks]
        write(target, _as_csv(rows))


def problem_with(answer: Answer, scope: Scope) -> str:
    """Return what is wrong with an answer, in words with what was expected, or an empty text."""
    if answer.task not in TASKS:
        return f"found task '{answer.task[:30]}', expected one of {', '.join(TASKS)}."
    if len(answer.answer) > LONGEST or len(answer.reason) > LONGEST:
        return f"found more than {LONGEST:,} characters; shorten it."
    needs_criterion = answer.task not in {"pseudonym", "years"}
    if needs_criterion and answer.criterion not in scope.criteria:
        return (
            f"found criterion '{answer.criterion[:60]}', which this panel's rubric does not have."
        )
    if answer.task == "mark" and answer.submission not in scope.submissions:
        return f"found submission '{answer.submission[:60]}', which this panel does not have."
    if not answer.answer:
        return ""  # cleared on purpose, or a reason that waits for its rating
    return _WRONG[answer.task](answer, scope)


def _whole(answer: Answer, least: int, most: int, what: str) -> str:
    text = answer.answer
    if text.isascii() and text.isdecimal() and len(text) < 5 and least <= int(text) <= most:
        return ""
    return (
        f"found {answer.answer[:20]!r} as {what}, expected a whole number from {least} to {most}."
    )


def _level(answer: Answer, least: int) -> str:
    if answer.level in {str(level) for level in range(least, TOP_LEVEL + 1)}:
        return ""
    return f"found level '{answer.level[:20]}', expected {least} to {TOP_LEVEL}."


_WRONG: dict[str, Callable[[Answer, Scope], str]] = {
    "pseudonym": lambda answer, _: (
        ""
        if PSEUDONYM.fullmatch(answer.answer)
        else "found a pseudonym that is too long or has other signs in it; expected up to 40 letters, "
        "digits, spaces, hyphens and apostrophes."
    ),
    "years": lambda answer, _: _whole(answer, 0, 60, "years of experience"),
    "importance": lambda answer, _: _whole(answer, 1, 9, "importance"),
    "mark": lambda answer, _: _whole(answer, 0, TOP_LEVEL, "the level reached"),
    "wording": lambda answer, _: _level(answer, 0),
    "choice": lambda answer, scope: (
        _level(answer, 0)
        or _whole(
            answer, 0, scope.proposals.get((answer.criterion, answer.level), 0), "a choice of words"
        )
    ),
    "standard": lambda answer, _: (
        _level(answer, 1) or _whole(answer, 0, 100, "how many of 100 recruits")
    ),
}


def _raw_rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Return the rows with their lines; raises ``PanelError`` for what is no CSV of ours."""
    where = f"{path.parent.name}/{path.name}"
    mend = "Put back a copy, or delete the file to begin that rater's round again."
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PanelError(
                f"{where} has more than {MOST_BYTES:,} bytes, far more than answers. {mend}"
            )
        text = path.read_text(encoding="utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        missing = set(COLUMNS[:6]) - set(reader.fieldnames or ())
        if missing:
            raise PanelError(
                f"{where}: the first line lacks the column '{min(missing)}'; expected "
                f"{','.join(COLUMNS)}. {mend}"
            )
        rows = []
        for row in reader:
            rows.append((reader.line_num, {key: row.get(key) or "" for key in COLUMNS}))
            if len(rows) > MOST_ROWS:
                raise PanelError(f"{where} has more than {MOST_ROWS:,} rows. {mend}")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise PanelError(f"{where} cannot be read as CSV ({str(error)[:100]}). {mend}") from None
    return rows


def _rows_to_keep(path: Path) -> list[dict[str, str]]:
    """Return every row there is, sound or not; a file that is no CSV is set aside, not lost."""
    if not path.exists():
        return []
    try:
        return [row for _line, row in _raw_rows(path)]
    except PanelError:
        set_aside(path)
        return []


def _answer(row: dict[str, str]) -> Answer:
    def plain(key: str) -> str:
        text = row[key].strip()
        return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text

    return Answer(
        task=row["task"].strip(),  # type: ignore[arg-type]  # problem_with looks at it
        criterion=row["criterion"].strip(),
        submission=row["submission"].strip(),
        level=row["level"].strip(),
        answer=plain("answer"),
        reason=plain("reason"),
        saved_at=row["saved_at"].strip(),
    )


def _row(answer: Answer) -> dict[str, str]:
    def safe(text: str) -> str:
        text = text.replace("\x00", "").strip()
        return f"'{text}" if text.startswith(FORMULA) else text

    return {
        "task": answer.task,
        "criterion": answer.criterion,
        "submission": answer.submission,
        "level": answer.level,
        "answer": safe(answer.answer),
        "reason": safe(answer.reason),
        "saved_at": answer.saved_at,
    }


def _as_csv(rows: list[dict[str, str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
