from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from experiments.analysis.columns import agreed, columns_of, count, select

ROWS = {"run": [0, 1, 2], "ending": ["agreement", "talking", "agreement"], "x": [0.5, 1.5, 2.5]}


@pytest.mark.parametrize("table", [ROWS, pa.table(ROWS)], ids=["lists", "arrow"])
def test_tables_and_lists_give_the_same_columns(table):
    columns = columns_of(table)
    assert count(columns) == 3
    assert columns["x"].tolist() == [0.5, 1.5, 2.5]
    assert agreed(columns).tolist() == [True, False, True]
    assert select(columns, agreed(columns))["run"].tolist() == [0, 2]


def test_a_longer_word_than_any_in_the_column_compares_unequal():
    columns = columns_of({"ending": ["talk", "snap"]})
    assert not np.any(columns["ending"] == "talking")


def test_columns_of_unequal_length_are_refused_by_name():
    with pytest.raises(ValueError, match="'y' has 1 rows, the first has 2"):
        columns_of({"x": [1, 2], "y": [1]})
