"""Worlds of any size are `bare`, with more issues or another last day."""

from __future__ import annotations

import pytest

from benchmarks.worlds import SHORTEST, cheapest, named, plain
from sim.outcomes import simulate
from sim.scenario import shipped


def test_the_plain_world_is_bare():
    assert plain().hash == shipped("bare").hash


@pytest.mark.parametrize("issues", [4, 12])
def test_issues_are_shared_out_evenly_and_can_be_played(issues):
    world = plain(issues=issues)
    assert [issue.giver for issue in world.issues].count(0) == issues // 2
    assert len({issue.id for issue in world.issues}) == issues
    assert simulate(world, 1, 0, 2)["sessions"][0] > 0


def test_the_last_day_is_the_one_asked_for():
    assert plain(days=7).horizon == 7
    assert cheapest().horizon == named("cheapest").horizon == SHORTEST
    assert named("bare").horizon == 30


@pytest.mark.parametrize("sizes", [{"issues": 3}, {"issues": 0}, {"days": 0}])
def test_what_cannot_be_is_refused(sizes):
    with pytest.raises(ValueError, match="found"):
        plain(**sizes)
