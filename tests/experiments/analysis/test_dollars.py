from __future__ import annotations

import numpy as np
import pytest

from experiments.analysis.dollars import course


def test_totals_grow_by_each_days_amount():
    found = course([np.array([1.0, 2.0, 3.0])])
    for line in found:
        assert line.tolist() == [1, 3, 6]


def test_quantiles_are_amounts_that_occurred():
    found = course([np.full(4, float(amount)) for amount in range(1, 21)])
    assert [line[0] for line in found] == [1, 5, 10, 15, 19]
    assert np.allclose(found.high, 19 * np.arange(1, 5))


def test_quantiles_are_of_totals_not_of_days():
    """Two histories that are dear on different days cost the same in the end."""
    found = course([np.array([4.0, 0.0]), np.array([0.0, 4.0])])
    assert (found.low[0], found.high[0]) == (0, 4)
    assert found.low[1] == found.high[1] == 4


def test_a_course_needs_a_history():
    with pytest.raises(ValueError, match="at least one"):
        course([])
