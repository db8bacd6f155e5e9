"""What a case holds that nobody finds: a sign about the case, or about the teaching."""

from collections.abc import Sequence
from dataclasses import dataclass

from grading.reporting.marks import CaseOfCourse
from grading.reporting.work import Work
from simgen.case import open_case
from simgen.errors import ScenarioError

FEWEST_TRIED = 3
"""Below these, that nobody found something says little; assumption."""


@dataclass(frozen=True, slots=True)
class ItemFound:
    """
    One thing in a case: by how many it was found, of how many who tried.

    ``gist`` has the names of one of the people; each recruit meets another.
    """

    item_id: str
    kind: str
    gist: str
    topic: str
    found: int
    tried: int


@dataclass(frozen=True, slots=True)
class CaseFindings:
    """A case's things, the least found first; ``tried`` is how many readable records there are."""

    title: str
    tried: int
    items: tuple[ItemFound, ...]

    @property
    def by_nobody(self) -> tuple[ItemFound, ...]:
        """The things that nobody found; none where nobody tried."""
        return tuple(each for each in self.items if each.tried and not each.found)

    @property
    def too_few(self) -> bool:
        """Whether so few tried that this says little."""
        return self.tried < FEWEST_TRIED


def case_findings(case: CaseOfCourse, works: Sequence[Work]) -> CaseFindings:
    """Return what was found of a case in some works; unreadable ones do not count as tries."""
    usable = [work for work in works if not work.problem]
    found: dict[str, int] = {}
    for work in usable:
        for each in work.found:
            found[each.item_id] = found.get(each.item_id, 0) + each.came_to_light
    try:
        scenario = open_case(case.id, 1).scenario
    except ScenarioError:
        return CaseFindings(case.title, len(usable), ())
    items = [
        ItemFound(
            item.id,
            item.kind,
            item.gist,
            scenario.topic(item.topic).label,
            found.get(item.id, 0),
            len(usable),
        )
        for item in scenario.items
    ]
    return CaseFindings(case.title, len(usable), tuple(sorted(items, key=lambda each: each.found)))
