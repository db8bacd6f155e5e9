"""
One small pure function for each criterion of the rubric: ``ReplayedCase`` to ``Judgement``.

A function never gives more than its evidence shows, holds no utterance that
could not be read with certainty against anyone, and gives nothing for quantity.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from grading.criteria.clear_owned_steps import judge_clear_owned_steps
from grading.criteria.confidence_and_follow_up import judge_confidence_and_follow_up
from grading.criteria.fit_of_services import judge_fit_of_services
from grading.criteria.handover_to_community import judge_handover_to_community
from grading.criteria.listening import judge_listening
from grading.criteria.partnership_and_choice import judge_partnership_and_choice
from grading.criteria.recording import judge_recording
from grading.criteria.role_and_boundaries import judge_role_and_boundaries
from grading.criteria.safety import judge_safety
from grading.criteria.strengths import judge_strengths
from grading.criteria.what_matters import judge_what_matters
from grading.results import Judgement
from simgen.record import ReplayedCase

JUDGES: Mapping[str, Callable[[ReplayedCase], Judgement]] = MappingProxyType(
    {
        "what-matters": judge_what_matters,
        "strengths": judge_strengths,
        "listening": judge_listening,
        "partnership-and-choice": judge_partnership_and_choice,
        "fit-of-services": judge_fit_of_services,
        "clear-owned-steps": judge_clear_owned_steps,
        "confidence-and-follow-up": judge_confidence_and_follow_up,
        "safety": judge_safety,
        "role-and-boundaries": judge_role_and_boundaries,
        "recording": judge_recording,
        "handover-to-community": judge_handover_to_community,
    }
)
"""The function of each criterion, by its id in the rubric."""

__all__ = ["JUDGES"]
