"""
The plan as a form: what each heading asks, and how its rows become plan data.

A column describes one field of a row: ``key``, ``label``, ``kind`` ("area",
"text", "date", "select", "radios", "check"), and where needed ``hint``,
``options`` (value and label), ``longest`` and ``only_if`` (shown only when another field has a
value).
"""

from dataclasses import dataclass
from typing import Any

from simgen.plan import ActionPlan
from simgen.scenario import Town

Row = dict[str, Any]
ME = "the link worker"


@dataclass(frozen=True)
class Heading:
    """One heading of the form; ``offers`` when the person's own words can be taken over."""

    name: str
    title: str
    help: str
    noun: str
    columns: list[Row]
    blank: Row
    add_label: str = ""
    most: int = 20
    single: bool = False
    offers: bool = False


def headings(known_as: str, town: Town) -> list[Heading]:
    """Return the headings of the form in their order."""
    return [
        _lines(
            "what_matters",
            f"What matters to {known_as}",
            "Thing that matters",
            f"What is most important to {known_as}, in their own words.",
            "Add what matters",
        ),
        _lines(
            "strengths",
            "Strengths",
            "Strength",
            f"What {known_as} is good at, has come through, and who and what they can lean on.",
            "Add a strength",
        ),
        _lines(
            "goals",
            "Goals and hopes",
            "Goal",
            f"What {known_as} would like to be different, as they would say it.",
            "Add a goal",
            most=10,
        ),
        _actions(known_as, town),
        _contingencies(known_as),
        _concerns(known_as),
        _review(known_as),
    ]


def rows_of(heading: Heading, plan: ActionPlan, known_as: str) -> list[Row]:
    """Return the rows that show a plan under a heading."""
    data = plan.model_dump(mode="json")
    if heading.name == "review":
        others = [name for name in plan.agreed_with if name not in (known_as, ME)]
        return [
            {
                "agreed_them": known_as in plan.agreed_with,
                "agreed_me": ME in plan.agreed_with,
                "agreed_other": ", ".join(others),
                "shared_with": plan.shared_with,
                "review_date": data["review_date"] or "",
                "review_by": plan.review_by,
            }
        ]
    rows: list[Row] = data[heading.name]
    if heading.name == "actions":
        return [{**row, "confidence": _told(row["confidence"])} for row in rows]
    return rows


def sections_of(heading: Heading, rows: list[Row], known_as: str) -> dict[str, object]:
    """Return the sections of the plan that the rows of a heading stand for, not yet checked."""
    if heading.name == "review":
        row = rows[0] if rows else heading.blank
        agreed = [known_as] if row.get("agreed_them") else []
        agreed += [ME] if row.get("agreed_me") else []
        agreed += [part for part in [str(row.get("agreed_other", "")).strip()] if part]
        return {
            "agreed_with": agreed,
            "shared_with": row.get("shared_with", ""),
            "review_date": row.get("review_date") or None,
            "review_by": row.get("review_by", ""),
        }
    if heading.name == "actions":
        rows = [{**row, "confidence": row.get("confidence") or None} for row in rows]
    return {heading.name: rows}


def _told(confidence: int | None) -> str:
    return "" if confidence is None else str(confidence)


def _lines(
    name: str, title: str, noun: str, help_words: str, add_label: str, most: int = 20
) -> Heading:
    column = {"key": "text", "label": "In their words", "kind": "area"}
    return Heading(
        name,
        title,
        help_words,
        noun,
        [column],
        {"text": "", "item": ""},
        add_label,
        most,
        offers=True,
    )


def _actions(known_as: str, town: Town) -> Heading:
    services = [["", "No service from the directory"]]
    services += [[service.id, service.name] for service in town.services]
    return Heading(
        "actions",
        "Actions",
        "A few small steps that lead towards the goals. Who does what, and when?",
        "Action",
        [
            {"key": "what", "label": "What will happen", "kind": "area"},
            {
                "key": "service",
                "label": "Which service, if any",
                "kind": "select",
                "options": services,
            },
            {
                "key": "who",
                "label": "Who does it",
                "kind": "radios",
                "options": [
                    ["person", known_as],
                    ["link-worker", "Me, the link worker"],
                    ["together", "The two of us together"],
                    ["someone-else", "Somebody else"],
                ],
            },
            {
                "key": "who_else",
                "label": "Who is that",
                "kind": "text",
                "only_if": ["who", "someone-else"],
            },
            {
                "key": "when",
                "label": "By when",
                "kind": "text",
                "hint": "For example: this Thursday, or before we next meet",
            },
            {
                "key": "choice",
                "label": "Whose idea was it",
                "kind": "radios",
                "options": [
                    ["theirs", f"{known_as}'s own"],
                    ["together", "We came to it together"],
                    ["mine", "Mine"],
                ],
            },
            {
                "key": "confidence",
                "label": f"How confident {known_as} feels about it",
                "kind": "select",
                "hint": "0 is not at all, 10 is completely. Ask; do not guess.",
                "options": _CONFIDENCE,
            },
        ],
        {
            "what": "",
            "who": "",
            "who_else": "",
            "when": "",
            "service": "",
            "choice": "",
            "confidence": "",
        },
        "Add an action",
    )


_CONFIDENCE = [
    ["", "Not asked yet"],
    ["0", "0, not at all confident"],
    *[[str(number), str(number)] for number in range(1, 5)],
    ["5", "5, somewhat confident"],
    *[[str(number), str(number)] for number in range(6, 10)],
    ["10", "10, completely confident"],
]


def _contingencies(known_as: str) -> Heading:
    return Heading(
        "contingencies",
        "If things do not go to plan",
        "What could get in the way, what happens then, and who to turn to.",
        "What if",
        [
            {"key": "if_this", "label": "What could go wrong", "kind": "area"},
            {"key": "then_what", "label": "What happens then", "kind": "area"},
            {"key": "contact", "label": f"Who {known_as} turns to", "kind": "text"},
        ],
        {"if_this": "", "then_what": "", "contact": ""},
        "Add a what if",
        10,
    )


def _concerns(known_as: str) -> Heading:
    return Heading(
        "concerns",
        "Worries about safety passed on",
        "Only if something you heard worries you. Write facts, in their own words, and say whom "
        "you told. Leave it empty otherwise.",
        "Concern",
        [
            {"key": "what", "label": "What worries you", "kind": "area"},
            {"key": "told_whom", "label": "Whom you tell", "kind": "text"},
            {
                "key": "when",
                "label": "When",
                "kind": "text",
                "hint": "For example: today, by telephone",
            },
            {
                "key": "person_knows",
                "label": f"{known_as} knows that I pass this on",
                "kind": "check",
            },
        ],
        {"what": "", "told_whom": "", "when": "", "person_knows": False},
        "Add a concern",
        10,
    )


def _review(known_as: str) -> Heading:
    return Heading(
        "review",
        "Agreed, and looked at again",
        "Who agreed this plan, who sees it, and when you look at it together again.",
        "Agreement and review",
        [
            {"key": "agreed_them", "label": f"{known_as} agreed it", "kind": "check"},
            {"key": "agreed_me", "label": "I, the link worker, agreed it", "kind": "check"},
            {"key": "agreed_other", "label": "Anyone else who agreed it", "kind": "text"},
            {
                "key": "shared_with",
                "label": f"Who else sees it, if {known_as} is content with that",
                "kind": "text",
                "hint": "For example: the practice",
            },
            {"key": "review_date", "label": "Review date", "kind": "date"},
            {"key": "review_by", "label": "Who sees to the review", "kind": "text"},
        ],
        {
            "agreed_them": False,
            "agreed_me": False,
            "agreed_other": "",
            "shared_with": "",
            "review_date": "",
            "review_by": "",
        },
        single=True,
        most=1,
    )
