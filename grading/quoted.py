"""A few words of a text, so that a sentence of advice can say which line it means."""

WORDS = 8
"""Words of a text that are enough to know it again; assumption."""


def quoted(text: str) -> str:
    """Return the beginning of a text in quotation marks; where there is more, dots say so."""
    words = text.split()
    more = " …" if len(words) > WORDS else ""
    return f"“{' '.join(words[:WORDS]).rstrip(',;:.')}{more}”"
