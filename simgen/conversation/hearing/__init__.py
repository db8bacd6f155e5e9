"""
Hearing: what an utterance does, learned from labelled utterances.

:class:`TrainedCoder` is what the kit hears with. Training is
``python -m simgen.conversation.hearing.train``.
"""

from simgen.conversation.hearing.trained_coder import TrainedCoder, Weighed

__all__ = ["TrainedCoder", "Weighed"]
