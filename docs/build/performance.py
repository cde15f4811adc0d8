"""Write docs/performance.md from docs/performance.json, the numbers of one machine.

talks bench --json docs/performance.json    measure
python docs/build/performance.py            write the page
python docs/build/performance.py --check    exit 1 if the page is stale
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import generated
from pages import ROOT
from performance_texts import CALLS, LIMITS, MEASURED, PREAMBLE, RATIOS, TRIED, UNMEASURED

PAGE = ROOT / "docs" / "performance.md"
NUMBERS = ROOT / "docs" / "performance.json"

PHILOX = 160
"""Whole-number operations of a draw: sixteen in each of ten rounds."""

Data = dict[str, Any]


def render() -> str:
    """Return the page as Markdown."""
    return page_of(json.loads(NUMBERS.read_text(encoding="utf-8")))


def page_of(data: Data) -> str:
    """Return the page about the numbers of ``talks bench``."""
    parts = [
        PREAMBLE,
        _machine(data),
        "## Ratios",
        f"Of the baseline, `{data['baseline']}`, on one core unless it says other. Medians, and "
        "the lowest and highest repeat.",
        _ratios(data),
        "## One run, through every door",
        CALLS,
        _doors(data),
        "## Where the time goes",
        *_where(data),
        "## How far it is to the limit",
        *_limit(data),
        "## More runs, issues and days",
        *_more(data),
        "## Memory",
        _memory(data),
        "## Starting",
        _start(data),
        "## Two threads",
        _threads(data),
        "## What was tried",
        TRIED,
        "## How it is measured",
        MEASURED,
        "## What is not measured",
        UNMEASURED,
    ]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _machine(data: Data) -> str:
    found = data["machine"]
    libraries = ", ".join(f"{name} {version}" for name, version in found["libraries"].items())
    told = (
        f"This machine: {found['processor']}, {_cores(found['cores'])}, {found['system']}, "
        f"Python {found['python']}, {libraries}."
    )
    loads = [found[name] for name in ("load_before", "load_after") if found[name] is not None]
    if loads:
        told += (
            f" It was shared: {' and '.join(f'{load:.1f}' for load in loads)} processes wanted a "
            "core in the minute before the measurement and in its last minute."
        )
    if data["quick"]:
        told += " **A quick look, with small sizes: not to be quoted.**"
    return told


def _cores(count: int) -> str:
    return "one core" if count == 1 else f"{count} cores"


def _ratios(data: Data) -> str:
    def rows() -> Iterator[tuple[str, ...]]:
        for name, value in data["ratios"].items():
            spread = data["ratio_spreads"].get(name)
            yield (
                f"`{name}`",
                "not measured" if value is None else _number(value),
                _range(spread) if spread else "–",
                RATIOS[name],
            )

    return generated.table(("ratio", "median", "lowest to highest", "what it compares"), rows())


def _doors(data: Data) -> str:
    def rows() -> Iterator[tuple[str, ...]]:
        for name, found in data["doors"].items():
            took = found["us_per_run"]
            yield (
                f"`{name}`",
                f"{_number(took['compiled']['median'])} ({_range(took['compiled'])})",
                _number(took["glass"]["median"]),
                _number(took["batch_run"]["median"]),
                _number(found["compiled_vs_glass"]["median"]),
                _number(found["compiled_vs_batch_run"]["median"]),
            )

    def sizes() -> Iterator[tuple[str, ...]]:
        for name, found in data["doors"].items():
            yield (
                f"`{name}`",
                str(found["issues"]),
                _number(found["day_steps_per_run"]),
                _number(found["day_steps_per_second"]["compiled"]),
                _number(found["draws_per_run"]),
                _number(found["different_draws_per_run"]),
                str(found["columns"]),
                str(found["runs"]),
            )

    took = generated.table(
        ("scenario", "compiled, µs", "glass door, µs", "`batch_run`, µs", "to glass", "to batch"),
        rows(),
    )
    did = generated.table(
        (
            "scenario",
            "issues",
            "day-steps a run",
            "day-steps a second and core",
            "draws read a run",
            "of them different",
            "columns written",
            "runs compared",
        ),
        sizes(),
    )
    return f"{took}\n\nWhat these runs did:\n\n{did}"


def _where(data: Data) -> Iterator[str]:
    names = ("chance", "rules", "writing", "clearing")

    def rows() -> Iterator[tuple[str, ...]]:
        for name, found in data["doors"].items():
            yield (
                f"`{name}`",
                *(_percent(found["shares"][part]) for part in names),
                _number(found["pieces_us"]["beginning"]["median"]),
                _number(found["call_ms"]["median"]),
            )

    found = data["doors"][data["baseline"]]
    shares = found["shares"]
    most = max(shares, key=lambda part: float(shares[part]))
    begin = found["pieces_us"]["beginning"]["median"] / found["us_per_run"]["compiled"]["median"]
    yield (
        f"Most of a baseline run's time goes into {most}: {_percent(shares[most])}. *Chance* is "
        "the time to draw, alone, at every address that the runs read. *Writing* puts the outcome "
        "row into its columns, *clearing* empties the State for the next run. *Rules* are all the "
        "rest: value tables, ladders of steps, mandates, offers and answers, the calendar, and the "
        "daily accounts."
    )
    yield generated.table(
        ("scenario", *names, "before the first day, µs", "a call, ms"),
        rows(),
    )
    yield (
        f"What comes *before the first day* (types drawn, tables made, the world set up) is "
        f"{_percent(begin)} of a baseline run; it has shares in chance, clearing and rules. "
        "*A call* packs the scenario and makes the columns; it costs the same for ten runs and for "
        "a million. The doors above and the pieces here leave it out."
    )


def _limit(data: Data) -> Iterator[str]:
    yield LIMITS
    operations = data["operations"]
    draws = {name: found["kernel_vs_draws"] for name, found in data["doors"].items()}
    yield generated.table(
        ("scenario", "time of a run over time to draw", "lowest to highest", "ns a draw"),
        (
            (
                f"`{name}`",
                _number(spread["median"]),
                _range(spread),
                _number(
                    1e3
                    * data["doors"][name]["pieces_us"]["drawing"]["median"]
                    / data["doors"][name]["draws_per_run"]
                ),
            )
            for name, spread in draws.items()
        ),
    )
    yield (
        "What a run asks of the processor, counted sign by sign, and what comes of it in a second. "
        f"Multiplying {operations['dgemm_size']} × {operations['dgemm_size']} matrices (*dgemm*), "
        "the work that processors and libraries are tuned for, does "
        f"{_number(operations['dgemm_gflops']['median'])} billion floating-point operations a "
        "second on one core here."
    )
    yield generated.table(
        (
            "scenario",
            "float operations",
            "whole-number operations",
            "comparisons",
            "reads of a vector",
            "exp, log and the like",
            "billion float operations a second",
            "of dgemm",
            "ns a read",
        ),
        (
            (
                f"`{name}`",
                *(
                    _number(found["per_run"][kind])
                    for kind in (
                        "float_operations",
                        "whole_operations",
                        "comparisons",
                        "reads",
                        "math_calls",
                    )
                ),
                _number(found["gflops"]),
                _percent(found["share_of_dgemm"]),
                _number(found["ns_per_read"]),
            )
            for name, found in operations["scenarios"].items()
        ),
    )
    found = operations["scenarios"][data["baseline"]]["per_run"]
    philox = PHILOX * data["doors"][data["baseline"]]["draws_per_run"]
    reads, compared = (
        _number(found[kind] / found["float_operations"]) for kind in ("reads", "comparisons")
    )
    yield (
        "The rules are no arithmetic on long rows. In a baseline run they read a vector "
        f"{reads} times for each float operation, and compare {compared} times, so that neither "
        "wide registers nor fused operations have much to take hold of. Of the whole-number "
        f"operations, about {_percent(philox / found['whole_operations'])} are Philox's, {PHILOX} "
        "to a draw; the rest find places in vectors."
    )


def _more(data: Data) -> Iterator[str]:
    points = [
        (name, point)
        for name, points in data["cost_of_runs"].items()
        for point in [*points, *(data["memory"] if name == "cheapest" else [])]
    ]
    yield (
        f"`cheapest` is `bare` with a last day {data['cheapest_days']}: what is left of a run when "
        f"nearly all is beginning. More than {data['block']:,} runs are streamed in blocks of that "
        "many, and each block is reduced to sums."
    )
    yield generated.table(
        ("world", "runs", "CPU seconds", "lowest to highest", "repeats", "µs a run"),
        (
            (
                f"`{name}`",
                f"{point['runs']:,}",
                _number(point["seconds"]["median"]),
                _range(point["seconds"]),
                str(point["seconds"]["repeats"]),
                _number(1e6 * point["seconds"]["median"] / point["runs"]),
            )
            for name, point in points
        ),
    )
    slope = data["cost_slope"]
    if slope["slope"] is not None:
        yield (
            f"Slope of log time on log runs, `cheapest`, {slope['from']:,} to {slope['to']:,} "
            f"runs: **{slope['slope']:.3f}**. One is linear."
        )
    for name, heading in (("issues", "issues, 30 days"), ("days", "last day, 2 issues")):
        yield generated.table(
            (heading, *(str(point["size"]) for point in data["cost_of_size"][name])),
            [
                (
                    "µs a run",
                    *(
                        _number(point["us_per_run"]["median"])
                        for point in data["cost_of_size"][name]
                    ),
                )
            ],
        )
    yield (
        "These worlds are `bare` with each issue written several times, or with another last day. "
        "Sides that may talk longer hold out longer, so that more days are also more sessions."
    )


def _memory(data: Data) -> str:
    if not data["memory"]:
        return "Not measured in a quick look."
    rows = (
        (
            f"{point['runs']:,}",
            _number(point["memory_before_mb"]["median"]),
            _number(point["memory_peak_mb"]["median"]),
            str(point["seconds"]["repeats"]),
        )
        for point in data["memory"]
    )
    table = generated.table(("runs", "before the stream, MB", "peak, MB", "processes"), rows)
    return (
        "The most that a process of its own held while it streamed. Most of it is Python, its "
        "libraries and the machine code, which stand there before the first run.\n\n" + table
    )


def _start(data: Data) -> str:
    start = data["start"]
    first = start["compiling"]
    steps = (("import_s", "import, scenario read"), ("code_s", "machine code"))
    labels = (*steps, ("first_runs_s", f"the first {start['runs']} runs"))
    rows = (
        (
            label,
            _number(first[key]) if first else "not measured",
            f"{_number(start[key]['median'])} ({_range(start[key])})",
        )
        for key, label in labels
    )
    table = generated.table(
        ("seconds by the clock", "first use: compiles", "later: loads from the cache"), rows
    )
    if first is None:
        return table
    cpu = _number(first["cpu_s"])
    return f"{table}\n\nOf the first use, {cpu} seconds were CPU time; a busy machine adds to that."


def _threads(data: Data) -> str:
    found = data["threads"]
    return (
        f"The same {found['runs']:,} runs, by the clock: two threads were "
        f"**{_number(found['threads_2_vs_1']['median'])} times** as fast as one "
        f"({_range(found['threads_2_vs_1'])}); the quickest repeats compared, "
        f"{_number(found['quickest'])} times. While both ran, the machine lent "
        f"{_number(found['cores_lent']['median'])} cores ({_range(found['cores_lent'])}), and the "
        f"two used {_number(found['work_2_vs_1']['median'])} times the CPU time of one "
        f"({_range(found['work_2_vs_1'])}). Where other work leaves fewer than two cores, no "
        "program can be twice as fast; CPU time that grows would tell of a fight for memory."
    )


def _number(value: float | None) -> str:
    """Return a number to three significant digits, with commas."""
    if value is None:
        return "–"
    rounded = float(f"{value:.3g}")
    return f"{rounded:,.0f}" if abs(rounded) >= 100 else f"{rounded:g}"


def _range(spread: Data) -> str:
    return f"{_number(spread['low'])} to {_number(spread['high'])}"


def _percent(share: float) -> str:
    return f"{_number(100.0 * share)}%"


def main(arguments: Sequence[str] | None = None, *, page: Path = PAGE) -> int:
    """Write the page, or with ``--check`` say whether it is stale; return the exit code."""
    return generated.main(render, page, __file__, arguments)


if __name__ == "__main__":
    sys.exit(main())
