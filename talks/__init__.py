"""What users touch: the command ``talks``, and the same from Python in a few lines.

import talks

result = talks.run("configs/experiments/baseline.yaml", runs=200)
result.table()                     # one row a run, as a pyarrow table
talks.load(result.path)            # the same later
talks.replay(result, run=7)        # that history, as a diary
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.store import Result
    from sim.diary import History
    from sim.scenario import Scenario
    from talks.chair import Chair

__all__ = ["load", "play", "replay", "run", "scenario"]
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


def replay(result: Result | Path | str, run: int, arm: int = 0) -> History:
    """Return one history of a result, told as a diary.

    Raises:
        experiments.errors.ResultError: the result has no such arm.
    """
    from sim.diary import tell

    opened = load(result) if isinstance(result, Path | str) else result
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
