"""The case record: events on disk, and everything derived from them."""

from simgen.record.events import (
    CaseRecord,
    Desk,
    Event,
    HandedIn,
    HintAsked,
    PlanChanged,
    Recoded,
    Reflected,
    Retried,
    Said,
    ScenarioStamp,
    TalkEnded,
    Visited,
)
from simgen.record.reading import RECORD_NAME, parse_record, read_record
from simgen.record.replay import Correction, ReplayedCase, replay
from simgen.record.store import RecordStore, begin_afresh, last_good

__all__ = [
    "RECORD_NAME",
    "CaseRecord",
    "Correction",
    "Desk",
    "Event",
    "HandedIn",
    "HintAsked",
    "PlanChanged",
    "Recoded",
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
