"""
The panel: experienced link workers rate a rubric, mark submissions and set a standard.

README.md beside this file tells a facilitator how to run one, step by step.
"""

from grading.panel.answers import Answer, Answers, Scope
from grading.panel.errors import CodeUnknown, PanelError, RoundClosed
from grading.panel.folder import Panel, open_panel
from grading.panel.gathering import Gathered, gather
from grading.panel.rules import Consensus, Rules, judge_importance, load_rules, share_moved
from grading.panel.running import close_round, invite, make_panel, open_round
from grading.panel.standard import Standard, set_standard

__all__ = [
    "Answer",
    "Answers",
    "CodeUnknown",
    "Consensus",
    "Gathered",
    "Panel",
    "PanelError",
    "RoundClosed",
    "Rules",
    "Scope",
    "Standard",
    "close_round",
    "gather",
    "invite",
    "judge_importance",
    "load_rules",
    "make_panel",
    "open_panel",
    "open_round",
    "set_standard",
    "share_moved",
]
