"""nbgrader's stock path, a kernel that runs the cells, and ours give the same gradebook."""

import json
import shutil
from pathlib import Path

from grading.nbgrader.course import Course
from tests.notebooks.handing_over import (
    ASSIGNMENT,
    MAXIMUM,
    feedback_of,
    gradebook_rows,
    points_of,
    put_submission,
    record_of,
)

STOCK = """
from nbgrader.converters import Autograde
from nbconvert.exporters import NotebookExporter

c.Autograde.exporter_class = NotebookExporter
c.Autograde.autograde_preprocessors = Autograde.autograde_preprocessors.default_args[0]
"""


def test_both_paths_give_the_same_gradebook_row_by_row(root: Path, tmp_path: Path) -> None:
    for student in ("ada", "cleo", "elin"):
        put_submission(root, student, recruit=student)
    record_of(put_submission(root, "broken")).write_text("{", encoding="utf-8")
    record_of(put_submission(root, "missing")).unlink()
    foreign = record_of(put_submission(root, "foreign"))
    data = json.loads(foreign.read_text(encoding="utf-8"))
    data["scenario"]["id"] = "another-house"
    foreign.write_text(json.dumps(data), encoding="utf-8")

    stock_root = Path(shutil.copytree(root, tmp_path / "stock"))
    with (stock_root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(STOCK)

    ours, stock = Course(root), Course(stock_root)
    ours.autograde(ASSIGNMENT)
    stock.autograde(ASSIGNMENT)

    executed = (stock_root / "autograded" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text(
        encoding="utf-8"
    )
    assert '"execution_count": 1' in executed, "the stock path ran no kernel"
    rows = gradebook_rows(ours)
    assert len(rows) > 60
    assert rows == gradebook_rows(stock)

    stock.feedback(ASSIGNMENT)
    page = feedback_of(stock_root, "ada")
    assert f"{points_of('ada')} of {MAXIMUM} points so far" in page
    assert "What you did well" in page
    assert "could not be marked" in feedback_of(stock_root, "broken")
