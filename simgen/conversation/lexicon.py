"""The phrases by which words tell what they are, read from the YAML beside this file."""

from functools import cache
from pathlib import Path

from simgen.conversation.words import CueBook
from simgen.own_yaml import read_own_yaml


@cache
def lexicon() -> CueBook[str]:
    """Return the phrases of ``lexicon.yaml``, ready to be looked for."""
    path = Path(__file__).with_name("lexicon.yaml")
    data = read_own_yaml(path)
    return CueBook({name: tuple(map(str, phrases)) for name, phrases in data.items()})
