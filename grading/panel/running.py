"""What a facilitator does with a panel: make it, invite, open and close rounds."""

import secrets
from collections.abc import Sequence
from pathlib import Path

from grading.anchors import Anchor, anchors_of, record_of
from grading.anchors.anchor import ANCHORS
from grading.confirmation import Previous
from grading.panel.errors import PanelError, RoundClosed
from grading.panel.folder import Panel, change, fill_folder, letters, moment
from grading.panel.invitations import MOST, hash_code, make_code
from grading.panel.panel_file import Invitation, PanelFile, Proposal, Round, Submission
from grading.panel.rules import load_rules
from grading.rubric import RUBRICS, load_rubric, rubric_hash
from simgen.streams import stream
from simgen.version import __version__

LAST_ROUND = 2


def make_panel(
    folder: Path,
    *,
    rubric: str | Path = "starter",
    cases: Sequence[str] = ("quiet-house",),
    simulated: bool = False,
    title: str = "",
    anchors: Path = ANCHORS,
    salt: str | None = None,
) -> Panel:
    """
    Make a panel for a version of a rubric and the anchors of some cases.

    Raises :class:`PanelError` when the folder is taken or a case has no anchors.
    ``salt`` is drawn at random where none is given; a simulated panel gives one.
    """
    path = rubric if isinstance(rubric, Path) else RUBRICS / f"{rubric}.yaml"
    loaded = load_rubric(rubric)
    found: list[Anchor] = []
    for case in cases:
        here = anchors_of(case, anchors)
        if not here:
            raise PanelError(
                f"The case '{case[:60]}' has no anchors, so there is nothing of it to mark. Anchors "
                "lie in grading/anchors/<case>/. Leave the case out, or write some."
            )
        found += here
    salt = salt or secrets.token_hex(16)
    stream(int(salt[:12], 16), "panel-labels").shuffle(found)
    labelled = dict(zip(letters(len(found)), found, strict=True))
    file = PanelFile(
        name=folder.name,
        title=title or f"Panel on {loaded.title.lower()}",
        simulated=simulated,
        made_at=moment(),
        kit_version=__version__,
        salt=salt,
        rubric=Previous(id=loaded.id, version=loaded.version, sha256=rubric_hash(loaded)),
        submissions=[
            Submission(
                label=label,
                anchor=anchor.id,
                case=anchor.case,
                written={each: shown.level for each, shown in anchor.shows.items()},
            )
            for label, anchor in labelled.items()
        ],
    )
    records = {label: record_of(anchor).model_dump_json() for label, anchor in labelled.items()}
    return fill_folder(folder, file, path, records)


def invite(panel: Panel, count: int) -> dict[str, str]:
    """
    Return a new code for each of ``count`` more raters, by rater.

    The codes are kept nowhere. Raises :class:`PanelError` for more raters than a
    panel can have.
    """
    panel.refresh()
    there = len(panel.file.invitations)
    if count < 1 or there + count > MOST:
        raise PanelError(
            f"Found {count} more raters asked for beside {there}; expected 1 to {MOST - there}."
        )
    codes = {f"rater-{there + at}": make_code() for at in range(1, count + 1)}
    now = moment()
    more = [
        Invitation(rater=rater, code_hash=hash_code(code, panel.file.salt), invited_at=now)
        for rater, code in codes.items()
    ]
    change(panel, invitations=[*panel.file.invitations, *more])
    return codes


def open_round(panel: Panel) -> int:
    """
    Open the next round and return its number; the round before is closed.

    With the first, the rules are copied into the panel and stay as they are.
    With the second, the words that raters proposed are put to the vote. Raises
    :class:`PanelError` when there is no further round, or nobody answered.
    """
    panel.refresh()
    number = panel.last_round + 1
    if number > LAST_ROUND:
        raise PanelError(
            f"This panel has had its {LAST_ROUND} rounds; the rules allow no more. See what came of "
            f"them: linkworker panel summarise {panel.file.name}"
        )
    rounds = list(panel.file.rounds)
    proposals: list[Proposal] = []
    if number > 1:
        if not any(panel.answers(number - 1, rater).rows for rater in panel.raters):
            raise PanelError(
                f"Nobody has answered in round {number - 1}, so there is nothing to show in round "
                f"{number}. Wait for answers, or invite raters: linkworker panel invite "
                f"{panel.file.name}"
            )
        proposals = _proposals(panel, number - 1)
        rounds = [
            each.model_copy(update={"closed_at": each.closed_at or moment()}) for each in rounds
        ]
    rounds.append(Round(number=number, opened_at=moment(), proposals=proposals))
    change(panel, rounds=rounds, rules=list(panel.file.rules or load_rules().kept))
    return number


def close_round(panel: Panel) -> int:
    """Close the open round and return its number; raises :class:`RoundClosed` when none is."""
    panel.refresh()
    now = panel.round
    if now is None:
        raise RoundClosed(f"No round of '{panel.file.name}' is open.")
    rounds = [
        each.model_copy(update={"closed_at": moment()}) if each.number == now.number else each
        for each in panel.file.rounds
    ]
    change(panel, rounds=rounds)
    return now.number


def _proposals(panel: Panel, number: int) -> list[Proposal]:
    """Return the different rewordings of a round, in the rubric's order and nobody's name."""
    texts: dict[tuple[str, int], list[str]] = {}
    for rater in panel.raters:
        for answer in panel.answers(number, rater).of("wording"):
            text = " ".join(answer.answer.split())
            if not text:
                continue
            criterion, level = answer.criterion, int(answer.level)
            if text == " ".join(panel.rubric.criterion(criterion).levels[level].split()):
                continue
            there = texts.setdefault((criterion, level), [])
            if text.casefold() not in {each.casefold() for each in there}:
                there.append(text)
    order = [criterion.id for criterion in panel.rubric.criteria]
    return [
        Proposal(criterion=criterion, level=level, number=at, text=text)
        for criterion, level in sorted(texts, key=lambda place: (order.index(place[0]), place[1]))
        for at, text in enumerate(sorted(texts[criterion, level]), start=1)
    ]
