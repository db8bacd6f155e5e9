"""Play a scripted recruit through a case and say how it went."""

from dataclasses import dataclass

from simgen.case import Case
from simgen.conversation import Talk, debrief
from simgen.playing.policies import load_policy

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


def play(case: Case, policy: str, seed: int, *, wording: int | None = None) -> Played:
    """
    Return one talk of a policy with the person of a case.

    ``seed`` picks the wordings; ``wording`` (0, 1, 2) fixes them instead. Raises
    :class:`~simgen.playing.policies.PolicyError` for an unknown policy.
    """
    talk = Talk(case)
    for line in load_policy(policy, case, seed, wording):
        if talk.ended:
            break
        talk.say(line)
    return Played(policy, seed, talk.trust, talk.disclosed, conversation_score(talk), talk)


def conversation_score(talk: Talk) -> float:
    """
    Return how well a talk went, 0 to 100, to one decimal.

    For comparing scripted recruits and one's own attempts; never a pass mark.
    """
    light = len(talk.disclosed) / len(talk.case.scenario.items)
    heard = debrief(talk).heard.felt
    share = TRUST_SHARE * talk.trust + LIGHT_SHARE * light + HEARD_SHARE * heard
    return round(100 * share, 1)
