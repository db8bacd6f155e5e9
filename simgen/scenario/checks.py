"""
What a case must hold beyond its shape: that its parts fit together.

Each check yields problems with the line they stand on; together they are what
``linkworker scenario check`` reports.
"""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches

from simgen.scenario.aside_checks import check_asides, check_asked_next
from simgen.scenario.faults import Key, all_items, at, known, plain
from simgen.scenario.models import Scenario, Town, YearRange
from simgen.scenario.reading import Problem, Written
from simgen.scenario.slots import known_slots, slots_in, texts
from simgen.scenario.visit_checks import VISIT_CHECKS

_CUE_WORD = r"(?:[a-z0-9]+\*?|\{[a-z_]+\})"
_CUE = re.compile(rf"^{_CUE_WORD}(?: {_CUE_WORD})*$")
Check = Callable[[Written, Scenario, Town], Iterator[Problem]]


def check_scenario(written: Written, scenario: Scenario, town: Town) -> list[Problem]:
    """Return everything that does not fit together in a case, in no order."""
    return [problem for check in CHECKS for problem in check(written, scenario, town)]


def check_cues(written: Written, data: object) -> Iterator[Problem]:
    """Cues are lower-case words without punctuation, since that is what talk is matched on."""
    for key, text in texts(data):
        if len(key) >= 2 and key[-2] in ("cues", "hears") and not _CUE.match(text):
            yield at(
                written,
                key,
                repr(text),
                "lower-case words without punctuation, such as 'lunch club*'",
            )


_LOOKED_AT = frozenset({"items", "topics", "services", "happenings", "asides"})
"""Lists whose ids are looked at by name: they count across lists, or may stand more than once."""


def _ids_once(written: Written, scenario: Scenario, town: Town) -> Iterator[Problem]:
    del town
    lists: list[list[tuple[Key, str]]] = [
        [(key, item.id) for key, item in all_items(scenario)],
        [(("topics", index), topic.id) for index, topic in enumerate(scenario.topics)],
        [(("services", index), fit.service) for index, fit in enumerate(scenario.services)],
    ]
    for parts in lists:
        seen: set[str] = set()
        for key, part_id in parts:
            if part_id in seen:
                yield at(written, key, repr(part_id), "each id only once")
            seen.add(part_id)
    asides = set()
    for index, aside in enumerate(scenario.asides):
        when = (aside.id, aside.visit, tuple(aside.after))
        if when in asides:
            yield at(
                written,
                ("asides", index, "id"),
                repr(aside.id),
                "each id only once, but for another 'visit' or with other 'after'",
            )
        asides.add(when)
    yield from _ids_once_below(written, written.data, ())


def _ids_once_below(written: Written, data: object, key: Key) -> Iterator[Problem]:
    """Look through every other list whose parts have ids, such as 'asks_back'."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name not in _LOOKED_AT:
                yield from _ids_once_below(written, value, (*key, name))
        return
    seen: set[str] = set()
    for index, part in enumerate(data if isinstance(data, list) else ()):
        part_id = part.get("id") if isinstance(part, dict) else None
        if isinstance(part_id, str) and part_id in seen:
            yield at(written, (*key, index, "id"), repr(part_id), "each id only once")
        seen |= {part_id} if isinstance(part_id, str) else set()
        yield from _ids_once_below(written, part, (*key, index))


def _references(written: Written, scenario: Scenario, town: Town) -> Iterator[Problem]:
    items = [item.id for item in scenario.items]
    topics = [topic.id for topic in scenario.topics]
    services = [service.id for service in town.services]
    for key, item in all_items(scenario):
        yield from known(written, (*key, "topic"), item.topic, topics, "a topic's id")
        there = items if key[0] == "items" else [each.id for _key, each in all_items(scenario)]
        for place, needed in enumerate(item.after):
            yield from known(written, (*key, "after", place), needed, there, "an item's id")
    for index, fit in enumerate(scenario.services):
        yield from known(
            written,
            ("services", index, "service"),
            fit.service,
            services,
            f"a service of {town.id}",
        )
        for place, needed in enumerate(fit.needs):
            yield from known(
                written, ("services", index, "needs", place), needed, items, "an item's id"
            )
    for index, ask in enumerate(scenario.asks_back):
        for place, topic in enumerate(ask.topics):
            where: Key = ("asks_back", index, "topics", place)
            yield from known(written, where, topic, topics, "a topic's id")


def _order(written: Written, scenario: Scenario, town: Town) -> Iterator[Problem]:
    """What must come first can come first: no circles, and no lower threshold later."""
    del town
    by_id = {item.id: item for _key, item in all_items(scenario)}
    for key, item in all_items(scenario):
        for needed in item.after:
            first = by_id.get(needed)
            if first and first.trust > item.trust:
                yield at(
                    written,
                    (*key, "trust"),
                    f"{item.trust}, below the {first.trust} of '{needed}', which must come first",
                    f"at least {first.trust}",
                )
        seen, waiting = {item.id}, list(item.after)
        while waiting:
            needed = waiting.pop()
            if needed == item.id:
                yield at(written, (*key, "after"), "a circle back to this item", "no circle")
                break
            if needed not in seen and needed in by_id:
                seen.add(needed)
                waiting.extend(by_id[needed].after)


def _worries(written: Written, scenario: Scenario, town: Town) -> Iterator[Problem]:
    del town
    for where, item in all_items(scenario):
        key = (*where, "action_needed")
        if item.kind == "worry" and not item.action_needed:
            yield at(written, key, "nothing", "what must be done about a worry, and by when")
        if item.kind != "worry" and item.action_needed:
            yield at(
                written, key, "an action on an item that is no worry", "kind: worry, or no action"
            )


def _own_words(written: Written, scenario: Scenario, town: Town) -> Iterator[Problem]:
    """The quote kept in a plan is really said, and nothing said earlier gives it away."""
    del town
    for key, item in all_items(scenario):
        if plain(item.own_words) not in plain(item.says.trusting):
            yield at(
                written,
                (*key, "own_words"),
                repr(item.own_words[:60]),
                "words that stand in 'says: trusting'",
            )
        if plain(item.own_words) in plain(item.too_soon):
            yield at(
                written,
                (*key, "too_soon"),
                "the item's own words",
                "a line that keeps it back",
            )


def _slots(written: Written, scenario: Scenario, town: Town) -> Iterator[Problem]:
    del town
    known = known_slots(scenario)
    for key, text in texts(written.data):
        for slot in slots_in(text):
            if slot not in known:
                near = get_close_matches(slot, known, n=1)
                hint = f" Did you mean {{{near[0]}}}?" if near else ""
                yield at(
                    written,
                    key,
                    f"{{{slot}}}",
                    "one of " + ", ".join(sorted(f"{{{name}}}" for name in known)) + f".{hint}",
                )
        if text.count("{") != text.count("}"):
            yield at(written, key, "a brace without its partner", "slots such as {name}")


def _ranges(written: Written, scenario: Scenario, town: Town) -> Iterator[Problem]:
    del town
    facts = scenario.person
    ranges: dict[tuple[str | int, ...], YearRange] = {("person", "age"): facts.age}
    if facts.months_since_loss:
        ranges["person", "months_since_loss"] = facts.months_since_loss
    for key, years in ranges.items():
        if not 0 <= years.min <= years.max <= 120:
            yield at(written, key, f"{years.min} to {years.max}", "0 or more, min not above max")
    for index, relation in enumerate(facts.people):
        years = relation.years_older
        key = ("person", "people", index, "years_older")
        if years.min > years.max:
            yield at(written, key, f"{years.min} to {years.max}", "min not above max")
        elif facts.age.min + years.min < 0:
            yield at(written, key, f"{years.min}", "nobody younger than 0 years")
    for name, choices in facts.details.items():
        if len(set(choices)) < 2:
            yield at(written, ("person", "details", name), f"{len(choices)} choice", "at least two")


def _life(written: Written, scenario: Scenario, town: Town) -> Iterator[Problem]:
    """What happened, happened to this person: within their years, and of people they have."""
    del town
    people = [relation.id for relation in scenario.person.people]
    for index, milestone in enumerate(scenario.person.life):
        key = ("person", "life", index)
        if milestone.birth_of is not None:
            yield from known(
                written, (*key, "birth_of"), milestone.birth_of, people, "somebody in people"
            )
        years = milestone.years_ago if milestone.years_ago is not None else milestone.at_age
        if years is not None and years > scenario.person.age.min:
            yield at(
                written, key, f"{years} years", f"at most {scenario.person.age.min}, the least age"
            )


def _cues(written: Written, scenario: Scenario, town: Town) -> Iterator[Problem]:
    del scenario, town
    yield from check_cues(written, written.data)


CHECKS: tuple[Check, ...] = (
    _ids_once,
    _references,
    _order,
    _worries,
    _own_words,
    _slots,
    _ranges,
    _life,
    _cues,
    check_asides,
    check_asked_next,
    *VISIT_CHECKS,
)
