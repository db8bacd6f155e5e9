"""Persons of any seed and any meetable wish break no rule."""

from hypothesis import given, settings
from hypothesis import strategies as st

from simgen.errors import PersonError
from simgen.person import generate
from simgen.person.checking import find_unsafe
from simgen.person.constraints import constraint_names, read_constraints
from simgen.person.invariants import broken
from simgen.person.life.chain import YEARS, chain
from simgen.person.life.draws import Draws, Table

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
    assert weights[Table(range(len(weights)), weights).at(word)] > 0


@given(st.binary(max_size=40), st.integers(1, 100))
def test_draws_go_on_for_ever_and_are_the_same_again(key, count):
    draws, again = Draws(key, b"test"), Draws(key, b"test")
    assert [draws.word() for _ in range(count)] == [again.word() for _ in range(count)]
