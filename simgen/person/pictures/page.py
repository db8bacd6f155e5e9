"""A page to print: both pictures of a life, each with the same in words beside it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from simgen.person.pictures.ecomap import ecomap_svg, ecomap_text
from simgen.person.pictures.lifeline import lifeline_svg, lifeline_text

if TYPE_CHECKING:
    from datetime import date

    from simgen.person.pictures.subject import Pictured

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_STYLE = """
body { font: 16px/1.4 sans-serif; color: #1d1d1d; background: #ffffff; max-width: 50em; margin: 1em auto; padding: 0 1em; }
section { display: flex; flex-wrap: wrap; gap: 1em 2em; margin-bottom: 2em; }
h2 { flex-basis: 100%; margin: 0; }
svg { max-width: 100%; height: auto; flex: none; }
ul { flex: 1 1 16em; margin: 0; padding-left: 1.2em; }
@page { size: A4; margin: 15mm; }
@media print {
  body { font-size: 11pt; margin: 0; padding: 0; max-width: none; }
  section { break-inside: avoid; break-after: page; margin: 0; }
  section:last-of-type { break-after: auto; }
}
"""


def page(person: Pictured) -> str:
    """
    Return a whole HTML page with the eco-map and the life line of a person.

    It stands alone: no script, nothing fetched, black on white, one sheet of A4
    a picture. Everything written is escaped.
    """
    name = escape(person.name.known_as)
    parts = [
        _section("Who and what is around them", ecomap_svg(person), ecomap_text(person)),
        _section("Their life so far", lifeline_svg(person), lifeline_text(person)),
    ]
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en-GB">',
            '<head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{name}’s life in two pictures</title>",
            f"<style>{_STYLE}</style></head>",
            f"<body><h1>{name}’s life in two pictures</h1>",
            f"<p>As on {_day(person.reference_date)}. Nobody real: every name is invented.</p>",
            *parts,
            "</body></html>\n",
        ]
    )


def _day(day: date) -> str:
    """The day as one writes it, whatever language the machine is set to."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _section(title: str, picture: str, lines: list[str]) -> str:
    told = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<section><h2>{title}</h2>\n{picture}\n<ul>{told}</ul></section>"
