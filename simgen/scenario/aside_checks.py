"""What the small answers of a case must hold: known references, a phrase, and nothing given away."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from simgen.scenario.faults import Key, all_items, at, known, plain
from simgen.scenario.models import Scenario, Town
from simgen.scenario.parts import AskedNext
from simgen.scenario.reading import Problem, Written


class _Kept(Struct, frozen=True):
    """What must not be given away: of each item its words, and what came to light before it."""

    words: tuple[tuple[str, str, str], ...]
    after: Mapping[str, Sequence[str]]


def check_asides(written: Written, scenario: Scenario, town: Town) -> Iterator[Problem]:
    """A small answer may hold the words of what came to light before it, and of nothing else."""
    del town
    kept, topics = _kept_in(scenario), [topic.id for topic in scenario.topics]
    for place, aside in enumerate(scenario.asides):
        key: Key = ("asides", place)
        for index, needed in enumerate(aside.after):
            where = (*key, "after", index)
            yield from known(written, where, needed, list(kept.after), "an item's id")
        if aside.topic is not None:
            yield from known(written, (*key, "topic"), aside.topic, topics, "a topic's id")
        yield from _gives_away(written, kept, key, aside.says, aside.after)
        yield from _asked_next(written, kept, key, aside.asked_next, aside.after)


def check_asked_next(written: Written, scenario: Scenario, town: Town) -> Iterator[Problem]:
    """So may what is said when they are asked on: the thing itself, and what came before it."""
    del town
    kept = _kept_in(scenario)
    for key, item in all_items(scenario):
        yield from _asked_next(written, kept, key, item.asked_next, [item.id, *item.after])
        yield from _asked_next(written, kept, key, item.asked_early, [], "asked_early")
        own = plain(item.own_words)
        if item.says.more and own not in plain(f"{item.says.guarded} {item.says.more}"):
            yield at(
                written,
                (*key, "says", "more"),
                "a text without the item's own words",
                "'own_words' in it, unless they stand in 'guarded'",
            )


def _kept_in(scenario: Scenario) -> _Kept:
    items = [item for _key, item in all_items(scenario)]
    words = tuple([(item.id, plain(item.own_words), item.says.guarded) for item in items])
    return _Kept(words, {item.id: item.after for item in items})


def _asked_next(
    written: Written,
    kept: _Kept,
    key: Key,
    asked: Sequence[AskedNext],
    told: Sequence[str],
    part: str = "asked_next",
) -> Iterator[Problem]:
    for place, entry in enumerate(asked):
        yield from _gives_away(written, kept, (*key, part, place), entry.says, told)


def _gives_away(
    written: Written, kept: _Kept, key: Key, lines: Sequence[str], told: Sequence[str]
) -> Iterator[Problem]:
    for index, line in enumerate(lines):
        said = plain(line)
        for item_id, own, brief in kept.words:
            if (own in said or brief in line) and item_id not in _with_what_came_first(kept, told):
                yield at(
                    written,
                    (*key, "says", index),
                    f"the words of '{item_id}'",
                    f"a line that gives nothing away, or 'after: [{item_id}]'",
                )


def _with_what_came_first(kept: _Kept, told: Sequence[str]) -> set[str]:
    """Return the ids of what has come to light where some things have."""
    waiting, before = list(told), set[str]()
    while waiting:
        item_id = waiting.pop()
        if item_id not in before:
            before.add(item_id)
            waiting.extend(kept.after.get(item_id, ()))
    return before
