"""The checker finds what could be real, says where, and leaves the safe ranges alone."""

import pytest

from simgen.errors import PersonError
from simgen.person import checking, cohort, files
from simgen.person.checking import check_file, find_unsafe


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("her number is 943 476 5919.", "NHS number", "943 476 5919"),
        ("NHS 9434765919", "NHS number", "9434765919"),
        ("943-476-5919", "NHS number", "943-476-5919"),
        ("ring 020 7946 0958", "telephone number", "020 7946 0958"),
        ("ring +44 161 496 0000", "telephone number", "+44 161 496 0000"),
        ("mobile 07700123456", "telephone number", "07700123456"),
        ("(0121) 234 5678", "telephone number", "(0121) 234 5678"),
        ("NI AB 12 34 56 C", "National Insurance number", "AB 12 34 56 C"),
        ("lives at SW1A 2AA", "postcode", "SW1A 2AA"),
        ("M1 1AE", "postcode", "M1 1AE"),
        ("at sw1a 2aa, by the park", "postcode", "sw1a 2aa"),
        ("ZZ99 3VZ", "postcode", "ZZ99 3VZ"),
        ("write to jean@surgery.nhs.uk", "e-mail address", "jean@surgery.nhs.uk"),
        ("see https://www.nhs.uk/live-well", "web address", "https://www.nhs.uk/live-well"),
        ("see www.gov.uk today", "web address", "www.gov.uk"),
    ],
)
def test_what_could_be_real_is_found(text, kind, found):
    findings = find_unsafe(text)
    assert [(finding.kind, finding.text) for finding in findings] == [(kind, found)]
    assert findings[0].column == text.index(found) + 1


@pytest.mark.parametrize(
    "text",
    [
        "999 000 0018, 01632 960123, 07700 900456, +44 7700 900456",
        "QQ 12 34 56 A lives at ZZ4 1AB",
        "jean@example.org, https://surgery.example/path, www.example.com",
        "in 2026-10-13, 12:30, version 1.2.3, 3.14159265, £1,234,567.89",
        "room B12 3 and page A4, ISO 8601, ward 12A",
        "on the b12 3rd left, at n1 5pm, 4x4 2go, a4 1ab",
        "seed 123456789012345, hash 9f86d081884c7d659a2feaa0c55ad015",
    ],
)
def test_what_is_safe_or_no_identifier_is_left_alone(text):
    assert find_unsafe(text) == []


def test_place_is_line_and_column(tmp_path):
    path = tmp_path / "case.txt"
    path.write_text("Nothing here.\nRing 0161 999 8888 or M1 1AE\n", encoding="utf-8")
    assert [(one.line, one.column, one.kind) for one in check_file(path)] == [
        (2, 6, "telephone number"),
        (2, 23, "postcode"),
    ]
    assert str(next(check_file(path))).startswith("2:6: telephone number 0161 999 8888 is not")


def test_a_cohort_passes(tmp_path):
    path = tmp_path / "cohort.jsonl"
    files.write_file(cohort(1, 300), path, "jsonl")
    assert list(check_file(path)) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso8859-15"])
def test_any_text_file_can_be_checked(tmp_path, encoding):
    path = tmp_path / "notes.txt"
    path.write_text("Café, £5\nJosé: 0161 999 8888\n", encoding=encoding)
    assert [(one.line, one.column) for one in check_file(path)] == [(2, 7)]


def test_a_file_of_one_endless_line_is_checked_piece_by_piece(tmp_path, monkeypatch):
    monkeypatch.setattr(checking, "_PIECE", 100)
    monkeypatch.setattr(checking, "_OVERLAP", 40)
    text = "ab " * 31 + "M1 1AE " + "cd " * 60 + "0161 999 8888 " + "ef " * 200 + "SW1A 2AA"
    path = tmp_path / "line.json"
    path.write_text(text, encoding="utf-8")
    places = [(one.line, text[one.column - 1 :].startswith(one.text)) for one in check_file(path)]
    assert places == [(1, True)] * 3


def test_what_cannot_be_checked_is_said(tmp_path):
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    with pytest.raises(PersonError, match="not text"):
        list(check_file(path))
    with pytest.raises(PersonError, match="Cannot read"):
        list(check_file(tmp_path / "absent.txt"))
    with pytest.raises(PersonError, match="Cannot read"):
        list(check_file(tmp_path))
