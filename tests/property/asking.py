"""
Are plain questions answered? What recruits are likely to say, and what would be an answer.

``asked/<case>.yaml`` lists for each case what anybody might say to that person, in many
people's words, each with the answers that would do:

``says``       the utterance, as typed
``answers``    ids of items (told, told again, or kept back in their own words), ``aside:id`` for
               small answers, ``line:kind`` for lines of the voice, ``service:id`` for what they say
               to a service, ``correction`` for being put right; any of them will do
``after``      an item that they have just told, for what only makes sense then
``at``         the moments in which it may be said, where not in all

It is said in several moments of a talk; what the gates let out in each is theirs to say, but
the reply must come from one of the answers. ``test_asking.py`` holds the share that does.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from msgspec.structs import replace

from simgen.case import Case, open_case
from simgen.conversation import Talk
from simgen.conversation.asking import the_rest
from simgen.conversation.hearing import kit_coder
from simgen.conversation.talk import Kept
from simgen.conversation.visiting import arrive

BANKS = Path(__file__).with_name("asked")
SEED = 5

MOMENTS = {"early": (None, -1.0), "halfway": (0.45, 0.3), "late": (0.8, 0.62)}
"""For each moment the trust (None: the case's own), and the trust up to which all has been told."""


@cache
def bank(case_id: str) -> list[dict[str, Any]]:
    """Return what may be said to the person of a case."""
    listed: list[dict[str, Any]] = yaml.safe_load(
        (BANKS / f"{case_id}.yaml").read_text(encoding="utf-8")
    )
    return listed


def asked_at(case: Case, moment: str, utterance: str, after: str = "") -> str:
    """Return the reply to an utterance at a moment of a first visit."""
    arrival, state = arrive(case, kit_coder())
    trust, up_to = MOMENTS[moment]
    trust = max(state.trust if trust is None else trust, _needed(case, after))
    told = _told(case, up_to, after)
    last = case.scenario.item(after) if after else None
    here = replace(
        state,
        trust=trust,
        disclosed=tuple(told),
        told_fully=frozenset(told) if moment == "late" else frozenset((after,) if after else ()),
        turns=4,
        asked=("hello",) * 4,
        spent={"greets": 1, "interjected_at": 4},
        asked_back=frozenset(part.id for part in arrival.script.puts),
        reply=last.says.trusting if last else "",
        topic=last.topic if last else "",
    )
    return Talk(case, kept=Kept((), (here,), (arrival,))).say(utterance).reply


def _needed(case: Case, item_id: str) -> float:
    return case.scenario.item(item_id).trust if item_id else 0.0


def _told(case: Case, up_to: float, after: str) -> list[str]:
    """Return what came to light by a moment, in an order in which it can."""
    told: list[str] = []

    def tell(item_id: str) -> None:
        for needed in case.scenario.item(item_id).after:
            tell(needed)
        if item_id not in told:
            told.append(item_id)

    for item in sorted(case.scenario.items, key=lambda item: item.trust):
        if item.trust <= up_to and not item.only_asked:
            tell(item.id)
    if after:
        tell(after)
        told.append(told.pop(told.index(after)))
    return told


def came_from(case: Case, reply: str) -> set[str]:
    """Return all that a reply is made of, in the words of a bank's ``answers``."""
    scenario = case.scenario
    found = set()
    for item in scenario.items:
        said = (item.says.guarded, item.says.trusting, the_rest(item), item.too_soon)
        found |= {item.id for text in said if text in reply}
    for aside in scenario.asides:
        found |= {f"aside:{aside.id}" for text in aside.says if text in reply}
    for fit in scenario.services:
        found |= {f"service:{fit.service}"} if fit.says in reply else set()
    for right in scenario.corrections:
        found |= {"correction"} if right.says in reply else set()
    for kind, lines in scenario.voice.model_dump().items():
        if isinstance(lines, list):
            found |= {f"line:{kind}" for text in lines if text in reply}
    return found


def unanswered(case_id: str, seed: int = SEED) -> dict[str, list[str]]:
    """Return by moment what is not answered, each with the reply and where that came from."""
    case = open_case(case_id, seed)
    found: dict[str, list[str]] = {moment: [] for moment in MOMENTS}
    for entry in bank(case_id):
        for moment in entry.get("at", MOMENTS):
            reply = asked_at(case, moment, entry["says"], entry.get("after", ""))
            source = came_from(case, reply)
            if source.isdisjoint(entry["answers"]):
                found[moment].append(
                    f"{entry['says']!r} gets {reply!r} ({', '.join(sorted(source)) or 'nothing'}); "
                    f"expected one of {', '.join(entry['answers'])}"
                )
    return found


def count(case_id: str, moment: str) -> int:
    """Return how many utterances of a bank are said at a moment."""
    return sum(moment in entry.get("at", MOMENTS) for entry in bank(case_id))


def main() -> None:
    """Print what is not answered: ``python -m tests.property.asking quiet-house``."""
    import sys

    for case_id in sys.argv[1:] or sorted(path.stem for path in BANKS.glob("*.yaml")):
        for moment, missing in unanswered(case_id).items():
            total = count(case_id, moment)
            print(f"{case_id}, {moment}: {total - len(missing)} of {total} answered")  # noqa: T201
            print("\n".join(f"  {line}" for line in missing))  # noqa: T201


if __name__ == "__main__":
    main()
