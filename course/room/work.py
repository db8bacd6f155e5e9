"""
A recruit's work on one case: what they do becomes events, and events become the case.

Knows no widgets. Everything shown is derived by replaying the record, so what a
recruit sees is what a trainer will see.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from course.room.place import Place
from simgen.case import Case, open_case
from simgen.conversation import Hint
from simgen.conversation.recoding import Choice, choice_for
from simgen.errors import KitError
from simgen.plan import ActionPlan
from simgen.record import (
    Event,
    HandedIn,
    HintAsked,
    PlanChanged,
    Recoded,
    RecordStore,
    Reflected,
    ReplayedCase,
    Retried,
    Said,
    TalkEnded,
    Visited,
    replay,
)

MAX_UTTERANCE = 10_000
MAX_REFLECTION = 5_000
MAX_HINT = 500


class Work:
    """
    One opened case.

    ``problem`` is empty while everything is on disk and otherwise says what is
    wrong, in words for the recruit. ``watch`` names a function that is called
    after every change. Opening raises :class:`~simgen.errors.RecordError` for a
    record that cannot be used and :class:`~simgen.errors.ScenarioError` for a
    case that is not there.
    """

    def __init__(
        self,
        scenario_id: str,
        place: Place,
        *,
        now: Callable[[], datetime] | None = None,
        seed: int | None = None,
    ) -> None:
        self.place = place
        self.problem = ""
        self._now = now or _now
        self._watchers: list[Callable[[], None]] = []
        self.store = RecordStore.open(place.record, scenario_id, seed=seed)
        self.case: Case = open_case(scenario_id, self.store.record.person_seed)
        self.done: ReplayedCase = replay(self.store.record, self.case)

    def watch(self, watcher: Callable[[], None]) -> None:
        """Call ``watcher`` after every change from now on."""
        self._watchers.append(watcher)

    @property
    def saved(self) -> str:
        """When the record was last written: "Saved at 14:03", with the day if not today, or empty."""
        at = self.store.saved_at or _written_at(self.place.record)
        if at is None:
            return ""
        at, today = at.astimezone(), self._now().astimezone().date()
        day = "" if at.date() == today else f" on {at.day} {at:%B}"
        return f"Saved{day} at {at:%H:%M}"

    def say(self, text: str) -> bool:
        """Say something, or keep silent when ``text`` is blank; False once the talk is over."""
        self.look()
        if self.done.talk.ended:
            return False
        self.keep_draft("")
        self._add(Said(at=self._moment(), text=_clean(text).strip()[:MAX_UTTERANCE]))
        return True

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The help that was asked for here; none once something is said, or the talk is over."""
        done = self.done
        if done.talk.ended or not done.asked_here:
            return ()
        return done.talk.hints(done.asked_here, done.earlier)

    def ask_hint(self) -> None:
        """Ask for help in this place, or for more of it; that it was asked for is recorded."""
        self.look()
        if self.done.talk.ended:
            return
        given = self.done.talk.hints(self.done.asked_here + 1, self.done.earlier)
        words = " / ".join(hint.text for hint in given)
        self._add(HintAsked(at=self._moment(), hint=words[:MAX_HINT]))

    def end_talk(self) -> None:
        """End the conversation."""
        self.look()
        if not self.done.talk.ended:
            self._add(TalkEnded(at=self._moment()))

    def visit_again(self) -> bool:
        """Go back to the person some weeks later; False when there is no visit to make now."""
        self.look()
        if self.done.talk.next_visit is None:
            return False
        self.keep_draft("")
        self._add(Visited(at=self._moment()))
        return True

    def try_again(self, from_turn: int) -> None:
        """Go back to just after ``from_turn`` turns; what followed is kept as an earlier attempt."""
        kept = max(0, min(from_turn, len(self.done.talk.turns)))
        self._add(Retried(at=self._moment(), from_turn=kept))

    def recode(self, turn: int, choice: Choice) -> None:
        """Keep what the recruit says that an utterance of this attempt did; the latest view counts."""
        if not 1 <= turn <= len(self.done.talk.turns):
            return
        known = [each for each in self.done.corrected(turn) if each.by == "recruit"]
        if not known or choice_for(known[0].family, known[0].codes) != choice:
            self._add(
                Recoded(
                    at=self._moment(),
                    attempt=len(self.done.earlier) + 1,
                    turn=turn,
                    family=choice.family,
                    codes=choice.codes,
                )
            )

    def change_plan(self, sections: dict[str, object]) -> None:
        """
        Replace sections of the plan; only those that differ reach the record.

        Raises ``pydantic.ValidationError`` for what is not a plan.
        """
        sections = _cleaned(sections)
        changed = self.done.plan.changed(sections).sections_unlike(self.done.plan)
        if changed:
            self._add(PlanChanged(at=self._moment(), sections=changed))

    def reflect(self, text: str) -> None:
        """Keep what the recruit makes of their own conversation."""
        text = _clean(text)[:MAX_REFLECTION]
        if text != self.done.reflection:
            self._add(Reflected(at=self._moment(), text=text))

    def note_handed_in(self) -> None:
        """Record that the case goes to the trainer as it stands."""
        self._add(HandedIn(at=self._moment()))

    def go(self, step: str) -> None:
        """Remember which step is open."""
        self._save(lambda: self.store.set_desk(step=step))

    def keep_draft(self, text: str) -> None:
        """Remember what is typed and not yet said."""
        self._save(lambda: self.store.set_desk(draft=_clean(text)[:MAX_UTTERANCE]))

    def look(self) -> None:
        """Take in what another window wrote and write what the disk refused before."""
        before, problem = self.store.record.events, self.problem
        self._save(self._catch_up)
        if self.store.record.events != before:
            self._replay()
            self._announce()
        elif self.problem != problem:
            self._announce()

    @property
    def plan(self) -> ActionPlan:
        """The plan as it stands."""
        return self.done.plan

    def heard(self) -> list[dict[str, str]]:
        """Return what came to light, in the person's own words, in the order it was heard."""
        talk = self.done.talk
        return [{"item": item_id, "text": talk.words_for(item_id)} for item_id in talk.disclosed]

    def _catch_up(self) -> None:
        self.store.refresh()
        self.store.save_again()

    def _add(self, event: Event) -> None:
        self._save(lambda: self.store.add(event))
        self._replay()
        self._announce()

    def _save(self, write: Callable[[], object]) -> None:
        """Write, and keep in ``problem`` what the disk or the file had against it."""
        try:
            write()
        except KitError as error:
            self.problem = str(error)
        else:
            if not self.store.unsaved:
                self.problem = ""

    def _replay(self) -> None:
        self.done = replay(self.store.record, self.case)

    def _announce(self) -> None:
        for watcher in self._watchers:
            watcher()

    def _moment(self) -> str:
        return self._now().isoformat(timespec="seconds")


def _written_at(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    except OSError:
        return None


def _clean(text: str) -> str:
    """Return text that can be written to a file: half characters become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _cleaned(sections: dict[str, object]) -> dict[str, object]:
    """Return plan sections with every text in them clean."""
    content: dict[str, object] = json.loads(_clean(json.dumps(sections, ensure_ascii=False)))
    return content


def _now() -> datetime:
    return datetime.now().astimezone()
