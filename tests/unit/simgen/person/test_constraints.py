"""Asking for somebody: met at once, by everybody who is drawn, or refused in plain words."""

import pytest

from simgen.errors import PersonError
from simgen.person import cohort, generate
from simgen.person.constraints import constraint_names, constraint_values, read_constraints
from simgen.person.invariants import broken
from simgen.person.life.chain import chain


def _some(where, count=150, **more):
    people = list(cohort(1, count, where, **more))
    for person in people:
        assert broken(person) == []
    return people


def test_the_case_of_the_issue():
    where = {"age": "70-90", "widowed_within": 2, "lives_alone": True, "internet": "no"}
    for person in _some(where):
        assert 70 <= person.age <= 90
        assert person.partner.status == "widowed"
        assert person.household.kind == "alone"
        assert person.digital.use == "none"
        assert person.partner.until >= "2024-10"
        assert person.email is None


@pytest.mark.parametrize(
    ("where", "holds"),
    [
        ({"age": 18}, lambda p: p.age == 18),
        ({"age": "90+"}, lambda p: p.age >= 90),
        ({"sex": "male"}, lambda p: p.sex == "male"),
        ({"gender": "non-binary"}, lambda p: p.name.title == "Mx"),
        ({"heritage": ["polish", "somali"]}, lambda p: p.heritage in ("polish", "somali")),
        ({"ethnicity": "Asian"}, lambda p: p.ethnicity.startswith("Asian:")),
        ({"town": "Tidewell"}, lambda p: p.address.town == "Tidewell"),
        ({"decile": "1-2"}, lambda p: p.address.deprivation_decile <= 2),
        ({"partner": "divorced,separated"}, lambda p: p.partner.until is not None),
        (
            {"children": "3+"},
            lambda p: sum(r.relation in ("son", "daughter") for r in p.family) >= 3,
        ),
        ({"household": "parents"}, lambda p: p.household.kind == "parents"),
        ({"housing": "temporary"}, lambda p: p.housing.tenure == "temporary"),
        ({"work": "unable"}, lambda p: p.health.conditions),
        ({"interpreter": "yes"}, lambda p: p.interpreter),
        ({"carer": "parent"}, lambda p: p.caring_for.endswith(("mother", "father"))),
        ({"carer": "child"}, lambda p: p.caring_for.endswith(("son", "daughter"))),
        ({"bereaved_within": 1}, lambda p: any(e.kind == "bereavement" for e in p.life_events)),
        ({"need": "debt,warm-home"}, lambda p: {"debt", "warm-home"} <= {n.id for n in p.needs}),
        ({"accepted": "no"}, lambda p: not p.referral.accepted),
        ({"faith": "yes"}, lambda p: any(t.name == "the congregation" for t in p.network)),
        ({"transport": "bicycle", "age": "60-70"}, lambda p: p.transport.usual == "bicycle"),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_everybody_drawn_meets_what_was_asked(where, holds):
    assert all(holds(person) for person in _some(where, 60))


def test_rare_persons_take_no_longer_to_find():
    where = {
        "age": 97,
        "sex": "male",
        "carer": "partner",
        "heritage": "iranian",
        "digital": "confident",
    }
    assert len({person.name.full for person in _some(where, 20)}) > 10


def test_what_was_not_asked_for_is_as_it_is_among_those_who_meet_it():
    """Asking for widowed people gives the ages of widowed people, by the chain's own figures."""
    chances = chain(2026)
    women = chances.probability({"sex": frozenset({"female"})}, {"partner": frozenset({"widowed"})})
    drawn = sum(person.sex == "female" for person in _some({"partner": "widowed"}, 1_500)) / 1_500
    assert women > 0.7
    assert drawn == pytest.approx(women, abs=0.035)


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ({"aeg": 20}, ["'aeg'", "Did you mean age?"]),
        ({"digital": "nonne"}, ["'nonne'", "Did you mean none?"]),
        ({"need": "lonelyness"}, ["Did you mean loneliness?"]),
        ({"town": "Tidewel"}, ["Did you mean tidewell?"]),
        ({"ethnicity": "martian"}, ["'martian'"]),
        ({"age": "old"}, ["age=old", "70-90"]),
        ({"age": "90-70"}, ["age=90-70"]),
        ({"age": "70-"}, ["age=70-", "70+"]),
        ({"age": 12}, ["18 to 97"]),
        ({"age": ""}, ["empty"]),
        ({"widowed_within": 0}, ["from 1"]),
        ({"bereaved_within": 40}, ["at most 10"]),
        ({"lives_alone": "maybe"}, ["'maybe'"]),
        ({"age": "18-25", "work": "retired"}, ["age=18-25", "work=retired", "both"]),
        ({"sex": "female", "age": "20-30", "widowed_within": 2}, ["age=20-30", "widowed_within=2"]),
        ({"partner": "single", "household": "partner"}, ["partner=single", "household=partner"]),
        ({"lives_alone": "yes", "household": "parents"}, ["lives_alone=yes", "household=parents"]),
        ({"interpreter": "yes", "heritage": "british"}, ["interpreter=yes", "heritage=british"]),
        ([("sex", "male"), ("sex", "female")], ["both sex=male and sex=female"]),
        ([("town", "ashmoor"), ("town", "tidewell")], ["both town=ashmoor and town=tidewell"]),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_what_cannot_be_met_is_said_at_once(where, words):
    with pytest.raises(PersonError) as refused:
        read_constraints(where, 2026)
    for word in words:
        assert word in str(refused.value)


def test_a_year_without_figures_is_refused():
    with pytest.raises(PersonError, match="2017 to 2030"):
        generate(1, year=1999)


def test_every_constraint_can_say_what_it_takes():
    for name in constraint_names():
        assert constraint_values(name, 2026)
