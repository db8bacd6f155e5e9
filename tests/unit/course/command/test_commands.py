"""The `linkworker` command: words for people, JSON for programs, codes that mean something."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from course.command import app
from simgen.record import HandedIn, PlanChanged, RecordStore, Said
from tests.unit.simgen.cases import write_case


@pytest.fixture
def run():
    runner = CliRunner()

    def run(*words, said=None):
        return runner.invoke(app, words, input=said)

    return run


def _linkworker(*words, said=""):
    return subprocess.run(
        [sys.executable, "-c", "from course.command import main; main()", *words],
        input=said,
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_names_every_command_in_words_a_trainer_understands(run):
    shown = run("--help").output
    for command in ("start", "course", "persona", "scenario", "talk", "score", "demo"):
        assert command in shown


def test_talk_gives_one_json_object_a_turn(run):
    said = "Hello, I'm Sam, the link worker\n\nHow are the evenings?\n"
    lines = run("talk", "quiet-house", "--seed", "4", "--json", said=said).output.splitlines()
    turns = [json.loads(line) for line in lines]
    assert [turn["turn"] for turn in turns] == [1, 2, 3]
    assert [turn["said"] for turn in turns] == [
        "Hello, I'm Sam, the link worker",
        "",
        "How are the evenings?",
    ]
    for turn in turns:
        assert {"turn", "said", "codes", "reply", "disclosed", "trust", "why"} <= set(turn)


def test_talk_is_the_same_every_time(run):
    said = "Hello\nHow are the evenings?\nYou should join the lunch club\n"
    first, second = (run("talk", "quiet-house", "--seed", "4", "--json", said=said) for _ in "ab")
    assert first.output == second.output


def test_talk_goes_back_weeks_later_on_again(run):
    said = "/again\nHello\n/again\nHello again\n/again\n"
    lines = [
        json.loads(line)
        for line in run("talk", "quiet-house", "--json", said=said).output.splitlines()
        if line.startswith("{")
    ]
    assert [line["visit"] for line in lines] == [1, 2, 2]
    assert lines[1]["arrival"].startswith("Three weeks later")
    assert "february-in-red" in lines[1]["happened"]
    assert lines[2]["turn"] == 2
    shown = run("talk", "quiet-house", said="Hello\n/again\nHello again\n").output
    assert "What had happened before visit 2" in shown
    assert "over 2 visits" in shown


def test_after_a_goodbye_one_may_go_back_or_read_the_debrief(run):
    back = run("talk", "quiet-house", said="Hello\nGoodbye\n/again\nHello again\n").output
    assert "over 2 visits" in back
    stay = run("talk", "quiet-house", said="Hello\nGoodbye\nHello?\n").output
    assert "in 2 turns" in stay


def test_talk_for_people_ends_with_what_there_is_to_learn(run):
    shown = run("talk", "quiet-house", said="Hello\nYou should join the lunch club\n").output
    assert "Looking back" in shown
    assert "Another way: " in shown
    assert "They thought: “" in shown
    assert "How heard they felt" in shown
    assert "What did not" in shown


def test_what_stayed_hidden_is_shown_only_to_those_who_ask_for_it(run):
    hidden = "She is taking her late husband's sleeping tablets"
    said = "Hello\nHow are you sleeping?\n"
    shown = run("talk", "quiet-house", said=said).output
    assert "things)" in shown
    assert "--all" in shown
    assert hidden not in shown
    assert hidden in run("talk", "quiet-house", "--all", said=said).output


def test_talk_stops_when_the_person_has_had_enough(run):
    turns = run(
        "talk", "quiet-house", "--json", said="Pull yourself together\n" * 30
    ).output.splitlines()
    assert len(turns) < 30
    assert json.loads(turns[-1])["ended"] is True


def test_a_line_that_is_no_text_does_not_stop_the_talk():
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            "from course.command import main; main()",
            "talk",
            "quiet-house",
            "--json",
        ],
        input=b"\xff\xfe\x00\nHow are the evenings?\n",
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout.splitlines()[-1])["said"] == "How are the evenings?"


def test_an_unknown_case_is_a_message_and_code_1():
    ran = _linkworker("talk", "quite-house")
    assert ran.returncode == 1
    assert "Did you mean 'quiet-house'" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_wrong_option_is_code_2():
    assert _linkworker("talk", "quiet-house", "--seed", "many").returncode == 2


def test_scenario_list_names_every_case(run):
    assert "The quiet house" in run("scenario", "list").output
    listed = json.loads(run("scenario", "list", "--json").output)
    assert listed[0]["id"] == "quiet-house" or "quiet-house" in [case["id"] for case in listed]


def test_scenario_check_says_what_is_wrong_and_where(run, tmp_path):
    path = write_case(tmp_path, {("items", 0, "trust"): 3})
    ran = _linkworker("scenario", "check", str(path))
    assert ran.returncode == 1
    assert "items[0].trust" in ran.stderr
    data = json.loads(run("scenario", "check", str(path), "--json").output)
    assert data["ok"] is False
    assert any("line " in problem for problem in data["problems"])


def test_scenario_check_passes_a_trainers_own_case(run, tmp_path):
    assert "can be used" in run("scenario", "check", str(write_case(tmp_path))).output


def test_scenario_schema_is_json(run):
    assert json.loads(run("scenario", "schema").output)["type"] == "object"
    assert json.loads(run("scenario", "schema", "--town").output)["type"] == "object"


def test_persona_shows_the_person_of_a_seed(run):
    first = json.loads(run("persona", "--scenario", "quiet-house", "--seed", "4", "--json").output)
    again = json.loads(run("persona", "--scenario", "quiet-house", "--seed", "4", "--json").output)
    assert first == again
    assert first["name"] in run("persona", "--scenario", "quiet-house", "--seed", "4").output


def test_score_gives_each_criterion_points_maximum_and_evidence(run, tmp_path):
    path = tmp_path / "case-record.json"
    store = RecordStore.open(path, "quiet-house", seed=4)
    for event in (
        Said(text="Hello, I'm Sam, the link worker"),
        Said(text="What did you do for work?"),
        PlanChanged(sections={"strengths": [{"text": "", "item": "dinner-lady"}]}),
        HandedIn(),
    ):
        store.add(event)
    data = json.loads(run("score", str(path), "--json").output)
    assert len(data["criteria"]) >= 8
    for criterion in data["criteria"]:
        assert {"criterion_id", "points", "maximum", "evidence"} <= set(criterion)
    assert sum(criterion["points"] is None for criterion in data["criteria"]) >= 2
    shown = run("score", str(path)).output
    assert "not yet confirmed by a panel" in shown


def test_what_a_recruit_wrote_commands_no_terminal_and_is_whole_in_json(run, tmp_path):
    path = tmp_path / "case-record.json"
    store = RecordStore.open(path, "quiet-house", seed=4)
    hostile = "It sounds\x1b]0;mine\x07 as if\u202e nobody \x9basked you"
    for said in ("What did they tell you about my coming?", hostile):
        store.add(Said(text=said))
    store.add(PlanChanged(sections={"actions": [{"what": f"Ring {hostile}", "who": "person"}]}))
    shown = run("score", str(path)).output
    assert "Ring It sounds]0;mine as if nobody asked you" in shown
    assert not set("\x1b\x07\x9b\u202e") & set(shown)
    printed = run("score", str(path), "--json").output
    assert not set("\x1b\x07\x9b\u202e") & set(printed)
    assert hostile in json.dumps(json.loads(printed), ensure_ascii=False).replace(
        "\\u001b", "\x1b"
    ).replace("\\u0007", "\x07")


def test_score_says_what_kept_a_level_down_and_that_an_example_earns_nothing(run, tmp_path):
    from grading.anchors import anchors_of, record_of

    good = next(each for each in anchors_of("quiet-house") if each.overall == 3)
    path = tmp_path / "case-record.json"
    path.write_text(record_of(good).model_dump_json(), encoding="utf-8")
    assert "Graded, this earns nothing" in run("score", str(path)).output
    plain = tmp_path / "plain.json"
    RecordStore.open(plain, "quiet-house", seed=4).add(Said(text="Hello"))
    assert "but: Not there yet" in run("score", str(plain)).output


def test_score_of_what_is_no_record_is_a_verdict_and_code_1(tmp_path):
    path = tmp_path / "case-record.json"
    path.write_text("{")
    ran = _linkworker("score", str(path))
    assert ran.returncode == 1
    assert "stops making sense at line 1" in ran.stderr


def test_course_init_builds_a_workspace_and_says_where(run, tmp_path):
    shown = run("course", "init", str(tmp_path / "course")).output
    assert "The course is ready" in shown
    assert (tmp_path / "course" / "nbgrader_config.py").is_file()
