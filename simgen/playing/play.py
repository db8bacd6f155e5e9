"""Play a scripted recruit through a case and say how it went."""

from collections.abc import Iterable
from dataclasses import dataclass

from simgen.case import Case
from simgen.conversation import Talk, debrief
from simgen.playing.policies import MOST_VISITS, PolicyError, load_policy, load_second_visit

TRUST_SHARE, LIGHT_SHARE, HEARD_SHARE = 0.4, 0.4, 0.2
"""What trust, what came to light and having been heard weigh in the score (assumption)."""


@dataclass(frozen=True, slots=True)
class Played:
    """
    One talk of a scripted recruit.

    ``trust`` is the last trust (0 to 1), ``disclosed`` the ids that came to
    light, ``score`` from 0 to 100.
    """

    policy: str
    seed: int
    trust: float
    disclosed: tuple[str, ...]
    score: float
    talk: Talk


def play(
    case: Case, policy: str, seed: int, *, wording: int | None = None, visits: int = 1
) -> Played:
    """
    Return one talk of a policy with the person of a case, over one visit or two.

    ``seed`` picks the wordings; ``wording`` (0, 1, 2) fixes them instead. Whoever was
    shown out comes back all the same. Raises
    :class:`~simgen.playing.policies.PolicyError` for an unknown policy, for more visits
    than are scripted and where the case has no later visit.
    """
    if not 1 <= visits <= MOST_VISITS:
        raise PolicyError(f"There are scripts for 1 to {MOST_VISITS} visits, not for {visits}.")
    if visits > len(case.scenario.visits) + 1:
        raise PolicyError(
            f"The case '{case.scenario.id}' has no later visit; write one under 'visits' in it, or "
            "play one visit."
        )
    talk = Talk(case)
    _say(talk, load_policy(policy, case, seed, wording))
    if visits > 1:
        lines, agreed = load_second_visit(policy, case, seed, wording)
        if not talk.ended:
            talk.close()
        talk.visit_again(agreed)
        _say(talk, lines)
    return Played(policy, seed, talk.trust, talk.disclosed, conversation_score(talk), talk)


def _say(talk: Talk, lines: Iterable[str]) -> None:
    for line in lines:
        if talk.ended:
            break
        talk.say(line)


def conversation_score(talk: Talk) -> float:
    """
    Return how well a talk went, 0 to 100, to one decimal.

    For comparing scripted recruits and one's own attempts; never a pass mark.
    """
    light = len(talk.disclosed) / len(talk.case.scenario.items)
    heard = debrief(talk).heard.felt
    share = TRUST_SHARE * talk.trust + LIGHT_SHARE * light + HEARD_SHARE * heard
    return round(100 * share, 1)
