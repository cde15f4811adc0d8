"""What is accepted, how it weighs, and how a regression corrects it."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.inference.regression import adjusted
from experiments.inference.rejection import accept, distances, spreads


def test_summaries_are_measured_in_their_own_spread():
    summaries = np.column_stack([np.arange(101.0), 1000 * np.arange(101.0)])
    scale = spreads(summaries)
    assert scale == pytest.approx([1.4826 * 25, 1482.6 * 25])
    apart = distances(summaries, np.array([50.0, 50_000.0]), scale)
    assert apart[50] == 0
    assert apart[60] == pytest.approx(2**0.5 * 10 / scale[0])


def test_a_summary_that_is_mostly_the_same_has_its_standard_deviation():
    mostly = np.array([[0.0]] * 90 + [[10.0]] * 10)
    assert spreads(mostly) == pytest.approx([3.0])


def test_the_nearest_are_kept_and_weighed_by_epanechnikov():
    kept = accept(np.array([5.0, 0.0, 2.0, 1.0, 4.0]), 3)
    assert kept.draws.tolist() == [1, 2, 3]
    assert kept.radius == 4.0
    raw = np.array([1, 1 - (2 / 4) ** 2, 1 - (1 / 4) ** 2])
    assert kept.weights == pytest.approx(raw / raw.sum())


def test_all_that_are_as_near_as_the_last_are_kept():
    kept = accept(np.array([1.0, 1.0, 0.0, 1.0, 3.0]), 2)
    assert kept.draws.tolist() == [0, 1, 2, 3]
    assert (kept.weights > 0).all()


def test_exact_matches_weigh_alike():
    kept = accept(np.array([0.0, 0.0, 1.0, 0.0]), 2)
    assert kept.draws.tolist() == [0, 1, 3]
    assert kept.weights == pytest.approx([1 / 3] * 3)


def test_everything_can_be_kept_and_no_more():
    kept = accept(np.array([1.0, 2.0]), 2)
    assert len(kept.draws) == 2 and (kept.weights > 0).all()
    with pytest.raises(ValueError, match="can't keep 3 of 2"):
        accept(np.array([1.0, 2.0]), 3)


def test_a_straight_dependence_is_taken_out_whole():
    off = np.array([[-2.0, 1.0], [0.0, 0.5], [1.0, -1.0], [3.0, 2.0], [-1.0, -2.0]])
    line = np.column_stack([5 + 2 * off[:, 0] - off[:, 1], -3 * off[:, 1]])
    found = adjusted(line, off, np.array([0.1, 0.3, 0.2, 0.1, 0.3]))
    assert found == pytest.approx(np.column_stack([np.full(5, 5.0), np.zeros(5)]), abs=1e-9)


def test_a_summary_that_does_not_vary_among_the_accepted_does_no_harm():
    off = np.column_stack([np.arange(6.0), np.full(6, 0.0)])
    line = (1 + 4 * np.arange(6.0))[:, np.newaxis]
    assert adjusted(line, off, np.full(6, 1 / 6)) == pytest.approx(np.ones((6, 1)))


def test_weights_decide_whose_line_it_is():
    off = np.array([[0.0], [1.0], [0.0], [1.0]])
    line = np.array([[0.0], [1.0], [0.0], [5.0]])
    heavy = adjusted(line, off, np.array([0.5, 0.5, 1e-12, 1e-12]))
    assert heavy[1, 0] == pytest.approx(0, abs=1e-6)
