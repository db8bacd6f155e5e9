"""`linkworker play`: scripted recruits from the command line."""

import json
import re

import pytest
import typer
from typer.testing import CliRunner

from course.command.play import play
from simgen.playing import PolicyError

app = typer.Typer()
app.command()(play)


def _run(*words):
    return CliRunner().invoke(app, list(words), catch_exceptions=False)


def test_one_talk_is_one_json_object_on_one_line():
    result = _run("quiet-house", "--policy", "fixer", "--seed", "3", "--json")
    (line,) = result.stdout.splitlines()
    data = json.loads(line)
    assert data["policy"] == "fixer"
    assert data["seed"] == 3
    assert data["disclosed"] == []
    assert 0 <= data["trust"] <= 1
    assert 0 <= data["score"] <= 100
    assert data["ended_by_person"] is True


def test_several_seeds_come_one_to_a_line():
    result = _run("quiet-house", "--policy", "silent", "--seed", "3", "--count", "3", "--json")
    assert [json.loads(line)["seed"] for line in result.stdout.splitlines()] == [3, 4, 5]


def test_people_get_a_sentence():
    result = _run("quiet-house", "--policy", "novice", "--seed", "3")
    assert re.fullmatch(r"novice, seed 3: score [\d.]+ of 100 \(trust .*\)\n", result.stdout)


def test_the_transcript_comes_when_asked_for():
    words = _run("quiet-house", "--policy", "good", "--seed", "3", "--turns").stdout
    assert "  1. Good: " in words
    assert "asked afterwards" in words
    data = _run("quiet-house", "--policy", "good", "--seed", "3", "--turns", "--json").stdout
    assert len(json.loads(data)["transcript"]) == json.loads(data)["turns"]


def test_two_visits_are_one_talk_with_what_happened_in_between():
    data = json.loads(_run("quiet-house", "--policy", "novice", "--visits", "2", "--json").stdout)
    assert {"policy", "seed", "trust", "disclosed", "score"} <= data.keys()
    assert data["visits"] == 2
    assert "february-in-red" in data["happened"]
    once = json.loads(_run("quiet-house", "--policy", "novice", "--json").stdout)
    assert once["turns"] < data["turns"]
    words = _run("quiet-house", "--policy", "novice", "--visits", "2", "--turns").stdout
    assert "Three weeks later" in words


def test_an_unknown_policy_is_named_with_those_there_are():
    with pytest.raises(PolicyError, match=r"no policy 'wizard'.*expert, good, novice"):
        _run("quiet-house", "--policy", "wizard")
