"""
Hearing: what an utterance does, learned from labelled utterances.

The kit hears with :func:`kit_coder`. Training is
``python -m simgen.conversation.hearing.train``.
"""

from simgen.conversation.hearing.trained_coder import TrainedCoder, Weighed, kit_coder

__all__ = ["TrainedCoder", "Weighed", "kit_coder"]
