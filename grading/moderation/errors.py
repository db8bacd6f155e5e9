"""What can go wrong in second marking, in words for the person who met it."""

from simgen.errors import KitError


class ModerationError(KitError):
    """A step of second marking, or of the comment bank, that cannot be done."""


class NotThere(ModerationError):
    """What was asked for does not exist, or not any more."""
