"""Outcome columns made up for tests of analysis and figures; no model has to run for them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.columns import Columns, columns_of
from experiments.figures.material import Told
from experiments.replayed import LastOffer, Replayed
from sim.diary import Entry
from sim.scenario import Scenario

COUNTED = (
    ("extensions", 0.9),
    ("rounds", 9),
    ("sessions", 18),
    ("texts", 1.2),
    ("mandate_refusals", 0.3),
    ("overrides", 0.3),
    ("refusals", 0.1),
    ("zopa_rounds", 4),
)
REASONS = ("no_zopa", "no_text", "mandate", "override", "ratification", "time")


def outcomes(
    scenario: Scenario,
    runs: int,
    *,
    share: float = 0.6,
    seed: int = 1,
    reached: NDArray[np.bool_] | None = None,
) -> Columns:
    """Rows of `runs` runs; those that `reached` says (or about `share` of them) agree."""
    chance = np.random.default_rng(seed)
    lucky = chance.random(runs) < share
    reached = lucky if reached is None else reached
    day = np.where(reached, chance.integers(0, scenario.horizon + 1, runs), -1)
    found: dict[str, NDArray[Any]] = {
        "run": np.arange(runs),
        "ending": np.where(
            reached, "agreement", chance.choice(["talking", "snap_back", "interim"], runs)
        ),
        "reason": np.where(reached, "", chance.choice(REASONS, runs)),
        "agreement_day": day,
        "effect_day": np.where(reached, day + 10, -1),
        "progress": np.where(reached, 1.0, chance.random(runs)),
    }
    for name in ("interim_day", "snap_back_day", "hike_day"):
        some = chance.random(runs) < 0.2
        found[name] = np.where(some, chance.integers(0, scenario.horizon, runs), -1)
    for name, mean in COUNTED:
        found[name] = chance.poisson(mean, runs)
    for issue in scenario.issues:
        level = chance.integers(0, len(issue.levels), runs)
        found[f"level_{issue.id}"] = np.where(reached, level, -1)
        found[f"term_{issue.id}"] = np.where(
            reached, np.array(issue.levels)[level], issue.levels[0]
        )
    for side in scenario.sides:
        found[f"points_{side}"] = np.where(reached, chance.uniform(0, 100, runs), np.nan)
        found[f"score_points_{side}"] = chance.uniform(20, 80, runs)
    for name in ("exports_bn", "duty_bn", "exporter_loss_bn", "importer_burden_bn"):
        found[name] = chance.uniform(1, 10, runs)
    for name, _ in scenario.drawn:
        found[f"drawn_{name.replace('.', '__')}"] = chance.random(runs)
    return columns_of(found)


def changed(columns: Columns, **values: Any) -> Columns:
    """The columns with some of them replaced; a single value stands for every run."""
    runs = len(columns["run"])
    new = {
        name: np.full(runs, value, dtype=object if isinstance(value, str) else None)
        if np.ndim(value) == 0
        else np.asarray(value)
        for name, value in values.items()
    }
    return columns_of({**columns, **new})


def replayed(scenario: Scenario, number: int = 5) -> tuple[Replayed, ...]:
    """Histories without a text; history k loses k + 1 a day, and half of it from half-time on.

    The first side's last offers suit the second one's leader in history 0 only; those of the
    second side always suit the first, and the first's home would refuse all but history 0's.
    """
    days = np.arange(scenario.horizon + 1)
    half = np.where(days < len(days) // 2, 1.0, 0.5)
    return tuple(
        Replayed(
            run=run,
            ending="talking",
            reason="no_text",
            loss=(run + 1) * half,
            duty=2 * (run + 1) * half,
            last=(
                LastOffer(asks=10.0 + run, brings=0.0 if run == 0 else -5.0, carried=True),
                LastOffer(asks=0.2, brings=3.0, carried=run == 0),
            ),
        )
        for run in range(number)
    )


def told(scenario: Scenario) -> Told:
    """A history of 40 days with pressure that comes and goes, and something of every kind."""
    days = min(40, scenario.horizon + 1)
    day = np.arange(days)
    daily = {}
    for number, side in enumerate(scenario.sides):
        reference = np.full(days, 0.5 + 0.1 * number)
        threat = np.where(day < 22, 0.1, 0.0)
        losses = 0.004 * day
        stiff = np.where(day >= 33, -0.02, 0.0)
        outside = np.full(days, 0.40)
        daily |= {
            f"reference_{side}": reference,
            f"threat_{side}": threat,
            f"losses_{side}": losses,
            f"stress_{side}": np.zeros(days),
            f"majority_{side}": stiff,
            f"outside_{side}": outside,
            f"mandate_{side}": np.maximum(reference - threat - losses - stiff, outside),
        }
    kinds = ("opening", "round", "session", "text", "leaders", "home", "deadline", "threat")
    entries = tuple(
        Entry(at, scenario.date_of(at), kind, f"{kind} on day {at}")
        for at, kind in enumerate(kinds)
    )
    (history,) = replayed(scenario, 1)
    return Told(7, entries, daily, lambda side, value: 100 * value, replace(history, run=7))
