"""Value tables: by hand in the small world, by their properties over the baseline's priors."""

from __future__ import annotations

import itertools

import pytest

from agents.rules.utility import value_at, value_of
from sim import economy, tables, trade
from sim.model import TalksModel
from sim.state import DUTY, GAIN, IMPORTS, LOSS, PAIN, RATE

RUNS = range(25)


def begun(scenario, run: int = 0):
    return TalksModel(scenario, run=run, rng=5, collect=False).state


def split(scenario, flat) -> dict[str, list[float]]:
    edges = itertools.pairwise(scenario.world.starts)  # behind the issues stand the links
    return {
        issue.id: flat[first:last]
        for issue, (first, last) in zip(scenario.issues, edges, strict=False)
    }


# ------------------------------------------------------------------ by hand


def test_tables_by_hand(small):
    state = begun(small())
    east, west = (split(small(), table) for table in state.table[:2])
    # One motive each way: weights cancel; wheat's cost is the square of its share.
    assert east == {"tariff": [0, 0.25, 0.5, 0.75, 1], "wheat": [0, -0.0625, -0.25]}
    # Half the benefits' size; past West's limit of 20 % each point counts twice.
    assert west == {"tariff": [0, -0.125, -0.25, -0.5, -0.75], "wheat": [0, 0.5, 1]}
    assert (state.best[:2], state.worst[:2]) == ([1, 1], [-0.25, -0.75])


def test_reference_values_by_hand(small):
    state, world = begun(small()), small().world
    # East: 10 % (0.75) for half the wheat (-0.0625); West: 20 % (-0.25) for half (0.5).
    for side, value in enumerate([0.6875, 0.25]):
        assert tables.reference_value(world, state, side, state.table[side]) == value


def test_what_a_reference_does_not_name_stands_at_level_0(small):
    scenario = small({"sides.east.reference": {"tariff": _quantity(10, "percent")}})
    state = begun(scenario)
    assert tables.reference_value(scenario.world, state, 0, state.table[0]) == 0.75


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (40, [0, -0.25, -0.5, -0.75, -1]),  # all of it is past the limit
        (15, [0, -0.125, -0.25, -0.4375, -0.6875]),  # between two levels
        (0, [0, -0.125, -0.25, -0.375, -0.5]),  # none of it
    ],
)
def test_past_its_limit_a_side_pays_a_kink(small, limit, expected):
    state = begun(small({"sides.west.reference.tariff": limit}))
    assert split(small(), state.table[1])["tariff"] == expected


def _quantity(value, unit):
    return {"value": value, "unit": unit, "source": "setting"}


def test_what_one_issue_brings_may_ease_what_another_costs(small):
    """Half of West's cost of relief is gone where all the wheat is given, a quarter at half."""
    part = {"label": "a", "side": "west", "eases": "tariff", "by": "wheat"}
    part["strength"] = _quantity(0.5, "share")
    scenario = small({"interactions": {"mechanism": part}})
    world, state = scenario.world, begun(scenario)
    cost = [0, 0.125, 0.25, 0.5, 0.75]
    for row, column in itertools.product(range(5), range(3)):
        package = [row, column, 3 * row + column]
        eased = cost[row] * (1 - column / 4)
        assert value_of(state.table[1], world.starts, package) == column / 2 - eased
        assert value_of(state.table[0], world.starts, package) == (  # East's worth is as it was
            row / 4 + [0, -0.0625, -0.25][column]
        )


# ------------------------------------------------------------------ shapes


def test_shapes_of_a_give_are_powers_of_its_share(small):
    scenario = small({"issues.wheat.benefit_shape": 3, "issues.wheat.cost_shape": 0.5})
    state = begun(scenario)
    assert split(scenario, state.shape[RATE])["wheat"] == [0, 0.5, 1]
    assert split(scenario, state.shape[GAIN])["wheat"] == [0, 0.125, 1]
    assert split(scenario, state.shape[PAIN])["wheat"] == [0, 0.5**0.5, 1]


def test_where_trade_does_not_yield_duty_is_in_proportion_to_the_rate(small):
    shape = split(small(), begun(small()).shape[DUTY])["tariff"]
    assert shape == pytest.approx([0, 0.25, 0.5, 0.75, 1])


ELASTIC = {
    "economy.elasticity": -2,
    "economy.lost_sale_margin": 0.25,
    "economy.burden_weight": 0.5,
    "economy.lines.goods.pass_through": 0.5,
}


def test_shapes_of_a_tariff_follow_dollars(small):
    """Share of what lies between the rates of the first and the last level, level by level."""
    scenario = small(ELASTIC)
    state = begun(scenario)
    trade, rates = 36.5, [0.4, 0.3, 0.2, 0.1, 0.0]

    sold = [economy.volume(rate, 0.0, 0.5, -2.0) for rate in rates]

    def dollars(flow, *more):
        return [
            flow(trade, rate, 0.0, 0.5, volume, *more)
            for rate, volume in zip(rates, sold, strict=True)
        ]

    sent, burden = dollars(economy.exports), dollars(economy.buyers_burden)
    paid = [rate * value for rate, value in zip(rates, sent, strict=True)]
    lost = dollars(economy.exporters_loss, 0.25)
    # Of the duty forgone, half of what its buyers save is no loss to the importing government.
    kept = [paid[0] - p - 0.5 * (burden[0] - b) for p, b in zip(paid, burden, strict=True)]
    assert split(scenario, state.shape[DUTY])["tariff"] == pytest.approx(
        [k / paid[0] for k in kept]
    )
    assert split(scenario, state.shape[LOSS])["tariff"] == pytest.approx(
        [(lost[0] - x) / lost[0] for x in lost]
    )
    assert split(scenario, state.shape[IMPORTS])["tariff"] == pytest.approx(
        [(x - sold[0]) / (1 - sold[0]) for x in sold]
    )


@pytest.mark.parametrize("measure", ["duty", "imports", "loss"])
def test_a_motive_counts_by_its_own_measure(small, measure):
    key = "sides.west.motives.revenue.measure"
    scenario = small(ELASTIC | {key: measure, "sides.west.limits": {}})
    state = begun(scenario)
    shape = split(scenario, state.shape[{"duty": DUTY, "imports": IMPORTS, "loss": LOSS}[measure]])
    assert split(scenario, state.table[1])["tariff"] == pytest.approx(
        [-0.5 * share for share in shape["tariff"]]
    )


def test_without_trade_every_measure_is_the_rate(small):
    state = begun(small({"economy.lines.goods.base_trade": 0}))
    for row in (DUTY, IMPORTS, LOSS):
        assert split(small(), state.shape[row])["tariff"] == [0, 0.25, 0.5, 0.75, 1]


# ------------------------------------------------------------------ the baseline's priors


def benefits_and_costs(scenario, state, actor: int, side: int) -> tuple[float, float]:
    last = [first - 1 for first in scenario.world.starts[1:]]
    ends = list(zip(last, scenario.world.giver, strict=False))  # behind the issues stand links
    received = sum(state.table[actor][level] for level, giver in ends if giver != side)
    given = -sum(state.table[actor][level] for level, giver in ends if giver == side)
    return received, given


@pytest.mark.parametrize("run", RUNS)
def test_benefits_add_up_to_1_and_costs_to_their_ratio(japan_us, run):
    """With the kink and the part of its buyers' burden that Washington counts left out."""
    scenario = japan_us({"sides.us.limits": {}, "economy.burden_weight": 0})
    state = begun(scenario, run)
    actors = [(0, 0), (1, 1)] + [(2 + s, side) for s, side in enumerate(scenario.world.seat_side)]
    for actor, side in actors:
        ratio = state.number[scenario.world.cost_ratio[side]]
        assert benefits_and_costs(scenario, state, actor, side) == pytest.approx((1.0, ratio))


def test_receiving_is_never_worse_and_giving_never_better_than_a_level_less(japan_us):
    scenario = japan_us()
    for run in RUNS:
        state = begun(scenario, run)
        sides = [0, 1, *scenario.world.seat_side]
        for actor, side in enumerate(sides):
            for (issue, levels), giver in zip(
                split(scenario, state.table[actor]).items(), scenario.world.giver, strict=True
            ):
                assert levels[0] == 0.0
                assert levels == sorted(levels, reverse=giver == side), (run, actor, issue)


def test_ministers_stray_no_further_than_their_slack(japan_us):
    slack = 0.2
    scenario = japan_us({"sides.us.ministers.commerce.slack": slack})
    world = scenario.world
    seat = scenario.seats.index("us.commerce")
    names = [f"{side}.{m}" for side in scenario.sides for m in sorted(
        scenario.config.sides[side].motives
    )]  # fmt: skip
    tilt = scenario.config.sides["us"].ministers["commerce"].tilt.values
    strays = set()
    for run in RUNS:
        state = begun(scenario, run)
        for motive, name in enumerate(names):
            own = tables.motive_weight(world, state, scenario.tape(5), 2 + seat, motive)
            leader = tables.motive_weight(world, state, scenario.tape(5), 1, motive)
            expected = tilt.get(name.removeprefix("us."), 1.0) if name.startswith("us.") else 1.0
            strays.add(own / leader / expected)
    assert 1 - slack <= min(strays) < 0.85
    assert 1.15 < max(strays) <= 1 + slack


def test_a_minister_without_slack_or_tilt_wants_what_the_leader_wants(small):
    state = begun(small())
    assert state.table[2] == state.table[0]
    assert state.table[3] == state.table[4] == state.table[1]


# ------------------------------------------------------------------ tariffs do not stack


def test_each_issue_counts_its_own_lines_only(japan_us):
    scenario = japan_us()
    state, world = begun(scenario), scenario.world
    base = dict.fromkeys(range(len(world.giver)), 0.0)
    for line, issue in enumerate(world.line_issue):
        base[issue] += state.number[world.line_trade[line]]
    names = [issue.id for issue in scenario.issues]
    assert base[names.index("auto_tariff")] == pytest.approx(52.3)
    for issue in base:
        free = trade.flows(world, state, issue, 0.0)
        assert free.exports == free.imports == pytest.approx(base[issue])
        for flow in (free.duty, free.loss, free.burden):
            assert flow == pytest.approx(0.0, abs=1e-12)


def test_cars_pay_their_own_tariff_and_no_other(japan_us):
    """The lines' duties at all rates in force: 25 % on cars and parts, not 25 + 10."""
    scenario = japan_us({"economy.elasticity": 0, "economy.lines.cars.pass_through": 1,
                         "economy.lines.parts.pass_through": 1})  # fmt: skip
    model = TalksModel(scenario, collect=False)
    auto = [issue.id for issue in scenario.issues].index("auto_tariff")
    assert trade.flows(scenario.world, model.state, auto, 25.0).duty == pytest.approx(13.075)
    assert model.rate(auto) == 25.0


def test_a_table_read_between_levels_and_past_the_threat(small):
    table = begun(small()).table[0]
    assert value_at(table, 0, 5, 2.5) == 0.625
    assert value_at(table, 0, 5, -1.0) == -0.25
