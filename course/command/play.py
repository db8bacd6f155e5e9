"""`linkworker play`: let a scripted recruit talk with the person of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from course.command.output import Json, say, say_json

if TYPE_CHECKING:
    from simgen.playing import Played


def play(
    scenario: Annotated[str, typer.Argument(help="A case's id, or the path of a case file.")],
    policy: Annotated[
        str,
        typer.Option(
            help="expert, good, novice, fixer, signposter, interrogator, flatterer, silent or random."
        ),
    ] = "expert",
    seed: Annotated[int, typer.Option(help="Which person, and which wordings.")] = 1,
    count: Annotated[int, typer.Option(min=1, help="How many, from this seed on.")] = 1,
    visits: Annotated[
        int, typer.Option(min=1, max=2, help="How many visits: 2 comes back some weeks later.")
    ] = 1,
    turns: Annotated[bool, typer.Option("--turns", help="Print what was said, too.")] = False,
    as_json: Json = False,
) -> None:
    """
    Play a scripted recruit: the yardstick of whether the conversation measures anything.

    The same case, policy and seed give the same talk, word for word. The score
    runs from 0 to 100 and is for comparing, never a pass mark. With --json, each
    talk is one JSON object on one line.
    """
    from simgen.case import open_case
    from simgen.playing import play as play_policy

    for number in range(seed, seed + count):
        played = play_policy(open_case(scenario, number), policy, number, visits=visits)
        if as_json:
            say_json(_played_data(played, scenario, with_turns=turns))
        else:
            _show(played, with_turns=turns)


def _played_data(played: Played, scenario: str, *, with_turns: bool) -> dict[str, Any]:
    """
    Return one talk as plain data.

    ``trust`` is from 0 to 1, ``disclosed`` the ids that came to light, ``heard``
    how heard the person felt (0 to 10), ``score`` from 0 to 100.
    """
    from simgen.conversation import debrief

    data: dict[str, Any] = {
        "scenario": scenario,
        "policy": played.policy,
        "seed": played.seed,
        "trust": played.trust,
        "disclosed": list(played.disclosed),
        "disclosed_count": len(played.disclosed),
        "of": len(played.talk.case.scenario.items),
        "score": played.score,
        "visits": len(played.talk.arrivals),
        "happened": [each.id for visit in played.talk.arrivals for each in visit.happened],
        "turns": len(played.talk.turns),
        "heard": debrief(played.talk).heard.points,
        "ended_by_person": played.talk.ended_by_person,
    }
    if with_turns:
        data["transcript"] = [
            {"visit": turn.visit, "said": turn.said, "reply": turn.reply, "trust": turn.trust}
            for turn in played.talk.turns
        ]
    return data


def _show(played: Played, *, with_turns: bool) -> None:
    from simgen.conversation import debrief

    talk, look = played.talk, debrief(played.talk)
    known_as = talk.case.person.known_as
    if with_turns:
        for turn in talk.turns:
            arrival = talk.arrivals[turn.visit - 1]
            if turn.number == arrival.turns_before + 1:
                say(f"{chr(10) if arrival.weeks else ''}{arrival.opening}\n")
            say(f"{turn.number:>3}. {played.policy.capitalize()}: {turn.said or '(says nothing)'}")
            say(f"     {known_as}: {turn.reply}")
        say()
    ended = f", ended by {known_as}" if talk.ended_by_person else ""
    say(
        f"{played.policy}, seed {played.seed}: score {played.score:g} of 100 "
        f"(trust {played.trust:.2f}, {len(played.disclosed)} of {len(talk.case.scenario.items)} "
        f"things came to light, heard {look.heard.points} of 10; {len(talk.turns)} turns{ended})"
    )
    if with_turns and look.heard.says:
        say(f"{known_as}, asked afterwards: “{look.heard.says}”")
