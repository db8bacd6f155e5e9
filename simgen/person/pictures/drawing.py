"""Pieces of SVG that both pictures use: escaped text, frames, wrapped lines."""

from __future__ import annotations

from html import escape

WIDTH = 360
"""Width of both pictures in pixels: that of a small phone."""

INK, QUIET, PAPER = "#1d1d1d", "#4a4a4a", "#ffffff"
"""Colours with a contrast above 7:1 on the paper, so that they also print."""


def frame(key: str, height: int, title: str, description: str, body: list[str]) -> str:
    """
    Return a whole SVG image with its text alternatives.

    ``key`` makes the ids in the image unique on a page: letters, digits, hyphens.
    """
    name = "".join(sign if sign.isalnum() or sign == "-" else "-" for sign in key)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" font-family="sans-serif" font-size="13">'
    )
    alternatives = [
        f'<title id="{name}-title">{escape(title)}</title>',
        f'<desc id="{name}-desc">{escape(description)}</desc>',
    ]
    paper = f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>'
    return "\n".join([head, *alternatives, paper, *body, "</svg>"])


def text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    bold: bool = False,
    quiet: bool = False,
    size: int = 13,
) -> str:
    """Return one line of text; ``y`` is its baseline."""
    weight = ' font-weight="bold"' if bold else ""
    colour = QUIET if quiet else INK
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{colour}" '
        f'font-size="{size}"{weight}>{escape(words)}</text>'
    )


def wrapped(words: str, most: int) -> list[str]:
    """Return words in lines of at most ``most`` characters; a longer word is cut."""
    lines = [""]
    for word in words.split():
        part = word if len(word) <= most else f"{word[: most - 1]}…"
        if lines[-1] and len(lines[-1]) + 1 + len(part) > most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {part}".strip()
    return lines
