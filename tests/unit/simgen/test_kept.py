"""The kit's own cases as they were last read: the same, never stale, never in the way."""

import shutil

import pytest

from simgen.errors import ScenarioError
from simgen.scenario import loading, reading
from simgen.scenario.kept import read_kept
from simgen.scenario.loading import load_both, scenario_hash


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A copy of the kit's own cases, and what reads them afresh each time."""
    folder = tmp_path / "scenarios"
    shutil.copytree(loading.SCENARIOS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(loading, "SCENARIOS", folder)
    monkeypatch.setattr(reading, "OWN", folder)
    _afresh()
    yield folder / "cases" / "quiet-house.yaml"
    _afresh()


def _afresh():
    loading._load_checked.cache_clear()
    loading._load_town.cache_clear()


def _read(path):
    _afresh()
    return load_both(path)


def test_a_case_read_again_is_the_same(own):
    first, town = _read(own)
    assert read_kept(own) is not None
    again, same_town = _read(own)
    assert again == first
    assert same_town == town
    assert scenario_hash(again) == scenario_hash(first)


def test_it_is_read_again_where_anything_has_changed(own):
    _read(own)
    own.write_text(own.read_text().replace("title: The quiet house", "title: The loud house"))
    assert read_kept(own) is None
    assert _read(own)[0].title == "The loud house"
    town = own.parents[1] / "towns" / "tidewell.yaml"
    town.write_text(town.read_text() + "\n# a remark\n")
    assert read_kept(own) is None


def test_a_fault_is_named_however_often_it_was_read_before(own):
    _read(own)
    own.write_text(own.read_text() + "\nnonsense: true\n")
    for _time in range(2):
        with pytest.raises(ScenarioError, match="nonsense"):
            _read(own)


@pytest.mark.parametrize("spoilt", [b"", b"nonsense", b"\x80"])
def test_what_cannot_be_read_back_is_read_from_the_case(own, spoilt):
    first, _town = _read(own)
    (own.parent / "__pycache__" / "quiet-house.case").write_bytes(spoilt)
    assert _read(own)[0] == first


def test_where_nothing_can_be_written_nothing_is_kept(own, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise PermissionError

    monkeypatch.setattr("simgen.scenario.kept.tempfile.NamedTemporaryFile", refuse)
    assert _read(own)[0].id == "quiet-house"
    assert read_kept(own) is None


def test_nobody_elses_case_is_kept(own, tmp_path):
    theirs = tmp_path / "mine" / "cases" / "quiet-house.yaml"
    theirs.parent.mkdir(parents=True)
    shutil.copy(own, theirs)
    _read(theirs)
    assert list(theirs.parent.iterdir()) == [theirs]
