"""The third step: what the town offers, as a directory that knows nobody."""

from typing import Any

from course.room.controls import Message, Page, Services
from course.room.pages import page
from course.room.step import Host, Step, listen, show
from course.room.work import Work
from simgen.plan import Action
from simgen.scenario import Service

_NOTICES = {"full": "Full at present.", "closed": "Closed at present.", "active": ""}


class CommunityStep(Step):
    """Every service with all its details and nothing about whom it would suit."""

    name = "community"
    label = "Community"

    def __init__(self, work: Work, host: Host) -> None:
        self.page = Page()
        self.services = Services(services=[_card(service) for service in work.case.town.services])
        super().__init__(work, host, [self.page, self.services])
        listen(self.services, host, {"plan-service": self._plan})

    def refresh(self) -> None:
        """Draw the directory, with what the plan already names marked."""
        case = self.work.case
        show(self.page, page("community", town=case.town, known_as=case.person.known_as))
        self.services.planned = [
            action.service for action in self.work.plan.actions if action.service
        ]

    def _plan(self, message: Message) -> None:
        wanted = message.get("service")
        town = self.work.case.town
        service = next((each for each in town.services if each.id == wanted), None)
        actions = self.work.plan.actions
        if service is None or any(action.service == service.id for action in actions):
            return
        action = Action(what=f"Find out more about {service.name}", service=service.id)
        self.work.change_plan(
            {"actions": [each.model_dump(mode="json") for each in (*actions, action)]}
        )


def _card(service: Service) -> dict[str, Any]:
    return {
        "id": service.id,
        "name": service.name,
        "organisation": service.organisation,
        "notice": _NOTICES[service.status],
        "description": service.description,
        "facts": [
            ["Who it is for", service.who_for],
            ["When", service.when],
            ["Where", service.where],
            ["Cost", service.cost],
            ["How to join", service.how_to_join],
            ["Getting there and in", service.access],
            ["Places", service.capacity],
        ],
    }
