"""The steps of the panel's page: what each shows, and the fields it has."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Protocol

import ipywidgets as widgets

from course.panel.controls import Form
from course.panel.pages import page
from course.panel.rating import Rating, field
from course.panel.spread import show_spread
from course.room.controls import Message, Page
from course.room.step import Host as RoomHost
from course.room.step import close, listen, show
from grading.panel import PanelError
from grading.panel.rules import LEAST, MOST
from grading.rubric import TOP_LEVEL, Criterion

FieldSpec = dict[str, Any]


class Host(RoomHost, Protocol):
    """What a step may ask of the page around it."""

    def changed(self) -> None:
        """Say that something was saved, or could not be."""


class Step(ABC):
    """One step: a page of words, and a form; drawn by :meth:`refresh`."""

    name: ClassVar[str]
    label: ClassVar[str]

    def __init__(self, rating: Rating, host: Host) -> None:
        self.rating = rating
        self.host = host
        self.page = Page()
        self.form = Form()
        self.box = widgets.VBox([self.page, self.form])
        self.box.add_class("room-panel")
        self.box.add_class(f"room-panel-{self.name}")
        listen(self.form, host, {"answer": self.take})

    def refresh(self) -> None:
        """Bring page and form up to date."""
        show(self.page, self.words())
        groups = self.groups()
        if groups != self.form.groups:
            self.form.groups = groups
        self.form.progress = self.progress()

    @abstractmethod
    def words(self) -> str:
        """Return the page."""

    @abstractmethod
    def groups(self) -> list[dict[str, Any]]:
        """Return the form's groups, see :class:`course.panel.controls.Form`."""

    def progress(self) -> str:
        """Return how much is done, in words, or an empty text."""
        return ""

    def take(self, message: Message) -> None:
        """Save what was entered in a field and say beside it what is wrong, if anything."""
        key = str(message.get("key", ""))[:300]
        try:
            problem = self.rating.put(key, str(message.get("value", ""))) or self.remark(key)
        except PanelError as error:
            self.host.complain(str(error))
            return
        self.form.send({"field": key, "problem": problem})
        self.form.progress = self.progress()
        show(self.page, self.words())
        self.host.changed()

    def remark(self, key: str) -> str:
        """Return what to say beside a field that was saved and still cannot be right."""
        del key
        return ""

    def close(self) -> None:
        """Close every control of the step."""
        for control in (self.page, self.form, self.box):
            close(control)

    def page_of(self, name: str, **values: object) -> str:
        """Return one of the pages, with what each of them needs."""
        file = self.rating.panel.file
        return page(name, simulated=file.simulated, round=self.rating.number, **values)

    def field(self, key: str, label: str, kind: str, **more: Any) -> FieldSpec:
        """Return a field with its value."""
        return {"key": key, "label": label, "kind": kind, "value": self.rating.value(key), **more}

    @property
    def criteria(self) -> list[Criterion]:
        """The rubric's criteria."""
        return self.rating.panel.rubric.criteria

    def levels(self, criterion: Criterion) -> list[list[str]]:
        """Return a criterion's levels, each with its name."""
        names = self.rating.panel.rubric.level_names
        return [[name, words] for name, words in zip(names, criterion.levels, strict=True)]


class AboutStep(Step):
    """A pseudonym and years of experience, and the rules."""

    name = "about"
    label = "About you"

    def words(self) -> str:
        """Return the page with the rules, as they are frozen."""
        rules = self.rating.panel.rules
        return self.page_of("about", rules=rules.kept, rounds=int(rules["rounds"]))

    def groups(self) -> list[dict[str, Any]]:
        """Return the two fields."""
        return [
            {
                "id": "about",
                "heading": "How the others may call you",
                "fields": [
                    self.field(
                        field("pseudonym"),
                        "A pseudonym",
                        "text",
                        longest=40,
                        hint="A bird, a tree, a river: not your name. It stands beside your years of "
                        "experience in the rubric that comes of this.",
                    ),
                    self.field(
                        field("years"),
                        "Years of experience as a link worker",
                        "number",
                        hint="A whole number; 0 for less than one.",
                    ),
                ],
            }
        ]


class ImportanceStep(Step):
    """How important each criterion is, 1 to 9, and why."""

    name = "importance"
    label = "Importance"

    def words(self) -> str:
        """Return the question."""
        return self.page_of("importance")

    def progress(self) -> str:
        """Return how many are rated."""
        return f"{self.rating.done('importance')} of {len(self.criteria)} rated"

    def groups(self) -> list[dict[str, Any]]:
        """Return a rating and a reason for each criterion."""
        return [self._group(criterion) for criterion in self.criteria]

    def _group(self, criterion: Criterion) -> dict[str, Any]:
        key = field("importance", criterion.id)
        own = self.rating.number_in(key, before=True)
        return {
            "id": criterion.id,
            "heading": criterion.title,
            "html": show_spread(self.rating.group.importance.get(criterion.id), LEAST, MOST, own)
            + page(
                "reasons", id=criterion.id, reasons=self.rating.group.reasons.get(criterion.id, ())
            ),
            "levels": self.levels(criterion),
            "fields": [
                self.field(key, "How important is it?", "select", options=_IMPORTANCE),
                self.field(field("importance", criterion.id, part="reason"), "Why?", "area"),
            ],
        }


class WordingStep(Step):
    """Other words for a level; in round two, the choice between those that came in."""

    name = "wording"
    label = "Wording"

    def words(self) -> str:
        """Return what is asked."""
        share = f"{self.rating.panel.rules['wording-share']:.0%}"
        return self.page_of("wording", share=share, proposals=self._proposals())

    def groups(self) -> list[dict[str, Any]]:
        """Return a box for each level, or a choice for each level with proposals."""
        return self._choices() if self.rating.number > 1 else self._boxes()

    def _boxes(self) -> list[dict[str, Any]]:
        names = self.rating.panel.rubric.level_names
        return [
            {
                "id": criterion.id,
                "heading": criterion.title,
                "fields": [
                    self.field(
                        field("wording", criterion.id, level=level),
                        f"{names[level]}: in your words",
                        "area",
                        longest=1_000,
                        hint=f"Ours: {criterion.levels[level]}",
                    )
                    for level in range(TOP_LEVEL + 1)
                ],
            }
            for criterion in self.criteria
        ]

    def _choices(self) -> list[dict[str, Any]]:
        rubric = self.rating.panel.rubric
        groups = []
        for (criterion_id, level), texts in self._proposals().items():
            criterion = rubric.criterion(criterion_id)
            options = [["0", "As it is", criterion.levels[level]]]
            options += [[str(number), f"New words {number}", text] for number, text in texts]
            groups.append(
                {
                    "id": f"{criterion_id}-{level}",
                    "heading": f"{criterion.title}, level “{rubric.level_names[level]}”",
                    "fields": [
                        self.field(
                            field("choice", criterion_id, level=level),
                            "What should stand there?",
                            "radios",
                            options=options,
                        )
                    ],
                }
            )
        return groups

    def _proposals(self) -> dict[tuple[str, int], list[tuple[int, str]]]:
        found: dict[tuple[str, int], list[tuple[int, str]]] = {}
        for each in self.rating.panel.file.rounds[-1].proposals:
            found.setdefault((each.criterion, each.level), []).append((each.number, each.text))
        return found


class StandardStep(Step):
    """Modified Angoff: of 100 just competent recruits, how many reach each level."""

    name = "standard"
    label = "Pass mark"

    def words(self) -> str:
        """Return the question, with the rater's own pass mark once there is one."""
        own, maximum = self.rating.own_standard(), self.rating.panel.rubric.maximum
        return self.page_of("standard", own=own, maximum=maximum)

    def progress(self) -> str:
        """Return how many numbers there are."""
        return f"{self.rating.done('standard')} of {len(self.criteria) * TOP_LEVEL} numbers"

    def remark(self, key: str) -> str:
        """Say at once when more recruits reach a higher level than a lower one."""
        return self.rating.contradiction(key.split("|")[1])

    def groups(self) -> list[dict[str, Any]]:
        """Return three numbers for each criterion."""
        return [self._group(criterion) for criterion in self.criteria]

    def _group(self, criterion: Criterion) -> dict[str, Any]:
        names = self.rating.panel.rubric.level_names
        pictures = ""
        for level in range(1, TOP_LEVEL + 1):
            spread = self.rating.group.shares.get((criterion.id, level))
            own = self.rating.number_in(field("standard", criterion.id, level=level), before=True)
            if spread is not None:
                pictures += page("level", name=names[level])
                pictures += show_spread(spread, 0, 100, own, step=25)
        return {
            "id": criterion.id,
            "heading": criterion.title,
            "html": pictures,
            "levels": self.levels(criterion),
            "fields": [
                self.field(
                    field("standard", criterion.id, level=level),
                    f"Of 100, how many reach “{names[level]}”{' or more' if level < TOP_LEVEL else ''}?",
                    "number",
                )
                for level in range(1, TOP_LEVEL + 1)
            ],
        }


class FinishStep(Step):
    """What is still open, and what happens next."""

    name = "finish"
    label = "Finish"

    def words(self) -> str:
        """Return the gaps, or thanks."""
        return self.page_of("finish", gaps=self._gaps())

    def groups(self) -> list[dict[str, Any]]:
        """Return none: there is nothing to enter."""
        return []

    def _gaps(self) -> list[str]:
        rating, criteria = self.rating, len(self.criteria)
        wanted: list[tuple[Any, int, str]] = [
            ("pseudonym", 1, "a pseudonym"),
            ("years", 1, "your years of experience"),
            ("importance", criteria, "ratings of importance"),
            ("mark", criteria * len(rating.panel.labels), "marks for the submissions"),
            ("standard", criteria * TOP_LEVEL, "numbers for the pass mark"),
        ]
        return [
            f"{words}: {rating.done(task)} of {there_are}" if there_are > 1 else words
            for task, there_are, words in wanted
            if rating.done(task) < there_are
        ]


_IMPORTANCE = [
    ["", "Not rated yet"],
    ["1", "1, not important"],
    *[[str(number), str(number)] for number in range(2, 5)],
    ["5", "5, in between"],
    *[[str(number), str(number)] for number in range(6, 9)],
    ["9", "9, nobody should work without it"],
]
