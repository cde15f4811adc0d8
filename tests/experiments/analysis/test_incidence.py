from __future__ import annotations

import numpy as np
import pytest

from experiments.analysis.incidence import competing, incidence
from experiments.analysis.intervals import wilson

DAYS = [-1, 0, 2, 2, 5]


def test_incidence_counts_what_has_happened_by_each_day():
    curve = incidence(DAYS, 6)
    assert curve.days.tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert curve.value.tolist() == [0.2, 0.2, 0.6, 0.6, 0.6, 0.8, 0.8]


def test_bands_are_wilsons_on_each_day():
    curve = incidence(DAYS, 6)
    for day, happened in enumerate([1, 1, 3, 3, 3, 4, 4]):
        assert (curve.low[day], curve.high[day]) == wilson(happened, 5)[1:]


def test_at_reads_the_curve_and_stays_inside_it():
    curve = incidence(DAYS, 6)
    assert [curve.at(day) for day in (-3, 1, 2, 99)] == [0.2, 0.2, 0.6, 0.8]


def test_competing_causes_add_up_to_all_that_has_ended():
    causes = ["", "agreement", "snap_back", "agreement", "snap_back"]
    curves = competing(DAYS, causes, 6)
    assert list(curves) == ["agreement", "snap_back"]
    assert curves["agreement"].value.tolist() == [0.2, 0.2, 0.4, 0.4, 0.4, 0.4, 0.4]
    total = sum(curve.value for curve in curves.values())
    assert np.allclose(total, incidence(DAYS, 6).value)


def test_nothing_ever_happens():
    assert incidence([-1, -1], 3).value.tolist() == [0, 0, 0, 0]
    assert competing([-1, -1], ["", ""], 3) == {}


@pytest.mark.parametrize("days", [[7], [-2], []])
def test_days_outside_the_calendar_and_empty_ensembles_are_refused(days):
    with pytest.raises(ValueError, match=r"-1\.\.6|at least one run"):
        incidence(days, 6)
