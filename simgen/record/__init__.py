"""The case record: events on disk, and everything derived from them."""

from simgen.record.events import (
    CaseRecord,
    Desk,
    Event,
    HandedIn,
    HintAsked,
    PlanChanged,
    Reflected,
    Retried,
    Said,
    ScenarioStamp,
    TalkEnded,
    Visited,
)
from simgen.record.reading import RECORD_NAME, parse_record, read_record
from simgen.record.replay import ReplayedCase, replay
from simgen.record.store import RecordStore, begin_afresh, last_good

__all__ = [
    "RECORD_NAME",
    "CaseRecord",
    "Desk",
    "Event",
    "HandedIn",
    "HintAsked",
    "PlanChanged",
    "RecordStore",
    "Reflected",
    "ReplayedCase",
    "Retried",
    "Said",
    "ScenarioStamp",
    "TalkEnded",
    "Visited",
    "begin_afresh",
    "last_good",
    "parse_record",
    "read_record",
    "replay",
]
