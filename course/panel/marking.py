"""The step in which submissions are read and marked, one at a time."""

from typing import Any

import ipywidgets as widgets

from course.panel.pages import page
from course.panel.rating import Rating, field
from course.panel.spread import show_spread
from course.panel.steps import Host, Step
from course.panel.submission import view_submission
from course.room.controls import Message, Page
from course.room.step import close, listen, show
from grading.rubric import TOP_LEVEL, Criterion


class MarkingStep(Step):
    """A list of submissions, the open one, and its marks beside it."""

    name = "marking"
    label = "Submissions"

    def __init__(self, rating: Rating, host: Host) -> None:
        super().__init__(rating, host)
        self.order = rating.panel.order_for(rating.rater)
        self.opened = next(
            (label for label in self.order if rating.done("mark", label) < len(self.criteria)),
            self.order[0],
        )
        self.reading = Page()
        self.desk = _desk(self.reading, self.form)
        self.box.children = [self.page, self.desk]
        listen(self.page, host, {"open": self._open})

    def refresh(self) -> None:
        """Bring the list, the open submission and its marks up to date."""
        show(self.reading, page("submission", **view_submission(self.rating.panel, self.opened)))
        super().refresh()

    def words(self) -> str:
        """Return the list of submissions, each with how much of it is marked."""
        submissions = [
            {
                "label": label,
                "done": self.rating.done("mark", label),
                "of": len(self.criteria),
            }
            for label in self.order
        ]
        return self.page_of("marking", submissions=submissions, opened=self.opened)

    def progress(self) -> str:
        """Return how much of the open submission is marked."""
        done = self.rating.done("mark", self.opened)
        return f"Submission {self.opened}: {done} of {len(self.criteria)} marked"

    def groups(self) -> list[dict[str, Any]]:
        """Return a level and a reason for each criterion of the open submission."""
        return [self._group(criterion) for criterion in self.criteria]

    def close(self) -> None:
        """Close every control of the step."""
        super().close()
        close(self.reading)
        close(self.desk)

    def _open(self, message: Message) -> None:
        label = str(message.get("label", ""))
        if label in self.order:
            self.opened = label
            self.refresh()

    def _group(self, criterion: Criterion) -> dict[str, Any]:
        key = field("mark", criterion.id, self.opened)
        own = self.rating.number_in(key, before=True)
        names = self.rating.panel.rubric.level_names
        spread = self.rating.group.marks.get((self.opened, criterion.id))
        options = [
            [str(level), f"{level}, {name.lower()}", seen]
            for level, (name, seen) in enumerate(zip(names, criterion.levels, strict=True))
        ]
        return {
            "id": f"{self.opened}-{criterion.id}",
            "heading": criterion.title,
            "html": show_spread(spread, 0, TOP_LEVEL, own),
            "fields": [
                self.field(key, "The level that fits best", "radios", options=options),
                self.field(
                    field("mark", criterion.id, self.opened, part="reason"),
                    "What you saw",
                    "area",
                    hint="A turn or a line of the plan, in a few words.",
                ),
            ],
        }


def _desk(*controls: widgets.Widget) -> widgets.VBox:
    desk = widgets.VBox(controls)
    desk.add_class("panel-desk")
    return desk
