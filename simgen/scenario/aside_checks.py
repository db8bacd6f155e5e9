"""What the small answers of a case must hold: known references, a phrase, and nothing given away."""

from collections.abc import Iterator

from simgen.scenario.faults import Key, all_items, at, known, plain
from simgen.scenario.models import Scenario, Town
from simgen.scenario.reading import Problem, Written


def check_asides(written: Written, scenario: Scenario, town: Town) -> Iterator[Problem]:
    """A small answer may hold the words of what came to light before it, and of nothing else."""
    del town
    kept = [
        (item.id, plain(item.own_words), item.says.guarded) for _key, item in all_items(scenario)
    ]
    items = [item_id for item_id, _own, _brief in kept]
    topics = [topic.id for topic in scenario.topics]
    for place, aside in enumerate(scenario.asides):
        key: Key = ("asides", place)
        for index, needed in enumerate(aside.after):
            yield from known(written, (*key, "after", index), needed, items, "an item's id")
        if aside.topic is not None:
            yield from known(written, (*key, "topic"), aside.topic, topics, "a topic's id")
        for index, line in enumerate(aside.says):
            said = plain(line)
            for item_id, own, brief in kept:
                if item_id not in aside.after and (own in said or brief in line):
                    yield at(
                        written,
                        (*key, "says", index),
                        f"the words of '{item_id}'",
                        f"a line that gives nothing away, or 'after: [{item_id}]'",
                    )
