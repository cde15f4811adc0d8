"""Write docs/reference/baseline.md: how spread the baseline is, from a result of it.

python docs/build/baseline.py            run what is missing, and write the page
python docs/build/baseline.py --check    exit 1 if the model now gives other histories

The result is the one that README's picture is drawn from, and so is the check: it plays the first
histories again.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

import generated
import picture
from experiments.analysis.columns import Columns, agreed, columns_of, select
from experiments.analysis.summary import Share, Summary, summarise
from experiments.analysis.wording import (
    WORDED,
    date,
    level_in_words,
    number,
    percent,
    percent_range,
)
from experiments.design import load_experiment
from experiments.store import Result
from pages import ROOT
from sim.scenario import IssueInfo

PAGE = ROOT / "docs" / "reference" / "baseline.md"
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)

PREAMBLE = """\
# The baseline in numbers

<!-- Written by docs/build/baseline.py from a result of the baseline: run that instead. -->
<!-- the first {first} histories: {mark} -->

How far apart the histories of the baseline lie: {runs:,} of them, seed {seed}. Read it with three
things in mind.

- **It is reported, and nothing is tuned to it.** No number of the scenario was chosen for what
  this page shows. The scenario is [frozen](../decisions/002-frozen-baseline.md); if the model
  changes, so does this page.
- **It is conditional on assumptions**: [all of them](../assumptions.md), each with its range. Other
  assumptions give other shares. The intervals are 95% intervals for the luck of {runs:,} histories
  and for nothing else.
- **It is not a forecast.**

This shows it on your machine, the first line with a report:

```sh
talks run configs/experiments/baseline.yaml --out results/baseline
talks explain results/baseline
```
"""

_MARK = re.compile(r"<!-- the first \d+ histories: (\w+) -->")


def render(result: Result) -> str:
    """Return the page as Markdown."""
    scenario = result.scenario()
    columns = columns_of(result.table(0))
    summary = summarise(columns, scenario)
    reached = select(columns, agreed(columns))
    preamble = PREAMBLE.format(
        first=picture.FIRST,
        mark=picture.fingerprint(scenario, result.experiment.seed),
        runs=summary.runs,
        seed=result.experiment.seed,
    )
    days = np.quantile(reached["agreement_day"], QUANTILES, method="inverted_cdf")
    told = ", ".join(date(scenario.date_of(int(day)), year=False) for day in days)
    parts = [
        preamble,
        "## When there is an agreement",
        _shares("full agreement", summary.windows),
        "An agreement's day is the one on which leaders confirmed the text that was ratified. Of "
        f"the histories that agree, 5%, a quarter, half, three quarters and 95% have by: {told}.",
        "## How histories end",
        _shares("ending", summary.endings),
        "## Why there is no agreement",
        "Shares of all histories; what the words mean stands in "
        "[the model](../explanation/model.md#endings-and-score).",
        _shares("what stood in the way", summary.reasons),
        f"## What the {summary.agreement.runs:,} agreements say",
        "Quantiles over all agreements, issue by issue: few agreements write all medians down. "
        "Tariffs fall from left to right, so that each row runs from the least given to the most.",
        generated.table(
            ("issue", "given by", "5%", "25%", "median", "75%", "95%", "commonest level"),
            _terms(summary, reached, scenario.side_labels),
        ),
        "## How often each mechanism fired",
        generated.table(
            ("mechanism", "in histories", "95% interval", "times in each"),
            (
                (
                    mechanism.label,
                    percent(mechanism.share.interval.value),
                    percent_range(mechanism.share.interval),
                    number(mechanism.mean_count.value),
                )
                for mechanism in summary.mechanisms
            ),
        ),
    ]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _shares(what: str, shares: Sequence[Share]) -> str:
    return generated.table(
        (what, "histories", "share", "95% interval"),
        (
            (
                share.label,
                f"{share.runs:,}",
                percent(share.interval.value),
                percent_range(share.interval),
            )
            for share in shares
        ),
    )


def _terms(summary: Summary, reached: Columns, sides: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield each issue with the quantiles of its agreed level, from nothing given to all."""
    for term in summary.terms:
        levels = np.quantile(
            reached[f"level_{term.issue.id}"], QUANTILES, method="inverted_cdf"
        ).astype(int)
        yield (
            f"{term.issue.label}{_unit(term.issue)}",
            sides[term.issue.giver],
            *(_level(term.issue, int(level)) for level in levels),
            f"{_level(term.issue, term.usual)} ({percent(term.usual_share)})",
        )


def _unit(issue: IssueInfo) -> str:
    return "" if issue.unit in WORDED or issue.unit == "percent" else f" ({issue.unit})"


def _level(issue: IssueInfo, level: int) -> str:
    if issue.unit == "percent" or issue.unit in WORDED:
        return level_in_words(issue, level).strip("“”")
    return number(issue.levels[level])


def main(arguments: Sequence[str] | None = None, *, page: Path = PAGE) -> int:
    """Run the command line; return the exit code: 0, or 1 for a stale page."""
    parser = argparse.ArgumentParser(description=f"Write {page.name}.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    options = parser.parse_args(arguments)
    experiment = load_experiment(picture.EXPERIMENT)
    if not options.check:
        generated.replace(page, render(picture.result_of(experiment)))
        return 0
    mark = picture.fingerprint(experiment.arms[0].scenario(), experiment.seed)
    found = _MARK.search(page.read_text("utf-8")) if page.exists() else None
    if found is not None and found[1] == mark:
        return 0
    print(f"{page}: is stale; run: python docs/build/{Path(__file__).name}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
