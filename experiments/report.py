"""A result folder as one page: the answer in words, figures, tables, one history, how to redo it.

Of a large ensemble the page looks at the lowest runs only (`experiments.census`), and says so.

The page is a single file that asks the network for nothing. Figures stand in it twice, at page
and at column width; a phone shows the narrow ones. They are also saved one by one, as PNG and
SVG, in the folder `figures` of the result.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.analysis.arms import effects
from experiments.analysis.comparison import answer_across
from experiments.analysis.drivers import drivers
from experiments.analysis.endings import ENDINGS, label
from experiments.analysis.narrative import answer
from experiments.analysis.standoff import standoff
from experiments.analysis.tables import tables
from experiments.analysis.typical import RULE, commonest_ending
from experiments.analysis.wording import date, opening, the
from experiments.census import endings
from experiments.durable import explained, replacing
from experiments.figures import figures
from experiments.figures.lettering import families
from experiments.figures.material import Material
from experiments.gathering import gather
from experiments.pages import page_file, pages
from experiments.played import PLAYED, is_played
from experiments.shown import Shown, show
from experiments.speech import listing, say, speaking

if TYPE_CHECKING:
    from experiments.store import Result
    from sim.scenario import Scenario
    from sim.teller import Entry

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
class Sample:
    """How many rows of the arm in detail the page looks at, of how many, and how all of them end.

    `endings` has the exact shares of all rows, in words.
    """

    rows: int
    runs: int
    endings: str


def write_report(
    result: Result,
    arm: int = 0,
    timings: dict[str, float] | None = None,
    *,
    lang: str = "en",
    files: Path | None = None,
) -> Path:
    """Draw the figures and write the page into a result's folder; return the page's path.

    Args:
        result: a result with at least one finished run in each arm.
        arm: the arm that is shown in detail, where there are several.
        timings: takes the seconds spent on ``figures`` and on the rest of the ``report``.
        lang: the code of the language; a page in another than English is called by it.
        files: where the files of the figures go instead of the result's folder.

    Raises:
        ResultError: no such arm or language, a font that isn't installed, an arm without a
            finished run, or a damaged part.
        FolderUnwritable: the folder can't be written.
    """
    begun = time.perf_counter()
    with speaking(lang):
        families(lang)  # a font that is missing is told before anything is done
        material = gather(result, arm)
        path = result.path / page_file("report")
        with explained(files or result.path):
            drawing = time.perf_counter()
            shown = {
                figure.name: show(figure, material, result.path, files) for figure in figures()
            }
            drawn = time.perf_counter()
        with explained(result.path):
            page = _page(result, material, {k: v for k, v in shown.items() if v is not None})
            with replacing(path) as file:
                file.write(page.encode())
    if timings is not None:
        timings["figures"] = drawn - drawing
        timings["report"] = time.perf_counter() - begun - timings["figures"]
    return path


def _page(result: Result, material: Material, shown: Mapping[str, Shown]) -> str:
    scenario, arm, told = material.scenario, material.arm, material.told
    assert told is not None
    found = drivers(arm.columns)
    several = len(material.arms) > 1
    one, two = (the(side) for side in scenario.side_labels)
    template = pages().get_template("report.html.j2")
    return template.render(
        experiment=result.experiment,
        question=say(result.experiment.question),
        command=_command(result),
        folder=result.path.name,
        version=result.manifest["packages"].get("tariff-talks", ""),
        done=result.done,
        total=result.total,
        sample=_sample(result, material),
        facts=_facts(result),
        scenario=scenario,
        sides=opening(say("{one} and {two}", one=one, two=two)),
        start=date(scenario.start),
        end=date(scenario.date_of(scenario.horizon)),
        arm=arm,
        several=several,
        played=is_played(result),
        across=answer_across(material.arms, effects(material.arms)) if several else None,
        answer=answer(arm.summary, scenario, found, standoff(arm.columns, material.replayed)),
        windows=arm.summary.windows,
        shown=shown,
        tables=list(
            tables(arm.summary, scenario, found, material.arms, material.replayed).values()
        ),
        run=told.run,
        rule=say(RULE),
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
        say(
            "{label} {share}",
            label=label(ENDINGS, name).lower(),
            share=f"{100 * count / runs:.2f}%",
        )
        for name, count in counts.items()
        if count
    ]
    return Sample(material.arm.summary.runs, runs, listing(shares))


def _command(result: Result) -> str:
    """The command that gives the same rows; a file that isn't shipped stands as a placeholder."""
    if is_played(result):
        return f"talks class export --lesson {result.manifest[PLAYED]['class']}"
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
    revision = say("not under version control")
    if git:
        revision = git["revision"]
        if git["dirty"]:
            revision = say("{revision} with uncommitted changes", revision=revision)
    packages = ", ".join(f"{name} {version}" for name, version in manifest["packages"].items())
    machine = manifest["machine"]
    seconds = manifest["timings"].get("simulate", 0.0)
    doors = dict.fromkeys(sitting["engine"] for sitting in manifest["sittings"])
    experiment = say(
        "{name}, seed {seed}", name=manifest["experiment"]["name"], seed=manifest["seed"]
    )
    engine = say(
        "{doors}, {seconds} s of computing",
        doors=", ".join(doors) or manifest["engine"],
        seconds=f"{seconds:,.0f}",
    )
    processors = say(
        "{platform}, {cpus} processors", platform=machine["platform"], cpus=machine["cpus"]
    )
    return (
        (say("Experiment"), experiment),
        (say("Content hash"), manifest["content_hash"]),
        (say("Digest of the rows"), result.digest()),
        (say("Scenario hash"), ", ".join(sorted({a["scenario_hash"] for a in manifest["arms"]}))),
        (say("Rules"), manifest["model_revision"]),
        (say("Git revision"), revision),
        (say("Engine"), engine),
        (say("Packages"), f"Python {manifest['python']}, {packages}"),
        (say("Machine"), processors),
    )


def _days(entries: Sequence[Entry], scenario: Scenario) -> Sequence[tuple[str, Sequence[Entry]]]:
    """Entries of a diary, day by day."""
    days: dict[int, list[Entry]] = {}
    for entry in entries:
        days.setdefault(entry.day, []).append(entry)
    return [(date(scenario.date_of(day)), told) for day, told in sorted(days.items())]
