"""Write docs/assumptions.md, the assumptions register of the frozen scenarios.

python docs/build/assumptions.py            write the page
python docs/build/assumptions.py --check    exit 1 if the page is stale
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import generated
from pages import ROOT
from sim.config import ScenarioConfig, load_scenario
from sim.config.quantity import PARAMETERS, Cited, Day, Quantity, Table
from sim.scenario import content_hash

PAGE = ROOT / "docs" / "assumptions.md"
SCENARIO = ROOT / "configs" / "scenarios" / "japan_us_2025.yaml"

PREAMBLE = """\
# Assumptions register

<!-- Written by docs/build/assumptions.py from the scenario itself: edit that instead. -->

Every number of the baseline that is a judgment, with the range a careful reader could hold and
the reason. What has a source besides says so; what is a plain fact is not here (see
[facts](reference/facts.md)). A law is drawn anew in every history; a value stands unless you set
it: `talks run configs/experiments/baseline.yaml --set KEY=VALUE`.

The baseline is frozen: see [decision 2](decisions/002-frozen-baseline.md).
"""


def render() -> str:
    """Return the page as Markdown."""
    config = load_scenario(SCENARIO)
    parts: dict[str, list[tuple[str, ...]]] = {}
    for at, cited in config.cited():
        if cited.assumed:
            parts.setdefault(at[0], []).append(_row(at, cited))
    count = sum(len(rows) for rows in parts.values())
    text = [
        PREAMBLE,
        f"Scenario `{config.name}`, version {config.version}, {count} judgments. Content hash:",
        "",
        f"`{content_hash(config)}`",
        "",
    ]
    for section, rows in parts.items():
        text += [f"## {_title(config, section)}", ""]
        text += [generated.table(("key", "number", "range", "reason", "sources"), rows), ""]
    return "\n".join(text)


def _title(config: ScenarioConfig, section: str) -> str:
    return section.replace("_", " ").capitalize()


def _row(at: tuple[str, ...], cited: Cited) -> tuple[str, ...]:
    others = [key for key in cited.keys if key not in ("assumption", "setting")]
    return (
        f"`{'.'.join(at)}`",
        _number(cited),
        _range(cited),
        (cited.reason or "").strip(),
        ", ".join(others),
    )


def _range(cited: Cited) -> str:
    if cited.range is not None:
        return f"{cited.range[0]:g} to {cited.range[1]:g}"
    if isinstance(cited, Quantity):
        low, high = cited.support
        return f"{low:g} and up" if high == float("inf") else f"{low:g} to {high:g}"
    return ""


def _number(cited: Cited) -> str:
    if isinstance(cited, Quantity):
        names = PARAMETERS[cited.law or "point"]
        if cited.law is None:
            return f"{cited.value:g} {cited.unit}"
        if cited.law == "choice":
            assert cited.values is not None
            return f"one of {', '.join(f'{value:g}' for value in cited.values)} {cited.unit}"
        given = ", ".join(f"{name} {getattr(cited, name):g}" for name in names)
        return f"{cited.law} ({given}) {cited.unit}"
    if isinstance(cited, Table):
        return "; ".join(f"{name} {value:g}" for name, value in cited.values.items())
    if isinstance(cited, Day):
        return f"{cited.date}"
    levels = getattr(cited, "values", ())
    return ", ".join(f"{value:g}" for value in levels)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the page; return the exit code."""
    return generated.main(render, PAGE, __file__, arguments)


if __name__ == "__main__":
    sys.exit(main())
