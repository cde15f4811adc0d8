"""The same runs through every door, and each piece of their work alone, side by side."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from benchmarks.batch import batch_run
from benchmarks.clock import Lap, Spread, interleaved, ratio, spread, timed
from benchmarks.pieces import pieces
from benchmarks.reads import reads
from sim import engine, outcomes
from sim.scenario import Scenario

SHORTEST = 0.1
"""Seconds that a thing is timed for at least: what takes less is done several times."""

PIECES = ("beginning", "drawing", "writing", "clearing")


def lengthened(call: Callable[[], object], shortest: float) -> tuple[Callable[[], object], int]:
    """Return a call done often enough to be timed, and how often that is."""
    call()
    times = max(1, math.ceil(shortest / max(timed(call).wall, 1e-9)))

    def again() -> None:
        for _ in range(times):
            call()

    return again, times


def doors(
    scenario: Scenario, seed: int, runs: int, repeats: int, shortest: float = SHORTEST
) -> dict[str, Any]:
    """Measure runs 0 to ``runs - 1`` of a scenario on one core.

    What a call of the machine door costs before its first run is timed alone and taken off:
    it is the same for ten runs and for a million.

    Returns:
        plain data; times are CPU times in microseconds a run, unless their name says other.
    """
    engine.RUNS.prepare()
    found = reads(scenario, seed, runs)
    parts = pieces(scenario, seed, found)
    brief = {
        "compiled": lambda: engine.simulate(scenario, seed, 0, runs),
        "call": lambda: engine.simulate(scenario, seed, 0, 0),
        **{name: getattr(parts, name) for name in PIECES},
    }
    arms, times = {}, {}
    for name, call in brief.items():
        arms[name], times[name] = lengthened(call, shortest)
    arms["glass"] = lambda: outcomes.simulate(scenario, seed, 0, runs)
    arms["batch_run"] = lambda: batch_run(scenario, seed, 0, runs)
    laps = {
        name: [Lap(*(seconds / times.get(name, 1) for seconds in lap)) for lap in taken]
        for name, taken in interleaved(arms, repeats).items()
    }
    taken = {name: [lap.cpu for lap in one] for name, one in laps.items()}
    taken["compiled"] = _without(taken["compiled"], taken["call"])
    walls = {name: [lap.wall for lap in laps[name]] for name in ("compiled", "glass", "batch_run")}
    walls["compiled"] = _without(walls["compiled"], [lap.wall for lap in laps["call"]])
    per_run = {name: _per_run(seconds, runs) for name, seconds in taken.items()}
    day_steps = found.day_steps / runs
    return {
        "days": scenario.horizon,
        "issues": len(scenario.issues),
        "runs": runs,
        "columns": found.columns,
        "day_steps_per_run": day_steps,
        "draws_per_run": len(found.draws) / runs,
        "different_draws_per_run": len(set(found.draws)) / runs,
        "state_bytes": parts.state_bytes,
        "call_ms": _scaled(spread(taken["call"]), 1e3),
        "us_per_run": {name: per_run[name] for name in walls},
        "us_per_run_wall": {name: _per_run(seconds, runs) for name, seconds in walls.items()},
        "day_steps_per_second": {name: 1e6 * day_steps / per_run[name]["median"] for name in walls},
        "pieces_us": {name: per_run[name] for name in PIECES},
        "shares": shares({name: per_run[name]["median"] for name in ("compiled", *PIECES)}),
        "compiled_vs_batch_run": ratio(taken["batch_run"], taken["compiled"])._asdict(),
        "compiled_vs_glass": ratio(taken["glass"], taken["compiled"])._asdict(),
        "kernel_vs_draws": ratio(taken["compiled"], taken["drawing"])._asdict(),
    }


def shares(took: dict[str, float]) -> dict[str, float]:
    """Return the shares of a run's time in chance, writing, clearing and rules (the rest).

    Args:
        took: times of the whole run (``compiled``), of drawing, writing and clearing.
    """
    whole = took["compiled"]
    found = {
        "chance": took["drawing"] / whole,
        "writing": took["writing"] / whole,
        "clearing": took["clearing"] / whole,
    }
    return {**found, "rules": 1.0 - sum(found.values())}


def _without(whole: list[float], part: list[float]) -> list[float]:
    return [one - less for one, less in zip(whole, part, strict=True)]


def _per_run(seconds: list[float], runs: int) -> dict[str, Any]:
    return _scaled(spread(seconds), 1e6 / runs)


def _scaled(found: Spread, factor: float) -> dict[str, Any]:
    return Spread(
        found.median * factor, found.low * factor, found.high * factor, found.repeats
    )._asdict()
