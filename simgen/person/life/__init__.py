"""
A life, room by room, in the order in which one thing causes another.

``chain`` and ``chances`` draw the skeleton from ``chances.yaml``; the other
modules each make one part of the life from it. README.md one folder up explains
how they fit together.
"""
