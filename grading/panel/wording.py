"""A round's figures in words first and tables second, as Markdown for the facilitator."""

from collections.abc import Iterable, Iterator

from grading.agreement import Estimate, alpha_in_words
from grading.panel.answers import Answer
from grading.panel.rules import Consensus
from grading.panel.summary import Summary
from grading.rubric import SIMULATED

SIMULATED_LINE = (
    f"**{SIMULATED}.** The raters of this panel are made up by a program, to try the panel out. Nothing "
    "below says anything about link workers, and its pass mark must not be used."
)
WORST_PAIRS = 5
FEWEST_SUBMISSIONS = 4
"""Of different quality, before agreement on marks says anything (assumption)."""


def in_words(summary: Summary) -> str:
    """Return the whole summary as Markdown."""
    parts = [*_head(summary), *_words(summary), *_said(summary), *_tables(summary)]
    return "\n".join(parts).rstrip() + "\n"


def advice(summary: Summary) -> list[str]:
    """Return what a facilitator should do next, in sentences, the most pressing first."""
    panel, found = summary.panel, summary.gathered
    said = [f"Mend or clear: {problem}" for problem in found.problems]
    fewest = int(panel.rules["raters-fewest"])
    if len(found.raters) < fewest:
        said.append(
            f"{_counted(len(found.raters), 'rater has', 'raters have')} answered; a panel that "
            f"confirms a rubric needs {fewest} at least. What follows is for trying out."
        )
    if summary.missing:
        said.append(
            f"Remind, or note as left: {', '.join(summary.missing)}. They answered in round "
            f"{found.number - 1} and not in round {found.number}, and count only there."
        )
    if len(panel.labels) < FEWEST_SUBMISSIONS:
        said.append(
            f"Submissions to mark: {len(panel.labels)}. With fewer than {FEWEST_SUBMISSIONS} of different quality, agreement cannot show. Make "
            "the next panel with more anchors."
        )
    titles = {criterion.id: criterion.title for criterion in panel.rubric.criteria}
    names = {label: f"submission {label}" for label in panel.labels}
    said += [each.in_words(titles[each.criterion], names) for each in summary.readings]
    said += [
        f"Talk about how important “{titles[each]}” is: {consensus.in_words()}"
        for each, consensus in summary.consensus.items()
        if consensus.disagrees
    ]
    said += [*_severity_words(summary), *_drift_words(summary)]
    if summary.standard:
        said += [f"Ask again: {sentence}" for sentence in summary.standard.left_out]
    return said


def _head(summary: Summary) -> Iterator[str]:
    panel, found = summary.panel, summary.gathered
    yield f"# {panel.file.title}: round {found.number}"
    yield ""
    if panel.file.simulated:
        yield SIMULATED_LINE
        yield ""
    yield (
        f"Rubric '{panel.file.rubric.id}' version {panel.file.rubric.version}; "
        f"{_counted(len(found.raters), 'rater', 'raters')}; "
        f"{_counted(len(panel.labels), 'submission', 'submissions')} to mark."
    )
    yield ""


def _words(summary: Summary) -> Iterator[str]:
    yield "## In words"
    yield ""
    yield from _importance_words(summary)
    figure = f" (Krippendorff's alpha {summary.alpha}.)" if summary.alpha.value is not None else ""
    yield f"- {alpha_in_words(summary.alpha)}{figure}"
    if summary.totals and summary.totals.agreement.value is not None:
        yield (
            f"- One rater's points for a submission agree with another's at "
            f"{summary.totals.agreement}; the panel's mean at {summary.totals.agreement_mean} "
            "(intraclass correlation, 1 is perfect)."
        )
    yield from _standard_words(summary)
    for label, criterion, written, median in summary.apart:
        title = summary.panel.rubric.criterion(criterion).title
        yield (
            f"- Submission {label}, “{title}”: written to show level {written}, and the panel's middle "
            f"mark is {median:g}. Read it again, or change what the anchor says it shows."
        )
    yield ""
    yield "## What to do next"
    yield ""
    said = advice(summary)
    yield from (f"- {_cell(sentence)}" for sentence in said)
    if not said:
        yield "- Nothing stands out. Open the next round, or publish."
    yield ""


def _said(summary: Summary) -> Iterator[str]:
    """Yield what raters wrote, by criterion, for the talk between the rounds."""
    found = summary.gathered
    if not found.reasons and not found.wordings:
        return
    yield "## What raters wrote"
    yield ""
    for criterion in summary.panel.rubric.criteria:
        lines = [
            f"{_about(row)}{row.reason} ({summary.name_of(rater)})"
            for rater, row in found.reasons
            if row.criterion == criterion.id
        ]
        lines += [
            f"New words for level {row.level}: {row.answer} ({summary.name_of(rater)})"
            for rater, row in found.wordings
            if row.criterion == criterion.id
        ]
        if lines:
            yield f"### {criterion.title}: reasons and wordings"
            yield ""
            yield from (f"- {_cell(line)}" for line in lines)
            yield ""


def _about(row: Answer) -> str:
    """Return what a reason was given for."""
    if row.task == "importance":
        return f"Importance {row.answer or 'not rated'}: "
    if row.task == "mark":
        return f"Submission {row.submission}, level {row.answer or 'not given'}: "
    return ""


def _importance_words(summary: Summary) -> Iterator[str]:
    titles = {criterion.id: criterion.title for criterion in summary.panel.rubric.criteria}
    groups: dict[str, list[str]] = {}
    for each, consensus in summary.consensus.items():
        groups.setdefault(consensus.verdict, []).append(titles[each])
    for verdict, words in (
        ("keep", "Kept by the rules"),
        ("gate", "Kept whatever the votes, because it is a gate"),
        ("drop", "To be dropped by the rules"),
        ("unsettled", "Not settled"),
    ):
        if verdict in groups:
            yield f"- {words}: {'; '.join(groups[verdict])}."
    unstable = [titles[each] for each in summary.consensus if summary.stable(each) is False]
    if unstable:
        yield f"- Still moving between the rounds: {'; '.join(unstable)}."
    elif any(moved is not None for moved in summary.moved.values()):
        yield "- Ratings are stable: few moved between the rounds."


def _standard_words(summary: Summary) -> Iterator[str]:
    standard = summary.standard
    if standard is None:
        yield "- There is no pass mark yet: fewer than two raters answered that part in full."
        return
    settled = standard.standard_error <= summary.panel.rules["pass-mark-error"] * standard.of
    word = "settled" if settled else "provisional, for the raters differ"
    real = f"{SIMULATED}: " if summary.panel.file.simulated else ""
    yield (
        f"- {real}A just competent recruit would reach {standard.points:.1f} of {standard.of:g} points "
        f"(standard error {standard.standard_error:.1f}; {word})."
    )


def _severity_words(summary: Summary) -> Iterator[str]:
    for raters, estimate in summary.leanings:
        far = f"{abs(estimate.value or 0.0):.1f} of a level"
        if len(raters) > 1:
            yield (
                f"{_capital(raters[0])} marks {far} below {raters[1]} throughout; nobody else is there "
                "to say which of them is severe or lenient. Let them mark one together."
            )
        else:
            yield (
                f"{_capital(raters[0])} is {far} {_way(estimate)} than the others throughout "
                f"({estimate}). Tell them; do not take it out by sums."
            )


def _drift_words(summary: Summary) -> Iterator[str]:
    for raters, estimate in summary.drifting:
        if len(raters) > 1:
            yield (
                f"{_capital(raters[0])} and {raters[1]} grew apart from submission to submission. Ask "
                "both to look at the first ones again."
            )
        else:
            yield (
                f"{_capital(raters[0])} grew {_way(estimate)} from submission to submission "
                f"({estimate} of a level in ten). Ask for a pause, and to look at the first ones "
                "again."
            )


def _way(estimate: Estimate) -> str:
    return "more lenient" if (estimate.value or 0.0) > 0 else "more severe"


def _tables(summary: Summary) -> Iterator[str]:
    rubric = summary.panel.rubric
    yield "## Tables"
    yield ""
    yield from _table(
        "Importance, 1 to 9",
        ["Criterion", "Ratings", "Median", "30th to 70th", "Moved", "By the rules"],
        [
            [
                criterion.title,
                str(len(summary.consensus[criterion.id].ratings)),
                _number(summary.consensus[criterion.id].median),
                _range(summary.consensus[criterion.id]),
                _share(summary.moved[criterion.id]),
                summary.consensus[criterion.id].verdict,
            ]
            for criterion in rubric.criteria
        ],
    )
    if summary.alphas:
        yield from _table(
            "Marks, by criterion",
            ["Criterion", "Alpha", "Facility", "Discrimination"],
            [
                [
                    criterion.title,
                    str(summary.alphas[criterion.id]),
                    str(summary.items[criterion.id].facility),
                    str(summary.items[criterion.id].discrimination),
                ]
                for criterion in rubric.criteria
            ],
        )
        yield from _table(
            "Raters",
            ["Rater", "Above (+) or below the others, in levels", "Change in ten submissions"],
            [
                [rater, str(estimate), str(summary.drift[rater])]
                for rater, estimate in summary.severity.items()
            ],
        )
        pairs = sorted(
            summary.kappas.items(), key=lambda pair: 2.0 if pair[1].value is None else pair[1].value
        )
        yield from _table(
            f"The {WORST_PAIRS} pairs that agree least",
            ["Raters", "Weighted kappa"],
            [[" and ".join(pair), str(kappa)] for pair, kappa in pairs[:WORST_PAIRS]],
        )
    if summary.standard:
        yield from _table(
            "Pass mark, by judge",
            ["Rater", f"Points of {summary.standard.of:g}"],
            [[judge, f"{points:.1f}"] for judge, points in summary.standard.judges.items()],
        )
    yield from _table(
        "The rules, as they were before the first round",
        ["Rule", "Number", "What it says", "Source"],
        [
            [rule.name, f"{rule.value:g}", rule.says, rule.source]
            for rule in summary.panel.rules.kept
        ],
    )


def _table(title: str, head: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    yield f"### {title}"
    yield ""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(_cell(each) for each in row)} |"
    yield ""


def _cell(text: str) -> str:
    """Return a text that cannot break out of a table's cell or become markup."""
    for sign in ("\\", "|", "<", "`", "[", "*", "_"):
        text = text.replace(sign, f"\\{sign}" if sign != "<" else "&lt;")
    return " ".join(text.split())


def _range(consensus: Consensus) -> str:
    if consensus.low is None or consensus.high is None:
        return "none"
    return f"{consensus.low:g} to {consensus.high:g}"


def _number(value: float | None) -> str:
    return "none" if value is None else f"{value:g}"


def _share(value: float | None) -> str:
    return "first round" if value is None else f"{value:.0%}"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
