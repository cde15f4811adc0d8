"""Draw README's picture from a result of the baseline, and write the words beneath it.

python docs/build/picture.py [--runs N]    run what is missing, draw, and write
python docs/build/picture.py --check       exit 1 if the model now gives other histories

A result that `make run` or an earlier call has left is used again. The check plays only the
first histories again and compares how they end, so that it costs seconds, and neither a comment
in the model nor the last bit of another machine makes a picture stale.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from matplotlib.figure import Figure as Canvas
from matplotlib.layout_engine import ConstrainedLayoutEngine

import generated
from experiments.analysis.arms import ArmOutcomes
from experiments.analysis.columns import columns_of
from experiments.analysis.summary import summarise
from experiments.analysis.tariffs import today
from experiments.analysis.wording import (
    date,
    inside,
    percent_with_range,
    quantity,
)
from experiments.design import Experiment, load_experiment
from experiments.durable import replacing
from experiments.errors import ResultError
from experiments.figures import Figure, figures, render, style
from experiments.figures.material import Material
from experiments.runner import default_folder, run
from experiments.store import Result, open_result
from pages import ROOT
from sim.outcomes import simulate
from sim.scenario import Scenario

EXPERIMENT = ROOT / "configs" / "experiments" / "baseline.yaml"
README = ROOT / "README.md"
IMAGE = ROOT / "docs" / "images" / "baseline.png"
PANELS = (("terms", 0), ("timing", 0))
"""Figures of the report, and which of their panels, from the top down."""

FIRST = 20
"""Histories that the check plays again."""

BEGIN = "<!-- begin: made by docs/build/picture.py -->"
END = "<!-- end: made by docs/build/picture.py -->"
_BLOCK = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
_MARK = re.compile(r"<!-- the first \d+ histories: (\w+) -->")


def fingerprint(scenario: Scenario, seed: int) -> str:
    """Return a digest (hex) of how the first histories end, when, and on which levels."""
    rows = simulate(scenario, seed, 0, FIRST)
    names = ["ending", "agreement_day", *(f"level_{issue.id}" for issue in scenario.issues)]
    text = json.dumps([rows[name] for name in names])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def result_of(experiment: Experiment) -> Result:
    """Return a whole result of the experiment: one that is there, or a new one."""
    folders = (ROOT / "results" / experiment.name, default_folder(experiment, ROOT / "results"))
    for folder in folders:
        try:
            there = open_result(folder)
        except ResultError:
            continue
        same = there.manifest["content_hash"] == experiment.content_hash
        if same and there.complete and there.runs == experiment.runs:
            return there
    return run(experiment, folders[-1], workers=os.cpu_count() or 1, progress=_say)


def _say(done: int, total: int, _label: str) -> None:
    print(f"\r{done:,} of {total:,} histories", end="" if done < total else "\n", file=sys.stderr)


def draw(result: Result) -> str:
    """Draw the picture and return the words that go with it, as Markdown."""
    scenario = result.scenario()
    columns = columns_of(result.table(0))
    arm = ArmOutcomes(0, (), summarise(columns, scenario), columns)
    material = Material(scenario, arm, (arm,))
    chosen = [_panel(name, which, material) for name, which in PANELS]
    heights = [figure.height(panel, "page") for figure, panel, _ in chosen]
    with style.applied():
        layout = ConstrainedLayoutEngine(hspace=0.08)
        drawing = Canvas(figsize=(style.PAGE_INCHES, sum(heights)), layout=layout)
        axes = drawing.subplots(nrows=len(chosen), height_ratios=heights, squeeze=False)
        for (figure, panel, _), ax in zip(chosen, axes.flat, strict=True):
            figure.draw(panel, ax)
        drawing.draw_without_rendering()
        drawing.set_layout_engine(None)
    IMAGE.parent.mkdir(exist_ok=True)
    with replacing(IMAGE) as file:
        file.write(render(drawing, "png"))
    alt = " ".join(words for _, _, words in chosen)
    return f"![{alt}]({IMAGE.relative_to(ROOT).as_posix()})\n\n{_caption(material)}"


def _panel(name: str, which: int, material: Material) -> tuple[Figure, object, str]:
    """Return a figure of the report, one of its panels, and that panel told in words."""
    figure = next(one for one in figures() if one.name == name)
    panels = figure.prepare(material)
    if panels is None:
        raise ResultError(f"{name}: no history agrees, so there is nothing to draw")
    return figure, panels[which], figure.alt(panels[which : which + 1])


def _caption(material: Material) -> str:
    scenario, summary = material.scenario, material.arm.summary
    term = next(term for term in summary.terms if term.issue.tariff)
    end = date(scenario.date_of(scenario.horizon))
    half = date(scenario.date_of(int(summary.agreement_day.value)), year=False)
    return (
        f"*{summary.runs:,} histories of the baseline. Below: how many have reached a full "
        f"agreement by each day, {percent_with_range(summary.agreement.interval)} by {end}; half "
        f"of these have by {half}. Above: the {inside(term.issue.label)} that they write down, in "
        f"the middle {quantity(term.median.value, 'percent')}, against "
        f"{quantity(today(scenario, term.issue), 'percent')} on the first day. The range is a 95% "
        "interval for the luck of a limited number of histories; it says nothing about whether "
        "the assumptions are right.*"
    )


def main(arguments: Sequence[str] | None = None, *, readme: Path = README) -> int:
    """Run the command line; return the exit code: 0, or 1 for a stale picture."""
    parser = argparse.ArgumentParser(description="Draw README's picture.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    parser.add_argument("--runs", type=int, help="instead of the experiment's")
    options = parser.parse_args(arguments)
    experiment = load_experiment(EXPERIMENT, runs=options.runs)
    text = readme.read_text("utf-8")
    block = _BLOCK.search(text)
    if block is None:
        print(f"{readme}: the lines '{BEGIN}' and '{END}' are missing", file=sys.stderr)
        return 1
    mark = fingerprint(experiment.arms[0].scenario(), experiment.seed)
    if options.check:
        found = _MARK.search(block[0])
        if IMAGE.exists() and found is not None and found[1] == mark:
            return 0
        print(
            f"{readme}: the picture is of another model; run: python docs/build/picture.py",
            file=sys.stderr,
        )
        return 1
    words = draw(result_of(experiment))
    made = f"{BEGIN}\n<!-- the first {FIRST} histories: {mark} -->\n\n{words}\n\n{END}"
    generated.replace(readme, _BLOCK.sub(lambda _: made, text))
    return 0


if __name__ == "__main__":
    sys.exit(main())
