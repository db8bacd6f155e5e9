"""Submissions that nobody honest would hand in, made at random from a seed."""

import random
from pathlib import Path

from tests.notebooks.spoiled_files import SPOILED_FILES
from tests.notebooks.spoiled_notebooks import SPOILED_NOTEBOOKS
from tests.notebooks.spoiled_records import SPOILED_RECORDS

MUTATIONS = [*SPOILED_RECORDS, *SPOILED_NOTEBOOKS, *SPOILED_FILES]


def spoil(folder: Path, chance: random.Random) -> str:
    """Spoil an honest submission in one to three ways; return their names."""
    chosen = chance.sample(MUTATIONS, chance.choice([1, 1, 1, 2, 3]))
    chosen.sort(key=MUTATIONS.index)  # what is no file any longer comes last: a pipe never ends
    for mutation in chosen:
        try:
            mutation(folder, chance)
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            continue  # an earlier one left nothing to spoil
    return ", ".join(mutation.__name__ for mutation in chosen)
