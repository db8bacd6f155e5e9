"""Persons of any seed and any meetable wish break no rule."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from simgen.errors import PersonError
from simgen.person import generate
from simgen.person.checking import find_unsafe
from simgen.person.constraints import constraint_names, read_constraints
from simgen.person.invariants import broken
from simgen.person.life.chain import YEARS, chain
from simgen.person.life.draws import SCALE, Streams, Table, Tables

SEEDS = st.integers(-(2**70), 2**70)


@settings(deadline=None)
@given(seed=SEEDS, index=st.integers(0, 2**40), year=st.sampled_from(YEARS))
def test_nobody_breaks_a_rule(seed, index, year):
    assert broken(generate(seed, year=year, index=index)) == []


VARIABLES = (
    "sex",
    "heritage",
    "partner",
    "household",
    "work",
    "digital",
    "carer",
    "english",
    "conditions",
)


@settings(deadline=None)
@given(data=st.data(), seed=SEEDS)
def test_constraints_are_met_or_refused(data, seed):
    names = data.draw(st.lists(st.sampled_from(VARIABLES), unique=True, max_size=3))
    where = {
        name: data.draw(st.sampled_from([str(v) for v in chain(2026).variables[name].domain]))
        for name in names
    }
    where["age"] = f"{data.draw(st.integers(18, 97))}-97"
    try:
        wanted = read_constraints(where, 2026)
    except PersonError as refused:
        if "Nobody can meet" not in str(refused):
            raise
        return
    person = generate(seed, wanted)
    assert broken(person) == []
    assert person.age >= int(where["age"].split("-")[0])
    assert where.get("sex", person.sex) == person.sex
    assert where.get("work", person.work.status) == person.work.status


@settings(deadline=None)
@given(name=st.text(max_size=12), value=st.text(max_size=12))
def test_any_wish_is_met_or_refused_in_words(name, value):
    try:
        wanted = read_constraints({name: value}, 2026)
    except PersonError:
        return
    else:
        assert name in constraint_names()
        assert broken(generate(1, wanted)) == []


@given(st.text())
def test_any_text_can_be_checked(text):
    for finding in find_unsafe(text):
        assert finding.text in text


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30).filter(any), st.integers(0, 2**32 - 1))
def test_tables_never_give_what_has_no_weight(weights, word):
    (found,) = Table(range(len(weights)), weights).at(np.array([word]))
    assert weights[found] > 0
    rows = Tables([weights[::-1], weights])
    assert weights[rows.at(np.array([1]), np.array([word]))[0]] > 0


@given(seed=SEEDS, start=st.integers(0, 2**66), number=st.integers(1, 100))
def test_words_are_the_same_wherever_a_block_begins(seed, start, number):
    block = Streams(seed, range(start, start + 5)).of("test").word_at(number)
    alone = [Streams(seed, range(start + at, start + at + 1)).of("test") for at in range(5)]
    assert block.tolist() == [draws.word_at(number)[0] for draws in alone]
    assert all(0 <= word < SCALE for word in block)


@given(seed=SEEDS, asked=st.integers(0, 7), more=st.integers(1, 7))
def test_questions_have_their_words_whoever_they_are_asked_of(seed, asked, more):
    """Some rows alone get what they would have got among all, wherever the others stop."""
    draws = Streams(seed, range(6)).of("test")
    numbered = [draws.word_at(number + 1).tolist() for number in range(asked + more)]
    assert [draws.word().tolist() for _ in range(asked)] == numbered[:asked]
    some = draws.only(np.array([1, 4]))
    later = [some.word().tolist() for _ in range(more)]
    assert later == [[words[1], words[4]] for words in numbered[asked:]]
    assert [draws.word().tolist() for _ in range(more)] == numbered[asked:]
