"""The addresses, and when a browser is opened."""

import json
import webbrowser
from pathlib import Path

import pytest

from course.serving.addresses import course_addresses, open_in_browser, welcome


def test_each_address_leads_to_the_first_case(tmp_path: Path) -> None:
    for name in ("b-case", "a case"):
        (tmp_path / "recruit" / name).mkdir(parents=True)
        (tmp_path / "recruit" / name / f"{name}.ipynb").touch()
    (tmp_path / "self-study").mkdir()
    (tmp_path / "self-study" / "b-case.ipynb").touch()
    found = course_addresses(tmp_path, 9000)
    assert found.recruit == "http://127.0.0.1:9000/lab/tree/recruit/a%20case/a%20case.ipynb"
    assert found.trainer == "http://127.0.0.1:9000/formgrader"
    assert found.self_study == "http://127.0.0.1:9000/voila/render/self-study/b-case.ipynb"
    assert found.dashboard == "http://127.0.0.1:9000/voila/render/trainer/dashboard.ipynb"


def test_cases_come_in_the_order_of_their_lessons_and_the_others_are_named(tmp_path: Path) -> None:
    for name in ("easy", "a-hard-one"):
        (tmp_path / "recruit" / name).mkdir(parents=True)
        (tmp_path / "recruit" / name / f"{name}.ipynb").touch()
    built = {"cases": [{"id": "easy", "title": "Easy"}, {"id": "a-hard-one", "title": "Hard"}]}
    (tmp_path / ".built.json").write_text(json.dumps(built))
    found = course_addresses(tmp_path, 9000)
    assert found.recruit.endswith("/recruit/easy/easy.ipynb")
    assert "a-hard-one (Hard)" in welcome(found, tmp_path, has_password=False)


def test_without_a_case_they_lead_to_where_cases_will_be(tmp_path: Path) -> None:
    found = course_addresses(tmp_path, 9000)
    assert found.recruit.endswith("/lab/tree/recruit")
    assert found.self_study.endswith("/voila/tree/self-study")


def test_the_welcome_says_what_each_is_for_and_how_to_stop(tmp_path: Path) -> None:
    found = course_addresses(tmp_path, 9000)
    said = welcome(found, tmp_path, has_password=False)
    for word in ("Recruit", "Trainer", "Dashboard", "Self-study", "Ctrl-C", str(tmp_path)):
        assert word in said
    assert "password" not in said
    assert "password" in welcome(found, tmp_path, has_password=True)


class Listener:
    """A browser that remembers what it was asked to open."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    def open(self, address: str) -> bool:
        self.opened.append(address)
        return True


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Listener:
    browser = Listener()
    monkeypatch.setattr(webbrowser, "get", lambda: browser)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    return browser


def test_where_there_is_a_screen_the_browser_opens(listener: Listener) -> None:
    assert open_in_browser("http://127.0.0.1:9000/lab")
    assert listener.opened == ["http://127.0.0.1:9000/lab"]


def test_in_continuous_integration_none_is_opened(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    assert not open_in_browser("http://127.0.0.1:9000/lab")
    assert listener.opened == []


def test_without_a_screen_none_is_opened(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not open_in_browser("http://127.0.0.1:9000/lab")
    assert listener.opened == []


def test_without_a_browser_it_goes_on(monkeypatch: pytest.MonkeyPatch, listener: Listener) -> None:
    def no_browser() -> None:
        raise webbrowser.Error("none")

    monkeypatch.setattr(webbrowser, "get", no_browser)
    assert not open_in_browser("http://127.0.0.1:9000/lab")
    assert listener.opened == []
