"""Two courses, made once; no test changes them."""

from pathlib import Path

import pytest

from grading.reporting.cohort import Cohort, open_course, read_cohort
from tests.unit.grading.reporting.courses import hostile_course, small_course


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six recruits on one case, two of them on another."""
    return small_course(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One recruit, hostile throughout."""
    return hostile_course(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def cohort(small: Path) -> Cohort:
    """The small course, read."""
    return read_cohort(open_course(small))


@pytest.fixture(scope="session")
def hostile_cohort(hostile: Path) -> Cohort:
    """The hostile course, read."""
    return read_cohort(open_course(hostile))
