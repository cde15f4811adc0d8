from __future__ import annotations

import numpy as np
import pytest

from experiments.analysis.typical import commonest_ending, typical_run, typical_run_ending
from tests.experiments.made_up import changed, outcomes


def alike(scenario, **values):
    """Runs that differ in nothing but what is given."""
    runs = len(next(iter(values.values())))
    columns = outcomes(scenario, runs, share=1)
    same = {name: column[0] for name, column in columns.items() if name != "run"}
    return changed(columns, **{**same, **values})


def test_the_middle_day_and_terms_are_typical(two_givers):
    columns = alike(two_givers(), agreement_day=[3, 9, 30, 10, 28], level_grain=[5, 5, 5, 5, 9])
    assert typical_run(columns) == 3  # day 10 is the median day, level 5 the median level


def test_terms_weigh_in(two_givers):
    columns = alike(two_givers(), agreement_day=[9, 10, 11], level_grain=[5, 9, 5])
    assert typical_run(columns) == 0  # run 1 has the median day, but no ordinary terms


def test_the_lowest_number_wins_a_tie_in_any_order(two_givers):
    columns = alike(two_givers(), agreement_day=[10, 10, 10], run=[8, 2, 5])
    assert typical_run(columns) == 2


def test_the_commonest_ending_is_told(two_givers):
    columns = alike(
        two_givers(),
        ending=["agreement", "talking", "talking", "talking"],
        progress=[1.0, 0.1, 0.5, 0.9],
    )
    assert commonest_ending(columns) == "talking"
    assert typical_run(columns) == 2


def test_of_equally_common_endings_the_first_listed_is_told(two_givers):
    columns = alike(two_givers(), ending=["talking", "agreement"])
    assert commonest_ending(columns) == "agreement"


def test_an_ending_that_no_run_has_is_refused(two_givers):
    columns = alike(two_givers(), agreement_day=np.array([1, 2]))
    with pytest.raises(ValueError, match="no run ends with 'broken_off'"):
        typical_run_ending(columns, "broken_off")
