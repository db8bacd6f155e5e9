"""
Where every page of HTML comes from: a folder of templates, one set of rules.

Whatever is put into a template is escaped, and a value that is missing is an error
and not a gap. No page of the kit's is made in any other way, so there is one place
to look at for whether what a recruit wrote can run.
"""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


@cache
def pages_in(folder: Path) -> Environment:
    """Return the templates of a folder, ready to be filled."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
