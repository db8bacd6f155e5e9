"""What the small answers of a case must hold: known references, a phrase, and nothing given away."""

from collections.abc import Iterator, Sequence

from simgen.scenario.faults import Key, all_items, at, known, plain
from simgen.scenario.models import Scenario, Town
from simgen.scenario.parts import AskedNext
from simgen.scenario.reading import Problem, Written


def check_asides(written: Written, scenario: Scenario, town: Town) -> Iterator[Problem]:
    """A small answer may hold the words of what came to light before it, and of nothing else."""
    del town
    items = [item.id for _key, item in all_items(scenario)]
    topics = [topic.id for topic in scenario.topics]
    for place, aside in enumerate(scenario.asides):
        key: Key = ("asides", place)
        for index, needed in enumerate(aside.after):
            yield from known(written, (*key, "after", index), needed, items, "an item's id")
        if aside.topic is not None:
            yield from known(written, (*key, "topic"), aside.topic, topics, "a topic's id")
        yield from _gives_nothing_away(written, scenario, key, aside.says, aside.after)
        yield from _asked_next(written, scenario, key, aside.asked_next, aside.after)


def check_asked_next(written: Written, scenario: Scenario, town: Town) -> Iterator[Problem]:
    """So may what is said when they are asked on: the thing itself, and what came before it."""
    del town
    for key, item in all_items(scenario):
        yield from _asked_next(written, scenario, key, item.asked_next, [item.id, *item.after])
        own = plain(item.own_words)
        if item.says.more and own not in plain(f"{item.says.guarded} {item.says.more}"):
            yield at(
                written,
                (*key, "says", "more"),
                "a text without the item's own words",
                "'own_words' in it, unless they stand in 'guarded'",
            )


def _asked_next(
    written: Written, scenario: Scenario, key: Key, asked: Sequence[AskedNext], told: Sequence[str]
) -> Iterator[Problem]:
    for place, entry in enumerate(asked):
        where = (*key, "asked_next", place)
        yield from _gives_nothing_away(written, scenario, where, entry.says, told)


def _gives_nothing_away(
    written: Written, scenario: Scenario, key: Key, lines: Sequence[str], told: Sequence[str]
) -> Iterator[Problem]:
    before = _with_what_came_first(scenario, told)
    for index, line in enumerate(lines):
        said = plain(line)
        for _key, item in all_items(scenario):
            gives = plain(item.own_words) in said or item.says.guarded in line
            if item.id not in before and gives:
                yield at(
                    written,
                    (*key, "says", index),
                    f"the words of '{item.id}'",
                    f"a line that gives nothing away, or 'after: [{item.id}]'",
                )


def _with_what_came_first(scenario: Scenario, told: Sequence[str]) -> set[str]:
    """Return the ids of what has come to light where some things have."""
    after = {item.id: item.after for _key, item in all_items(scenario)}
    waiting, before = list(told), set[str]()
    while waiting:
        item_id = waiting.pop()
        if item_id not in before:
            before.add(item_id)
            waiting.extend(after.get(item_id, ()))
    return before
