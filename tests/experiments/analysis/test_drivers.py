from __future__ import annotations

import numpy as np
import pytest

from experiments.analysis.columns import columns_of
from experiments.analysis.drivers import drivers

RUNS = 600


def ensemble(reached, **drawn):
    ending = np.where(reached, "agreement", "talking")
    return columns_of({"ending": ending, **{f"drawn_{k}": v for k, v in drawn.items()}})


@pytest.fixture
def chance():
    return np.random.default_rng(3)


def test_the_unknown_that_decides_comes_first_and_is_clear(chance):
    decides, noise = chance.random(RUNS), chance.random(RUNS)
    first, second = drivers(ensemble(decides < 0.5, decides=decides, noise=noise))
    assert (first.column, first.clear) == ("drawn_decides", True)
    assert (first.low.value, first.high.value) == (1, 0)
    assert first.contrast.value == -1
    assert (second.column, second.clear) == ("drawn_noise", False)


def test_thirds_hold_a_third_of_the_runs_each(chance):
    (found,) = drivers(ensemble(np.arange(RUNS) < 100, place=np.arange(RUNS, dtype=float)))
    assert (found.low_up_to, found.high_from) == (199, 399)
    assert found.low.value == 0.5


def test_order_of_runs_changes_nothing(chance):
    decides = chance.integers(0, 4, RUNS).astype(float)
    reached = chance.random(RUNS) < 0.2 + decides / 8
    shuffle = chance.permutation(RUNS)
    assert drivers(ensemble(reached, it=decides)) == drivers(
        ensemble(reached[shuffle], it=decides[shuffle])
    )


def test_two_values_are_compared_as_they_are_and_one_value_not_at_all(chance):
    (found,) = drivers(
        ensemble(
            np.arange(RUNS) < 300,
            two=np.where(np.arange(RUNS) < 450, 0.0, 1.0),
            one=np.ones(RUNS),
        )
    )
    assert found.column == "drawn_two"
    assert (found.low_up_to, found.high_from) == (0, 1)
    assert found.low.value == pytest.approx(300 / 450)
    assert found.high.value == 0


def test_noise_is_seldom_called_clear_however_many_unknowns_there_are():
    called = 0
    for seed in range(100):
        chance = np.random.default_rng(seed)
        noise = {f"n{i}": chance.random(120) for i in range(30)}
        called += any(d.clear for d in drivers(ensemble(chance.random(120) < 0.5, **noise)))
    assert called <= 11  # 5 expected; without the correction it would be about 79


def test_few_runs_say_nothing(chance):
    assert drivers(ensemble(chance.random(59) < 0.5, x=chance.random(59))) == ()
