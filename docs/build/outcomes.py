"""Write docs/reference/outcomes.md from the outcome columns of the shipped baseline scenario.

python docs/build/outcomes.py            write the page
python docs/build/outcomes.py --check    exit 1 if the page is stale
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import generated
from experiments.rows import schema_of
from pages import ROOT
from sim.config.quantity import Quantity
from sim.outcomes import Column, columns
from sim.scenario import Scenario, find_scenario

PAGE = ROOT / "docs" / "reference" / "outcomes.md"
SCENARIO = "japan_us_2025"
DRAWN = "drawn_"

PREAMBLE = f"""\
# Outcome columns

<!-- Written by docs/build/outcomes.py from sim/outcomes.py: edit that file instead. -->

One row is one run of one arm: what `result.table()` returns, what the Parquet parts of
[a result](results.md) hold and what `talks export` writes. This page lists the columns of the
scenario `{SCENARIO}`. Another scenario has its own issues, sides and priors in the names, and is
otherwise the same.

- Days are counted from the scenario's start, which is day 0. `-1` means never.
- `NaN` means that there is nothing to measure: an agreement's value where there is no agreement.
- *Utility* is the model's own scale: all that a side could receive sums to 1. *Points* are the
  same on a scale from 0 (the worst package for that side in that run) to 100 (the best).
- Dollars are totals from the start to the scenario's last day, in billions of US dollars. A
  history that ends before is followed to that day: its agreement, once in effect, or the tariffs
  in force go on.
- Units and meanings also stand in the metadata of every Parquet file, so a part explains itself.
- How each number comes about: [the model](../explanation/model.md).
"""

GROUPS = (
    ("How it ended", r"run|ending|reason"),
    ("When", r".+_day"),
    (
        "What happened on the way",
        r"extensions|rounds|sessions|texts|.+_refusals|overrides|refusals|zopa_rounds|progress"
        r"|breaks|other_deals|struck",
    ),
    ("Terms", r"(level|term)_.+"),
    ("What it is worth", r"(value|points|score|mandate)_(?!refusals).+"),
    ("At home", r"(approval|seats|majority_lost|vote_needed)_.+"),
    ("Dollars", r".+_bn|exporter_loss_gdp"),
    ("More", r".+"),
)
"""Headings, and a pattern for the names of the columns under them; the first that fits counts."""

DRAWN_TEXT = """\
## What was drawn

Every number that the scenario gives as a prior is drawn once a run, before its first day; only
lengths of extensions, review dates and terms of others are drawn when they come up, each anew. The
drawn value stands in a column of its own, named after the key in
[the configuration](configuration.md) with `__` for each dot: the prior
`sides.us.cost_ratio` fills the column `drawn_sides__us__cost_ratio`. These columns say what sets
one history apart from another; the report's section on what decides an agreement reads them.
"""


def render() -> str:
    """Return the page as Markdown."""
    scenario = find_scenario(SCENARIO)
    every = columns(scenario)
    settled = [column for column in every if not column.name.startswith(DRAWN)]
    groups: dict[str, list[Column]] = {heading: [] for heading, _ in GROUPS}
    for column in settled:
        heading = next(one for one, pattern in GROUPS if re.fullmatch(pattern, column.name))
        groups[heading].append(column)
    groups[GROUPS[0][0]].insert(0, _arm())
    parts = [PREAMBLE]
    for heading, chosen in groups.items():
        if chosen:
            parts.append(f"## {heading}\n\n{_table(chosen)}\n")
    parts.append(DRAWN_TEXT)
    parts.append(generated.table(("column", "unit", "law"), _drawn(scenario)) + "\n")
    return "\n".join(parts)


def _arm() -> Column:
    """Return the column that every stored table has besides those of the scenario."""
    field = schema_of([]).field("arm")
    told = {key.decode(): value.decode() for key, value in field.metadata.items()}
    return Column("arm", str(field.type), told["unit"], told["text"])


def _table(chosen: Sequence[Column]) -> str:
    return generated.table(
        ("column", "type", "unit", "meaning"),
        ((f"`{column.name}`", column.kind, column.unit or "–", column.text) for column in chosen),
    )


def _drawn(scenario: Scenario) -> Iterator[tuple[str, str, str]]:
    """Yield column, unit and law of every number that a run draws."""
    priors = {
        ".".join(key): part for key, part in scenario.config.cited() if isinstance(part, Quantity)
    }
    for name, _ in scenario.drawn:
        prior = priors[name]
        yield f"`{DRAWN}{name.replace('.', '__')}`", prior.unit, _law(prior)


def _law(prior: Quantity) -> str:
    """Return a prior as a word and where it lies."""
    if prior.law == "beta":
        return f"beta({prior.a}, {prior.b})"
    if prior.law == "gamma":
        return f"gamma, shape {prior.shape}"
    if prior.law == "choice":
        return f"one of {', '.join(f'{value:g}' for value in prior.values or ())}"
    low, high = prior.support
    law = f"{prior.law}, {low:g} to {high:g}"
    if prior.law == "triangular":
        law += f", mode {prior.mode:g}"
    if prior.law == "spike":
        law = f"{prior.at:g} with probability {prior.probability:g}, else "
        law += f"{prior.low:g} to {prior.high:g}"
    return law


def main(arguments: Sequence[str] | None = None, *, page: Path = PAGE) -> int:
    """Write the page, or with ``--check`` say whether it is stale; return the exit code."""
    return generated.main(render, page, __file__, arguments)


if __name__ == "__main__":
    sys.exit(main())
