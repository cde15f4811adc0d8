"""What a run costs when there are more of them, more issues, more days, or two threads."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks.children import ask
from benchmarks.clock import interleaved, ratio, slope, spread
from benchmarks.plan import SEED, Plan
from benchmarks.streaming import streamed
from benchmarks.worlds import named, plain
from sim import engine
from sim.scenario import Scenario

Points = list[dict[str, Any]]


def cost_of_runs(plan: Plan) -> dict[str, Points]:
    """Return CPU seconds by number of runs, for every world of the plan, in this process."""
    found: dict[str, Points] = {}
    for name, sizes in plan.cost.items():
        world = named(name)
        streamed(world, SEED, 100, plan.block)
        taken: dict[int, list[float]] = {runs: [] for runs in sizes}
        for repeat in range(max(sizes.values())):
            arms = {
                str(runs): functools.partial(streamed, world, SEED, runs, plan.block)
                for runs, repeats in sizes.items()
                if repeat < repeats
            }
            for size, laps in interleaved(arms, 1).items():
                taken[int(size)] += [lap.cpu for lap in laps]
        found[name] = [_point(runs, seconds) for runs, seconds in taken.items()]
    return found


def memory(plan: Plan) -> Points:
    """Return time and memory of long streams over the cheapest world, each its own process."""
    found = []
    for runs, repeats in plan.memory.items():
        told = [ask("stream", "cheapest", SEED, runs, plan.block) for _ in range(repeats)]
        point = _point(runs, [one["cpu"] for one in told])
        for name in ("memory_before_mb", "memory_peak_mb"):
            point[name] = spread([one[name] for one in told])._asdict()
        found.append(point)
    return found


def _point(runs: int, seconds: Sequence[float]) -> dict[str, Any]:
    return {"runs": runs, "seconds": spread(seconds)._asdict()}


def slope_between(points: Points, first: int, last: int) -> float | None:
    """Return the slope of log time on log runs; None unless both ends were measured."""
    within = [point for point in points if first <= point["runs"] <= last]
    if {first, last} - {point["runs"] for point in within}:
        return None
    return slope([(point["runs"], point["seconds"]["median"]) for point in within])


def sizes(plan: Plan) -> dict[str, Points]:
    """Return microseconds a run by number of issues, and by days."""
    worlds: dict[str, Mapping[int, Scenario]] = {
        "issues": {count: plain(issues=count) for count in plan.issues},
        "days": {count: plain(days=count) for count in plan.days},
    }
    return {name: _costs(of, plan) for name, of in worlds.items()}


def _costs(worlds: Mapping[int, Scenario], plan: Plan) -> Points:
    arms: dict[str, Callable[[], object]] = {}
    for size, world in worlds.items():
        arms[str(size)] = functools.partial(streamed, world, SEED, plan.size_runs, plan.block)
        streamed(world, SEED, 10, plan.block)
    return [
        {
            "size": int(size),
            "us_per_run": spread([1e6 * lap.cpu / plan.size_runs for lap in laps])._asdict(),
        }
        for size, laps in interleaved(arms, plan.repeats).items()
    ]


def threads(plan: Plan, name: str) -> dict[str, Any]:
    """Compare one thread with two, by the time of day, on the same runs of a scenario.

    ``cores_lent`` is CPU time over time of day with two threads: below 2, the machine was busy
    with other things, and no program could have been twice as fast. ``quickest`` compares the
    quickest repeats of both, the ones least disturbed.
    """
    world, runs = named(name), plan.thread_runs
    arms = {
        str(count): functools.partial(engine.simulate, world, SEED, 0, runs, count)
        for count in (1, 2)
    }
    laps = interleaved(arms, plan.thread_repeats)
    one, two = laps["1"], laps["2"]
    return {
        "runs": runs,
        "scenario": name,
        "quickest": min(lap.wall for lap in one) / min(lap.wall for lap in two),
        "threads_2_vs_1": ratio([lap.wall for lap in one], [lap.wall for lap in two])._asdict(),
        "cores_lent": spread([lap.cpu / lap.wall for lap in two])._asdict(),
        "work_2_vs_1": ratio([lap.cpu for lap in two], [lap.cpu for lap in one])._asdict(),
    }
