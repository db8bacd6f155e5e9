"""Scripted recruits: proof that the conversation measures what it should."""

from simgen.playing.play import Played, play
from simgen.playing.policies import POLICIES, PolicyError, load_policy, scripted_lines

__all__ = ["POLICIES", "Played", "PolicyError", "load_policy", "play", "scripted_lines"]
