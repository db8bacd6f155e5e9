"""The fairness audit, and what must hold whatever it finds."""

import pytest

from simgen.person import cohort
from simgen.person.audit import GROUPINGS, audit, cause_of, explain, forbidden_links
from simgen.person.life.chain import chain
from simgen.person.life.text import data


@pytest.fixture(scope="module")
def found():
    return audit(cohort(19, 4_000))


def test_everybody_is_in_one_group_of_each_kind(found):
    for grouping in GROUPINGS:
        assert sum(found.sizes[grouping].values()) == found.persons == 4_000


def test_no_need_depends_on_sex_gender_or_heritage():
    assert forbidden_links() == []


def test_no_line_and_no_strength_asks_for_a_sex_or_a_heritage():
    personal = {"female", "male", "woman", "man", "non-binary", *data("heritages")}
    tags = {tag for family in data("strengths").values() for one in family for tag in one["from"]}
    words = data("words")
    for section in ("matters", "hopes"):
        tags |= {tag for line in words[section] for tag in line["when"]}
    for need in words["needs"].values():
        tags |= {tag for line in need["lines"] for tag in line["when"]}
    parts = {part for tag in tags for part in tag.removeprefix("not ").split(":")}
    assert not parts & personal


def test_no_need_is_withheld_from_a_sex_or_an_ethnicity(found):
    for grouping in ("sex", "ethnicity"):
        for group, size in found.sizes[grouping].items():
            if size < 400:
                continue
            for need in ("loneliness", "low-mood", "money", "housing", "condition"):
                assert found.share(grouping, group, f"need: {need}") > 0


def test_sexes_and_ethnicities_have_strengths_of_every_family(found):
    for grouping in ("sex", "ethnicity"):
        for group, size in found.sizes[grouping].items():
            if size >= 400:
                for family in data("strengths"):
                    assert found.share(grouping, group, f"strengths of: {family}") > 0.1


def test_differences_name_their_way_and_their_source(found):
    differences = list(found.differences())
    assert differences
    for difference in differences:
        assert difference.through
        assert difference.source or difference.flagged


def test_work_is_a_need_of_working_age_because_of_work(found):
    ways = {
        difference.through
        for difference in found.differences()
        if difference.thing == "need: work" and difference.grouping == "age band"
    }
    assert ways == {"band > work > need:work"}


def test_ways_follow_the_chain():
    way = explain("deprivation", "need: money")
    assert way.through == "deprived > need:money"
    assert way.sources == (chain(2026).variables["need:money"].source,)


def test_strengths_go_by_what_happened_in_the_life():
    assert explain("age band", "strength: been-widowed").through == "band > partner > widowed"
    assert "jobs by sex" in explain("sex", "strength: good-with-children").through
    assert explain("sex", "strength: plans-ahead").sources


def test_every_tag_that_a_strength_grows_from_has_a_cause():
    variables = chain(2026).variables
    for family in data("strengths").values():
        for one in family:
            assert all(cause_of(tag) in variables for tag in one["from"])


def test_a_published_direction_is_told_beside_an_assumed_size():
    way = explain("age band", "need: anxiety")
    assert "assumption" in way.sources[0]
    assert "Office for National Statistics" in way.directions[0]
