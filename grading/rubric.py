"""
What a rubric is: a YAML file of criteria, checked.

A criterion has four described levels, 0 to 3. A level is worth the criterion's
weight, so its maximum is three times its weight in points. The notebook's
graded cells, the gradebook and the feedback are generated from the same file,
so they cannot disagree.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from grading.confirmation import Confirmation, PassMark
from simgen.errors import RubricError
from simgen.scenario.reading import Problem, Written, read_yaml, validate

RUBRICS = Path(__file__).resolve().parent / "rubrics"
"""The kit's own rubrics."""

TOP_LEVEL = 3

SIMULATED = "SIMULATED"
"""Stands wherever anything of a simulated panel shows."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Level = Annotated[int, Field(ge=0, le=TOP_LEVEL)]
"""0 (first described) to 3 (last)."""
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=2_000, strip_whitespace=True)]
FourWords = Annotated[list[Words], Field(min_length=TOP_LEVEL + 1, max_length=TOP_LEVEL + 1)]


class RubricPart(BaseModel):
    """A part of a rubric: unknown keys are refused, types are exact, nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Gate(RubricPart):
    """A criterion that no other can make up for; see :mod:`grading.gates`."""

    needs: Level = Field(description="The gate is shut below this level.")
    caps_at: Level = Field(description="The level of the whole while it is shut, at most.")
    because: Words


class Criterion(RubricPart):
    """One thing that is judged."""

    id: Slug = Field(description="Also the id of its graded cell and its row in the gradebook.")
    title: Words
    weight: int = Field(ge=1, le=10, description="Points for each level reached.")
    judged_by: Literal["machine", "human"] = Field(
        description="Who gives the points. For 'human' a function only shows evidence."
    )
    levels: FourWords = Field(description="What one would see at level 0, 1, 2 and 3.")
    gathers: Words = Field(description="What a function gathers as evidence, in plain words.")
    source: Words = Field(description="The framework or paper it was drawn from.")
    gate: Gate | None = Field(
        default=None, description="Only where it must never be averaged away."
    )

    @property
    def maximum(self) -> int:
        """The most points it can give."""
        return self.weight * TOP_LEVEL


class Rubric(RubricPart):
    """
    A whole rubric.

    ``status`` and ``notice`` say how far it can be trusted and are shown on
    every page that shows a mark. ``kind`` says the same to programs: only a rubric
    of a real panel has a pass mark.
    """

    id: Slug
    version: int = Field(ge=1)
    title: Words
    kind: Literal["starter", "simulated", "panel"] = "starter"
    status: Words
    notice: Words
    level_names: FourWords = Field(description="A short name for each level, 0 to 3.")
    criteria: list[Criterion] = Field(min_length=1)
    confirmation: Confirmation | None = Field(
        default=None, description="The panel's audit trail; written by linkworker panel publish."
    )

    @model_validator(mode="after")
    def _ids_differ(self) -> "Rubric":
        ids = [criterion.id for criterion in self.criteria]
        doubles = sorted({each for each in ids if ids.count(each) > 1})
        if doubles:
            raise ValueError(f"the id '{doubles[0]}' is used for more than one criterion")
        return self

    @model_validator(mode="after")
    def _kind_is_borne_out(self) -> "Rubric":
        if self.kind == "starter":
            if self.confirmation is not None:
                raise ValueError("a starter has no 'confirmation'; found one")
            return self
        if self.confirmation is None:
            raise ValueError(f"'kind: {self.kind}' needs the panel's 'confirmation'; found none")
        if self.confirmation.simulated != (self.kind == "simulated"):
            raise ValueError("'kind' and 'confirmation.simulated' contradict each other")
        if self.kind == "simulated" and not all(
            SIMULATED in words for words in (self.status, self.notice)
        ):
            raise ValueError(f"'status' and 'notice' of a simulated rubric must say {SIMULATED}")
        return self

    @model_validator(mode="after")
    def _pass_mark_is_of_these_points(self) -> "Rubric":
        mark = self.confirmation.pass_mark if self.confirmation else None
        if mark is not None and (mark.of != self.maximum or mark.points > mark.of):
            raise ValueError(
                f"the pass mark is {mark.points:g} of {mark.of:g} points, and the criteria give "
                f"{self.maximum}; weights that change after a panel need a new panel"
            )
        return self

    @property
    def pass_mark(self) -> PassMark | None:
        """The pass mark that a real panel set; None for a starter and a simulated panel."""
        if self.kind != "panel" or self.confirmation is None:
            return None
        return self.confirmation.pass_mark

    @property
    def maximum(self) -> int:
        """The most points that all criteria give together."""
        return sum(criterion.maximum for criterion in self.criteria)

    def criterion(self, criterion_id: str) -> Criterion:
        """Return one criterion; ``KeyError`` for an unknown id."""
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(criterion_id)


def load_rubric(which: str | Path = "starter") -> Rubric:
    """
    Return a rubric, checked.

    ``which`` is the name of one of the kit's own or the path of a YAML file.
    Raises :class:`~simgen.errors.RubricError` naming file, key, what was found
    and what was expected.
    """
    path = which if isinstance(which, Path) else RUBRICS / f"{which}.yaml"
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        names = ", ".join(sorted(file.stem for file in RUBRICS.glob("*.yaml")))
        raise RubricError(
            f"There is no rubric {str(which)[:80]!r}. The kit's own are: {names}. For another give "
            "the path of its file."
        ) from None
    return _load(path, changed)


def rubric_schema() -> dict[str, Any]:
    """
    Return the JSON Schema of a rubric file, for editors that check while one writes.

    It is published in ``grading/schema``; a test holds the file equal to the model.
    """
    schema = Rubric.model_json_schema()
    return {"$schema": DIALECT, **schema, "title": "A rubric of the link-worker kit"}


def rubric_hash(rubric: Rubric) -> str:
    """Return the SHA-256 of a rubric's content; its file's layout and remarks do not count."""
    content = json.dumps(rubric.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
    return sha256(content.encode("utf-8")).hexdigest()


def read_rubric(path: Path) -> Written:
    """Return a rubric's file with the line of every key; raises ``RubricError`` if it is no YAML."""
    trusted = path.is_relative_to(RUBRICS)
    return read_yaml(path, "a rubric", RubricError, trusted=trusted)


@lru_cache(maxsize=8)
def _load(path: Path, changed: int) -> Rubric:
    """Read once for each state of the file; ``changed`` tells the states apart."""
    del changed
    written = read_rubric(path)
    doubles = list(_ids_again(written))
    if doubles:
        raise written.error(doubles)
    return validate(written, Rubric)


def _ids_again(written: Written) -> Iterator[Problem]:
    """Yield each criterion whose id another one above has, with its line."""
    data = written.data
    criteria = data.get("criteria") if isinstance(data, dict) else None
    seen: dict[str, int] = {}
    for place, criterion in enumerate(criteria if isinstance(criteria, list) else ()):
        name = criterion.get("id") if isinstance(criterion, dict) else None
        if not isinstance(name, str):
            continue
        line = written.line_of(("criteria", place, "id"))
        if name in seen:
            where = f"criteria[{place}].id"
            expected = f"an id of its own: line {seen[name]} has this one already"
            yield Problem(line, where, repr(name), expected)
        seen.setdefault(name, line)
