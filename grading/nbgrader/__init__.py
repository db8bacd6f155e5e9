"""Plug-ins for nbgrader, all through its public configuration (see :mod:`grading.nbgrader.settings`)."""
