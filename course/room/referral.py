"""The first step: the letter from the practice."""

from datetime import date

from course.room.controls import Page
from course.room.pages import page
from course.room.step import Host, Step, listen, show
from course.room.work import Work


class ReferralStep(Step):
    """The referral as a form, and what to bear in mind."""

    name = "referral"
    label = "Referral"

    def __init__(self, work: Work, host: Host) -> None:
        self.page = Page()
        super().__init__(work, host, [self.page])
        listen(self.page, host, {"go": self.go})

    def refresh(self) -> None:
        """Draw the letter."""
        case = self.work.case
        onward = "Go on with the conversation" if self.work.done.talk.turns else "Meet {}"
        show(
            self.page,
            page(
                "referral",
                case=case,
                person=case.person,
                day=_day(case.scenario.set_on),
                born=_day(case.person.date_of_birth),
                nhs_number=_spaced(case.person.nhs_number),
                paragraphs=_paragraphs,
                onward=onward.format(case.person.known_as),
            ),
        )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _spaced(number: str) -> str:
    digits = number.replace(" ", "")
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
