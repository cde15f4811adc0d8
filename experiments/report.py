"""A result folder as one page: the answer in words, figures, tables, one history, how to redo it.

Of a large ensemble the page looks at the lowest runs only (`experiments.census`), and says so.

The page is a single file that asks the network for nothing. Figures stand in it twice, at page
and at column width; a phone shows the narrow ones. They are also saved one by one, as PNG and
SVG, in the folder `figures` of the result.
"""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from experiments.analysis.arms import ArmOutcomes, Setting, effects
from experiments.analysis.columns import columns_of
from experiments.analysis.comparison import answer_across
from experiments.analysis.drivers import drivers
from experiments.analysis.endings import ENDINGS, label
from experiments.analysis.narrative import answer
from experiments.analysis.standoff import standoff
from experiments.analysis.summary import summarise
from experiments.analysis.tables import tables
from experiments.analysis.typical import RULE, commonest_ending, typical_run
from experiments.analysis.wording import (
    date,
    listing,
    percent,
    percent_range,
    sentence,
    the,
)
from experiments.census import endings, rows_shown
from experiments.durable import explained, replacing
from experiments.figures import Figure, canvas, figures, render
from experiments.figures.material import Material, Told
from experiments.figures.spec import Width
from experiments.replayed import replay, replay_sample
from sim.diary import tell
from sim.model import TalksModel

if TYPE_CHECKING:
    from experiments.store import Result
    from sim.diary import Entry
    from sim.scenario import Scenario

REPORT = "report.html"
FIGURES = "figures"

WIDTHS: tuple[tuple[Width, str], ...] = (("page", ""), ("column", "-column"))
"""The widths at which figures are drawn, with the ending of their file names."""

TURNS = frozenset(
    (
        "text",
        "leaders",
        "home",
        "interim",
        "campaign",
        "election",
        "threat",
        "deadline",
        "others",
        "court",
        "break",
        "end",
    )
)
"""Kinds of diary entries that turn a history; rounds and offers stand in the full diary."""


@dataclass(frozen=True)
class Shown:
    """One figure on the page: heading, caption, alternative text, and two images (data URIs)."""

    name: str
    heading: str
    caption: str
    alt: str
    page: str
    column: str


@dataclass(frozen=True)
class Sample:
    """How many rows of the arm in detail the page looks at, of how many, and how all of them end.

    `endings` has the exact shares of all rows, in words.
    """

    rows: int
    runs: int
    endings: str


def write_report(result: Result, arm: int = 0, timings: dict[str, float] | None = None) -> Path:
    """Draw the figures and write the page into a result's folder; return the page's path.

    Args:
        result: a result with at least one finished run in each arm.
        arm: the arm that is shown in detail, where there are several.
        timings: takes the seconds spent on ``figures`` and on the rest of the ``report``.

    Raises:
        ResultError: no such arm, an arm without a finished run, or a damaged part.
        FolderUnwritable: the folder can't be written.
    """
    begun = time.perf_counter()
    scenario = result.scenario(arm)
    arms = tuple(_arm_outcomes(result, number) for number in range(len(result.arms)))
    seed, columns = result.experiment.seed, arms[arm].columns
    told = _told(scenario, seed, typical_run(columns))
    replayed = replay_sample(scenario, seed, columns["run"])
    material = Material(scenario, arms[arm], arms, told, replayed)
    with explained(result.path):
        drawing = time.perf_counter()
        shown = {figure.name: _shown(figure, material, result.path) for figure in figures()}
        drawn = time.perf_counter()
        page = _page(result, material, told, {k: v for k, v in shown.items() if v is not None})
        with replacing(result.path / REPORT) as file:
            file.write(page.encode())
    if timings is not None:
        timings["figures"] = drawn - drawing
        timings["report"] = time.perf_counter() - begun - timings["figures"]
    return result.path / REPORT


def _arm_outcomes(result: Result, number: int) -> ArmOutcomes:
    columns = columns_of(result.table(number, first=rows_shown(len(result.arms))))
    arm = result.arms[number]
    labels = {factor.name: factor.label or factor.name for factor in result.experiment.vary}
    settings = tuple(Setting(name, labels[name], value) for name, value in arm.values.items())
    return ArmOutcomes(number, settings, summarise(columns, result.scenario(number)), columns)


def _told(scenario: Scenario, seed: int, run: int) -> Told:
    """One history, told from its first day."""
    history = tell(scenario, seed, run)
    # What a package is worth depends on what the run draws, so its own model has the scale.
    model = TalksModel(scenario=scenario, run=run, rng=seed, collect=False)
    replayed = replay(scenario, seed, run)
    return Told(run, history.entries, history.daily, model.points, replayed)


def _shown(figure: Figure, material: Material, folder: Path) -> Shown | None:
    """Draw a figure at both widths, save it, and keep what the page needs."""
    panels = figure.prepare(material)
    if panels is None:
        return None
    images = {}
    (folder / FIGURES).mkdir(exist_ok=True)
    for width, ending in WIDTHS:
        drawing = canvas(figure, panels, width)
        svg = render(drawing, "svg")
        for kind, content in (("svg", svg), ("png", render(drawing, "png"))):
            with replacing(folder / FIGURES / f"{figure.name}{ending}.{kind}") as file:
                file.write(content)
        images[width] = f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
    return Shown(
        name=figure.name,
        heading=figure.heading(panels),
        caption=figure.caption(panels),
        alt=figure.alt(panels),
        page=images["page"],
        column=images["column"],
    )


def _page(result: Result, material: Material, told: Told, shown: Mapping[str, Shown]) -> str:
    scenario, arm = material.scenario, material.arm
    found = drivers(arm.columns)
    several = len(material.arms) > 1
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"percent": percent, "percent_range": percent_range, "held": _held}
    return environment.get_template("report.html.j2").render(
        experiment=result.experiment,
        command=_command(result),
        folder=result.path.name,
        version=result.manifest["packages"].get("tariff-talks", ""),
        done=result.done,
        total=result.total,
        sample=_sample(result, material),
        facts=_facts(result),
        scenario=scenario,
        sides=sentence(listing([the(side) for side in scenario.side_labels]))[:-1],
        start=date(scenario.start),
        end=date(scenario.date_of(scenario.horizon)),
        arm=arm,
        several=several,
        across=answer_across(material.arms, effects(material.arms)) if several else None,
        answer=answer(arm.summary, scenario, found, standoff(arm.columns, material.replayed)),
        windows=arm.summary.windows,
        shown=shown,
        tables=tables(arm.summary, scenario, found, material.arms, material.replayed),
        run=told.run,
        rule=RULE,
        ending=label(ENDINGS, commonest_ending(arm.columns)).lower(),
        turns=_days([entry for entry in told.entries if entry.kind in TURNS], scenario),
        days=_days(told.entries, scenario),
    )


def _sample(result: Result, material: Material) -> Sample | None:
    """What the page says where it looks at some of the rows only; None where it has them all."""
    rows = sum(arm.summary.runs for arm in material.arms)
    if rows == result.done:
        return None
    counts = endings(result)[material.arm.number]
    runs = sum(counts.values())
    shares = [
        f"{label(ENDINGS, name).lower()} {100 * count / runs:.2f}%"
        for name, count in counts.items()
        if count
    ]
    return Sample(material.arm.summary.runs, runs, listing(shares))


def _held(text: str) -> str:
    """The text with a word joiner after each dash in a range, so that no line breaks there."""
    return re.sub("(?<=[0-9])–(?=[0-9])", "–\N{WORD JOINER}", text)


def _command(result: Result) -> str:
    """The command that gives the same rows; a file that isn't shipped stands as a placeholder."""
    experiment = result.experiment
    file = f"configs/experiments/{experiment.name}.yaml"
    if not (Path(__file__).parents[1] / file).exists():
        file = f"{experiment.name.upper()}.yaml"
    settings = [f"--set {key}={value}" for key, value in experiment.config.settings.items()]
    parts = ["talks run", file, f"--runs {experiment.runs}", f"--seed {experiment.seed}"]
    return " ".join(parts + settings)


def _facts(result: Result) -> Sequence[tuple[str, str]]:
    """What the rows follow from and where they were computed, from the manifest."""
    manifest = result.manifest
    git = manifest.get("git")
    revision = "not under version control"
    if git:
        revision = f"{git['revision']}{' with uncommitted changes' if git['dirty'] else ''}"
    packages = ", ".join(f"{name} {version}" for name, version in manifest["packages"].items())
    machine = manifest["machine"]
    seconds = manifest["timings"].get("simulate", 0.0)
    doors = dict.fromkeys(sitting["engine"] for sitting in manifest["sittings"])
    return (
        ("Experiment", f"{manifest['experiment']['name']}, seed {manifest['seed']}"),
        ("Content hash", manifest["content_hash"]),
        ("Digest of the rows", result.digest()),
        ("Scenario hash", ", ".join(sorted({a["scenario_hash"] for a in manifest["arms"]}))),
        ("Rules", manifest["model_revision"]),
        ("Git revision", revision),
        ("Engine", f"{', '.join(doors) or manifest['engine']}, {seconds:,.0f} s of computing"),
        ("Packages", f"Python {manifest['python']}, {packages}"),
        ("Machine", f"{machine['platform']}, {machine['cpus']} processors"),
    )


def _days(entries: Sequence[Entry], scenario: Scenario) -> Sequence[tuple[str, Sequence[Entry]]]:
    """Entries of a diary, day by day."""
    days: dict[int, list[Entry]] = {}
    for entry in entries:
        days.setdefault(entry.day, []).append(entry)
    return [(date(scenario.date_of(day)), told) for day, told in sorted(days.items())]
