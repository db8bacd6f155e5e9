"""
The formgrader's lists of assignments, submissions and people: nbgrader's own, mended.

They say no language, their buttons are pictures without names, and their labels are too pale to
read. Our style sheet and script are put into nbgrader's frame as it is loaded; the rest of its
pages is left as it is, so that a new release brings its own.
"""

from collections.abc import Callable
from pathlib import Path

from jinja2 import BaseLoader, Environment

LISTS = Path(__file__).with_name("formgrader") / "lists"
FRAME = "base.tpl"

_Source = tuple[str, str | None, Callable[[], bool] | None]


class MendedFrame(BaseLoader):
    """Loads what another loader loads, with the frame of nbgrader's lists mended."""

    def __init__(self, theirs: BaseLoader) -> None:
        self.theirs = theirs

    def get_source(self, environment: Environment, template: str) -> _Source:
        """Return a template's source; `template` is its name. Raises Jinja's `TemplateNotFound`."""
        source, path, is_fresh = self.theirs.get_source(environment, template)
        return (mend_frame(source) if template == FRAME else source), path, is_fresh


def mend_frame(source: str) -> str:
    """Give nbgrader's frame a language, our style sheet after its own, and our script at its end."""
    style = (LISTS / "lists.css").read_text(encoding="utf-8")
    script = (LISTS / "lists.js").read_text(encoding="utf-8")
    return (
        source.replace("<!doctype html>", '<!doctype html>\n<html lang="en">', 1)
        .replace("<title>", '<meta name="viewport" content="width=device-width"><title>', 1)
        .replace("</head>", f"{{% raw %}}<style>{style}</style>{{% endraw %}}\n</head>", 1)
        .replace("</body>", f"{{% raw %}}<script>{script}</script>{{% endraw %}}\n</body>", 1)
    )


def mend_lists(environment: Environment) -> None:
    """Mend the lists that `environment`, nbgrader's own, makes from now on."""
    if environment.loader is not None:
        environment.loader = MendedFrame(environment.loader)
