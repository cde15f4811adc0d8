from __future__ import annotations

import numpy as np
import pytest

from experiments.compare import compare
from experiments.pressures import pressures
from experiments.replayed import SAMPLE
from tests.experiments.made_up import outcomes
from tests.experiments.sides import arm

WORST, BEST = -0.5, 1.5  # 100 points are two units of utility


@pytest.fixture
def asked(monkeypatch):
    """Looks into histories that are made up; what is asked of them is written down."""
    calls = []

    def look_at(arm, scenario):
        harder = 0.2 if arm.label == "firm" else 0.1

        def look(run, morning):
            calls.append((arm.label, run, morning))
            reference, losses = 0.5 + 0.01 * run, 0.002 * morning
            one = [reference, harder, losses, 0.0, 0.0, 0.1]
            two = [0.8, 0.0, 0.0, 0.0, 0.0, 0.9]
            mandate = [reference - harder - losses, 0.9]
            ends = {"worst": [WORST, WORST], "best": [BEST, BEST]}
            return {"terms": [one, two], "mandate": mandate, **ends}

        return look

    monkeypatch.setattr("experiments.pressures.look_at", look_at)
    return calls


@pytest.fixture
def arms(small):
    world = small()
    return [arm(name, world, outcomes(world, 130, seed=1)) for name in ("soft", "firm")]


def test_mandates_are_taken_apart_in_points_on_each_eve(asked, arms, small):
    (first, *_) = eves = pressures(compare(arms))
    marks = [mark for mark in small().landmarks if mark.kind in ("deadline", "election")]
    assert len(eves) == 2 * len({mark.day for mark in marks})
    found = {compared.measure.label: compared.differences[0] for compared in first.terms}
    # A pressure is told as what it does to the mandate: 0.1 of utility is 5 points.
    assert found["Effect of the threat"].first == pytest.approx(-5)
    assert found["Effect of the threat"].second == pytest.approx(-10)
    assert found["The mandate"].change == pytest.approx((-5, -5, -5))
    assert found["What no deal is worth"].first == pytest.approx(100 * (0.1 - WORST) / 2)
    assert found["What it could just live with"].change == (0, 0, 0)


def test_terms_that_move_nothing_are_left_out(asked, arms):
    one, two = pressures(compare(arms))[:2]
    assert "Effect of market stress" not in [c.measure.label for c in one.terms]
    assert [c.measure.label for c in two.terms] == [
        "The mandate",
        "What it could just live with",
        "What no deal is worth",
    ]


def test_the_lowest_common_runs_are_played_in_every_arm(asked, arms, small):
    odd = {name: values[1::2] for name, values in arms[1].result.rows.items()}
    found = compare([arms[0], arm("firm", small(), odd)])
    eves = pressures(found)
    played = {name: {run for label, run, _ in asked if label == name} for name in ("soft", "firm")}
    assert played["soft"] == played["firm"] == set(range(1, 130, 2))
    assert eves[0].terms[0].differences[0].paired


def test_no_more_than_a_sample_is_played(asked, arms):
    told = []
    eves = pressures(compare(arms), lambda *said: told.append(said))
    assert eves[0].terms[0].differences[0].runs == SAMPLE
    assert told[-1] == ("firm", SAMPLE, SAMPLE)


def test_worlds_without_shared_luck_are_independent_samples(asked, arms, small):
    other = arm("firm", small(), arms[1].result.rows, seed=8)
    eves = pressures(compare([arms[0], other]))
    assert not eves[0].terms[0].differences[0].paired


def test_worlds_of_other_sides_and_without_dates_say_nothing(asked, arms, two_givers):
    bare = two_givers()
    rows = outcomes(bare, 10)
    assert pressures(compare([arm("one", bare, rows), arm("two", bare, rows)], ["texts"])) == ()
    mixed = compare([arms[0], arm("bare", bare, rows)], ["texts"])
    # Both call their sides East and West, so only the calendar of the first counts.
    assert len(pressures(mixed)) == len(pressures(compare(arms)))


def test_values_have_a_number_for_each_run(asked, arms):
    eve = pressures(compare(arms))[0]
    assert eve.terms[0].values[0].shape == (SAMPLE,)
    assert np.isfinite(eve.terms[0].values[1]).all()
