"""What users touch: the command ``talks``, and the same from Python in a few lines.

import talks

result = talks.run("configs/experiments/baseline.yaml", runs=200)
result.table()                     # one row a run, as a pyarrow table
talks.load(result.path)            # the same later
talks.replay(result, run=7)        # that history, as a diary
talks.summary(result)              # what it says, in words and tables
talks.figure(result, "timing")     # a figure of the report, also for papers and slides
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.addresses import Address
    from experiments.compare import Comparison
    from experiments.figures.spec import Width
    from experiments.findings import Findings
    from experiments.picture import Picture
    from experiments.store import Result
    from sim.diary import History
    from sim.scenario import Scenario
    from talks.chair import Chair

__all__ = ["compare", "figure", "load", "play", "replay", "run", "scenario", "summary"]
__version__ = "0.1.0"


def scenario(name: Path | str, settings: Mapping[str, Any] | None = None) -> Scenario:
    """Return a scenario by path or by the name of a shipped one.

    Raises:
        sim.config.ConfigError: it can't be used.
    """
    from sim.scenario import find_scenario

    return find_scenario(name, settings)


def run(
    experiment: Path | str,
    *,
    runs: int | None = None,
    seed: int | None = None,
    settings: Mapping[str, Any] | None = None,
    out: Path | str | None = None,
    workers: int = 1,
    engine: str | None = None,
) -> Result:
    """Run an experiment file (or what is missing of it) and return its result.

    ``engine`` is ``auto``, ``compiled`` or ``mesa``, in place of the file's; the rows are the same.

    Raises:
        sim.config.ConfigError: the experiment can't be used.
        experiments.errors.ResultError: the folder can't be used or written.
    """
    from experiments.design import load_experiment
    from experiments.runner import run as run_experiment

    loaded = load_experiment(experiment, settings=settings, runs=runs, seed=seed)
    return run_experiment(loaded, out, workers=workers, engine=engine)


def load(path: Path | str) -> Result:
    """Open a result folder.

    Raises:
        experiments.errors.ResultError: it is no result.
    """
    from experiments.store import open_result

    return open_result(path)


def compare(
    *results: Address,
    columns: Sequence[str] | None = None,
    labels: Sequence[str] | None = None,
) -> Comparison:
    """Compare results, or arms of results, run by run; the first is the reference.

    ``results/grid`` stands for all arms of a result, ``results/grid#2`` for one. ``columns`` are
    names of measures or outcome columns, in place of the standard ones; ``labels`` what to call
    the arms.

    Raises:
        experiments.errors.ResultError: fewer than two arms, or no such folder, arm or column.
    """
    from experiments.compare import compare as compare_arms

    return compare_arms(results, columns, labels=labels)


def summary(result: Result | Path | str, arm: int = 0, *, lang: str = "en") -> Findings:
    """Return what a result says of one arm: ``.answer`` in words, ``.tables`` by name.

    A notebook shows both as they are; ``print`` gives the answer as text.

    Raises:
        experiments.errors.ResultError: no such arm or language, or no finished run.
    """
    from experiments.findings import find

    return find(load(result) if isinstance(result, Path | str) else result, arm, lang=lang)


def figure(
    result: Result | Path | str,
    name: str,
    arm: int = 0,
    *,
    theme: str = "report",
    lang: str = "en",
    width: Width = "page",
) -> Picture:
    """Return a figure of a result's report, such as ``timing``; a notebook shows it as it is.

    ``theme`` is ``report``, ``paper`` or ``slides``, ``lang`` is ``en`` or ``ja``, ``width`` is
    ``page`` or ``column``. ``.save("timing.pdf")`` keeps it, ``.caption`` says how to read it.

    Raises:
        experiments.errors.ResultError: no such figure, theme, language or arm, or nothing to draw.
    """
    from experiments.picture import draw

    opened = load(result) if isinstance(result, Path | str) else result
    return draw(opened, name, arm, theme=theme, lang=lang, width=width)


def replay(result: Result | Path | str, run: int, arm: int = 0) -> History:
    """Return one history of a result, told as a diary.

    Raises:
        experiments.errors.ResultError: the result has no such arm.
    """
    from experiments.played import chair, is_played
    from sim.diary import tell, told

    opened = load(result) if isinstance(result, Path | str) else result
    if is_played(opened):
        return told(chair(opened, arm, run, collect=True))
    return tell(opened.scenario(arm), opened.experiment.seed, run)


def play(
    scenario: Path | str,
    seats: Sequence[str],
    *,
    seed: int = 0,
    run: int = 0,
    against: str | None = None,
) -> Chair:
    """Take a chair: ``chair.view()`` is what it sees, ``chair.answer(move)`` goes on.

    Raises:
        experiments.errors.ResultError: there is no such seat or strategy.
        sim.config.ConfigError: the scenario can't be used.
    """
    from talks.chair import take

    return take(scenario, seats, seed=seed, run=run, against=against)
