"""Steps of quarters: grain costs 0.25 a level, timber a half at once; grain is given first."""

from __future__ import annotations

import pytest

from agents.rules.offering import climb
from agents.rules.steps import descend, one_step_down
from tests.agents.strategies.table import view

OWN = [0.0, -0.25, -0.5, -0.75, 0.0, -0.5]
GRAIN, TIMBER = 0, 1


def table(ladder=(GRAIN, TIMBER, GRAIN, GRAIN), floor=-2.0):
    return view(
        0.5,
        own=OWN,
        best=0.0,
        floor=floor,
        starts=[0, 4, 6],
        giver=[0, 0],
        ladder=list(ladder),
        ladder_length=4,
        stuck=[0, 0],
        draft=[0, 0],
    )


def climbed(seen, demanded):
    value = climb(
        seen.own, seen.starts, seen.links, seen.giver, seen.side, seen.ladder,
        seen.ladder_length, (), seen.best, demanded, seen.stuck, seen.draft,
    )  # fmt: skip
    return value, list(seen.draft)


def test_goes_down_step_by_step_and_no_further_than_there_are_steps():
    found = [descend(table(), steps) for steps in range(6)]
    assert found == [(0, 0), (-0.25, 1), (-0.75, 2), (-1, 3), (-1.25, 4), (-1.25, 4)]


def test_passes_over_what_the_mandate_does_not_allow():
    # Timber would come to -0.75; the rest of grain still fits.
    assert [descend(table(floor=-0.7), steps) for steps in (1, 2, 3)] == [
        (-0.25, 1),
        (-0.5, 2),
        (-0.5, 2),
    ]


@pytest.mark.parametrize("floor", [-2.0, -0.7, -0.3])
def test_climbing_at_what_it_comes_to_makes_the_same_package(floor):
    for steps in range(5):
        seen = table(floor=floor)
        value, _ = descend(seen, steps)
        package = list(seen.draft)
        assert climbed(seen, value) == (value, package)


@pytest.mark.parametrize(
    ("demanded", "below"),
    [
        (0.0, -0.25),
        (-0.1, -0.25),
        (-0.25, -0.5),  # grain again, though timber comes first on the ladder
        (-0.6, -0.75),
        (-1.25, -1.25),  # nothing is left
    ],
)
def test_the_next_demand_at_which_one_says_something_else(demanded, below):
    seen = table()
    assert one_step_down(seen, demanded) == below
    if below < demanded:
        assert climbed(seen, below) != climbed(seen, demanded)
        assert climbed(seen, (below + demanded) / 2) == climbed(seen, demanded)


def test_no_step_leads_below_the_mandate():
    assert one_step_down(table(floor=-0.3), -0.25) == -0.25
