from __future__ import annotations

import numpy as np
import pytest

from experiments.analysis.incidence import change, competing, incidence
from experiments.analysis.intervals import difference, paired_difference, wilson

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


AFTER = [3, 0, 1, -1, 2]
"""The same runs in a second world: one that never came comes, one no more, two come sooner."""


def test_a_change_is_second_less_first_day_by_day():
    found = change(DAYS, AFTER, 6)
    # First: 1 1 3 3 3 4 4 of five by days 0 to 6, second: 1 2 3 4 4 4 4.
    assert found.value == pytest.approx([0, 0.2, 0, 0.2, 0.2, 0, 0])
    whole = incidence(AFTER, 6).value - incidence(DAYS, 6).value
    assert found.value == pytest.approx(whole)


def test_its_band_is_that_of_pairs_on_each_day():
    found = change(DAYS, AFTER, 6)
    # By day 2: runs 1 and 2 in both, run 4 in the second only, run 3 in the first only, 0 neither.
    assert tuple(end[2] for end in found[1:]) == paired_difference(2, 1, 1, 1)
    # By day 5: runs 1, 2 and 4 in both, run 0 in the second only, run 3 in the first only.
    assert tuple(end[5] for end in found[1:]) == paired_difference(3, 1, 1, 0)


def test_independent_worlds_may_differ_in_number():
    found = change(DAYS, [0, 4], 6, paired=False)
    assert tuple(end[4] for end in found[1:]) == difference(2, 2, 3, 5)
    with pytest.raises(ValueError, match="as many runs on both sides, got 5, 2"):
        change(DAYS, [0, 4], 6)


def test_the_same_world_twice_doesnt_change_and_is_not_certain_not_to():
    found = change(DAYS, DAYS, 6)
    assert found.value.tolist() == [0] * 7
    assert (found.low < 0).all()
    assert (found.high > 0).all()
