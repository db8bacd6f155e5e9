"""The fourth step: the plan, written down as it was agreed."""

from course.room.controls import Message, Page, Section
from course.room.form import Heading, headings, rows_of, sections_of
from course.room.pages import page
from course.room.step import Handler, Host, Step, listen, show
from course.room.work import Work


class PlanStep(Step):
    """The headings of the action plan, each saved by itself, and a gentle check at the end."""

    name = "plan"
    label = "Plan"

    def __init__(self, work: Work, host: Host) -> None:
        self.known_as = work.case.person.known_as
        self.intro = Page()
        self.check = Page()
        self.headings = headings(self.known_as, work.case.town)
        self.sections = [_section(heading) for heading in self.headings]
        super().__init__(work, host, [self.intro, *self.sections, self.check])
        listen(self.check, host, {"go": self.go})
        for heading, section in zip(self.headings, self.sections, strict=True):
            listen(section, host, {"rows": self._keeper(heading, section)})

    def refresh(self) -> None:
        """Draw the plan as it stands; a heading that somebody is typing in keeps their words."""
        plan, heard = self.work.plan, self.work.heard()
        show(self.intro, page("plan", known_as=self.known_as, ended=self.work.done.talk.ended))
        for heading, section in zip(self.headings, self.sections, strict=True):
            with section.hold_sync():
                section.rows = rows_of(heading, plan, self.known_as)
                section.offers = heard if heading.offers else []
        show(self.check, page("gaps", gaps=plan.gaps(), known_as=self.known_as))

    def _keeper(self, heading: Heading, section: Section) -> Handler:
        def keep(message: Message) -> None:
            rows = message.get("rows")
            if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
                self.work.change_plan(sections_of(heading, rows, self.known_as))
            section.send({"answered": message.get("token")})

        return keep


def _section(heading: Heading) -> Section:
    return Section(
        name=heading.name,
        heading=heading.title,
        help=heading.help,
        noun=heading.noun,
        columns=heading.columns,
        blank=heading.blank,
        add_label=heading.add_label,
        most=heading.most,
        single=heading.single,
    )
