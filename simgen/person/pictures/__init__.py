"""
Two pictures of a person's life: the eco-map and the life line.

Each is an SVG text with a title, a description and readable type at 360 pixels
and in print; beside it the same in plain words, for those who cannot see it or
would rather read. Everything written is escaped.
"""

from simgen.person.pictures.ecomap import ecomap_svg, ecomap_text
from simgen.person.pictures.lifeline import lifeline_svg, lifeline_text
from simgen.person.pictures.page import page
from simgen.person.pictures.subject import case_subject

__all__ = ["case_subject", "ecomap_svg", "ecomap_text", "lifeline_svg", "lifeline_text", "page"]
