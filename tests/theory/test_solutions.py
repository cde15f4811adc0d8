"""The frontier and the solutions against closed forms, brute force and their own axioms."""

import itertools
import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from random import Random
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sim.frontier import Frontier, Pair, Table, distance, frontier, joint_gain_left
from sim.solutions import (
    Normalisation,
    Point,
    egalitarian,
    kalai_smorodinsky,
    nash,
    normalise,
    utilitarian,
    zopa,
)

Solution = Callable[[Frontier, Pair], Point | None]
SOLUTIONS: dict[str, Solution] = {
    "nash": nash,
    "kalai_smorodinsky": kalai_smorodinsky,
    "egalitarian": egalitarian,
    "utilitarian": utilitarian,
}
each_solution = pytest.mark.parametrize("solve", SOLUTIONS.values(), ids=SOLUTIONS.keys())

BASELINE_LEVELS = (10, 8, 5, 3, 5, 5, 5, 5, 5)


# ------------------------------------------------------------------ small random worlds


class World(NamedTuple):
    """Two tables and a disagreement point in whole tenths, so that brute force is exact."""

    a: list[list[int]]
    b: list[list[int]]
    d: tuple[int, int]

    @property
    def tables(self) -> tuple[list[list[float]], list[list[float]]]:
        return tenths(self.a), tenths(self.b)

    @property
    def disagreement(self) -> tuple[float, float]:
        return self.d[0] / 10, self.d[1] / 10

    @property
    def mirrored(self) -> "World":
        return World(self.b, self.a, (self.d[1], self.d[0]))

    def packages(self) -> list[tuple[tuple[int, int], tuple[int, ...]]]:
        """Every package with its two values, in lexicographic order."""
        return [
            (
                (
                    sum(levels[x] for levels, x in zip(self.a, package, strict=True)),
                    sum(levels[x] for levels, x in zip(self.b, package, strict=True)),
                ),
                package,
            )
            for package in itertools.product(*(range(len(levels)) for levels in self.a))
        ]

    def brute_frontier(self) -> list[tuple[tuple[int, int], tuple[int, ...]]]:
        first: dict[tuple[int, int], tuple[int, ...]] = {}
        for value, package in self.packages():
            first.setdefault(value, package)
        return sorted(
            (v, package)
            for v, package in first.items()
            if not any(w != v and w[0] >= v[0] and w[1] >= v[1] for w in first)
        )


def tenths(table: list[list[int]]) -> list[list[float]]:
    return [[value / 10 for value in levels] for levels in table]


@st.composite
def worlds(draw: st.DrawFn, size: int = 4) -> World:
    """Few distinct utilities, often zero-sum, so that ties and duplicates are common."""
    value = st.integers(-8, 8)
    shape = draw(st.lists(st.integers(1, size), min_size=1, max_size=size))
    table = st.tuples(*(st.lists(value, min_size=n, max_size=n) for n in shape)).map(list)
    a, b = draw(table), draw(table)
    if draw(st.booleans()):  # every package is on the frontier, most of them more than once
        b = [[-v for v in levels] for levels in a]
    return World(a, b, draw(st.tuples(st.integers(-20, 9), st.integers(-20, 9))))


Gains = tuple[int, int]


def brute_score(name: str, gains: Gains, ideal: Gains) -> tuple[Fraction, ...]:
    """What the solution maximises, in exact arithmetic."""
    raw = [Fraction(g) for g in gains]
    share = [Fraction(g, i) if i else Fraction(0) for g, i in zip(gains, ideal, strict=True)]
    return {
        "nash": (raw[0] * raw[1],),
        "kalai_smorodinsky": (min(share), max(share)),
        "egalitarian": (min(raw), max(raw)),
        "utilitarian": (raw[0] + raw[1],),
    }[name]


def brute_solution(name: str, world: World) -> tuple[tuple[int, int], tuple[int, ...]] | None:
    """The same by looking at every package; nothing here knows of a frontier."""
    gains = {
        (value, package): (value[0] - world.d[0], value[1] - world.d[1])
        for value, package in world.packages()
    }
    rational = {point: g for point, g in gains.items() if min(g) >= 0}
    if not rational:
        return None
    efficient = {
        point: g
        for point, g in rational.items()
        if not any(h != g and h[0] >= g[0] and h[1] >= g[1] for h in rational.values())
    }
    ideal = (max(g[0] for g in rational.values()), max(g[1] for g in rational.values()))
    scores = {point: brute_score(name, g, ideal) for point, g in efficient.items()}
    best = max(scores.values())
    return min((p for p in scores if scores[p] == best), key=lambda point: point[1])


def in_tenths(value: Sequence[int]) -> tuple[float, ...]:
    return tuple(v / 10 for v in value)


@given(worlds())
def test_frontier_is_that_of_brute_force(world: World) -> None:
    front = frontier(*world.tables)
    found = [
        (tuple(v), tuple(x))
        for v, x in zip(front.values.tolist(), front.packages.tolist(), strict=True)
    ]
    assert found == [(in_tenths(value), package) for value, package in world.brute_frontier()]


@pytest.mark.parametrize("name", SOLUTIONS)
@given(world=worlds())
def test_solution_is_that_of_brute_force(name: str, world: World) -> None:
    found = SOLUTIONS[name](frontier(*world.tables), world.disagreement)
    expected = brute_solution(name, world)
    if expected is None:
        assert found is None
    else:
        assert found == Point(in_tenths(expected[0]), expected[1])  # type: ignore[arg-type]


@given(worlds())
def test_zopa_is_empty_exactly_when_no_package_meets_both_reservations(world: World) -> None:
    meeting = [v for v, _ in world.packages() if v[0] >= world.d[0] and v[1] >= world.d[1]]
    area = zopa(frontier(*world.tables), world.disagreement)
    assert bool(area) == bool(meeting)
    assert {tuple(v) for v in area.values.tolist()} == {
        in_tenths(v) for v, _ in world.brute_frontier() if v in meeting
    }


@given(worlds(size=3))
def test_distances_of_every_package(world: World) -> None:
    front = frontier(*world.tables)
    best = [v for v, _ in world.brute_frontier()]
    every = [v for v, _ in world.packages()]
    for value in every:
        there = in_tenths(value)
        nearest = min(math.dist(value, w) for w in best) / 10
        both = max(min(w[0] - value[0], w[1] - value[1]) for w in every) / 10
        assert distance(there, front) == pytest.approx(nearest, abs=1e-12)
        assert joint_gain_left(there, front) == pytest.approx(both, abs=1e-12)
        assert (distance(there, front) < 1e-9) == (value in best)


# ------------------------------------------------------------------ symmetry and invariance


@given(worlds())
def test_exchanging_the_parties_mirrors_everything(world: World) -> None:
    here, there = frontier(*world.tables), frontier(*world.mirrored.tables)
    assert here.values.tolist() == there.values[::-1, ::-1].tolist()
    assert here.packages.tolist() == there.packages[::-1].tolist()
    for solve in SOLUTIONS.values():
        one, other = solve(here, world.disagreement), solve(there, world.mirrored.disagreement)
        if one is None:
            assert other is None
        else:
            assert other == Point(one.values[::-1], one.package)
    value = world.packages()[0][0]
    assert distance(in_tenths(value), here) == distance(in_tenths(value[::-1]), there)
    assert joint_gain_left(in_tenths(value), here) == joint_gain_left(in_tenths(value[::-1]), there)


@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_the_issues_changes_no_value(world: World, random: Random) -> None:
    order = list(range(len(world.a)))
    random.shuffle(order)
    # Sevenths: not exact in any finite decimal, so that only fixed point can pass.
    table_a = [[value / 7 for value in levels] for levels in world.a]
    table_b = [[value / 7 for value in levels] for levels in world.b]
    there = frontier([table_a[i] for i in order], [table_b[i] for i in order])
    assert frontier(table_a, table_b).values.tolist() == there.values.tolist()


def rescaled(table: Table, factor: float, shift: float) -> list[list[float]]:
    """The utilities of one party multiplied, and a constant added to every package."""
    return [
        [factor * value + (shift if issue == 0 else 0.0) for value in levels]
        for issue, levels in enumerate(table)
    ]


factors = st.integers(1, 500).map(lambda n: n / 10)
shifts = st.integers(-500, 500).map(lambda n: n / 10)


@pytest.mark.parametrize("solve", [nash, kalai_smorodinsky])
@given(world=worlds(), factor=factors, shift=shifts)
def test_invariant_to_rescaling_one_party(
    solve: Solution, world: World, factor: float, shift: float
) -> None:
    (a, b), (d_a, d_b) = world.tables, world.disagreement
    before = solve(frontier(a, b), (d_a, d_b))
    after = solve(frontier(rescaled(a, factor, shift), b), (factor * d_a + shift, d_b))
    assert (before and before.package) == (after and after.package)


@pytest.mark.parametrize("solve", [egalitarian, utilitarian])
@given(world=worlds(), factor=factors, shift_a=shifts, shift_b=shifts)
def test_invariant_to_rescaling_both_parties_together(
    solve: Solution, world: World, factor: float, shift_a: float, shift_b: float
) -> None:
    (a, b), (d_a, d_b) = world.tables, world.disagreement
    before = solve(frontier(a, b), (d_a, d_b))
    after = solve(
        frontier(rescaled(a, factor, shift_a), rescaled(b, factor, shift_b)),
        (factor * d_a + shift_a, factor * d_b + shift_b),
    )
    assert (before and before.package) == (after and after.package)


def pie(n: int = 100) -> tuple[list[list[float]], list[list[float]]]:
    """One pie in n pieces; the first party gets the level."""
    return [[x / n for x in range(n + 1)]], [[1 - x / n for x in range(n + 1)]]


@pytest.mark.parametrize(
    ("solve", "level_before", "level_after"),
    [(nash, 50, 50), (kalai_smorodinsky, 50, 50), (egalitarian, 50, 25), (utilitarian, 0, 100)],
)
def test_which_solutions_move_when_one_party_counts_in_other_units(
    solve: Solution, level_before: int, level_after: int
) -> None:
    a, b = pie()
    before = solve(frontier(a, b), (0, 0))
    after = solve(frontier(rescaled(a, 3, 0), b), (0, 0))
    assert before is not None
    assert after is not None
    assert (before.package, after.package) == ((level_before,), (level_after,))


# ------------------------------------------------------------------ closed forms


@pytest.mark.parametrize("solve", [nash, kalai_smorodinsky, egalitarian])
def test_a_pie_is_halved(solve: Solution) -> None:
    assert solve(frontier(*pie()), (0, 0)) == Point((0.5, 0.5), (50,))


@pytest.mark.parametrize("solve", [nash, kalai_smorodinsky, egalitarian])
def test_what_is_left_of_a_pie_is_halved_over_the_disagreement_point(solve: Solution) -> None:
    point = solve(frontier(*pie()), (0.3, 0.1))
    assert point is not None
    assert point.package == (60,)


def test_linear_frontier() -> None:
    # a/10 + b/4 = 1. Half of either's best; equal gains at 1/(1/10 + 1/4) = 20/7.
    n = 700
    front = frontier([[10 * x / n for x in range(n + 1)]], [[4 - 4 * x / n for x in range(n + 1)]])
    expected = {
        "nash": (5, 2),
        "kalai_smorodinsky": (5, 2),
        "egalitarian": (20 / 7, 20 / 7),
        "utilitarian": (10, 0),
    }
    for name, solve in SOLUTIONS.items():
        point = solve(front, (0, 0))
        assert point is not None
        assert point.values == pytest.approx(expected[name], abs=1e-9)


def test_risk_averse_party_gets_less() -> None:
    # a = x, b = sqrt(1 - x). Nash: x = 2/3. Equal gains, and as both ideals are 1 also
    # Kalai-Smorodinsky: x² + x = 1, the golden section.
    n = 9000
    front = frontier(
        [[x / n for x in range(n + 1)]], [[math.sqrt(1 - x / n) for x in range(n + 1)]]
    )
    for solve, share in [
        (nash, 2 / 3),
        (kalai_smorodinsky, (math.sqrt(5) - 1) / 2),
        (egalitarian, (math.sqrt(5) - 1) / 2),
        (utilitarian, 3 / 4),
    ]:
        point = solve(front, (0, 0))
        assert point is not None
        assert point.values[0] == pytest.approx(share, abs=1 / n)


def test_example_of_kalai_and_smorodinsky() -> None:
    # Their objection to Nash's solution [kalai1975]: the second set offers the second party
    # more at every value of the first's, and Nash's solution gives it less (0.70, not 0.75).
    # On the edge from (0, 1) to (1, 0.7) theirs is where 1 - 0.3x = x, at x = 10/13.
    n = 1300
    x = [i / n for i in range(n + 1)]
    narrow = frontier([x], [[1 - v / 3 if v <= 0.75 else 3 - 3 * v for v in x]])
    wide = frontier([x], [[1 - 0.3 * v for v in x]])

    def values(solve: Solution, front: Frontier) -> tuple[float, float]:
        point = solve(front, (0, 0))
        assert point is not None
        return point.values

    assert values(nash, narrow) == pytest.approx((0.75, 0.75), abs=1e-9)
    assert values(nash, wide) == pytest.approx((1, 0.7), abs=1e-9)
    assert values(kalai_smorodinsky, narrow) == pytest.approx((0.75, 0.75), abs=1e-9)
    assert values(kalai_smorodinsky, wide) == pytest.approx((10 / 13, 10 / 13), abs=1e-9)


def test_log_rolling() -> None:
    # Each party cares three times as much for one issue: both give the one they care for less.
    front = frontier([[0, 3], [0, 1]], [[1, 0], [3, 0]])
    assert front.values.tolist() == [[0, 4], [3, 3], [4, 0]]
    assert front.packages.tolist() == [[0, 0], [1, 0], [1, 1]]
    for solve in SOLUTIONS.values():
        assert solve(front, (0, 0)) == Point((3, 3), (1, 0))
    assert joint_gain_left((1, 1), front) == 2  # the wrong way round: package (0, 1)
    assert distance((1, 1), front) == pytest.approx(math.sqrt(8))
    assert joint_gain_left((0, 3), front) == 0  # better for one party only
    assert distance((0, 3), front) == 1
    assert joint_gain_left((4, 4), front) == 0  # beyond the frontier: nothing left, not a debt


# ------------------------------------------------------------------ monotonicity, independence


@pytest.mark.parametrize("solve", [nash, egalitarian])
@given(world=worlds(), more=st.integers(1, 10))
def test_a_better_alternative_never_harms(solve: Solution, world: World, more: int) -> None:
    front = frontier(*world.tables)
    before = solve(front, world.disagreement)
    after = solve(front, ((world.d[0] + more) / 10, world.d[1] / 10))
    assume(before is not None and after is not None)
    assert before is not None
    assert after is not None
    assert after.values[0] >= before.values[0]


@given(world=worlds(), a=st.integers(-8, 8), b=st.integers(-8, 8))
def test_one_more_level_never_lowers_the_smaller_gain(world: World, a: int, b: int) -> None:
    wider = World([*world.a[:-1], [*world.a[-1], a]], [*world.b[:-1], [*world.b[-1], b]], world.d)

    def smaller_gain(w: World) -> float:
        point = egalitarian(frontier(*w.tables), w.disagreement)
        if point is None:
            return -math.inf
        return min(v - d for v, d in zip(point.values, w.disagreement, strict=True))

    # Values are whole tenths: less than a tenth is rounding (0.3 - 0.0 against 0.5 - 0.2).
    assert smaller_gain(wider) >= smaller_gain(world) - 1e-9


@given(world=worlds(), seed=st.integers(0, 2**32 - 1))
def test_nash_is_independent_of_packages_that_were_not_chosen(world: World, seed: int) -> None:
    front = frontier(*world.tables)
    chosen = nash(front, world.disagreement)
    assume(chosen is not None)
    assert chosen is not None
    keep = np.random.default_rng(seed).random(len(front)) < 0.5
    keep |= (front.packages == chosen.package).all(axis=1)
    assert nash(front.where(keep), world.disagreement) == chosen


# ------------------------------------------------------------------ large spaces


def random_tables(levels: Sequence[int], seed: int) -> tuple[list[list[float]], list[list[float]]]:
    """What one party gains the other pays, at a price of its own; odd issues the other way."""
    rng = np.random.default_rng(seed)
    tables: tuple[list[list[float]], list[list[float]]] = ([], [])
    for issue, n in enumerate(levels):
        gain = np.sort(rng.random(n)) * rng.random()
        cost = -np.sort(rng.random(n)) * rng.random()
        tables[issue % 2].append(gain.tolist())
        tables[1 - issue % 2].append(cost.tolist())
    return tables


@pytest.mark.parametrize("levels", [BASELINE_LEVELS, (10,) * 30], ids=["baseline", "10^30"])
def test_large_spaces(levels: tuple[int, ...]) -> None:
    a, b = random_tables(levels, seed=1)
    front = frontier(a, b)

    # Every point is worth what its package is worth, and none dominates another.
    issues = range(len(levels))
    worth = [[sum(t[i][x[i]] for i in issues) for t in (a, b)] for x in front.packages.tolist()]
    np.testing.assert_allclose(front.values, worth, rtol=0, atol=1e-10)
    assert (np.diff(front.values[:, 0]) > 0).all()
    assert (np.diff(front.values[:, 1]) < 0).all()

    # The best weighted sum is known without the frontier: the best level of every issue.
    for weight in np.linspace(0.01, 0.99, 99):
        levelwise = sum(
            max(weight * u + (1 - weight) * v for u, v in zip(a[i], b[i], strict=True))
            for i in issues
        )
        assert (front.values @ [weight, 1 - weight]).max() == pytest.approx(levelwise, abs=1e-10)

    # No package beats it, and from any package it is no loss for either to go there.
    rng = np.random.default_rng(2)
    for _ in range(300):
        x = [rng.integers(n) for n in levels]
        values = np.array([sum(t[i][x[i]] for i in issues) for t in (a, b)])
        assert (front.values >= values - 1e-10).all(axis=1).any()


def test_frontier_that_grows_too_large_is_refused() -> None:
    # Powers of two: all 2^12 packages are on the frontier.
    a: list[list[float]] = [[0, 2**i] for i in range(12)]
    b: list[list[float]] = [[0, -(2**i)] for i in range(12)]
    assert len(frontier(a, b, most_points=2**12)) == 2**12
    with pytest.raises(ValueError, match=r"2,048 points times the 2 levels of issue 11.*4,095"):
        frontier(a, b, most_points=2**12 - 1)


# ------------------------------------------------------------------ edges


def test_nothing_to_choose() -> None:
    front = frontier([[1 / 3]], [[2 / 3]])
    assert front.packages.tolist() == [[0]]
    for solve in SOLUTIONS.values():
        # A reservation value that is the package's own value admits it, rounding or not.
        point = solve(front, (1 / 3, 2 / 3))
        assert point is not None
        assert point.package == (0,)
        assert solve(front, (0.34, 0)) is None


def test_reservation_at_a_package_admits_it_whatever_the_rounding() -> None:
    a, b = random_tables(BASELINE_LEVELS, seed=3)
    front = frontier(a, b)
    for x in front.packages:
        reservations = [math.fsum(t[i][x[i]] for i in range(len(x))) for t in (a, b)]
        assert zopa(front, reservations).packages.tolist() == [x.tolist()]


def test_packages_worth_the_same_leave_the_first() -> None:
    front = frontier([[0.3, 0.1], [0.2, 0.2], [0.1, 0.3]], [[0, 0], [0, 0], [0, 0]])
    assert front.packages.tolist() == [[0, 0, 1]]
    # 0.1 + 0.2 is 0.3 here, so the two packages of middling worth are one point.
    front = frontier([[0, 0.3], [0, 0.1, 0.2, 0.3]], [[0.3, 0], [0.3, 0.2, 0.1, 0]])
    assert front.values[:, 0].tolist() == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
    assert front.packages.tolist() == [[0, 0], [0, 1], [0, 2], [0, 3], [1, 1], [1, 2], [1, 3]]


def test_a_party_that_can_gain_nothing() -> None:
    front = frontier([[0, 1, 2]], [[5, 3, 0]])
    for solve in SOLUTIONS.values():
        assert solve(front, (2, 0)) == Point((2, 0), (2,))  # one point left, no gain at all
    # No product is positive: both points tie, and the first package is taken.
    assert nash(frontier([[0, 2]], [[5, 0]]), (0, 0)) == Point((0, 5), (0,))


@pytest.mark.parametrize("solve", [kalai_smorodinsky, egalitarian])
def test_equal_smaller_gains_are_told_apart_by_the_larger(solve: Solution) -> None:
    front = frontier([[0, 6, 4, 8]], [[8, 4, 7, 0]])
    assert solve(front, (0, 0)) == Point((4, 7), (2,))  # not (6, 4), which comes first


@each_solution
def test_ties_go_to_the_first_package_whoever_gains(solve: Solution) -> None:
    assert solve(frontier([[1, 3]], [[3, 1]]), (0, 0)) == Point((1, 3), (0,))
    assert solve(frontier([[3, 1]], [[1, 3]]), (0, 0)) == Point((3, 1), (0,))


@each_solution
@pytest.mark.parametrize("scale", [1e-200, 1e-9, 1e9, 1e200])
def test_any_size_of_utility(solve: Solution, scale: float) -> None:
    a, b = ([[value * scale for value in levels] for levels in t] for t in pie(10))
    point = solve(frontier(a, b), (0, 0.2 * scale))
    assert point is not None
    assert point.package == ((0,) if solve is utilitarian else (4,))


@pytest.mark.parametrize(
    ("a", "b", "message"),
    [
        ([], [], "no issue"),
        ([[1]], [[1], [2]], "table_a has 1 issues, table_b has 2"),
        ([[1, 2]], [[1]], "issue 0 has 2 levels in table_a, 1 in table_b"),
        ([[1], []], [[1], []], "issue 1 has no level"),
        ([[1, 2]], [[1, math.nan]], "table_b, issue 0, level 1 is nan"),
        ([[math.inf]], [[1]], "table_a, issue 0, level 0 is inf"),
        ([[1e308], [1e308]], [[1], [1]], "too large to add"),
    ],
)
def test_unsound_tables_are_refused(a: Table, b: Table, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        frontier(a, b)


@each_solution
@pytest.mark.parametrize("pair", [(0, math.nan), (0, math.inf), (0,), (0, 0, 0)])
def test_unsound_disagreement_is_refused(solve: Solution, pair: Pair) -> None:
    with pytest.raises(ValueError, match="two finite numbers"):
        solve(frontier(*pie(2)), pair)


def test_no_distance_to_nowhere() -> None:
    nowhere = zopa(frontier(*pie(2)), (1, 1))
    assert len(nowhere) == 0
    for measure in (distance, joint_gain_left):
        with pytest.raises(ValueError, match="empty"):
            measure((0, 0), nowhere)
        with pytest.raises(ValueError, match="two finite numbers"):
            measure((0, math.nan), frontier(*pie(2)))


def test_a_frontier_cannot_be_changed() -> None:
    front = frontier(*pie(2))
    with pytest.raises(ValueError, match="read-only"):
        front.values[0, 0] = 7


# ------------------------------------------------------------------ scales


def test_normalise() -> None:
    a: Table = [[0, 6], [-2, 2]]  # from -2 to 8
    b: Table = [[1, 0], [3, 0]]  # from 0 to 4
    values = [[3, 3], [8, 0]]
    assert normalise(values, "raw", a, b).tolist() == values
    assert normalise(values, "min_max", a, b).tolist() == [[0.5, 0.75], [1, 0]]
    assert normalise(values, "reservation_to_best", a, b, (4, 2)).tolist() == [
        [-0.25, 0.5],
        [1, -1],
    ]
    assert normalise((3, 3), "min_max", a, b).tolist() == [0.5, 0.75]


@given(worlds())
def test_nash_and_kalai_smorodinsky_are_the_same_on_every_scale(world: World) -> None:
    a, b = world.tables
    front = frontier(a, b)
    names: tuple[Normalisation, ...] = ("min_max", "reservation_to_best")
    for to, solve in itertools.product(names, (nash, kalai_smorodinsky)):
        point = solve(front, world.disagreement)
        try:
            values = normalise(front.values, to, a, b, world.disagreement)
        except ValueError:  # a party for whom nothing is at stake
            continue
        there = Frontier(values, front.packages.copy())
        d = normalise(world.disagreement, to, a, b, world.disagreement)
        scaled = solve(there, d.tolist())
        assert (point and point.package) == (scaled and scaled.package)


@pytest.mark.parametrize(
    ("values", "to", "reservations", "message"),
    [
        ([1, 2, 3], "raw", None, "two parties"),
        (1.0, "raw", None, "two parties"),
        ([1, 2], "best", None, "unknown normalisation 'best'.*min_max"),
        ([1, 2], "reservation_to_best", None, "needs the reservation values"),
        ([1, 2], "reservation_to_best", (0, 1), "party b has its 0 at 1 and its best package at 1"),
        ([1, 2], "reservation_to_best", (0, math.nan), "two finite numbers"),
    ],
)
def test_unsound_scales_are_refused(
    values: object, to: Normalisation, reservations: Pair | None, message: str
) -> None:
    a, b = pie(4)
    with pytest.raises(ValueError, match=message):
        normalise(values, to, a, b, reservations)  # type: ignore[arg-type]


def test_a_party_for_whom_nothing_is_at_stake_has_no_scale() -> None:
    with pytest.raises(ValueError, match="party a"):
        normalise([1, 2], "min_max", [[1, 1]], [[0, 2]])
