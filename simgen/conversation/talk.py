"""One conversation between a recruit and the person of a case, over one visit or more."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from simgen.case import Case
from simgen.conversation.answering import answer
from simgen.conversation.asked_next import says_nothing
from simgen.conversation.between import Agreed
from simgen.conversation.coaching import Hint, coach
from simgen.conversation.coder import Overheard, UtteranceCoder
from simgen.conversation.hanging import has_no_other_subject
from simgen.conversation.hearing import kit_coder
from simgen.conversation.inner import PRIVATE, Inner, depth_of, moved, pulls_back
from simgen.conversation.interjecting import NOTHING, Interjection, Reaction, interject, react
from simgen.conversation.judging import Move, Said, judge
from simgen.conversation.misunderstanding import put_plainly, taken_another_way
from simgen.conversation.moment import Answer, Moment
from simgen.conversation.rules import limits, rules
from simgen.conversation.script import HELD
from simgen.conversation.several_asked import answer_both
from simgen.conversation.state import State
from simgen.conversation.styles import Manner, manner_of
from simgen.conversation.telling import Gates
from simgen.conversation.turn import Heard, Movement, Turn
from simgen.conversation.visiting import Arrival, arrive, arrive_again, following
from simgen.conversation.wording import Wording, wording_of
from simgen.scenario.visits import Visit


class Kept(Struct, frozen=True):
    """What an earlier talk leaves to a retry: its turns, the state before each and after, its visits."""

    turns: tuple[Turn, ...]
    states: tuple[State, ...]
    arrivals: tuple[Arrival, ...]


class Talk:
    """
    A conversation in progress.

    Deterministic: the same case and the same utterances give the same turns.
    ``coder`` is whatever hears utterances; the kit's own where none is given. Once
    it has ended it can go on with :meth:`visit_again`, where the case has a later visit.
    """

    def __init__(
        self, case: Case, coder: UtteranceCoder | None = None, *, kept: "Kept | None" = None
    ) -> None:
        """Begin a conversation with the person of a case, or go on from what was ``kept``."""
        self._coder = coder or kit_coder()
        if kept is None:
            arrival, state = arrive(case, self._coder)
            kept = Kept((), (state,), (arrival,))
        self._turns = list(kept.turns)
        self._states = list(kept.states)
        self._arrivals = list(kept.arrivals)
        self._closed = False
        self._manner = manner_of(case.scenario.style)

    @property
    def case(self) -> Case:
        """The case, with everything that there is to find by now."""
        return self._arrivals[-1].case

    @property
    def opening(self) -> str:
        """What the recruit sees and hears on arriving, at the present visit."""
        return self._arrivals[-1].opening

    @property
    def arrivals(self) -> tuple[Arrival, ...]:
        """The visits so far, each as it began."""
        return tuple(self._arrivals)

    @property
    def later_visit(self) -> Visit | None:
        """The visit that the case has after the present one, once something was said in it."""
        begun = len(self._turns) > self._arrivals[-1].turns_before
        return following(self._arrivals[-1]) if begun else None

    @property
    def next_visit(self) -> Visit | None:
        """The visit that may be made now that the present one is over."""
        return self.later_visit if self.ended else None

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The exchanges so far, in order."""
        return tuple(self._turns)

    @property
    def trust(self) -> float:
        """Trust as it stands, from 0 to 1."""
        return self._states[-1].trust

    @property
    def disclosed(self) -> tuple[str, ...]:
        """Ids of what came to light, in order."""
        return self._states[-1].disclosed

    @property
    def services_offered(self) -> tuple[str, ...]:
        """Ids of the services that were put forward, in order."""
        return self._states[-1].offered

    @property
    def ended(self) -> bool:
        """The talk is over, by either of them."""
        return self._closed or self._states[-1].ended

    @property
    def ended_by_person(self) -> bool:
        """The person had enough, or grew tired, and ended the talk; not where both said goodbye."""
        return self._states[-1].left

    def words_for(self, item_id: str) -> str:
        """
        Return what the person said of something that came to light.

        Their own phrase where they told it fully, else the brief answer.
        """
        item = self.case.scenario.item(item_id)
        return item.own_words if item_id in self._states[-1].told_fully else item.says.guarded

    def say(self, text: str) -> Turn:
        """
        Say something and return the exchange.

        ``text`` is anything at all; an empty text is a silence. Raises
        ``ValueError`` when the talk is over.
        """
        if self.ended:
            raise ValueError("The conversation is over; nothing more can be said in it.")
        state, arrival, manner = self._states[-1], self._arrivals[-1], self._manner
        script, seed, wording = arrival.script, arrival.here.seed, wording_of(text)
        heard, overheard = arrival.ear.hear(wording, state.reply), arrival.ear.overhear(wording)
        said = Said(wording, heard, script, state, overheard)
        reaction = react(said, seed)
        if reaction is NOTHING:
            reaction = put_plainly(said)
        moves = (*reaction.moves, *judge(said))
        trust, landed = _moved(state.trust, moves, state, manner)
        gates = Gates(script, state, trust, manner.fullness)
        correction = arrival.ear.correction(wording.about_them)
        moment = Moment(said, gates, correction, seed, manner)
        answered = answer_both(moment, answer(moment), self._hears_alone)
        found = _reacting(reaction, _kept_back(moment, answered), said)
        trust, followed = _moved(trust, found.moves, state, manner)
        why = (*landed, *followed)
        inner = self._inner(said, found, why, trust)
        added = taken_another_way(said, found)
        added = added or interject(said, found, trust, inner, manner, seed)
        if added is not None:
            said_first = "" if added.instead else f"{found.reply} "
            found = replace(found, reply=f"{said_first}{added.says}")
        after = _next_state(state, said, found, why, trust, inner, added, reaction)
        found, after = self._leave(moment, found, after)
        turn = _turn(said, found, why, after, added.waits_for if added else "", arrival.number)
        self._states.append(after)
        self._turns.append(turn)
        return turn

    def expect(self, texts: Iterable[str]) -> None:
        """Take note of what is about to be said, as a replay knows it; it is then heard faster."""
        self._coder.read(texts)

    def close(self) -> None:
        """End the talk, as the recruit may at any time."""
        self._closed = True

    def visit_again(self, agreed: Agreed | None = None) -> Arrival:
        """
        Go back to the person some weeks later, and return how it begins.

        ``agreed`` is what stands in the plan, or None where there is none to look
        at. Raises ``ValueError`` unless there is a :attr:`next_visit`.
        """
        if self.next_visit is None:
            raise ValueError("There is no visit to make now.")
        state, turns = self._states[-1], self.turns
        arrival, at_the_door = arrive_again(self._arrivals[-1], self._coder, state, turns, agreed)
        self._states[-1] = at_the_door
        self._arrivals.append(arrival)
        self._closed = False
        return arrival

    def again_from(self, turn: int) -> "Talk":
        """
        Return a new talk that keeps the first ``turn`` exchanges of this one.

        Where they reach as far as the door of a later visit, it begins at that door.
        """
        kept = max(0, min(turn, len(self._turns)))
        states = tuple(self._states[: kept + 1])
        arrivals = tuple(each for each in self._arrivals if each.turns_before <= kept)
        return Talk(arrivals[0].case, self._coder, kept=Kept(self.turns[:kept], states, arrivals))

    def hints(self, asked: int = 1, earlier: Iterable["Talk"] = ()) -> tuple[Hint, ...]:
        """Return help for a recruit who asks, ``asked`` times in this place; see :func:`coach`."""
        before = [talk.turns for talk in earlier]
        here, state = self._arrivals[-1].here.scenario, self._states[-1]
        return coach(here, self._turns, state, asked=asked, earlier=before)

    def _hears_alone(self, wording: Wording) -> tuple[Heard, Overheard]:
        """Hear a part of what is said as if it were all."""
        ear = self._arrivals[-1].ear
        return ear.hear(wording, self._states[-1].reply), ear.overhear(wording)

    def _inner(self, said: Said, found: Answer, why: tuple[Movement, ...], trust: float) -> Inner:
        disclosed = said.state.disclosed
        return moved(
            said.state.inner,
            trust=trust,
            why=why,
            told=found.told,
            spoken_of=tuple([item for item in said.heard.items if item in disclosed]),
            questioned=said.asks and not said.has("reflection"),
            tiring=self._manner.energy,
        )

    def _leave(self, moment: Moment, found: Answer, after: State) -> tuple[Answer, State]:
        """Let the person end the talk when they have had enough, or are tired."""
        if after.ended:
            return found, after
        least = limits()
        enough = (
            after.trust <= least.leaves_below or after.slips >= least.slips_before_leaving
        ) and (after.turns_now >= least.patience or moment.said.has("confront"))
        if enough:
            line = moment.line("ends")
        elif after.turns_now >= least.tires_after or after.inner.energy <= 0:
            line = moment.line("goodbye")
        else:
            return found, after
        reply = f"{found.reply} {line.reply}" if found.told else line.reply
        left = replace(after, reply=reply, ended=True, left=True, had_enough=enough)
        return replace(found, reply=reply), left


def _kept_back(moment: Moment, found: Answer) -> Answer:
    """Return the answer, or a pulling back when one deep thing too many was drawn out."""
    said = moment.said
    if not found.told or not said.asks or not pulls_back(said.state.inner):
        return found
    gentle = said.has("reflection", "permission", "safety", "summary")
    if gentle or all(depth_of(item) != PRIVATE for item in found.told):
        return found
    refused = tuple((item.id, "comfort") for item in found.told)
    return replace(moment.line("pulls_back"), refused=refused, topic=found.topic)


def _reacting(reaction: Reaction, found: Answer, said: Said) -> Answer:
    """Return the answer with the person's reaction before it, or alone where it says it all."""
    if not reaction.says:
        return found
    if found.told or said.asks:
        return replace(found, reply=f"{reaction.says} {found.reply}")
    return Answer(reaction.says, moves=found.moves, topic=found.topic)


def _moved(
    trust: float, moves: Iterable[Move], state: State, manner: Manner
) -> tuple[float, tuple[Movement, ...]]:
    """Return trust after the rules set in motion, one after the other, and what each moved."""
    moved = []
    for name, share in moves:
        movement = rules()[name].move(trust, state.times(name), share * manner.factor(name))
        if movement is not None:
            trust = min(1.0, max(0.0, round(trust + movement.by, 4)))
            moved.append(movement)
    return trust, tuple(moved)


def _next_state(
    state: State,
    said: Said,
    found: Answer,
    why: tuple[Movement, ...],
    trust: float,
    inner: Inner,
    added: Interjection | None,
    reaction: Reaction,
) -> State:
    spent = dict(state.spent)
    if added is not None:
        spent["interjected_at"] = state.turns + 1
        if added.line:
            spent[added.line] = spent.get(added.line, 0) + 1
    slipped, gained, slip = False, False, limits().slip
    for movement in why:
        spent[movement.rule] = spent.get(movement.rule, 0) + 1
        slipped = slipped or movement.by <= -slip
        gained = gained or movement.by > 0
    if found.line:
        spent[found.line] = spent.get(found.line, 0) + 1
    closed = said.has("closed-question") and not said.has("open-question", "reflection")
    return State(
        trust=trust,
        reply=found.reply,
        disclosed=(*state.disclosed, *[item.id for item in found.told]),
        told_fully=state.told_fully.union(found.fully) if found.fully else state.told_fully,
        hinted=state.hinted | {found.hinted} if found.hinted else state.hinted,
        asked=(*state.asked, said.wording.plain),
        asked_about=(*state.asked_about, said.wording.content),
        offered=(
            (*state.offered, found.offered)
            if found.offered and found.offered not in state.offered
            else state.offered
        ),
        corrected=state.corrected | {found.corrected} if found.corrected else state.corrected,
        topic=found.topic or state.topic,
        on=_speaking_of(said, found),
        feeling=found.feeling,
        felt=found.feeling or state.felt,
        slips=state.slips + 1 if slipped else 0 if gained else state.slips,
        closed_run=state.closed_run + 1 if closed else 0,
        echo_run=state.echo_run + 1 if said.echoes else 0,
        silences=state.silences + 1 if said.silent else 0,
        turns=state.turns + 1,
        ended=found.ends,
        inner=inner,
        pending=_waiting_on(state, reaction, added),
        asked_back=(
            state.asked_back | {added.waits_for}
            if added is not None and added.waits_for
            else state.asked_back
        ),
        promises=state.promises + said.has("promise"),
        spent=spent,
        past=state.past,
    )


def _speaking_of(said: Said, found: Answer) -> tuple[str, ...]:
    """
    What the next question may be about: what was just said, else what was being spoken of.

    Where something was kept back that alone; nothing, where they had nothing to say.
    """
    state, words = said.state, said.wording.last_asked
    if found.refused and not found.told:
        kept_on = state.on[:1] == (f"{HELD}{found.refused[0][0]}",)
        return found.on or (state.on if kept_on else ())
    if says_nothing(found) and said.wording.asked and not has_no_other_subject(said, words):
        return ()
    goes_on = not found.on and not found.offered and found.topic in ("", state.topic)
    return state.on if goes_on else found.on


def _waiting_on(state: State, reaction: Reaction, added: Interjection | None) -> str:
    """What they asked or tested stands for a few turns, until something is made of it."""
    if added is not None and added.waits_for:
        return added.waits_for
    if not state.pending:
        return ""
    stands = state.turns + 1 - state.times("interjected_at") < limits().question_stands
    return state.pending if stands and not reaction.moves else ""


def _turn(
    said: Said,
    found: Answer,
    why: tuple[Movement, ...],
    after: State,
    asked_back: str,
    visit: int,
) -> Turn:
    return Turn(
        number=after.turns,
        said=said.wording.text,
        heard=said.heard,
        reply=after.reply,
        disclosed=tuple([item.id for item in found.told]),
        refused=found.refused,
        feeling=after.feeling,
        trust=after.trust,
        why=why,
        ended=after.ended,
        asked_back=asked_back,
        comfort=after.inner.comfort,
        energy=after.inner.energy,
        confidence=after.inner.confidence,
        depth=after.inner.depth,
        readiness=after.inner.readiness,
        visit=visit,
    )
