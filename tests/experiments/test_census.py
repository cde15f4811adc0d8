from __future__ import annotations

from experiments import census
from experiments.census import endings, rows_shown
from experiments.store import open_result


def test_every_history_is_counted(folder):
    result = open_result(folder)
    counts = endings(result)
    for arm in (0, 1):
        found = result.table(arm=arm)["ending"].to_pylist()
        assert sum(counts[arm].values()) == 40
        assert counts[arm] == {name: found.count(name) for name in counts[arm]}


def test_few_arms_show_many_rows_and_many_arms_show_some():
    assert rows_shown(1) == rows_shown(5) == census.MOST_ROWS
    assert rows_shown(100) == 10_000
    assert rows_shown(10**6) == census.FEWEST_ROWS
