"""Beginnings: date of birth, name, where born, languages, and where home is now."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from simgen.person.life.model import Language, Name
from simgen.person.life.naming import first_name, surname
from simgen.person.life.text import data

if TYPE_CHECKING:
    from simgen.person.life.making import Life

_TITLES = {"woman": ("Mrs", "Ms", "Miss"), "man": ("Mr",), "non-binary": ("Mx",)}
_SCHOOL_IS_OVER = 16
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


def begin(life: Life) -> None:
    """Set age, date of birth and country, in that order."""
    draws = life.draws(b"birth")
    life.age = life.core["age"]
    life.born = birthday(life.reference, life.age, draws.word())
    life.born_month = life.born.year * 12 + life.born.month - 1
    life.uk_born = life.core["born"] == "uk"


def birthday(on: date, age: int, word: int) -> date:
    """Return a date of birth that makes exactly ``age`` whole years on a day."""
    day = on.day if (on.month, on.day) != (2, 29) else 28
    first = date(on.year - age - 1, on.month, day) + timedelta(days=1)
    last = date(on.year - age, on.month, day)
    return first + timedelta(days=word * ((last - first).days + 1) >> 32)


def call(life: Life) -> Name:
    """Return the person's name; names go by gender, heritage and year of birth."""
    draws = life.draws(b"name")
    as_gender = life.core["gender"]
    look = {"woman": "female", "man": "male"}.get(as_gender) or life.core["sex"]
    first = first_name(draws, life.heritage, look, life.born.year, life.taken, uk=life.uk_born)
    last = surname(draws, life.heritage)
    life.surname = last
    titles = _TITLES[as_gender]
    title = titles[0]
    if as_gender == "woman" and life.core["partner"] in ("single", "living-together"):
        title = titles[1] if life.age < 60 else titles[2]
    elif as_gender == "woman" and life.age < 55 and draws.chance(0.4):
        title = titles[1]
    return Name(title, first, last, f"{title} {first} {last}", f"{title} {last}")


def speak(life: Life) -> tuple[str, list[Language], str | None]:
    """Return the country of birth, the languages and the interpreter's language."""
    draws = life.draws(b"languages")
    entry: dict[str, Any] = data("heritages")[life.heritage]
    english = life.core["english"]
    word = draws.pick(entry["languages"]) if "languages" in entry else entry["language"]
    if life.uk_born:
        country = "United Kingdom"
        life.happened(life.born_month, "own birth", "Born in the United Kingdom")
        languages = [Language("English", english)]
        if word != "English" and (english != "first" or draws.chance(0.5)):
            level = "first" if english != "first" else draws.pick(("fluent", "some"))
            languages.append(Language(word, level))
    else:
        origin = draws.pick(entry["from"])
        country = origin["place"]
        life.happened(life.born_month, "own birth", f"Born in {country}")
        _arrive(life, country, entry)
        languages = [Language(word, "first")]
        if word != "English":
            languages.append(Language("English", english))
        if origin["other"] not in ("", word) and draws.chance(0.4):
            languages.append(Language(origin["other"], "some"))
    languages.sort(key=lambda language: language.level != "first")
    spoken = [language for language in languages if language.level in ("first", "fluent")]
    if len(spoken) > 1:
        other = next(language.name for language in spoken if language.name != "English")
        life.tags["second-language"] = f"speaks {other} and English"
        life.slots["language"] = other
    elif english in ("some", "little"):
        life.tags["second-language"] = f"speaks {word}, and some English"
        life.slots["language"] = word
    interpreter = word if english == "little" else None
    if interpreter:
        life.tags["interpreter"] = f"needs a {word} interpreter"
        life.slots["language"] = word
    return country, languages, interpreter


def _arrive(life: Life, country: str, entry: dict[str, Any]) -> None:
    """Settle when somebody born abroad came, and what follows from it."""
    draws = life.draws(b"arrival")
    earliest = max(life.born.year, EARLIEST_ARRIVAL.get(life.heritage, life.born.year))
    latest = min(life.reference.year - 1, max(earliest, life.born.year + 45))
    if life.core["english"] in ("some", "little"):
        # Who came as a child learned English at school.
        earliest = max(earliest, life.born.year + _SCHOOL_IS_OVER)
        latest = max(latest, min(earliest, life.reference.year))
    year = draws.between(min(earliest, latest), latest)
    month = max(year * 12 + draws.between(0, 11), life.born_month)
    life.arrived = month
    life.slots["country"] = country
    came_at = (month - life.born_month) // 12
    life.happened(month, "moved-country", f"Came to the United Kingdom from {country}")
    life.tags["born-abroad"] = (
        f"came from {country} at {came_at}" if came_at else f"born in {country}"
    )
    if came_at >= 14:
        life.tags["family-abroad"] = f"has family in {country}"
        if entry["language"] != "English" and life.core["english"] in ("fluent", "some"):
            life.tags["learned-english"] = "learned English after coming here"
