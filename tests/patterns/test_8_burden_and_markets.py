"""Pattern 8: a heavier burden makes Tokyo give more; stressed markets make Washington ask less.

Who has more to lose from no agreement gets less from one (raiffa1982; schelling1960): that is
the burden. That market stress moved Washington was seen on 9 April 2025 (P45): the pause.
Terms are compared in the runs that end in agreement both ways, over shared tapes.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

import numpy as np

from experiments.analysis.intervals import Interval
from tests.patterns.ensembles import (
    BASELINE,
    Column,
    Ensemble,
    agreed,
    bootstrap,
    ensemble,
    number,
    told,
    variant,
)

RUNS = 120
GIVES = ("corn_soy", "shipbuilding", "auto_standards", "supply_chains", "auto_contribution")


def talks(settings: dict[str, object], runs: int = RUNS) -> Ensemble:
    return ensemble(variant(BASELINE, settings), runs)


def given(outcomes: Ensemble) -> Column:
    """What Japan gives: the mean over its issues, 0 nothing to 1 all that was asked."""
    last = {issue.id: len(issue.levels) - 1 for issue in variant(BASELINE).issues}
    shares: Column = np.mean([outcomes[f"level_{issue}"] / last[issue] for issue in GIVES], axis=0)
    return shares


def column(name: str) -> Callable[[Ensemble], Column]:
    return lambda outcomes: outcomes[name]


def change(
    what: str,
    before: Ensemble,
    after: Ensemble,
    quantity: Callable[[Ensemble], Column],
    among: Column | None = None,
    unit: str = "",
) -> Interval:
    """The mean paired difference; told with the mean of each arm by itself."""
    those = agreed(before) & agreed(after) if among is None else among
    difference = (quantity(after) - quantity(before))[those]
    if among is None:
        each = [float(quantity(arm)[agreed(arm)].mean()) for arm in (before, after)]
        what += f" (all agreements of each arm: {each[0]:.4g} and {each[1]:.4g})"
    found = bootstrap(lambda pick: float(difference[pick].mean()), len(difference))
    told(f"{what}, {len(difference)} pairs", found, unit)
    return found


EVERY = np.full(RUNS, True)

# ------------------------------------------------------------------------------- the burden

LIGHT: dict[str, object] = {"issues.auto_tariff.in_force.value": 15}
"""A tariff on cars of 15 % in force instead of 25 %; all else, wants and reference alike."""
DEAR: dict[str, object] = {"sides.japan.cost_ratio": number(1, "ratio")}
"""All of Japan's concessions cost it as much as all of the relief would bring."""


def test_a_heavier_tariff_in_force_brings_japan_worse_terms():
    light, heavy = talks(LIGHT), talks({})
    more = change(
        "cars at 25 % instead of 15 %: exporters' loss",
        light,
        heavy,
        column("exporter_loss_bn"),
        EVERY,
        "USD bn",
    )
    mandate = change(
        "the same: Tokyo's mandate on the last day",
        light,
        heavy,
        column("mandate_japan"),
        EVERY,
        "utility",
    )
    worse = change("the same: Japan's points", light, heavy, column("points_japan"), unit="points")
    better = change(
        "the same: Washington's points", light, heavy, column("points_us"), unit="points"
    )
    tariff = change(
        "the same: agreed tariff on cars", light, heavy, column("term_auto_tariff"), unit="percent"
    )
    assert more.low > 0
    assert mandate.high < 0
    assert worse.high < -3
    assert better.low > 2
    assert tariff.low > 0.5


def test_it_shows_in_what_japan_gets_where_it_gives_nearly_all_in_any_case():
    """In the baseline what Japan is asked for is cheap to it, by the prior of its cost ratio.

    So an agreement takes most of it, burden or not, and there is hardly more to give: the
    pattern does not hold in levels given. What the burden costs Japan is relief.
    """
    levels = change("cars at 25 % instead of 15 %: share given", talks(LIGHT), talks({}), given)
    assert given(talks(LIGHT))[agreed(talks(LIGHT))].mean() > 0.8
    assert abs(levels.value) < 0.05


def test_where_concessions_are_dear_a_heavier_burden_makes_japan_give_more():
    light, heavy = talks(LIGHT | DEAR), talks(DEAR)
    levels = change("dear concessions, 25 % instead of 15 %: share given", light, heavy, given)
    worse = change("the same: Japan's points", light, heavy, column("points_japan"))
    assert levels.low > 0
    assert worse.high < -3


def test_a_heavier_threat_brings_japan_worse_terms():
    """24 % after the pause instead of 12 %, with the same 10 % in force: smaller, the same way."""
    mild, harsh = talks({"deadlines.pause_end.to.value": 12}), talks({})
    mandate = change(
        "24 % threatened instead of 12 %: Tokyo's mandate",
        mild,
        harsh,
        column("mandate_japan"),
        EVERY,
        "utility",
    )
    worse = change("the same: Japan's points", mild, harsh, column("points_japan"), unit="points")
    better = change(
        "the same: Washington's points", mild, harsh, column("points_us"), unit="points"
    )
    levels = change("the same: share given", mild, harsh, given)
    assert mandate.high < 0
    assert worse.high < 0
    assert better.low > 0
    assert abs(levels.value) < 0.05


# -------------------------------------------------------------------------------- the markets

HEEDED: dict[str, object] = {
    "sides.us.mandate.stress": number(0.06, "utility"),
    "deadlines.pause_end.softness": number(0, "probability"),
    "interim": None,
}
"""Washington minds stress as much as its prior allows; a firm date, so that tariffs come back."""
CALM: dict[str, object] = {"stress.threat.value": 0, "stress.carried_out.value": 0}
WILD: dict[str, object] = {"stress.threat.value": 3, "stress.carried_out.value": 4}
"""Markets that shrug, and that jump as much as the ranges allow, with the same daily news."""


def test_stressed_markets_lower_washingtons_mandate_and_not_tokyos():
    """On 21 July, twelve days after the tariff came back, where it did; Tokyo feels none of it."""
    soon: dict[str, object] = {"end.date": datetime.date(2025, 7, 21), "escalations": {}}
    calm, wild = talks(HEEDED | CALM | soon, 60), talks(HEEDED | WILD | soon, 60)
    back = (calm["snap_back_day"] >= 0) & (wild["snap_back_day"] >= 0)
    assert back.mean() > 0.5
    washington = change(
        "wild markets, tariff back: Washington's mandate",
        calm,
        wild,
        column("mandate_us"),
        back,
        "utility",
    )
    assert washington.high < -0.03
    # Signing a text moves approval and so the vote: look where none was agreed.
    still = back & (calm["texts"] == 0) & (wild["texts"] == 0)
    assert still.any()
    assert (calm["mandate_japan"] == wild["mandate_japan"])[still].all()


def test_stressed_markets_make_washington_ask_less():
    calm, wild = talks(HEEDED | CALM), talks(HEEDED | WILD)
    less = change(
        "wild markets: Washington's points", calm, wild, column("points_us"), unit="points"
    )
    more = change("the same: Japan's points", calm, wild, column("points_japan"), unit="points")
    levels = change("the same: share that Japan gives", calm, wild, given)
    assert less.high < 0
    assert more.low > 0
    assert levels.high < 0


def test_calm_or_wild_makes_no_difference_to_who_does_not_mind():
    """With Washington's weight on stress at 0 the same news leave every outcome as it is."""
    deaf: dict[str, object] = HEEDED | {"sides.us.mandate.stress": number(0, "utility")}
    calm, wild = talks(deaf | CALM, 12), talks(deaf | WILD, 12)
    for name in calm:
        assert np.array_equal(calm[name], wild[name], equal_nan=calm[name].dtype.kind == "f"), name
