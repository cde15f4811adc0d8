"""The step ladder by its properties, on small spaces where every package can be listed."""

from __future__ import annotations

import math
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from agents.rules.linked import join
from agents.rules.offering import build_ladder, climb, fill_rungs, retreat
from agents.rules.utility import extreme_value, value_of


class Space(NamedTuple):
    """What side 0 and side 1 value, issue by issue; flat tables, and the blocks of links."""

    starts: list[int]
    giver: list[int]
    own: list[float]
    other: list[float]
    links: list[int] = []  # noqa: RUF012  never changed

    @property
    def issues(self) -> range:
        return range(len(self.giver))

    def size(self, issue: int) -> int:
        return self.starts[issue + 1] - self.starts[issue]

    def mirrored(self) -> Space:
        return self._replace(giver=[1 - giver for giver in self.giver])

    def worth(self, table: list[float], levels: list[int]) -> float:
        package = levels[: len(self.giver)] + [0] * (len(self.links) // 3)
        join(self.links, len(self.giver), package)
        return value_of(table, self.starts, package)


@st.composite
def spaces(draw, most: int = 5):
    """Each step costs its giver and gains its receiver something, in eighths (or nothing).

    Sometimes what the last issue brings eases the cost of the first, by half at most.
    """
    sizes = draw(st.lists(st.integers(2, 4), min_size=1, max_size=most))
    space = Space([0], [], [], [], [])
    step = st.integers(0, 8)
    for size in sizes:
        giver = draw(st.integers(0, 1))
        space.giver.append(giver)
        worth = [0.0, 0.0]
        for level in range(size):
            if level:
                worth[giver] -= draw(step) / 8
                worth[1 - giver] += draw(step) / 8
            space.own.append(worth[0])
            space.other.append(worth[1])
        space.starts.append(len(space.own))
    linked = space.giver[0] != space.giver[-1] and sizes[-1] < 4
    if linked and draw(st.booleans()):
        giver = space.giver[0]
        eased = (space.own, space.other)[giver]
        costs = [-value for value in eased[: sizes[0]]]
        for table in (space.own, space.other):
            for cost in costs:
                for column in range(sizes[-1]):
                    share = column / (sizes[-1] - 1)
                    table.append(0.5 * share * cost if table is eased else 0.0)
        space.links.extend([0, len(sizes) - 1, sizes[-1]])
        space.starts.append(len(space.own))
    return space


class Ladder(NamedTuple):
    issues: list[int]
    block_steps: list[int]
    block_cost: list[float]
    block_gain: list[float]


def ladder_of(space: Space, side: int = 0) -> Ladder:
    room = len(space.own)
    rooms = [[0] * room, [0] * room, [0.0] * room, [0.0] * room]
    ladder = [0] * room
    length = build_ladder(
        space.own, space.other, space.starts, space.links, space.giver, side, *rooms, ladder
    )
    blocks, taken = 0, 0
    while taken < length:
        taken += rooms[1][blocks]
        blocks += 1
    return Ladder(ladder[:length], *(column[:blocks] for column in rooms[1:]))


class Offer(NamedTuple):
    package: list[int]
    value: float


def best_of(space: Space, side: int = 0) -> float:
    return extreme_value(space.own, space.starts, space.links, space.giver, side)


def offer_at(space: Space, demanded: float, side: int = 0) -> Offer:
    ladder = ladder_of(space, side).issues
    slots = len(space.starts) - 1
    draft, stuck = [7] * slots, [7] * slots
    own, starts, links, giver = space.own, space.starts, space.links, space.giver
    best = best_of(space, side)
    climbing = (own, starts, links, giver, side, ladder, len(ladder))
    value = climb(*climbing, (), best, demanded, stuck, draft)
    assert value == value_of(space.own, space.starts, draft)  # the links' places are written too
    rungs, again = [7.0] * len(ladder), [7] * slots
    fill_rungs(*climbing, best, again, rungs)
    assert climb(*climbing, rungs, best, demanded, stuck, again) == value
    assert again == draft  # with the rungs known it comes to the same, to the bit
    return Offer(draft[: len(giver)], value)


def own_best(space: Space, side: int = 0) -> list[int]:
    return [0 if space.giver[i] == side else space.size(i) - 1 for i in space.issues]


# ------------------------------------------------------------------ the ladder


def test_known_ladder():
    # Issue 0, given: the first step costs 1 and gains 1, the second costs 1 and gains 3: the
    # two are weighed together, at 2 a unit. Issue 1, received: giving up its one level costs
    # 1 and gains 1.5.
    space = Space([0, 3, 5], [0, 1], [0, -1, -2, 0, 1], [0, 1, 4, 0, -1.5])
    assert ladder_of(space) == Ladder([0, 0, 1], [2, 1], [2, 1], [4, 1.5])


def test_a_step_that_costs_nothing_comes_first():
    space = Space([0, 2, 4], [0, 0], [0, -0.25, 0, 0], [0, 0.5, 0, 0.125])
    assert ladder_of(space).issues == [1, 0]


def test_of_equal_bargains_ones_own_gives_come_first():
    space = Space([0, 2, 4], [1, 0], [0, 0.5, 0, -0.5], [0, -0.5, 0, 0.5])
    assert ladder_of(space, 0).issues == [1, 0]


@given(spaces())
def test_every_step_of_every_issue_stands_on_the_ladder_once(space):
    issues = ladder_of(space).issues
    assert [issues.count(i) for i in space.issues] == [space.size(i) - 1 for i in space.issues]


@given(spaces())
def test_bargains_get_worse_down_the_ladder(space):
    ladder = ladder_of(space)
    ratios = [
        gain / cost if cost > 0 else math.inf if gain > 0 else 0.0
        for gain, cost in zip(ladder.block_gain, ladder.block_cost, strict=True)
    ]
    assert ratios == sorted(ratios, reverse=True)


@given(spaces())
def test_no_side_has_a_name(space):
    assert ladder_of(space, 0) == ladder_of(space.mirrored(), 1)


# ------------------------------------------------------------------ climbing

demands = st.integers(-40, 40).map(lambda n: n / 8)


@given(spaces(), demands)
def test_an_offer_is_worth_what_it_says_and_at_least_the_demand(space, demanded):
    offer = offer_at(space, demanded)
    assert offer.value == space.worth(space.own, offer.package)
    assert offer.value >= min(demanded, space.worth(space.own, own_best(space)))


@given(spaces())
def test_one_who_demands_all_offers_the_best_package_or_one_as_good(space):
    best = best_of(space)
    assert offer_at(space, best).value == best
    assert offer_at(space, best + 1).package == own_best(space)


@given(spaces())
def test_one_who_demands_nothing_gives_all(space):
    everything = [space.size(i) - 1 if space.giver[i] == 0 else 0 for i in space.issues]
    assert offer_at(space, -1e9).package == everything


@given(spaces(), demands)
def test_steps_are_taken_in_order(space, demanded):
    """Down the ladder, no step that would still fit is left out before one that is taken."""
    offer = offer_at(space, demanded)
    package, value = own_best(space), best_of(space)
    passed: set[int] = set()
    for issue in ladder_of(space).issues:
        there = list(package)
        there[issue] += 1 if space.giver[issue] == 0 else -1
        worth = space.worth(space.own, there)
        if issue in passed:
            continue
        if worth >= demanded:
            package, value = there, worth
        else:
            passed.add(issue)
    assert (offer.package, offer.value) == (package, value)


@given(spaces())
def test_the_whole_ladder_down_the_other_side_never_loses(space):
    everything = sorted({offer_at(space, n / 8).value for n in range(-40, 41)}, reverse=True)
    received = [
        space.worth(space.other, offer_at(space, demanded).package) for demanded in everything
    ]
    assert received[-1] == max(received)


def test_a_step_too_large_is_passed_over_and_a_smaller_one_taken():
    # Best bargain first: issue 0 (costs 4, gains 8), then issue 1 (costs 1, gains 1).
    space = Space([0, 2, 4], [0, 0], [0, -4, 0, -1], [0, 8, 0, 1])
    assert offer_at(space, -2) == Offer([0, 1], -1)
    assert offer_at(space, -4) == Offer([1, 0], -4)
    assert offer_at(space, -5) == Offer([1, 1], -5)


# ------------------------------------------------------------------ retreating


class Retreat(NamedTuple):
    package: list[int]
    value: float
    support: float
    before: Offer
    support_before: float


def retreat_from(space: Space, home: list[float], demanded: float, bar: float) -> Retreat:
    before = offer_at(space, demanded)
    ladder = ladder_of(space).issues
    support = support_of(space, home, before.package)
    draft = before.package + [0] * (len(space.links) // 3)
    own, starts, links, giver = space.own, space.starts, space.links, space.giver
    value = retreat(
        own, home, starts, links, giver, 0, ladder, len(ladder), before.value, support, bar, draft
    )
    package = draft[: len(giver)]
    return Retreat(package, value, support_of(space, home, package), before, support)


def support_of(space: Space, home: list[float], package: list[int]) -> float:
    return sum(home[space.starts[i] + level] for i, level in enumerate(package))


@st.composite
def homes(draw):
    space = draw(spaces())
    entry = st.integers(-8, 8).map(lambda n: n / 8)
    levels = space.starts[len(space.giver)]
    return space, draw(st.lists(entry, min_size=levels, max_size=levels))


@given(homes(), demands, demands)
def test_retreat_only_raises_support_and_ones_own_value(drawn, demanded, bar):
    space, home = drawn
    after = retreat_from(space, home, demanded, bar)
    assert after.support >= after.support_before
    assert after.value >= after.before.value
    assert after.value == space.worth(space.own, after.package)
    if after.support_before >= bar:
        assert after.package == after.before.package


@given(homes(), demands, demands)
def test_retreat_goes_no_further_than_it_must(drawn, demanded, bar):
    """Without its last step back the text would still be below the bar."""
    space, home = drawn
    after = retreat_from(space, home, demanded, bar)
    moved = [i for i in space.issues if after.package[i] != after.before.package[i]]
    if after.support >= bar and moved:
        once_less = []
        for issue in moved:
            package = list(after.package)
            package[issue] += 1 if space.giver[issue] == 0 else -1
            once_less.append(support_of(space, home, package))
        assert min(once_less) < bar


# Two gives in order of the ladder; home minds the first (-0.5) and the second (-0.25).
TWO = Space([0, 2, 4], [0, 0], [0, -1, 0, -1], [0, 2, 0, 1])
MINDS = [0, -0.5, 0, -0.25]


def test_the_last_step_given_is_the_first_taken_back():
    after = retreat_from(TWO, MINDS, demanded=-2, bar=-0.5)
    assert (after.package, after.value, after.support) == ([1, 0], -1, -0.5)


def test_all_is_taken_back_if_home_asks_for_it():
    assert retreat_from(TWO, MINDS, demanded=-2, bar=0).package == [0, 0]


def test_nothing_is_taken_back_for_a_home_that_can_never_be_won():
    assert retreat_from(TWO, MINDS, demanded=-2, bar=0.125).package == [1, 1]


def test_what_home_likes_is_not_taken_back():
    after = retreat_from(TWO, [0, -0.5, 0, 0.25], demanded=-2, bar=0.125)
    assert (after.package, after.support) == ([0, 1], 0.25)


def test_a_level_received_is_asked_back_for_home():
    # Giving up the one level received cost 1 and gained 2; home wants it.
    space = Space([0, 2], [1], [0, 1], [0, -2])
    after = retreat_from(space, [0, 0.5], demanded=0, bar=0.25)
    assert (after.before.package, after.package, after.value) == ([0], [1], 1)
