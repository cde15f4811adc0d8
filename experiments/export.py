"""A result as one CSV file, for spreadsheets and other programs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from experiments.durable import explained, replacing
from experiments.store import KEYS, Result


def to_csv(result: Result, path: Path | str) -> int:
    """Write all outcomes as CSV and return the number of rows.

    UTF-8, with a header; ``arm``, ``arm_label`` and ``run`` first, then the outcome columns.
    Numbers are written so that reading them gives the same bits again; ``nan`` means that a
    value doesn't exist (no agreement), an empty cell that the arm has no such column. The file
    appears whole or not at all.

    Raises:
        ResultError: a part is damaged.
        FolderUnwritable: the file can't be written.
    """
    path = Path(path)
    labels = [arm["label"] for arm in result.manifest["arms"]]
    names = [name for name in result.columns() if name not in KEYS]
    rows = 0
    with explained(path.parent), replacing(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(["arm", "arm_label", "run", *names])
        for arm, table in result.pieces():
            columns = {name: table[name].to_pylist() for name in table.column_names}
            blank = [None] * table.num_rows
            cells = [columns.get(name, blank) for name in names]
            for run, *row in zip(columns["run"], *cells, strict=True):
                writer.writerow([arm, labels[arm], run, *row])
            rows += table.num_rows
        text.detach()
    return rows
