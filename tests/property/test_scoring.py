"""Whatever is said and planned, marking ends, stays within bounds, and gives nothing for nothing."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from grading import load_rubric, score
from grading.marking import Marking
from grading.nbgrader.showing import show_evidence, show_result, show_room
from simgen.record import CaseRecord, Event, PlanChanged, Retried, Said, ScenarioStamp, replay
from simgen.scenario import load_scenario, scenario_hash

SCENARIO = load_scenario("quiet-house")
STAMP = ScenarioStamp(id=SCENARIO.id, version=SCENARIO.version, sha256=scenario_hash(SCENARIO))
RUBRIC = load_rubric()

IDS = st.sampled_from([item.id for item in SCENARIO.items] + ["", "no-such-item"])
SERVICES = st.sampled_from([fit.service for fit in SCENARIO.services] + ["", "no-such-service"])
PHRASES = st.sampled_from([item.own_words for item in SCENARIO.items])
TEXT = st.one_of(st.text(max_size=80), PHRASES)
LINE = st.fixed_dictionaries({"text": TEXT, "item": IDS})
ACTION = st.fixed_dictionaries(
    {
        "what": TEXT,
        "who": st.sampled_from(["", "person", "link-worker", "together", "someone-else"]),
        "when": TEXT,
        "service": SERVICES,
        "choice": st.sampled_from(["", "theirs", "together", "mine"]),
        "confidence": st.one_of(st.none(), st.integers(0, 10)),
    }
)
CONCERN = st.fixed_dictionaries(
    {"what": TEXT, "told_whom": TEXT, "when": TEXT, "person_knows": st.booleans()}
)
PLAN: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "what_matters": st.lists(LINE, max_size=20),
        "strengths": st.lists(LINE, max_size=20),
        "goals": st.lists(LINE, max_size=10),
        "actions": st.lists(ACTION, max_size=20),
        "contingencies": st.lists(
            st.fixed_dictionaries({"if_this": TEXT, "then_what": TEXT}), max_size=10
        ),
        "concerns": st.lists(CONCERN, max_size=10),
        "review_date": st.one_of(st.none(), st.dates().map(lambda day: day.isoformat())),
        "agreed_with": st.lists(TEXT, max_size=10),
    }
)
TALK = st.lists(
    st.one_of(
        TEXT.map(lambda text: Said(text=text)),
        st.sampled_from(
            [
                Said(text="What matters to you?"),
                Said(text="You sound sad about that."),
                Said(text="You should join the lunch club."),
                Said(text="Are you safe at night?"),
                Retried(from_turn=1),
            ]
        ),
    ),
    max_size=8,
)


def record(events: list[Event], seed: int = 1) -> CaseRecord:
    return CaseRecord(
        kit_version="0", record_id="0" * 32, scenario=STAMP, person_seed=seed, events=events
    )


@settings(max_examples=40, deadline=None)
@given(talk=TALK, plan=PLAN, seed=st.integers(0, 50))
def test_points_stay_within_bounds_and_every_page_can_be_made(
    talk: list[Event], plan: dict[str, Any], seed: int
) -> None:
    case = replay(record([*talk, PlanChanged(sections=plan)], seed))
    sheet = score(case, RUBRIC)
    assert sheet == score(case, RUBRIC)
    marking = Marking(sheet, case, RUBRIC)
    assert show_room(marking).html
    for result in sheet.results:
        assert 0 <= result.level <= 3
        if result.points is None:
            assert show_evidence(result, marking).html
        else:
            assert 0.0 <= result.points <= result.maximum
            assert show_result(result, marking).html


@settings(max_examples=40, deadline=None)
@given(plan=PLAN)
def test_a_form_filled_in_without_a_word_spoken_earns_next_to_nothing(
    plan: dict[str, Any],
) -> None:
    sheet = score(replay(record([PlanChanged(sections=plan)])), RUBRIC)
    assert sheet.total <= 4
    for criterion in ("what-matters", "strengths", "listening", "safety", "role-and-boundaries"):
        assert sheet.result(criterion).points == 0
