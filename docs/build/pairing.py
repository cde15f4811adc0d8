"""Write docs/reference/pairing.md: how many runs shared luck saves, measured on the baseline.

python docs/build/pairing.py            play the worlds (seconds, once compiled), and write the page
python docs/build/pairing.py --check    exit 1 if the model now gives other histories
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

import generated
import picture
from experiments.analysis.change_words import change_in_words, factor_in_words
from experiments.analysis.paired import variance_reduction
from experiments.compare import Comparison, compare
from experiments.design import load_experiment
from experiments.runner import run
from pages import ROOT

PAGE = ROOT / "docs" / "reference" / "pairing.md"
RUNS = 3000
DRAWS = 400

CHANGES: Mapping[str, Mapping[str, Any]] = {
    "9 July is firm": {"deadlines.pause_end.softness": 0.1},
    "the campaign changes nothing": {
        "sides.japan.election.salience_campaign": 1,
        "sides.japan.election.salience_after": 1,
    },
    "Tokyo’s bar at home is higher": {"sides.japan.ratification.threshold": 0.2},
}
"""What is changed in each world, and what to call it."""

SHOWN = (
    "agreement",
    "agreement_by_2025-07-20",
    "agreement_day",
    "agreed_auto_tariff",
    "agreed_reciprocal_tariff",
    "agreed_corn_soy",
    "points_japan",
    "points_us",
    "score_points_japan",
    "score_points_us",
    "duty_bn",
    "exporter_loss_bn",
)

PREAMBLE = """\
# What shared luck saves

<!-- Written by docs/build/pairing.py, which plays the worlds: run that instead. -->
<!-- the first {first} histories: {mark} -->

Run k of every world has the same luck, so what a change does is seen pair by pair. How much that
saves has been measured: {runs:,} runs of the baseline (seed {seed}) against as many of three worlds
in which one thing is changed. The factor is the variance that the change would have with luck of
its own in each world, over the variance that it has:

> (variance in the first + variance in the second) / variance of the runs’ own differences

Twice the variance takes twice the runs, so 2× means that an unpaired design would need
{double:,} runs of each world for an interval as narrow. The factor is a property of the outcome and
the change, not of the number of runs. Factors are estimates too: drawing the pairs of the first
column anew (a bootstrap), 95% of its factors lie within {least} to {most} of those shown, by
outcome.

The middle factor of {outcomes} outcomes is {middles}.

"""

AFTER = """

- **The smaller the change, the more is saved.** Where few runs end otherwise, nearly all luck
  cancels; a change that turns the whole calendar over leaves less in common. An event that all
  but never happens in one of the worlds has little to share: its factor is near 1.
- **Where both agree** the pairs are those that agree in both worlds. An unpaired design can't know
  which these are, so there the factor compares precision and nothing else.

`talks compare` gives the factor for any two results; this is the first column:

```sh
talks run configs/experiments/baseline.yaml --runs {runs} --no-report --out results/baseline-pairs
talks run configs/experiments/baseline.yaml --runs {runs} --no-report --out results/firm-pairs \\
    --set deadlines.pause_end.softness=0.1
talks compare results/baseline-pairs results/firm-pairs
```
"""

_MARK = re.compile(r"<!-- the first \d+ histories: (\w+) -->")


def render() -> str:
    """Return the page as Markdown; plays every world."""
    with tempfile.TemporaryDirectory(prefix="pairing-") as folder:
        base = _played({}, Path(folder) / "base")
        found = [
            compare([base, _played(settings, Path(folder) / f"world-{number}")])
            for number, settings in enumerate(CHANGES.values())
        ]
        experiment = load_experiment(picture.EXPERIMENT)
        middles = [
            f"{factor_in_words(median(_factors(one)))} where {name}"
            for name, one in zip(CHANGES, found, strict=True)
        ]
        preamble = PREAMBLE.format(
            first=picture.FIRST,
            mark=mark(),
            runs=RUNS,
            double=2 * RUNS,
            seed=experiment.seed,
            **_doubt(found[0]),
            outcomes=len(found[0].outcomes),
            middles=", ".join(middles),
        )
        return preamble + _table(found) + AFTER.format(runs=RUNS)


def mark() -> str:
    """Return a digest (hex) of the baseline's first histories and of what is changed in them."""
    experiment = load_experiment(picture.EXPERIMENT)
    first = picture.fingerprint(experiment.arms[0].scenario(), experiment.seed)
    changes = json.dumps([first, RUNS, list(CHANGES.items()), SHOWN])
    return hashlib.sha256(changes.encode()).hexdigest()[:16]


def _played(settings: Mapping[str, Any], folder: Path) -> Path:
    experiment = load_experiment(picture.EXPERIMENT, settings=settings, runs=RUNS)
    return run(experiment, folder, workers=os.cpu_count() or 1).path


def _factors(found: Comparison) -> list[float]:
    factors = (compared.differences[0].reduction for compared in found.outcomes)
    return [factor for factor in factors if math.isfinite(factor)]


def _doubt(found: Comparison) -> dict[str, str]:
    """How far the factors of one comparison may be off, the least and the most of its outcomes."""
    chance = np.random.default_rng(load_experiment(picture.EXPERIMENT).seed)
    widths = []
    for name in SHOWN:
        one, two = found[name].values
        known = ~(np.isnan(one) | np.isnan(two))
        one, two = one[known], two[known]
        drawn = chance.integers(0, len(one), (DRAWS, len(one)))
        factors = [variance_reduction(one[row], two[row]) for row in drawn]
        low, high = np.quantile(factors, (0.025, 0.975))
        widths.append((high - low) / 2 / found[name].differences[0].reduction)
    return {"least": f"±{min(widths):.0%}", "most": f"±{max(widths):.0%}"}


def _table(found: Sequence[Comparison]) -> str:
    headings = ["outcome", *(f"{name}: factor, change (95%)" for name in CHANGES)]
    rows = []
    for name in SHOWN:
        measure = found[0][name].measure
        given = f", where {measure.given}" if measure.given else ""
        cells = []
        for one in found:
            difference = one[name].differences[0]
            change = change_in_words(difference.change, measure, unit=True)
            cells.append(f"**{factor_in_words(difference.reduction)}**, {change}")
        rows.append((f"{measure.label}{given}", *cells))
    return generated.table(headings, rows)


def main(arguments: Sequence[str] | None = None, *, page: Path = PAGE) -> int:
    """Run the command line; return the exit code: 0, or 1 for a stale page."""
    parser = argparse.ArgumentParser(description=f"Write {page.name}.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    options = parser.parse_args(arguments)
    if not options.check:
        generated.replace(page, render())
        return 0
    found = _MARK.search(page.read_text("utf-8")) if page.exists() else None
    if found is not None and found[1] == mark():
        return 0
    print(f"{page}: is stale; run: python docs/build/{Path(__file__).name}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
