"""A replayed history is the row that the ensemble has of it, field by field."""

from __future__ import annotations

import math
import random

import pytest

import talks
from experiments.runner import run
from sim.scenario import CONFIGS


def same(told, kept):
    if isinstance(told, float) and math.isnan(told):
        return math.isnan(kept)
    return told == kept


@pytest.mark.parametrize("name", ["baseline", "river_vote"])
def test_ten_runs_replayed_are_their_rows(name, tmp_path):
    from experiments.design import load_experiment

    experiment = load_experiment(CONFIGS / "experiments" / f"{name}.yaml", runs=14)
    result = run(experiment, tmp_path / "result")
    last = len(result.arms) - 1
    rows = result.table(last).to_pylist()
    for number in random.Random(1).sample(range(14), 10):
        told = talks.replay(result, run=number, arm=last).outcome
        row = {key: value for key, value in rows[number].items() if key != "arm"}
        assert told.keys() == row.keys()
        assert [key for key in row if not same(told[key], row[key])] == []
