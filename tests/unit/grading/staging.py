"""A replayed case staged turn by turn, so that each test says exactly what was said and heard."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from simgen.case import Case, open_case
from simgen.conversation import Heard, Talk, Turn
from simgen.conversation.turn import Code, Movement
from simgen.plan import ActionPlan
from simgen.record import CaseRecord, ReplayedCase, ScenarioStamp
from simgen.scenario import Item

CASE = open_case("quiet-house", 7)
SUBJECTS = (
    *("garden", "kitchen", "chapel", "harbour", "window", "curtain", "piano", "letters"),
    *("morning", "evening", "whistle", "cooking"),
)


@dataclass(frozen=True)
class StagedTalk:
    """What a judge may look at of a talk."""

    case: Case
    turns: tuple[Turn, ...]
    disclosed: tuple[str, ...]
    services_offered: tuple[str, ...] = ()
    opening: str = "The door opens."
    trust: float = 0.5
    ended: bool = True

    def words_for(self, item_id: str) -> str:
        return self.case.scenario.item(item_id).own_words


def stage(
    turns: Sequence[Turn] = (),
    *,
    heard: Sequence[Item] = (),
    plan: dict[str, Any] | None = None,
    services: Sequence[str] = (),
    case: Case = CASE,
) -> ReplayedCase:
    """A case in which these turns were held, these items heard and this plan made."""
    disclosed = tuple(item.id for item in heard)
    talk = StagedTalk(case, tuple(turns), disclosed, tuple(services))
    record = CaseRecord(
        kit_version="0",
        record_id="0" * 32,
        scenario=ScenarioStamp(id=case.scenario.id, version=1, sha256="0" * 64),
        person_seed=7,
    )
    return ReplayedCase(
        record=record,
        case=case,
        talk=cast("Talk", talk),
        earlier=(),
        plan=ActionPlan.model_validate(plan or {}),
        reflection="",
        hints=0,
        handed_in=True,
        notices=(),
    )


def turn(
    number: int,
    said: str,
    *codes: Code,
    rules: Sequence[str] = (),
    feeling: str = "",
    disclosed: Sequence[Item] = (),
    abstained: bool = False,
) -> Turn:
    """One exchange, heard as told; a rule of trust counts against when it is a slip."""
    slips = {"pushed", "feeling_ignored", "advised_too_soon", "informed_too_soon", "confront"}
    return Turn(
        number=number,
        said=said,
        heard=Heard(family="other", codes=codes, p=0.4 if abstained else 0.9, abstained=abstained),
        reply="Yes.",
        disclosed=tuple(item.id for item in disclosed),
        refused=(),
        feeling=feeling,
        trust=0.5,
        why=tuple(Movement(rule, -0.1 if rule in slips else 0.1, "") for rule in rules),
        ended=False,
    )


def items(kind: str) -> list[Item]:
    """All items of a kind, in the case's order."""
    return [item for item in CASE.scenario.items if item.kind == kind]


def line(item: Item) -> dict[str, str]:
    """A line of the plan as the case room writes it: the item and the person's words."""
    return {"text": item.own_words, "item": item.id}


def listening_talk(length: int = 12) -> list[Turn]:
    """Open questions and different reflections in turn, each feeling met."""
    return [
        turn(
            number,
            f"You sound sad about the {SUBJECTS[number % len(SUBJECTS)]}.",
            "reflection",
            rules=["reflection", "feeling_met"],
        )
        if number % 2 == 0
        else turn(
            number,
            f"What about the {SUBJECTS[number % len(SUBJECTS)]}?",
            "open-question",
            rules=["open_question"],
            feeling="grief",
        )
        for number in range(1, length + 1)
    ]


HOPES_AND_MORE = [*items("hope")[:2], *items("strength")[:2], *items("worry")]
