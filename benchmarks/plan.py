"""How much is measured: all of it, or a quick look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SEED = 20250617


@dataclass(frozen=True)
class Plan:
    """Sizes of everything that is measured.

    Attributes:
        quick: whether this is the small plan.
        repeats: interleaved repeats of everything not named below.
        doors: scenario -> runs that every door plays in each repeat.
        cost: world -> {runs: repeats}, each played in one call or, above ``block``, streamed.
        issues: numbers of issues, in a world of 30 days.
        days: last days, in a world of two issues.
        size_runs: runs at each of these.
        memory: runs of the two streams whose memory is compared, and how often each is done.
        block: runs of a block of a stream.
        compiling: whether to compile everything once more, in an empty cache.
        starts: processes started with the machine code at hand.
        thread_runs: runs shared by one thread and by two, ``thread_repeats`` times.
        counted: scenario -> runs whose operations are counted.
        dgemm: rows of the square matrices that are multiplied.
    """

    quick: bool
    repeats: int
    doors: Mapping[str, int]
    cost: Mapping[str, Mapping[int, int]]
    issues: tuple[int, ...]
    days: tuple[int, ...]
    size_runs: int
    memory: Mapping[int, int]
    block: int
    compiling: bool
    starts: int
    thread_runs: int
    thread_repeats: int
    counted: Mapping[str, int]
    dgemm: int


FULL = Plan(
    quick=False,
    repeats=7,
    doors={"japan_us_2025": 120, "marenna_tirvald": 30, "bare": 150},
    cost={
        "cheapest": {1_000: 7, 10_000: 7, 100_000: 5},
        "japan_us_2025": {1_000: 5, 10_000: 5, 50_000: 1},
    },
    issues=(2, 4, 6, 8, 10, 12),
    days=(15, 30, 60, 120, 240, 480),
    size_runs=2_000,
    memory={1_000_000: 3, 10_000_000: 1},
    block=20_000,
    compiling=True,
    starts=5,
    thread_runs=3_000,
    thread_repeats=9,
    counted={"japan_us_2025": 20, "marenna_tirvald": 10, "bare": 20},
    dgemm=1_024,
)

QUICK = Plan(
    quick=True,
    repeats=5,
    doors={"japan_us_2025": 6, "bare": 30},
    cost={
        "cheapest": {1_000: 5, 10_000: 5, 100_000: 3},
        "japan_us_2025": {1_000: 5},
    },
    issues=(2, 6, 12),
    days=(15, 60, 240),
    size_runs=300,
    memory={},
    block=20_000,
    compiling=False,
    starts=1,
    thread_runs=1_000,
    thread_repeats=5,
    counted={"japan_us_2025": 2},
    dgemm=512,
)
