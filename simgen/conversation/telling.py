"""
What may be told now, and what is held back.

Nothing is ever told below its threshold of trust, nor before what must come
first; that is decided here and nowhere else.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from simgen.conversation.rules import limits
from simgen.conversation.state import State
from simgen.scenario.models import Scenario
from simgen.scenario.parts import Item


@dataclass(frozen=True, slots=True)
class Gates:
    """
    What a case lets out at one moment.

    ``trust`` is that of the moment, 0 to 1,
    and ``fullness`` the factor of the person's manner on what a full answer takes.
    """

    scenario: Scenario
    state: State
    trust: float
    fullness: float = 1.0

    def told(self, item: Item) -> bool:
        """It has come to light already."""
        return item.id in self.state.disclosed

    def open(self, item: Item, margin: float = 0.0) -> bool:
        """It may be told now; ``margin`` asks for so much more trust than its threshold."""
        return (
            not self.told(item)
            and self.trust >= item.trust + margin
            and all(needed in self.state.disclosed for needed in item.after)
        )

    def wants_more(self, item: Item) -> bool:
        """It was told in a word or two and there is trust enough now to tell it fully."""
        return (
            self.told(item)
            and item.id not in self.state.told_fully
            and item.id not in self.state.past.over
            and self.full(item)
        )

    def full(self, item: Item) -> bool:
        """There is trust enough to tell it fully."""
        return self.trust >= item.trust + limits().well_above * self.fullness

    def reason(self, item: Item) -> str:
        """Return why it is held back, as a word: 'trust' or 'order'."""
        return "trust" if self.trust < item.trust else "order"

    def far(self, item: Item) -> bool:
        """Asking for it now is a push: it is private, and trust is far below what it takes."""
        private = item.trust >= limits().private_from
        return private and item.trust - self.trust > limits().far_below

    def in_topic(self, topic: str, margin: float = 0.0) -> list[Item]:
        """Return what may be told about a topic, the easiest first and news before all."""
        items = [item for item in self.scenario.items if item.topic == topic]
        return self._in_order(
            item for item in items if self.open(item, margin) and not item.only_asked
        )

    def anywhere(self) -> list[Item]:
        """Return whatever may be told, the easiest first and news before all."""
        return self._in_order(
            item for item in self.scenario.items if self.open(item) and not item.only_asked
        )

    def held_back(self, topic: str) -> list[Item]:
        """Return what is left in a topic and may not be told, the nearest first."""
        return self._in_order(
            item
            for item in self.scenario.items
            if item.topic == topic and not self.told(item) and not self.open(item)
        )

    def first_step_to(self, item: Item) -> Item | None:
        """Return what may be told now of all that must come before an item."""
        waiting, seen = list(item.after), set()
        while waiting:
            needed = self.scenario.item(waiting.pop(0))
            if self.open(needed):
                return needed
            if needed.id not in seen:
                seen.add(needed.id)
                waiting.extend(needed.after)
        return None

    def _in_order(self, items: Iterable[Item]) -> list[Item]:
        news = self.state.past.news
        return sorted(items, key=lambda item: (item.id not in news, item.trust))
