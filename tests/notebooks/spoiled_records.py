"""Case records that nobody honest would hand in: each function spoils one, and its name says how."""

import gzip
import io
import random
import zipfile
from pathlib import Path
from typing import Any

from simgen.record import RECORD_NAME
from tests.notebooks.hostile import (
    TEXTS,
    change_json,
    hostile_value,
    places_in,
    put_somewhere,
    record_of,
)


def cut_short(folder: Path, chance: random.Random) -> None:
    content = record_of(folder).read_bytes()
    record_of(folder).write_bytes(content[: chance.randrange(len(content))])


def bytes_changed(folder: Path, chance: random.Random) -> None:
    content = bytearray(record_of(folder).read_bytes())
    for _ in range(chance.choice([1, 3, 50])):
        content[chance.randrange(len(content))] = chance.randrange(256)
    record_of(folder).write_bytes(content)


def other_bytes(folder: Path, chance: random.Random) -> None:
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(RECORD_NAME, b"\0" * 50_000_000)
    content = chance.choice(
        [
            b"",
            b"\xef\xbb\xbf{}",
            '{"schema_version": 1}'.encode("utf-16"),
            zipped.getvalue(),
            gzip.compress(b"{" * 1_000_000),
            b"[" * 100_000,
            b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
            b" " * 1_900_000,
            b"x" * 3_000_000,
            b"null",
            b"NaN",
            b"[]",
            b"1" * 100_000,
            chance.randbytes(2_000),
        ]
    )
    record_of(folder).write_bytes(content)


def value_replaced(folder: Path, chance: random.Random) -> None:
    change_json(record_of(folder), lambda data: put_somewhere(data, chance, hostile_value(chance)))


def values_replaced(folder: Path, chance: random.Random) -> None:
    def change(data: Any) -> None:
        for _ in range(chance.randrange(2, 12)):
            put_somewhere(data, chance, hostile_value(chance))

    change_json(record_of(folder), change)


def not_a_number(folder: Path, chance: random.Random) -> None:
    constant = chance.choice(["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "0" * 9 + "1"])

    def change(data: Any) -> None:
        put_somewhere(data, chance, "@constant@")

    change_json(
        record_of(folder), change, finish=lambda text: text.replace('"@constant@"', constant)
    )


def key_lost(folder: Path, chance: random.Random) -> None:
    def change(data: Any) -> None:
        place = chance.choice([each for each in places_in(data) if isinstance(each[0], dict)])
        del place[0][place[1]]

    change_json(record_of(folder), change)


def key_added(folder: Path, chance: random.Random) -> None:
    def change(data: Any) -> None:
        inside = chance.choice([each[0] for each in places_in(data) if isinstance(each[0], dict)])
        inside[chance.choice(["__class__", "points", "score", TEXTS[0], "$ref"])] = hostile_value(
            chance
        )

    change_json(record_of(folder), change)


def key_twice(folder: Path, _chance: random.Random) -> None:
    text = record_of(folder).read_text(encoding="utf-8")
    record_of(folder).write_text('{"schema_version": 99,' + text.lstrip()[1:], encoding="utf-8")


def other_schema(folder: Path, chance: random.Random) -> None:
    version = chance.choice([0, -1, 2, 99, 10**40, "1", 1.0, 1.5, True, None, [1], {"v": 1}])
    change_json(record_of(folder), lambda data: data.update(schema_version=version))


def other_case(folder: Path, chance: random.Random) -> None:
    name = chance.choice(["final-notice", "no-such-house", "../quiet-house", "", *TEXTS])
    change_json(record_of(folder), lambda data: data["scenario"].update(id=name))


def other_stamp(folder: Path, chance: random.Random) -> None:
    stamp = chance.choice([{"sha256": "0" * 64}, {"version": -5}, {"sha256": TEXTS[0]}])
    change_json(record_of(folder), lambda data: data["scenario"].update(stamp))


def other_seed(folder: Path, chance: random.Random) -> None:
    seed = chance.choice([0, 1, 2**63 - 1, 2**63, -1, 1.5, "1", TEXTS[0]])
    change_json(record_of(folder), lambda data: data.update(person_seed=seed))


def events_shuffled(folder: Path, chance: random.Random) -> None:
    change_json(record_of(folder), lambda data: chance.shuffle(data["events"]))


def events_repeated(folder: Path, chance: random.Random) -> None:
    def change(data: Any) -> None:
        data["events"] = (data["events"] * chance.choice([2, 50, 400]))[:6_000]

    change_json(record_of(folder), change)


def many_retries(folder: Path, chance: random.Random) -> None:
    retry = {"kind": "retried", "from_turn": chance.choice([0, 1, 5, 4_999])}
    change_json(
        record_of(folder), lambda data: data.update(events=[*data["events"], *[retry] * 2_000])
    )


def hostile_words(folder: Path, chance: random.Random) -> None:
    """Every text that the recruit wrote is one of those that try to run."""

    def change(data: Any) -> None:
        for event in data["events"]:
            for inside, key, value in list(places_in(event)):
                if isinstance(value, str) and key != "kind":
                    inside[key] = chance.choice(TEXTS) if chance.random() < 0.8 else value

    change_json(record_of(folder), change)


def hostile_plan(folder: Path, chance: random.Random) -> None:
    text = chance.choice(TEXTS)
    sections = {
        "what_matters": [{"text": text}],
        "goals": [{"text": text}] * chance.choice([1, 300]),
        "actions": [{"what": text, "who": chance.choice(["person", text]), "service": text}],
        "agreed_with": [text],
        "review_date": chance.choice(["2026-13-45", "9999-12-31", text, 5]),
        chance.choice(["shared_with", "no_such_part"]): text,
    }
    event = {"kind": "plan-changed", "sections": sections}
    change_json(record_of(folder), lambda data: data["events"].append(event))


def hostile_reflection(folder: Path, chance: random.Random) -> None:
    event = {"kind": "reflected", "text": chance.choice(TEXTS)[:5_000]}
    change_json(record_of(folder), lambda data: data["events"].append(event))


def no_events(folder: Path, chance: random.Random) -> None:
    events: Any = chance.choice([[], {}, None, "said", [[]], [None], [{"kind": "boom"}]])
    change_json(record_of(folder), lambda data: data.update(events=events))


SPOILED_RECORDS = [
    cut_short,
    bytes_changed,
    other_bytes,
    value_replaced,
    values_replaced,
    not_a_number,
    key_lost,
    key_added,
    key_twice,
    other_schema,
    other_case,
    other_stamp,
    other_seed,
    events_shuffled,
    events_repeated,
    many_retries,
    hostile_words,
    hostile_plan,
    hostile_reflection,
    no_events,
]
