"""
Who is met and what comes next: people, conversation, plan and record.

Pure Python that knows no Jupyter. The parts:

- :mod:`simgen.scenario`: cases and towns, read and checked
- :mod:`simgen.person`: the simulated person of a case
- :mod:`simgen.conversation`: hearing, answering, looking back
- :mod:`simgen.plan`: the action plan
- :mod:`simgen.record`: what a recruit did, on disk, and its replay
"""

from simgen.version import __version__

__all__ = ["__version__"]
