"""What can be wrong with a panel, each with how to mend it."""

from simgen.errors import KitError


class PanelError(KitError):
    """A panel's folder, or something in it, cannot be used as asked."""


class RoundClosed(PanelError):
    """Nothing can be changed in a round that is not open."""


class CodeUnknown(PanelError):
    """No invitation has this code."""
