"""The two pictures of a person's life, with the same in words, ready for a page."""

from dataclasses import dataclass

from markupsafe import Markup

from simgen.case import Case
from simgen.person.pictures import (
    case_subject,
    ecomap_svg,
    ecomap_text,
    lifeline_svg,
    lifeline_text,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: ``svg`` is ours and escaped already, ``lines`` say the same in words."""

    title: str
    svg: Markup
    lines: tuple[str, ...]


def draw_pictures(case: Case) -> tuple[Picture, ...]:
    """Return the eco-map and the life line of a case's person; none where the case has none."""
    subject = case_subject(case.scenario, case.person)
    pictures = []
    if subject.network:
        pictures.append(
            Picture(
                "Who and what is around them",
                Markup(ecomap_svg(subject)),  # noqa: S704 - every word in it is escaped
                tuple(ecomap_text(subject)),
            )
        )
    if subject.life_events:
        pictures.append(
            Picture(
                "Their life so far",
                Markup(lifeline_svg(subject)),  # noqa: S704 - every word in it is escaped
                tuple(lifeline_text(subject)),
            )
        )
    return tuple(pictures)
