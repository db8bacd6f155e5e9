"""Turn an anchor into what a recruit would have handed in, and play it again."""

from hashlib import blake2b

from grading.anchors.anchor import Anchor
from simgen.case import Case, open_case
from simgen.errors import RubricError
from simgen.record import CaseRecord, ReplayedCase, ScenarioStamp, replay
from simgen.record.finished import finished_work
from simgen.scenario import scenario_hash
from simgen.version import __version__


def played(anchor: Anchor) -> ReplayedCase:
    """
    Return an anchor as a replayed case, as if a recruit had handed it in.

    Raises :class:`~simgen.errors.ScenarioError` when the kit does not have its
    case, and :class:`~simgen.errors.RubricError` when something of it is lost in
    the playing: a slot that the case does not have, or words after the end.
    """
    case = open_case(anchor.case, anchor.seed)
    done = replay(_record(anchor, case), case)
    if done.notices:
        raise RubricError(f"{anchor.id} cannot be played as it was written: {done.notices[0]}")
    return done


def record_of(anchor: Anchor) -> CaseRecord:
    """Return the case record that an anchor stands for; raises as :func:`played` does."""
    return _record(anchor, open_case(anchor.case, anchor.seed))


def _record(anchor: Anchor, case: Case) -> CaseRecord:
    at = f"{case.scenario.set_on.isoformat()}T10:00:00+01:00"
    plan = anchor.plan.model_dump(mode="json")
    try:
        events = finished_work(anchor.talk, plan, anchor.reflection, case.person.slots, at)
    except KeyError as slot:
        raise RubricError(
            f"{anchor.id}: the case '{anchor.case}' has no slot {slot}. It has: "
            f"{', '.join(sorted(case.person.slots))}."
        ) from None
    written = case.written
    return CaseRecord(
        kit_version=__version__,
        # Nothing about an anchor is left to chance, so that a report on it can be repeated.
        record_id=blake2b(anchor.model_dump_json().encode(), digest_size=16).hexdigest(),
        scenario=ScenarioStamp(
            id=written.id, version=written.version, sha256=scenario_hash(written)
        ),
        person_seed=anchor.seed,
        events=events,
    )
