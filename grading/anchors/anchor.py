"""
What an anchor is: one recruit's work on a case, written to show chosen levels.

It lies in ``grading/anchors/<case>/<name>.yaml`` and its id is ``<case>-<name>``.
A panel marks it without seeing what it was written to show; scoring must order
the anchors of a case as they were written. Slots in braces, such as
``{known_as}``, are filled from the person of the anchor's seed.
"""

from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from grading.rubric import DIALECT, TOP_LEVEL, Level, Rubric, Slug
from simgen.errors import RubricError
from simgen.plan import ActionPlan
from simgen.record.events import MAX_UTTERANCE
from simgen.scenario.reading import read_yaml, validate

ANCHORS = Path(__file__).resolve().parent
"""The kit's own anchors, in one folder for each case."""

Sentence = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
Paragraph = Annotated[str, StringConstraints(min_length=1, max_length=2_000, strip_whitespace=True)]
Utterance = Annotated[str, StringConstraints(max_length=MAX_UTTERANCE)]


class AnchorPart(BaseModel):
    """A part of an anchor: unknown keys are refused, nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Shows(AnchorPart):
    """The level that an anchor was written to show for one criterion, and why in one line."""

    level: Level
    because: Sentence


class Anchor(AnchorPart):
    """One recruit's work, written on purpose."""

    id: Slug = Field(description="The case's id, a hyphen and the file's name.")
    case: Slug = Field(description="Id of the case; also the folder's name.")
    seed: int = Field(ge=0, lt=2**63, description="Which person of the case the recruit met.")
    title: Sentence = Field(description="What a trainer calls it; a panel does not see it.")
    overall: Level = Field(
        description="The level of the whole, 0 to 3: scoring must order a case's anchors by it."
    )
    shows: dict[Slug, Shows] = Field(
        description="For every criterion of the rubric, by its id: the level it was written to show."
    )
    written_by: Sentence = Field(description="Who wrote it: a role or a pseudonym, never a name.")
    provenance: Paragraph = Field(
        description="What it rests on, and what in it is an assumption; who has read it since."
    )
    talk: list[Utterance] = Field(
        min_length=1,
        max_length=200,
        description="What the recruit says, in order; '' is a silence.",
    )
    plan: ActionPlan = Field(description="The plan as the recruit would hand it in.")
    reflection: Annotated[str, StringConstraints(max_length=5_000)] = Field(
        default="", description="What the recruit wrote about their own conversation."
    )


def anchors_of(case_id: str, folder: Path = ANCHORS) -> list[Anchor]:
    """
    Return a case's anchors, the lowest first; an empty list where it has none.

    Raises :class:`~simgen.errors.RubricError` naming file and key for one that
    cannot be used.
    """
    found = [load_anchor(path) for path in sorted((folder / case_id).glob("*.yaml"))]
    return sorted(found, key=lambda anchor: (anchor.overall, anchor.id))


def load_anchor(path: Path) -> Anchor:
    """Return one anchor, checked; raises as :func:`anchors_of` does."""
    where = f"{path.parent.name}/{path.name}"
    written = read_yaml(path, "an anchor", RubricError, trusted=path.is_relative_to(ANCHORS))
    anchor = validate(written, Anchor)
    if anchor.case != path.parent.name or anchor.id != f"{anchor.case}-{path.stem}":
        raise RubricError(
            f"{where}: found case '{anchor.case}' and id '{anchor.id}', expected "
            f"'{path.parent.name}' and '{path.parent.name}-{path.stem}': an anchor is named after "
            "its folder and its file."
        )
    return anchor


def check_anchor(anchor: Anchor, rubric: Rubric) -> list[str]:
    """
    Return, in sentences, what is wrong with an anchor beside a rubric; empty when nothing is.

    Whether its words can be played is for :func:`grading.anchors.played` to say.
    """
    there = {criterion.id for criterion in rubric.criteria}
    problems = [
        f"{anchor.id}: 'shows' lacks the criterion '{missing}'."
        for missing in sorted(there - anchor.shows.keys())
    ]
    problems += [
        f"{anchor.id}: 'shows' names '{stray}', which the rubric '{rubric.id}' does not have."
        for stray in sorted(anchor.shows.keys() - there)
    ]
    levels = [shown.level for shown in anchor.shows.values()]
    if levels and abs(sum(levels) / len(levels) - anchor.overall) > 1:
        problems.append(
            f"{anchor.id}: the levels of its criteria are on average {sum(levels) / len(levels):.1f}, "
            f"and 'overall' says {anchor.overall} of {TOP_LEVEL}; mend one of them."
        )
    return problems


def anchor_schema() -> dict[str, Any]:
    """Return the JSON Schema of an anchor file, for editors that check while one writes."""
    schema = Anchor.model_json_schema()
    return {"$schema": DIALECT, **schema, "title": "An anchor of the link-worker kit"}
