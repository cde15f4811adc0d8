"""Everything that is measured, put together as the data of ``docs/performance.md``."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable
from typing import Any

from benchmarks.children import Unmeasured, ask
from benchmarks.clock import spread
from benchmarks.doors import doors
from benchmarks.machine import load, machine
from benchmarks.plan import SEED, Plan
from benchmarks.scaling import cost_of_runs, memory, sizes, slope_between, threads
from benchmarks.worlds import BASELINE, SHORTEST, named
from experiments.provenance import model_revision
from sim import machine_code
from sim.engine import RUNS

Tell = Callable[[str, int, int], None]
"""Called when a stage begins: its name, its number from 0, and how many there are."""

RATIOS = (
    "compiled_vs_batch_run",
    "compiled_vs_glass",
    "kernel_vs_draws",
    "threads_2_vs_1",
    "peak_memory_1e7_vs_1e6",
    "cost_slope_1e4_1e7",
)


def measure(plan: Plan, tell: Tell = lambda stage, at, of: None) -> dict[str, Any]:
    """Measure everything in the plan.

    Returns:
        plain data, as ``docs/performance.json`` holds it. ``ratios`` has a number for each of
        :data:`RATIOS`, None for what the plan leaves out.

    Raises:
        Unmeasured: something fails, as when sources are edited meanwhile.
    """
    data: dict[str, Any] = {
        "format": 1,
        "quick": plan.quick,
        "seed": SEED,
        "model": model_revision()[:16],
        "machine": machine(),
        "baseline": BASELINE,
        "cheapest_days": SHORTEST,
        "block": plan.block,
    }
    stages: list[tuple[str, Callable[[], None]]] = [
        ("getting the machine code ready", RUNS.prepare)
    ]

    def stage(words: str, key: str, work: Callable[[], Any]) -> None:
        stages.append((words, lambda: data.__setitem__(key, work())))

    data["doors"] = {}
    for name, runs in plan.doors.items():
        stages.append((f"doors, {name}", _door(data, name, runs, plan.repeats)))
    stage("cost of more runs", "cost_of_runs", lambda: cost_of_runs(plan))
    stage("memory of long streams", "memory", lambda: memory(plan))
    stage("more issues and days", "cost_of_size", lambda: sizes(plan))
    stage("two threads", "threads", lambda: threads(plan, BASELINE))
    stage("starting", "start", lambda: _start(plan))
    stage("counting operations", "operations", lambda: _operations(plan, data))
    for at, (words, work) in enumerate(stages):
        tell(words, at, len(stages))
        work()
    data["machine"]["load_after"] = load()
    data["cost_slope"], data["ratios"] = None, {}
    _conclude(data)
    return rounded(data)  # type: ignore[no-any-return]


def _door(data: dict[str, Any], name: str, runs: int, repeats: int) -> Callable[[], None]:
    def work() -> None:
        data["doors"][name] = doors(named(name), SEED, runs, repeats)

    return work


def _start(plan: Plan) -> dict[str, Any]:
    found: dict[str, Any] = {"scenario": BASELINE, "runs": 100, "compiling": None}
    with tempfile.TemporaryDirectory(prefix="tariff-talks-") as folder:
        elsewhere = {machine_code.SETTING: folder} if plan.compiling else {}

        def one() -> dict[str, Any]:
            return ask("start", BASELINE, SEED, found["runs"], environment=elsewhere)

        if plan.compiling:
            found["compiling"] = one()
        warm = [one() for _ in range(plan.starts)]
    if not all(start["ready"] for start in warm):
        raise Unmeasured("a later process found no machine code: agents/ or sim/ was edited")
    for name in ("import_s", "code_s", "first_runs_s"):
        found[name] = spread([start[name] for start in warm])._asdict()
    return found


def _operations(plan: Plan, data: dict[str, Any]) -> dict[str, Any]:
    one_core = dict.fromkeys(
        ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"),
        "1",
    )
    dgemm = ask("dgemm", plan.dgemm, plan.repeats, environment=one_core)["gflops"]
    found: dict[str, Any] = {"dgemm_gflops": dgemm, "dgemm_size": plan.dgemm, "scenarios": {}}
    for name, runs in plan.counted.items():
        told: dict[str, Any] = ask("operations", name, SEED, runs)
        nanoseconds = 1e3 * data["doors"][name]["us_per_run"]["compiled"]["median"]
        gflops = told["float_operations"] / nanoseconds
        found["scenarios"][name] = {
            "runs": runs,
            "per_run": told,
            "gflops": gflops,
            "share_of_dgemm": gflops / dgemm["median"],
            "ns_per_read": nanoseconds / told["reads"],
        }
    return found


def _conclude(data: dict[str, Any]) -> None:
    """Put the ratios together, with their spreads where they have one."""
    baseline = data["doors"][BASELINE]
    spreads = {name: baseline[name] for name in RATIOS[:3]}
    spreads["threads_2_vs_1"] = data["threads"]["threads_2_vs_1"]
    points = [*data["cost_of_runs"]["cheapest"], *data["memory"]]
    last = max(point["runs"] for point in points)
    data["cost_slope"] = {"from": 10_000, "to": last, "slope": slope_between(points, 10_000, last)}
    peaks = {point["runs"]: point["memory_peak_mb"]["median"] for point in data["memory"]}
    data["ratios"] = {
        **{name: found["median"] for name, found in spreads.items()},
        "peak_memory_1e7_vs_1e6": (
            peaks[10**7] / peaks[10**6] if {10**6, 10**7} <= set(peaks) else None
        ),
        "cost_slope_1e4_1e7": slope_between(points, 10**4, 10**7),
    }
    data["ratio_spreads"] = spreads


def rounded(data: Any, digits: int = 5) -> Any:
    """Return plain data with floats to some significant digits; NaN becomes None."""
    if isinstance(data, dict):
        return {name: rounded(value, digits) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [rounded(value, digits) for value in data]
    if isinstance(data, float):
        return float(f"{data:.{digits}g}") if math.isfinite(data) else None
    return data
