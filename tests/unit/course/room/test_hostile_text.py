"""Whatever a recruit writes is shown and never run."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.room import controls
from course.room.pages import page
from tests.unit.course.room.driving import OpenRoom, step, work

ROOM = Path(controls.__file__).parent
HOSTILE = [
    "<script>window.hacked = 1</script>",
    '<img src="x" onerror="window.hacked = 1">',
    '"><svg onload=alert(1)>',
    "' autofocus onfocus='window.hacked = 1",
    '<a href="javascript:alert(1)">press</a>',
    "{{ 7 * 7 }}{% raw %}",
    "</textarea></details><iframe srcdoc='x'></iframe>",
]


class Seen(HTMLParser):
    """What a browser would make of a page: tags and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def assert_nothing_can_run(html: str) -> None:
    seen = Seen(html)
    assert not {"script", "img", "iframe", "object", "embed", "a", "form"} & set(seen.tags)
    for name, value in seen.attributes:
        assert not name.startswith("on"), name
        assert name not in {"href", "src", "srcdoc", "style", "autofocus"}, name
        assert "javascript:" not in (value or "")


@pytest.mark.parametrize("text", HOSTILE)
def test_the_debrief_shows_hostile_words_as_words(
    open_room: OpenRoom, workspace: Path, text: str
) -> None:
    room = open_room(workspace / "self-study")
    for _ in range(2):
        work(room).say(text)
    work(room).change_plan(
        {
            "what_matters": [{"text": text, "item": ""}],
            "strengths": [{"text": text, "item": text[:60]}],
            "goals": [{"text": text, "item": ""}],
            "actions": [{"what": text, "who": "together", "when": text, "service": text[:60]}],
            "agreed_with": [text],
        }
    )
    work(room).end_talk()
    work(room).reflect(text)
    room.go("debrief")
    debrief = step(room, "debrief")
    assert_nothing_can_run(debrief.page.html)
    assert_nothing_can_run(debrief.marks.html)
    assert text in Seen(debrief.page.html).text


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_record_is_explained_without_running_it(
    open_room: OpenRoom, desk: Path, text: str
) -> None:
    record = {"schema_version": 1, text: text, "events": [{"kind": text}]}
    (desk / "case-record.json").write_text(__import__("json").dumps(record), encoding="utf-8")
    room = open_room()
    assert "could not be opened" in room.page.html
    assert_nothing_can_run(room.page.html)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>\"'&=/ abcimgonerrorscript:()"), max_size=80))
def test_every_value_of_a_page_is_escaped(text: str) -> None:
    seen = Seen(page("no_case", verdict=text))
    assert seen.tags == Seen(page("no_case", verdict="")).tags
    assert text.strip() in seen.text


def test_no_page_switches_escaping_off() -> None:
    for path in (ROOM / "pages").glob("*.html"):
        source = path.read_text("utf-8")
        assert not re.search(r"\|\s*safe|autoescape|Markup", source), path.name


def test_controls_parse_html_in_one_place_only() -> None:
    """``page.js`` shows what was escaped in Python; nothing else may parse HTML or run text."""
    parsing = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment"
        r"|DOMParser|\beval\b|new Function|srcdoc|setHTML"
    )
    found = {
        path.name: parsing.findall(path.read_text("utf-8")) for path in (ROOM / "js").glob("*.js")
    }
    assert {name: hits for name, hits in found.items() if hits} == {"page.js": ["innerHTML"]}


def test_nothing_is_fetched_from_elsewhere() -> None:
    for path in ROOM.rglob("*"):
        if path.suffix in {".js", ".css", ".html"}:
            source = path.read_text("utf-8")
            assert not re.search(r"https?://|@import|url\(|\bimport\b|fetch\(", source), path.name
