"""Published margins: exact in the chain of chances, and met by the persons drawn."""

from math import sqrt

import pytest

from simgen.person import cohort
from simgen.person.life.chain import YEARS, by_year, chain, refusal_by_sex
from simgen.person.life.text import data

OVER_50 = {"band": frozenset({"50-65", "66-74", "75-84", "85-97"})}
PERSONS = 6_000


@pytest.fixture(scope="module")
def people():
    return list(cohort(31, PERSONS, year=2023))


def _within(count, share, of=PERSONS):
    """Within four standard errors of a share."""
    return abs(count / of - share) < 4 * sqrt(share * (1 - share) / of)


def _odds(share):
    return share / (1 - share)


def _one(name, *values):
    return {name: frozenset(values)}


def _minority():
    return frozenset(
        heritage
        for heritage, entry in data("heritages").items()
        if not entry["group"].startswith("White")
    )


def test_sex_and_ethnicity(people):
    assert chain(2023).probability(_one("sex", "female")) == pytest.approx(0.60)
    assert chain(2023).probability({"heritage": _minority()}) == pytest.approx(0.23, abs=0.001)
    assert _within(sum(person.sex == "female" for person in people), 0.60)
    assert _within(sum(person.heritage in _minority() for person in people), 0.23)


@pytest.mark.parametrize(
    ("year", "share"), [(2017, 0.23), (2020, 0.325), (2023, 0.42), (2026, 0.42)]
)
def test_more_deprived_areas_by_year(year, share):
    assert chain(year).probability(_one("deprived", "yes")) == pytest.approx(share)
    people = cohort(32, 2_000, year=year)
    count = sum(person.address.deprivation_decile <= 4 for person in people)
    assert _within(count, share, 2_000)


@pytest.mark.parametrize(
    ("year", "share"), [(2017, 0.22), (2019, 0.22), (2021, 0.17), (2023, 0.12), (2030, 0.12)]
)
def test_refusal_by_year_and_sex(year, share):
    chances = chain(year)
    refused = _one("accepted", "no")
    assert chances.probability(refused) == pytest.approx(share, abs=1e-6)
    women = chances.probability(refused, _one("sex", "female"))
    men = chances.probability(refused, _one("sex", "male"))
    assert _odds(women) / _odds(men) == pytest.approx(0.79, abs=1e-6)


def test_refusal_in_the_persons_drawn(people):
    assert _within(sum(not person.referral.accepted for person in people), 0.12)


@pytest.mark.parametrize(
    ("evidence", "among_others", "odds_ratio"),
    [
        (_one("lonely", "yes"), 0.25, 2.20),
        (_one("benefits", "yes"), 0.24, 2.02),
        (_one("conditions", "several"), 0.36, 2.02),
        (_one("pain", "yes"), 0.33, 1.78),
    ],
    ids=["lonely", "benefits", "several conditions", "pain"],
)
def test_referral_odds_of_people_over_fifty(evidence, among_others, odds_ratio):
    """ELSA's odds ratios, against the assumed shares among people not referred."""
    share = chain(2023).probability(evidence, OVER_50)
    assert _odds(share) / _odds(among_others) == pytest.approx(odds_ratio, rel=0.03)


YOUNG = {"band": frozenset({"18-24", "25-34", "35-49"})}
FIFTIES = {"band": frozenset({"50-65"})}
OLDER = {"band": frozenset({"66-74", "75-84", "85-97"})}
OLDEST = {"band": frozenset({"75-84", "85-97"})}
ONLINE = _one("digital", "confident", "phone-only", "some")


@pytest.mark.parametrize(
    ("evidence", "given", "share"),
    [
        (ONLINE, YOUNG, 0.99),
        (ONLINE, OLDEST, 0.54),
        (_one("carer", "partner", "parent", "child"), OLDER, 0.106),
        (_one("english", "little"), {}, 0.018),
        (_one("children", 0), FIFTIES, 0.19),
        (_one("children", 1), FIFTIES, 0.18),
        (_one("children", 2), FIFTIES, 0.37),
        (_one("children", 4), FIFTIES, 0.10),
        (_one("children", 0), OLDER, 0.10),
        (_one("children", 1), OLDER, 0.14),
        (_one("children", 4), OLDER, 0.16),
        (_one("gender", "non-binary"), {}, 0.002),
    ],
)
def test_margins_of_the_office_for_national_statistics(evidence, given, share):
    """As chances.yaml names them: Internet users 2020, Census 2021, Childbearing 2014 to 2019."""
    assert chain(2023).probability(evidence, given) == pytest.approx(share, abs=0.0015)


def test_mental_health_is_the_top_reason(people):
    reasons = [person.referral.reason for person in people]
    ranked = sorted(set(reasons), key=reasons.count, reverse=True)
    assert ranked[0] == "mental health"
    assert reasons.count(ranked[0]) > 1.5 * reasons.count(ranked[1])


def test_referrals_are_medical_as_often_as_published(people):
    medical = sum(person.referral.route in ("the GP practice", "the hospital") for person in people)
    assert 0.72 <= medical / PERSONS <= 0.85


@pytest.mark.parametrize(
    ("score", "mean"), [("happy", 5.3), ("satisfied", 4.7), ("worthwhile", 5.1), ("anxious", 4.8)]
)
def test_wellbeing_before(people, score, mean):
    scores = [getattr(person.health.wellbeing, score) for person in people]
    assert sum(scores) / PERSONS == pytest.approx(mean, abs=4 * 2.6 / sqrt(PERSONS))


def test_every_variable_is_drawn_as_often_as_the_chain_says(people):
    """What rooms make of the chain keeps its shares."""
    chances = chain(2023)
    for name, read in {
        "household": lambda p: p.household.kind,
        "tenure": lambda p: p.housing.tenure,
        "digital": lambda p: p.digital.use,
        "work": lambda p: p.work.status,
        "partner": lambda p: p.partner.status,
        "schooling": lambda p: p.education.level,
    }.items():
        for value in chances.variables[name].domain:
            share = chances.probability(_one(name, value))
            assert _within(sum(read(person) == value for person in people), share), (name, value)


def test_years_between_points_are_on_a_line():
    assert [by_year({2019: 0.2, 2023: 0.1}, year) for year in (2017, 2021, 2030)] == pytest.approx(
        [0.2, 0.15, 0.1]
    )
    assert YEARS[0] == 2017


def test_refusal_is_split_exactly():
    women, men = refusal_by_sex(0.12, 0.6, 0.79)
    assert 0.6 * women + 0.4 * men == pytest.approx(0.12)
