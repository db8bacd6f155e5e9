"""A few words of a text, so that a sentence of advice can say which line it means."""

WORDS = 8
"""Words of a text that are enough to know it again; assumption."""
WHOLE = 24
"""Words of what somebody said that are quoted before it is cut short; assumption."""


def quoted(text: str, most: int = WORDS) -> str:
    """Return the beginning of a text in quotation marks; where there is more, dots say so."""
    words = text.split()
    more = " …" if len(words) > most else ""
    return f"“{' '.join(words[:most]).rstrip(',;:.')}{more}”"
