"""Beginnings: date of birth, name, where born, languages, and coming here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from simgen.person.life.columns import Column, Ints, Truths, column, filled, where_true, whichever
from simgen.person.life.draws import Choices
from simgen.person.life.making import REFERENCE
from simgen.person.life.model import Language, Name
from simgen.person.life.names import surnames
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.making import Lives

EARLIEST_ARRIVAL = {
    "polish": 2004,
    "romanian": 2007,
    "hungarian": 2004,
    "ukrainian": 2014,
    "caribbean": 1950,
    "pakistani": 1958,
    "bangladeshi": 1960,
    "indian": 1955,
    "somali": 1988,
    "vietnamese": 1979,
    "iranian": 1979,
}
"""Year from which people commonly came (assumption; from general knowledge of migration)."""

NEVER = 0
"""The month of arrival of those born in the United Kingdom."""

_SCHOOL_IS_OVER = 16
_YEAR_ZERO = 1970


@dataclass(frozen=True, slots=True)
class Birth:
    """
    When and where: ``days`` are dates of birth as days of the calendar.

    ``month`` and ``arrived`` count months; ``uk`` tells who was born in the
    United Kingdom.
    """

    days: Column
    month: Ints
    year: Ints
    uk: Truths
    country: Column
    arrived: Ints


@dataclass(frozen=True, slots=True)
class Called:
    """The person's number in the cast, title and surname."""

    who: Ints
    title: Column
    surname: Column

    def names(self, given: Column) -> list[Name]:
        """Return the whole names, once first names are given."""
        return [
            Name(title, first, last, f"{title} {first} {last}", f"{title} {last}")
            for title, first, last in zip(self.title, given[self.who], self.surname, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Speech:
    """The languages, and the language an interpreter is needed for, or None."""

    languages: list[tuple[Language, ...]]
    interpreter: Column


def be_born(lives: Lives) -> Birth:
    """Draw the date of birth that makes the age, and where; those from abroad came later."""
    days = birthdays(lives.year, lives.age, lives.draws("birth").word())
    months = days.astype("datetime64[M]").astype(np.int64) + _YEAR_ZERO * 12
    abroad = lives.has("born", "abroad")
    country = filled(lives.size, "United Kingdom")
    rows = np.flatnonzero(abroad)
    origins = _origins().at(lives.core.codes["heritage"][rows], lives.draws("country", rows).word())
    country[rows] = column(origin["place"] for origin in origins)
    text = column(["Born in the United Kingdom"]).repeat(lives.size)
    text[rows] = column(f"Born in {place}" for place in country[rows])
    lives.events.add(lives.everybody, months, "own birth", text)
    arrived = np.full(lives.size, NEVER)
    arrived[rows] = _arrive(lives, rows, months[rows], country[rows])
    lives.slots["country"] = country
    lives.slots["age"] = lives.age
    lives.tags.set("older", lives.age >= 66)
    lives.tags.set("younger", lives.age < 30)
    return Birth(days, months, months // 12, ~abroad, country, arrived)


def birthdays(year: int, ages: Ints, words: Ints) -> Column:
    """Return dates of birth that make exactly so many whole years on the reference date."""
    last = _reference_days(year - ages)
    first = _reference_days(year - ages - 1) + 1
    days: Column = first + (words * ((last - first).astype(np.int64) + 1) >> 32)
    return days


def _reference_days(years: Ints) -> Column:
    months = (years - _YEAR_ZERO) * 12 + REFERENCE[0] - 1
    return months.astype("datetime64[M]").astype("datetime64[D]") + (REFERENCE[1] - 1)


def _arrive(lives: Lives, rows: Ints, born: Ints, country: Column) -> Ints:
    """Return the month in which each of those born abroad came, and tell what follows from it."""
    draws = lives.draws("arrival", rows)
    born_year, heritage = born // 12, lives.core.codes["heritage"][rows]
    earliest = np.maximum(born_year, _earliest_arrivals()[heritage])
    latest = np.minimum(lives.year - 1, np.maximum(earliest, born_year + 45))
    # Who came as a child learned English at school.
    learning = lives.has("english", "some", "little")[rows]
    grown = np.maximum(earliest, born_year + _SCHOOL_IS_OVER)
    earliest = np.where(learning, grown, earliest)
    latest = np.where(learning, np.maximum(latest, np.minimum(earliest, lives.year)), latest)
    year = draws.between(np.minimum(earliest, latest), latest)
    month: Ints = np.clip(year * 12 + draws.between(0, 11), born, lives.now)
    age = (month - born) // 12
    text = column(f"Came to the United Kingdom from {place}" for place in country)
    lives.events.add(rows, month, "moved-country", text)
    came = filled(lives.size, None)
    came[rows] = column(
        f"came from {place} at {at}" if at else f"born in {place}"
        for place, at in zip(country, age.tolist(), strict=True)
    )
    lives.slots["came"] = came
    lives.tags.set("born-abroad", rows)
    lives.tags.set("family-abroad", rows[age >= 14])
    foreign = _mother_tongues()[heritage] != "English"
    learned = foreign & lives.has("english", "fluent", "some")[rows] & (age >= 14)
    lives.tags.set("learned-english", rows[learned])
    return month


def call(lives: Lives, birth: Birth) -> Called:
    """Enter the person in the cast; names go by gender, heritage and year of birth."""
    draws = lives.draws("name")
    woman, other = lives.has("gender", "woman"), lives.has("gender", "non-binary")
    female = woman | (other & lives.has("sex", "female"))
    who = lives.cast.enter(lives.everybody, female, birth.year, draws, uk=birth.uk)
    surname = _surnames().at(lives.core.codes["heritage"], draws.word())
    unmarried = lives.has("partner", "single", "living-together")
    ms = np.where(unmarried, lives.age < 60, (lives.age < 55) & draws.chance(0.4))
    title = whichever(
        [woman & ms, woman & unmarried, woman, other], ["Ms", "Miss", "Mrs", "Mx"], "Mr"
    )
    return Called(who, title, surname)


def speak(lives: Lives, birth: Birth) -> Speech:
    """Return the languages: the first first, and English always."""
    draws = lives.draws("languages")
    heritage = lives.core.codes["heritage"]
    tongue = _tongues().at(heritage, draws.word())
    english = lives.core.values("english")
    kept = draws.chance(0.5)
    second = draws.pick(("fluent", "some"))
    other = np.where(draws.chance(0.4), _others(lives, birth), "")
    languages = [
        _languages(*one)
        for one in zip(
            birth.uk.tolist(), tongue, english, kept.tolist(), second, other, strict=True
        )
    ]
    _tell_of_languages(lives, languages, tongue)
    interpreter = where_true(lives.has("english", "little"), tongue)
    lives.tags.set("interpreter", lives.has("english", "little"))
    return Speech(languages, interpreter)


def _others(lives: Lives, birth: Birth) -> Column:
    """The other language of the country of birth; "" where there is none."""
    return column(
        _other_language(heritage, place)
        for heritage, place in zip(lives.core.values("heritage"), birth.country, strict=True)
    )


@cache
def _other_language(heritage: str, place: str) -> str:
    origins = data("heritages")[heritage]["from"]
    return next((origin["other"] for origin in origins if origin["place"] == place), "")


@cache
def _languages(
    uk: bool, tongue: str, english: str, kept: bool, second: str, other: str
) -> tuple[Language, ...]:
    """The languages of a life; ``kept`` tells whether a mother tongue was handed on here."""
    if uk:
        spoken = [Language("English", english)]
        if tongue != "English" and (english != "first" or kept):
            spoken.append(Language(tongue, "first" if english != "first" else second))
    else:
        spoken = [Language(tongue, "first")]
        if tongue != "English":
            spoken.append(Language("English", english))
        if other not in {"", tongue}:
            spoken.append(Language(other, "some"))
    return tuple(sorted(spoken, key=lambda language: language.level != "first"))


def _tell_of_languages(lives: Lives, languages: list[tuple[Language, ...]], tongue: Column) -> None:
    told = column(_told(*one) for one in zip(languages, tongue, strict=True))
    other = column(one[0] for one in told)
    lives.slots["language"] = other
    lives.slots["spoken"] = column(one[1] for one in told)
    lives.tags.set("second-language", other.astype(bool))


@cache
def _told(languages: tuple[Language, ...], tongue: str) -> tuple[str | None, str | None]:
    """The language other than English that somebody speaks, and their languages in words."""
    well = [one.name for one in languages if one.level in ("first", "fluent")]
    if len(well) > 1:
        other = next(name for name in well if name != "English")
        return other, f"{other} and English"
    level = next(one.level for one in languages if one.name == "English")
    return (tongue, f"{tongue}, and some English") if level in ("some", "little") else (None, None)


@cache
def _origins() -> Choices:
    return Choices(entry["from"] for entry in data("heritages").values())


@cache
def _tongues() -> Choices:
    entries = data("heritages").values()
    return Choices(entry.get("languages", [entry["language"]]) for entry in entries)


@cache
def _mother_tongues() -> Column:
    return column(entry["language"] for entry in data("heritages").values())


@cache
def _earliest_arrivals() -> Ints:
    return np.array([EARLIEST_ARRIVAL.get(heritage, 0) for heritage in data("heritages")])


@cache
def _surnames() -> Choices:
    return Choices(surnames(entry["last"]) for entry in data("heritages").values())
