"""The reference table on disk, so that what was simulated is not simulated again.

More draws go on from those that are there; another observation, another share accepted or another
adjustment need none.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.durable import explained, replacing
from experiments.errors import FolderRefused
from experiments.inference.problem import Problem
from experiments.inference.reference_table import ReferenceTable, empty

TABLE = "reference_table.parquet"
_KEY = b"content_hash"


def kept(folder: Path, problem: Problem) -> ReferenceTable:
    """Return what a folder holds of a problem's reference table, at most as many draws as asked.

    Raises:
        FolderRefused: the folder holds something else.
    """
    path = folder / TABLE
    if not path.exists():
        strange = sorted(p.name for p in folder.iterdir()) if folder.exists() else []
        if [name for name in strange if not name.startswith(".")]:
            raise FolderRefused(
                f"{folder} isn't a folder of an inference (it holds {strange[-1]}); choose a new "
                "one with --out."
            )
        return empty(problem)
    try:
        table = pq.read_table(path)
    except (OSError, pa.ArrowInvalid):
        return empty(problem)
    if (table.schema.metadata or {}).get(_KEY, b"").decode() != problem.content_hash:
        raise FolderRefused(
            f"{folder} holds another inference (another scenario, seed, parameters or summaries, "
            "or other rules); choose another folder with --out, or delete that one."
        )
    numbers = np.column_stack([column.to_numpy() for column in table.columns])
    numbers = numbers[: problem.config.draws]
    size = len(problem.config.parameters)
    return ReferenceTable(numbers[:, :size], numbers[:, size:])


def keep(folder: Path, problem: Problem, table: ReferenceTable) -> None:
    """Write a reference table; the one that was there is replaced whole or not at all.

    Raises:
        FolderUnwritable: the disk is full or the folder can't be written.
    """
    names = [*problem.config.parameters, *(f"summary {name}" for name in problem.config.summaries)]
    numbers = np.hstack([table.parameters, table.summaries])
    made = pa.table({name: numbers[:, at] for at, name in enumerate(names)})
    made = made.replace_schema_metadata({_KEY: problem.content_hash.encode()})
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with replacing(folder / TABLE) as file:
            pq.write_table(made, file)
