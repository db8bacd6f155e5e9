"""`linkworker talk`: hold a conversation in a terminal."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import asdict

from course.command.output import Json, complain, say, say_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simgen.case import Case
    from simgen.conversation import Debrief, Talk, Turn

AGAIN = "/again"
"""The line that ends a visit and begins the next; nobody says it to a person."""


def talk(
    scenario: Annotated[str, typer.Argument(help="A case's id, or the path of a case file.")],
    seed: Annotated[int, typer.Option(help="Which person: the same number, the same person.")] = 1,
    as_json: Json = False,
    show_all: Annotated[
        bool,
        typer.Option(
            "--all",
            help="Show in the debrief what stayed hidden as well. Leave it out if you mean to try again.",
        ),
    ] = False,
) -> None:
    """
    Talk with the person of a case: one line, one utterance; an empty line is a silence.

    End with Ctrl-D (Ctrl-Z and Enter on Windows); then comes the debrief. A line
    that says /again ends the visit and goes back some weeks later, where the case has
    a later visit. With --json each turn is one JSON object on one line, and so is
    each later visit as it begins.
    """
    from simgen.case import open_case
    from simgen.conversation import Talk

    case = open_case(scenario, seed)
    conversation = Talk(case)
    if not as_json:
        _introduce(case, conversation)
    for line in _utterances(prompt=not as_json):
        if line.strip() == AGAIN:
            _go_back(conversation, as_json=as_json)
            continue
        if conversation.ended:
            break
        turn = conversation.say(line)
        if as_json:
            say_json(_turn_data(conversation, turn))
        else:
            say(f"\n{case.person.known_as}: {turn.reply}\n")
        if turn.ended and conversation.next_visit is None:
            break
        if turn.ended and not as_json:
            say(f"({AGAIN} to visit again; anything else for the debrief.)")
    if not as_json:
        _look_back(conversation, show_all=show_all)


def _go_back(conversation: Talk, *, as_json: bool) -> None:
    """Begin the next visit, or say why there is none."""
    visit = conversation.later_visit
    if visit is None:
        complain("There is no further visit: nothing was said yet, or the case has no more.")
        return
    conversation.close()
    arrival = conversation.visit_again()
    if as_json:
        say_json(
            {
                "visit": arrival.number,
                "weeks_later": arrival.weeks,
                "arrival": arrival.opening,
                "happened": [happening.id for happening in arrival.happened],
                "trust": conversation.trust,
                "why": [asdict(movement) for movement in arrival.why],
            }
        )
        return
    say(f"\n{'-' * 60}\nVisit {arrival.number}\n\n{arrival.opening}\n")
    for opening in visit.openings[:3]:
        say(f"  - {opening}")
    say()


def _utterances(*, prompt: bool) -> Iterator[str]:
    """Yield lines of standard input until it ends; ask for each only on a terminal."""
    asks = prompt and sys.stdin.isatty()
    while True:
        if asks:
            sys.stdout.write("You: ")
            sys.stdout.flush()
        try:
            line = sys.stdin.readline()
        except KeyboardInterrupt:
            return
        except UnicodeDecodeError:
            complain("A line was not UTF-8 text and was left out.")
            continue
        if not line:
            return
        yield line.rstrip("\r\n")


def _turn_data(conversation: Talk, turn: Turn) -> dict[str, object]:
    """
    Return one exchange as plain data.

    ``disclosed`` are the ids that came to light in this turn, ``all_disclosed``
    in the talk so far; ``trust`` is from 0 to 1.
    """
    return {
        "turn": turn.number,
        "visit": turn.visit,
        "said": turn.said,
        "codes": list(turn.heard.codes),
        "family": turn.heard.family,
        "p": turn.heard.p,
        "abstained": turn.heard.abstained,
        "topics": list(turn.heard.topics),
        "services": list(turn.heard.services),
        "reply": turn.reply,
        "disclosed": list(turn.disclosed),
        "all_disclosed": list(conversation.disclosed),
        "refused": [{"item": item, "reason": reason} for item, reason in turn.refused],
        "trust": turn.trust,
        "why": [asdict(movement) for movement in turn.why],
        "ended": turn.ended,
    }


def _introduce(case: Case, conversation: Talk) -> None:
    say(f"{case.scenario.title}\n")
    say(f"From {case.scenario.referral.practice}, {case.scenario.referral.sent_by}:")
    say(f"{case.scenario.referral.note}\n")
    say(conversation.opening)
    say("\nIf you are stuck, you could begin with one of these:")
    for opening in case.scenario.openings[:3]:
        say(f"  - {opening}")
    say()


def _look_back(conversation: Talk, *, show_all: bool) -> None:
    from simgen.conversation import debrief

    look = debrief(conversation)
    say(f"\n{'=' * 60}\nLooking back\n\n{look.summary}")
    turned = f"Turn {look.turned.turn}. {look.turned.text}" if look.turned else look.slide
    for heading, lines in (
        ("What you did well", look.did_well),
        ("What to try next", look.try_next),
        ("How heard they felt", (f"“{look.heard.says}”",) if look.heard.says else ()),
        ("The moment that turned it", (turned,) if turned else ()),
        ("Chances to go back to", [f"Turn {each.turn}: {each.text}" for each in look.missed]),
        ("Asking, giving back, talking", look.balance),
    ):
        if lines:
            say(f"\n{heading}")
            for line in lines:
                say(f"  - {line}")
    for arrival in conversation.arrivals[1:]:
        say(f"\nWhat had happened before visit {arrival.number}")
        for line in (*(h.gist for h in arrival.happened), *(m.because for m in arrival.why)):
            say(f"  - {line}")
    _turn_by_turn(look)
    _what_there_was(look, show_all=show_all)


def _what_there_was(look: Debrief, *, show_all: bool) -> None:
    """Say what came to light, and what did not: only its areas of life, unless all is asked for."""
    if look.came_to_light:
        say("\nWhat came to light")
        for finding in look.came_to_light:
            say(f"  - {finding.item.gist}")
    if look.stayed_hidden:
        say("\nWhat did not")
        for why, count in Counter(finding.why for finding in look.stayed_hidden).items():
            say(f"  - {why} ({count} {'thing' if count == 1 else 'things'})")
            for finding in look.stayed_hidden if show_all else ():
                if finding.why == why:
                    say(f"      {finding.item.gist}")
    if look.stayed_hidden and not show_all:
        say("    (--all shows what they were, if you do not mean to try again.)")


def _turn_by_turn(look: Debrief) -> None:
    if look.notes:
        say("\nTurn by turn")
    for note in look.notes:
        say(f"  {note.turn:>2}. {', '.join(note.codes) or 'No code'}: {note.comment}")
        if note.thought:
            say(f"      They thought: “{note.thought}”")
        if note.better:
            say(f"      Another way: {note.better}")
