import pytest

from course.room.speech import parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Come in.", [("said", "Come in.")]),
        ("(She looks up.) Come in.", [("seen", "She looks up."), ("said", "Come in.")]),
        ("Well. [A pause.] Sit.", [("said", "Well."), ("seen", "A pause."), ("said", "Sit.")]),
        ("(The dog sighs.)", [("seen", "The dog sighs.")]),
        ("", []),
        ("An (open bracket", [("said", "An (open bracket")]),
        ("<script>(x)</script>", [("said", "<script>"), ("seen", "x"), ("said", "</script>")]),
    ],
)
def test_what_is_seen_is_told_from_what_is_said(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(part["kind"], part["text"]) for part in parts(text)] == expected
