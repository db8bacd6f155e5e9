"""Eco-map and life line: well-formed, told in words too, and safe whatever a name holds."""

import re
from html import escape
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from simgen.case import open_case
from simgen.person import cohort, generate
from simgen.person.pictures import (
    case_subject,
    ecomap_svg,
    ecomap_text,
    lifeline_svg,
    lifeline_text,
    page,
)
from simgen.person.pictures.drawing import WIDTH, wrapped
from simgen.scenario import list_scenarios

SVG = "{http://www.w3.org/2000/svg}"


def _image(svg):
    return ET.fromstring(svg)  # noqa: S314 - our own


PICTURES = [(ecomap_svg, ecomap_text), (lifeline_svg, lifeline_text)]


@pytest.mark.parametrize(("draw", "tell"), PICTURES)
def test_pictures_have_text_alternatives(draw, tell):
    for person in cohort(14, 60):
        image = _image(draw(person))
        title, description = image.find(f"{SVG}title"), image.find(f"{SVG}desc")
        assert image.get("role") == "img"
        assert image.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
        assert person.name.known_as in title.text
        assert all(line in description.text for line in tell(person))


@pytest.mark.parametrize("draw", [ecomap_svg, lifeline_svg])
def test_everything_fits_a_small_phone(draw):
    for person in cohort(15, 60):
        image = _image(draw(person))
        _, _, width, height = map(float, image.get("viewBox").split())
        assert width == WIDTH
        for words in image.iter(f"{SVG}text"):
            size = float(words.get("font-size"))
            assert size >= 12
            x, wide = float(words.get("x")), len(words.text or "") * size * 0.56
            left = x - (wide / 2 if words.get("text-anchor") == "middle" else 0)
            assert left >= 0
            assert left + wide <= WIDTH + 1, words.text
            assert 0 < float(words.get("y")) < height


@pytest.mark.parametrize("draw", [ecomap_svg, lifeline_svg])
def test_names_are_escaped(draw):
    person = generate(16)
    bad = "<script>alert('x')</script>&"
    person = replace(
        person,
        name=replace(person.name, known_as=bad),
        network=(replace(person.network[0], name=bad), *person.network[1:]),
        life_events=(*person.life_events[:-1], replace(person.life_events[-1], text=bad)),
    )
    image = draw(person)
    assert "<script>" not in image
    _image(image)


def test_how_near_a_tie_is_shows_without_colour():
    image = ecomap_svg(generate(17))
    assert 'stroke-dasharray="2 5"' in image
    assert "<polyline" in image
    for words in ("strong tie", "ordinary tie", "faint tie", "strained tie"):
        assert f">{words}<" in image


def test_every_tie_and_every_event_is_told():
    person = generate(18)
    assert len(ecomap_text(person)) == len(person.network)
    assert len(lifeline_text(person)) == len(person.life_events)


def test_long_words_are_cut_and_lines_kept_short():
    assert all(len(line) <= 10 for line in wrapped("a supercalifragilistic word or two", 10))


def test_what_marks_mean_is_said_on_the_life_line():
    image = lifeline_svg(generate(18))
    for words in ("a birth", "a loss or an end", "other"):
        assert f">{words}<" in image


def test_the_page_to_print_stands_alone_and_tells_everything_in_words():
    person = generate(18)
    shown = page(person)
    assert "1 October 2026" in shown
    assert "@media print" in shown
    assert "@page { size: A4" in shown
    assert not re.search(r"<script|\bsrc=|@import|url\(|<link", shown)
    for line in (*ecomap_text(person), *lifeline_text(person)):
        assert f"<li>{escape(line)}</li>" in shown


def test_the_page_is_black_and_white():
    colours = set(re.findall(r"#[0-9a-f]{6}\b", page(generate(18))))
    assert all(len({colour[1:3], colour[3:5], colour[5:]}) == 1 for colour in colours)


@pytest.mark.parametrize("scenario", list_scenarios(), ids=lambda scenario: scenario.id)
def test_the_person_of_a_case_can_be_drawn(scenario):
    for seed in range(10):
        case = open_case(scenario.id, seed)
        subject = case_subject(case.scenario, case.person)
        for draw, tell in PICTURES:
            assert "{" not in draw(subject)
            assert len(tell(subject)) >= 6
            assert _image(draw(subject)).get("role") == "img"
        years = [event.month for event in subject.life_events]
        assert years == sorted(years)
        assert all(0 <= event.age <= subject.age for event in subject.life_events)
