"""
What the later visits of a case must hold: they fit the case, and give nothing away.

What has happened may speak only of what had come to light when it happened.
"""

from collections.abc import Callable, Iterator

from simgen.scenario.faults import Key, all_items, at, known, plain
from simgen.scenario.models import Scenario, Town
from simgen.scenario.reading import Problem, Written
from simgen.scenario.visits import Happening, Visit
from simgen.scenario.voice import Voice


def _references(written: Written, scenario: Scenario, town: Town) -> Iterator[Problem]:
    services = [service.id for service in town.services]
    worries = [item.id for item in scenario.items if item.kind == "worry"]
    for number, visit in enumerate(scenario.visits):
        items = _items_before(scenario, number)
        weighed = [fit.service for fit in scenario.services]
        for service in visit.answers:
            yield from known(
                written, ("visits", number, "answers"), service, weighed, "a service of the case"
            )
        for place, item_id in enumerate(visit.over):
            key: Key = ("visits", number, "over", place)
            yield from known(written, key, item_id, items, "an item of before")
        for place, happening in enumerate(visit.happenings):
            where: Key = ("visits", number, "happenings", place)
            when = happening.when
            for name, ids, there, what in (
                ("heard", when.heard, items, "an item of before"),
                ("not_heard", when.not_heard, items, "an item of before"),
                ("passed_on", when.passed_on, worries, "a worry of the case"),
                ("not_passed_on", when.not_passed_on, worries, "a worry of the case"),
                ("offered", when.offered, services, f"a service of {town.id}"),
                ("not_offered", when.not_offered, services, f"a service of {town.id}"),
            ):
                for each in ids:
                    yield from known(written, (*where, "when", name), each, there, what)
            for each in happening.over:
                yield from known(written, (*where, "over"), each, items, "an item of before")


def _happenings(written: Written, scenario: Scenario, town: Town) -> Iterator[Problem]:
    """Each happens once, and instead only of what stands above it."""
    del town
    for number, visit in enumerate(scenario.visits):
        above: list[str] = []
        for place, happening in enumerate(visit.happenings):
            where: Key = ("visits", number, "happenings", place)
            if happening.id in above:
                yield at(written, where, repr(happening.id), "each id only once")
            for other in happening.unless:
                yield from known(written, (*where, "unless"), other, above, "a happening above")
            above.append(happening.id)


def _after(written: Written, scenario: Scenario, town: Town) -> Iterator[Problem]:
    """News can follow only on what is there whenever the news is."""
    del town
    case = [item.id for item in scenario.items]
    for number, visit in enumerate(scenario.visits):
        for place, happening in enumerate(visit.happenings):
            there = [*case, *(item.id for item in happening.items)]
            for index, item in enumerate(happening.items):
                key: Key = ("visits", number, "happenings", place, "items", index, "after")
                for needed in item.after:
                    yield from known(
                        written, key, needed, there, "an item of the case or of this happening"
                    )


def _in_place(written: Written, scenario: Scenario, town: Town) -> Iterator[Problem]:
    """Only what has passed has news in its place, and only news of the same happening."""
    del town
    for number, visit in enumerate(scenario.visits):
        for place, happening in enumerate(visit.happenings):
            key: Key = ("visits", number, "happenings", place, "in_place_of")
            news = [item.id for item in happening.items]
            for old, new in happening.in_place_of.items():
                passed = [*visit.over, *happening.over]
                yield from known(written, key, old, passed, "an item that is over")
                yield from known(written, key, new, news, "an item of this happening")


def _lines(written: Written, scenario: Scenario, town: Town) -> Iterator[Problem]:
    del town
    kinds = [name for name in Voice.model_fields if name not in ("first_sight", "greets", "vague")]
    for number, visit in enumerate(scenario.visits):
        for name in visit.instead:
            key: Key = ("visits", number, "instead", name)
            yield from known(written, key, name, kinds, "a list of lines of the voice")


def _nothing_given_away(written: Written, scenario: Scenario, town: Town) -> Iterator[Problem]:
    """What is seen and said on arriving holds nobody's own words, unless they were heard."""
    del town
    kept = [(item.id, plain(item.own_words)) for _key, item in all_items(scenario)]
    for number, visit in enumerate(scenario.visits):
        for key, text, heard in _open_texts(visit):
            words = plain(text)
            for item_id, own in kept:
                if item_id not in heard and own in words:
                    yield at(
                        written,
                        ("visits", number, *key),
                        f"the own words of '{item_id}'",
                        "a text that gives nothing away",
                    )


def _open_texts(visit: Visit) -> Iterator[tuple[Key, str, list[str]]]:
    """Yield what is met whatever trust there is, with the items that were heard by then."""
    yield ("first_sight",), visit.first_sight, []
    for name, lines in {**dict(visit.voice), **visit.instead}.items():
        for line in lines:
            yield ("voice" if name in type(visit.voice).model_fields else "instead", name), line, []
    for service, text in visit.answers.items():
        yield ("answers", service), text, []
    for place, happening in enumerate(visit.happenings):
        yield from _of_happening(place, happening)


def _of_happening(place: int, happening: Happening) -> Iterator[tuple[Key, str, list[str]]]:
    when = happening.when
    heard = [*when.heard, *when.passed_on, *when.not_passed_on]
    yield ("happenings", place, "sees"), happening.sees, heard
    yield ("happenings", place, "says"), happening.says, heard
    for index, item in enumerate(happening.items):
        key: Key = ("happenings", place, "items", index)
        yield (*key, "too_soon"), item.too_soon, heard
        told = [*heard, *item.after, item.id]
        yield (*key, "says", "guarded"), item.says.guarded, told
        yield (*key, "says", "trusting"), item.says.trusting, told


def _items_before(scenario: Scenario, number: int) -> list[str]:
    """Return the ids of what can have come to light before a later visit, counted from 0."""
    return [
        item.id
        for key, item in all_items(scenario)
        if key[0] == "items" or (isinstance(key[1], int) and key[1] < number)
    ]


VISIT_CHECKS: tuple[Callable[[Written, Scenario, Town], Iterator[Problem]], ...] = (
    _references,
    _happenings,
    _after,
    _in_place,
    _lines,
    _nothing_given_away,
)
