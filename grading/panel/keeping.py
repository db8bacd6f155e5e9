"""Keep a round's summary in the panel's folder: words, figures, and every rating in one CSV."""

import csv
import io
import json
from pathlib import Path

from grading.panel.answers import COLUMNS, FORMULA
from grading.panel.summary import Summary, as_data
from grading.panel.wording import in_words
from grading.panel.writing import write


def keep_summary(summary: Summary) -> Path:
    """Write ``summary/round-N.md``, ``.json`` and ``.csv``; return the path of the words."""
    panel, number = summary.panel, summary.gathered.number
    path = panel.folder / "summary" / f"round-{number}.md"
    write(path, in_words(summary))
    data = json.dumps(as_data(summary), indent=1, ensure_ascii=False, allow_nan=False)
    write(path.with_suffix(".json"), data + "\n")
    write(path.with_suffix(".csv"), _everything(summary))
    return path


def _everything(summary: Summary) -> str:
    """Return all sound answers of a round as CSV, a column for the rater in front."""
    panel = summary.panel
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(["simulated", "rater", *COLUMNS])
    for invitation in panel.file.invitations:
        for row in panel.answers(summary.gathered.number, invitation.rater).rows.values():
            cells = [row.task, row.criterion, row.submission, row.level, row.answer, row.reason]
            safe = [f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells]
            writer.writerow(
                ["yes" if invitation.simulated else "no", invitation.rater, *safe, row.saved_at]
            )
    return text.getvalue()
