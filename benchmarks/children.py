"""What is measured in a process of its own: memory, start, and what must come before imports.

python -m benchmarks.children NAME ARGUMENT…    prints its findings as one line of JSON
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Found = dict[str, Any]


class Unmeasured(Exception):
    """Something can't be measured here and now; the message says why."""


def ask(name: str, *arguments: object, environment: Mapping[str, str] | None = None) -> Found:
    """Run one of the tasks below in a fresh process and return what it found.

    Raises:
        Unmeasured: it failed; the message ends with what it said.
    """
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.children", name, *map(str, arguments)],
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode:
        raise Unmeasured(f"measuring {name} failed:\n{told.stderr.strip()[-2000:]}")
    found: Found = json.loads(told.stdout.splitlines()[-1])
    return found


def peak_memory() -> float:
    """Return the most memory that this process has held, in MB (NaN where nobody can tell)."""
    status = Path("/proc/self/status")
    if status.is_file():  # getrusage would count the process that started this one, too
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024.0
    try:
        import resource
    except ImportError:  # Windows
        return float("nan")
    found = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return found / (1024.0**2 if sys.platform == "darwin" else 1024.0)


def stream(scenario: str, seed: str, runs: str, block: str) -> Found:
    """Stream runs in blocks through the machine door, and reduce each block to sums."""
    from benchmarks.streaming import streamed
    from benchmarks.worlds import named

    world = named(scenario)
    streamed(world, int(seed), 100, 100)
    before = peak_memory()
    cpu, wall = time.process_time(), time.perf_counter()
    sums = streamed(world, int(seed), int(runs), int(block))
    return {
        "runs": int(runs),
        "cpu": time.process_time() - cpu,
        "wall": time.perf_counter() - wall,
        "memory_before_mb": before,
        "memory_peak_mb": peak_memory(),
        "agreements": sums.agreements,
    }


def start(scenario: str, seed: str, runs: str) -> Found:
    """Import, bring the machine code in, and play the first runs."""
    begin = time.perf_counter()
    from benchmarks.worlds import named
    from sim import engine

    world = named(scenario)
    imported = time.perf_counter()
    ready = engine.RUNS.ready
    engine.RUNS.prepare()
    loaded = time.perf_counter()
    engine.simulate(world, int(seed), 0, int(runs))
    played = time.perf_counter()
    return {
        "ready": ready,
        "import_s": imported - begin,
        "code_s": loaded - imported,
        "first_runs_s": played - loaded,
        "cpu_s": time.process_time(),
    }


def operations(scenario: str, seed: str, runs: str) -> Found:
    """Count what the rules ask of the processor."""
    from benchmarks.counting import count

    return dict(count(scenario, int(seed), int(runs)))


def dgemm(size: str, repeats: str) -> Found:
    """Multiply two square matrices on one core, which is what its makers tuned it for."""
    import numpy as np

    from benchmarks.clock import interleaved, spread

    n = int(size)
    left = np.arange(n * n, dtype=np.float64).reshape(n, n) % 7.0
    right = left.T.copy()
    out = np.empty_like(left)
    np.matmul(left, right, out=out)
    laps = interleaved({"dgemm": lambda: np.matmul(left, right, out=out)}, int(repeats))["dgemm"]
    return {"gflops": spread([2.0 * n**3 / lap.cpu / 1e9 for lap in laps])._asdict()}


TASKS: dict[str, Callable[..., Found]] = {
    task.__name__: task for task in (stream, start, operations, dgemm)
}

if __name__ == "__main__":
    print(json.dumps(TASKS[sys.argv[1]](*sys.argv[2:])))
