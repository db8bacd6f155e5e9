"""
What may be told now, and what is held back.

Nothing is ever told below its threshold of trust, nor before what must come
first; that is decided here and nowhere else.
"""

from msgspec import Struct

from simgen.conversation.once import once
from simgen.conversation.rules import limits
from simgen.conversation.script import Script
from simgen.conversation.state import State
from simgen.scenario.parts import Item


class Gates(Struct, frozen=True, dict=True):
    """
    What a case lets out at one moment.

    ``trust`` is that of the moment, 0 to 1,
    and ``fullness`` the factor of the person's manner on what a full answer takes.
    """

    script: Script
    state: State
    trust: float
    fullness: float = 1.0

    @once
    def _told(self) -> frozenset[str]:
        return frozenset(self.state.disclosed)

    def told(self, item: Item) -> bool:
        """It has come to light already."""
        return item.id in self._told

    def open(self, item: Item, margin: float = 0.0) -> bool:
        """It may be told now; ``margin`` asks for so much more trust than its threshold."""
        return (
            self.trust >= item.trust + margin
            and item.id not in self._told
            and self._told.issuperset(item.after)
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
        items = self.script.of_topic(topic)
        return self._in_order(
            [item for item in items if self.open(item, margin) and not item.only_asked]
        )

    def anywhere(self) -> list[Item]:
        """Return whatever may be told, the easiest first and news before all."""
        return self._in_order(
            [item for item in self.script.items if self.open(item) and not item.only_asked]
        )

    def held_back(self, topic: str) -> list[Item]:
        """Return what is left in a topic and may not be told, the nearest first."""
        items = self.script.of_topic(topic)
        return self._in_order(
            [item for item in items if not self.told(item) and not self.open(item)]
        )

    def first_step_to(self, item: Item) -> Item | None:
        """Return what may be told now, unasked, of all that must come before an item."""
        waiting, seen = list(item.after), set()
        while waiting:
            needed = self.script.item(waiting.pop(0))
            if self.open(needed) and not needed.only_asked:
                return needed
            if needed.id not in seen:
                seen.add(needed.id)
                waiting.extend(needed.after)
        return None

    def _in_order(self, items: list[Item]) -> list[Item]:
        if len(items) > 1:
            news = self.state.past.news
            items.sort(key=lambda item: (item.id not in news, item.trust))
        return items
