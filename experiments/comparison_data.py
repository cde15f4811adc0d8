"""A comparison as plain data: JSON for programs, CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from experiments.addresses import ResultArm
from experiments.compare import Compared, Comparison
from experiments.comparison_tables import keys_changed
from experiments.ends import Timing
from experiments.pressures import Eve
from experiments.speech import ENGLISH, speaking

FORMAT = 1
"""Version of the layout."""

DIFFERENCES = (
    "part",
    "measure",
    "label",
    "unit",
    "given",
    "first",
    "second",
    "paired",
    "runs",
    "mean_first",
    "mean_second",
    "change",
    "low",
    "high",
    "level",
    "variance_reduction",
    "unpaired_runs",
)
"""Columns of the table of differences: a row for each measure and each arm but the first."""

INCIDENCE = (
    "ending",
    "arm",
    "day",
    "date",
    "share",
    "low",
    "high",
    "change",
    "change_low",
    "change_high",
)
"""Columns of the table of curves: a row for each ending, arm and day."""


def as_data(
    found: Comparison, timing: Timing | None = None, eves: Sequence[Eve] = ()
) -> dict[str, Any]:
    """Everything that was found, with None for what does not exist or is infinite."""
    with speaking(ENGLISH.code):
        return {
            "format": FORMAT,
            "level": found.level,
            "arms": [_arm(arm, found, place) for place, arm in enumerate(found.arms)],
            "differences": [_plain(row) for row in differences(found, eves)],
            "timing": None if timing is None else _timing(timing, found),
        }


def differences(found: Comparison, eves: Sequence[Eve] = ()) -> Iterable[Mapping[str, Any]]:
    """One mapping with the keys DIFFERENCES for each measure and each arm but the first."""
    parts: tuple[tuple[str, Sequence[Compared]], ...] = (
        ("outcomes", found.outcomes),
        ("endings", found.endings),
        ("reasons", found.reasons),
        ("mechanisms", found.mechanisms),
        ("times", found.times),
        ("mandates", [compared for eve in eves for compared in eve.terms]),
    )
    for part, measures in parts:
        for compared in measures:
            for arm, difference in zip(found.arms[1:], compared.differences, strict=True):
                yield {
                    "part": part,
                    "measure": compared.measure.name,
                    "label": compared.measure.label,
                    "unit": compared.measure.unit,
                    "given": compared.measure.given,
                    "first": found.arms[0].label,
                    "second": arm.label,
                    "paired": difference.paired,
                    "runs": difference.runs,
                    "mean_first": difference.first,
                    "mean_second": difference.second,
                    "change": difference.change.value,
                    "low": difference.change.low,
                    "high": difference.change.high,
                    "level": found.level,
                    "variance_reduction": difference.reduction,
                    "unpaired_runs": difference.unpaired_runs,
                }


def curves(timing: Timing, found: Comparison) -> Iterable[Mapping[str, Any]]:
    """One mapping with the keys INCIDENCE for each ending, arm and day."""
    for name in timing.endings:
        for place, arm in enumerate(found.arms):
            share = timing.curves[place][name]
            change = timing.changes[place - 1][name] if place else None
            for day in range(timing.horizon + 1):
                yield {
                    "ending": name,
                    "arm": arm.label,
                    "day": day,
                    "date": timing.scenario.date_of(day).isoformat(),
                    "share": float(share.value[day]),
                    "low": float(share.low[day]),
                    "high": float(share.high[day]),
                    "change": None if change is None else float(change.value[day]),
                    "change_low": None if change is None else float(change.low[day]),
                    "change_high": None if change is None else float(change.high[day]),
                }


def as_json(data: Mapping[str, Any]) -> str:
    """The data as JSON text that ends with a line break."""
    return json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as CSV text with a header; an empty cell where a value doesn't exist."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_plain(row) for row in rows)
    return text.getvalue()


def _arm(arm: ResultArm, found: Comparison, place: int) -> dict[str, Any]:
    manifest = arm.result.manifest
    told: dict[str, Any] = {
        "label": arm.label,
        "result": str(arm.result.path),
        "arm": arm.arm,
        "settings": manifest["arms"][arm.arm]["settings"],
        "scenario_hash": manifest["arms"][arm.arm]["scenario_hash"],
        "seed": arm.seed,
        "model_revision": manifest["model_revision"],
        "runs": len(found.runs[place]),
    }
    if place:
        pairing = found.pairings[place - 1]
        told["pairing"] = {
            "paired": pairing.paired,
            "runs": pairing.runs,
            "words": pairing.words,
        }
        told["differs_in"] = [
            {"key": key.key, "first": key.first, "second": key.second}
            for key in keys_changed(found, place)
        ]
    return told


def _timing(timing: Timing, found: Comparison) -> dict[str, Any]:
    return {
        "start": timing.scenario.start.isoformat(),
        "horizon": timing.horizon,
        "runs": list(timing.runs),
        "left_out": timing.left_out,
        "curves": {
            name: [
                {
                    "arm": arm.label,
                    **_columns(timing.curves[place][name]),
                    "change": _columns(timing.changes[place - 1][name]) if place else None,
                }
                for place, arm in enumerate(found.arms)
            ]
            for name in timing.endings
        },
    }


def _columns(curve: Any) -> dict[str, list[float]]:
    return {name: getattr(curve, name).tolist() for name in ("value", "low", "high")}


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row, with None for what is infinite or not a number."""
    return {
        name: None if isinstance(value, float) and not math.isfinite(value) else value
        for name, value in row.items()
    }
