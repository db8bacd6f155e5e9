"""Giving back what was said: what was only seen, asked or half said is passed over."""

import pytest

from simgen.conversation.quoting import last_said, spoken


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("I looked after him. He was ill a good while.", "He was ill a good while."),
        ("He was ill a good while. (She looks away.) And you?", "He was ill a good while."),
        ("I was up half the night. Aye.", "I was up half the night."),
        ("(She says nothing at all today.)", ""),
        ("Do you want a cup of tea?", ""),
        ("", ""),
        (" ".join(["and"] * 40), ""),
    ],
)
def test_the_last_thing_told_is_quoted(said, quoted):
    assert last_said(said) == quoted


def test_what_was_only_seen_is_no_part_of_what_was_said():
    assert spoken("I'm thirsty, that's all. (It is not warm.)") == "I'm thirsty, that's all"
    assert spoken("[She nods.]  Yes,\nI do.") == "Yes, I do"
