"""How far offers from the step ladder lie from the exact frontier.

On any space the shortfall has a bound (that of the greedy rule for a multiple-choice
knapsack): what the other side misses is less than what the first block that no longer fits
would have brought it. On the baseline's tables, with both on a scale of 0 to 1 from worst to
best package, the distance is measured and bounded.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.rules.offering import build_ladder, climb
from agents.rules.utility import extreme_value, value_of
from sim.frontier import Frontier, distance, frontier, joint_gain_left
from sim.model import TalksModel
from sim.spaces import exact_frontier


class Space(NamedTuple):
    starts: list[int]
    giver: list[int]
    tables: tuple[list[float], list[float]]

    @property
    def by_issue(self) -> list[list[list[float]]]:
        edges = list(zip(self.starts, self.starts[1:], strict=False))
        return [[table[first:last] for first, last in edges] for table in self.tables]

    def worth(self, package: list[int]) -> tuple[float, float]:
        a, b = (value_of(table, self.starts, package) for table in self.tables)
        return a, b


class Blocks(NamedTuple):
    ladder: list[int]
    steps: list[int]
    cost: list[float]
    gain: list[float]


def blocks_of(space: Space, side: int, believed: list[float]) -> Blocks:
    room = space.starts[-1]
    rooms = [[0] * room, [0] * room, [0.0] * room, [0.0] * room]
    ladder = [0] * room
    own = space.tables[side]
    length = build_ladder(own, believed, space.starts, (), space.giver, side, *rooms, ladder)
    count = next(n for n in range(room + 1) if sum(rooms[1][:n]) == length)
    return Blocks(ladder[:length], *(column[:count] for column in rooms[1:]))


def offer_at(space: Space, side: int, blocks: Blocks, demanded: float) -> list[int]:
    own, issues = space.tables[side], len(space.giver)
    best = extreme_value(own, space.starts, (), space.giver, side)
    draft, stuck = [0] * issues, [0] * issues
    ladder = blocks.ladder
    climbing = (own, space.starts, (), space.giver, side, ladder, len(ladder), ())
    climb(*climbing, best, demanded, stuck, draft)
    return draft


@st.composite
def spaces(draw, *, convex: bool = False):
    """Each step costs its giver and gains its receiver something, in whole numbers.

    Convex: from level to level it costs more and gains less.
    """
    starts, giver, tables = [0], [], ([], [])
    for size in draw(st.lists(st.integers(2, 4), min_size=1, max_size=5)):
        gives = draw(st.integers(0, 1))
        steps = st.lists(st.integers(1, 12), min_size=size - 1, max_size=size - 1)
        costs, gains = draw(steps), draw(steps)
        if convex:
            costs, gains = sorted(costs), sorted(gains, reverse=True)
        for table, signed in ((gives, [-c for c in costs]), (1 - gives, gains)):
            level = 0.0
            tables[table].append(level)
            for step in signed:
                level += step
                tables[table].append(level)
        giver.append(gives)
        starts.append(len(tables[0]))
    return Space(starts, giver, tables)


@given(spaces(), st.integers(0, 1), st.floats(0, 1))
def test_shortfall_is_less_than_the_first_block_that_does_not_fit(space, side, share):
    own, other = space.tables[side], space.tables[1 - side]
    best = extreme_value(own, space.starts, (), space.giver, side)
    worst = extreme_value(own, space.starts, (), space.giver, 1 - side)
    demanded = float(round(best - share * (best - worst)))
    blocks = blocks_of(space, side, other)
    offer = space.worth(offer_at(space, side, blocks, demanded))

    front = frontier(*space.by_issue).values
    most = front[front[:, side] >= demanded][:, 1 - side].max()
    left, missed = best - demanded, 0.0
    for cost, gain in zip(blocks.cost, blocks.gain, strict=True):
        left -= cost
        if left < 0:
            missed = gain
            break
    assert offer[side] >= demanded
    assert most - offer[1 - side] <= missed
    assert missed == 0.0 or most - offer[1 - side] < missed


@given(spaces(convex=True), st.integers(0, 1))
def test_where_steps_get_dearer_every_rung_is_on_the_frontier(space, side):
    blocks = blocks_of(space, side, space.tables[1 - side])
    front = frontier(*space.by_issue)
    demanded = extreme_value(space.tables[side], space.starts, (), space.giver, side)
    for cost in [0.0, *blocks.cost]:
        demanded -= cost
        offer = offer_at(space, side, blocks, demanded)
        assert space.worth(offer)[side] == demanded
        assert distance(space.worth(offer), front) < 1e-9


@given(spaces(), st.integers(0, 1))
def test_whole_blocks_end_on_the_frontier_whatever_the_steps(space, side):
    blocks = blocks_of(space, side, space.tables[1 - side])
    front = frontier(*space.by_issue)
    package = [
        0 if space.giver[i] == side else space.starts[i + 1] - space.starts[i] - 1
        for i in range(len(space.giver))
    ]
    taken = 0
    for steps in [0, *blocks.steps]:
        for issue in blocks.ladder[taken : taken + steps]:
            package[issue] += 1 if space.giver[issue] == side else -1
        taken += steps
        assert distance(space.worth(package), front) < 1e-9


# ------------------------------------------------------------------ the baseline's own tables

RUNS = 15
SHARES = np.linspace(0, 1, 21)


class Measured(NamedTuple):
    mean_distance: float
    largest_distance: float
    largest_joint_gain: float


def measure(scenario, knowledge: str) -> Measured:
    """Offers at 21 demands of both leaders in every run, on the scale of worst to best package."""
    world = scenario.world
    levels, links = world.starts[-1], len(world.link_side)
    distances, gains = [], []
    for run in range(RUNS):
        state = TalksModel(scenario, run=run, rng=3, collect=False).state
        tables = [state.table[side][:levels] for side in range(2)]
        worst, best = np.array(state.worst), np.array(state.best)
        front = exact_frontier(world, *tables)
        front = Frontier((front.values - worst) / (best - worst), front.packages.copy())
        for side in range(2):
            other = slice((1 - side) * levels, (2 - side) * levels)
            believed = {
                "truth": tables[1 - side],
                "shaped": world.mean_table[other],
                "linear": world.linear_table[other],
            }[knowledge]
            rooms = [[0] * levels, [0] * levels, [0.0] * levels, [0.0] * levels, [0] * levels]
            space = (world.starts, world.links, world.giver, side)
            length = build_ladder(tables[side], believed, *space, *rooms)
            for share in SHARES:
                demanded = (1 - share) * best[side] + share * worst[side]
                draft, stuck = [0] * (len(world.giver) + links), [0] * len(world.giver)
                climb(
                    tables[side], *space, rooms[4], length, (), best[side], demanded, stuck, draft
                )
                values = [value_of(table, world.starts, draft) for table in tables]
                there = ((values - worst) / (best - worst)).tolist()
                distances.append(distance(there, front))
                gains.append(joint_gain_left(there, front))
    return Measured(math.fsum(distances) / len(distances), max(distances), max(gains))


KNOWLEDGE = ("truth", "shaped", "linear")


@pytest.fixture(scope="module")
def additive(japan_us):
    """What each kind of knowledge measures where no issue's worth depends on another."""
    scenario = japan_us({"interactions": {}})
    return {knowledge: measure(scenario, knowledge) for knowledge in KNOWLEDGE}


def test_with_true_knowledge_offers_are_all_but_efficient(additive):
    assert additive["truth"].mean_distance < 0.001
    assert additive["truth"].largest_distance < 0.02
    assert additive["truth"].largest_joint_gain < 0.015


def test_what_one_does_not_know_of_the_other_costs_both(additive):
    truth, shaped, linear = (additive[knowledge] for knowledge in KNOWLEDGE)
    assert 10 * truth.mean_distance < shaped.mean_distance < linear.mean_distance
    assert linear.mean_distance < 0.05


def test_where_issues_are_linked_the_ladder_stays_near(japan_us):
    """Each step is judged with its partner half-way: the price of never listing packages."""
    truth, shaped = measure(japan_us(), "truth"), measure(japan_us(), "shaped")
    assert truth.mean_distance < 0.005
    assert truth.largest_distance < 0.08
    assert truth.largest_joint_gain < 0.06
    assert 5 * truth.mean_distance < shaped.mean_distance
