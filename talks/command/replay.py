"""``talks replay``: one history of a result, or one that people played, as a diary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sim.diary import History


def replay(
    result: Annotated[
        Path,
        typer.Argument(
            help="A result folder, a scenario (file or shipped name), or a table that was played "
            "(JSON, as `talks play` and the classroom save it)."
        ),
    ],
    run: Annotated[int, typer.Option(min=0, help="Which history.")] = 0,
    arm: Annotated[int, typer.Option(min=0, help="Of which arm, if there are several.")] = 0,
    seed: Annotated[
        int | None, typer.Option(min=0, help="With a scenario: the experiment's seed [default: 0].")
    ] = None,
    json: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Save diary, daily numbers and outcome.")
    ] = None,
) -> None:
    """Tell one history day by day: who offered what, why each side moved, how home took it."""
    from experiments.durable import explained, replacing
    from sim.wording import full_date
    from talks.command.telling import console

    history = _history(result, arm, seed, run)
    scenario = history.scenario
    console.print(f"[bold]{scenario.title}[/]", highlight=False)
    console.print(
        f"[dim]run {history.run}, seed {history.seed}, scenario {scenario.hash[:12]}[/]\n"
    )
    day = -1
    for entry in history.entries:
        if entry.day != day:
            console.print(f"[bold]{entry.date:%a} {full_date(entry.date)}[/]", highlight=False)
            day = entry.day
        console.print(indented(entry.text), highlight=False, markup=False)
    if json is not None:
        from json import dumps

        with explained(json), replacing(json) as file:
            file.write((dumps(history.as_json(), indent=1, ensure_ascii=False) + "\n").encode())
        console.print(f"\nSaved to {json}", highlight=False)


def _history(path: Path, arm: int, seed: int | None, run: int) -> History:
    """Return the history that was asked for."""
    from experiments.errors import ResultError
    from experiments.played import is_played
    from sim.diary import tell, told
    from sim.scenario import find_scenario
    from talks import load
    from talks import replay as play_again
    from talks.chair import resume

    if path.is_dir():
        opened = load(path)
        if run >= opened.runs:
            other = (
                ""
                if is_played(opened)
                else (
                    f"\nAny run can be told from its scenario: talks replay SCENARIO --seed "
                    f"{opened.experiment.seed} --run {run}"
                )
            )
            raise ResultError(
                f"{path} has runs 0 to {opened.runs - 1}; run {run} is not among them.{other}"
            )
        if seed is not None:
            raise ResultError("--seed goes with a scenario; a result has its own.")
        return play_again(opened, run, arm)
    if path.suffix == ".json":
        if seed is not None or run:
            raise ResultError("--seed and --run go with a scenario; a table has its own.")
        chair = resume(path, collect=True)
        if not chair.over:
            raise ResultError(
                f"{path}: this history has not ended. Go on with: talks play --resume {path}"
            )
        return told(chair)
    return tell(find_scenario(path), seed or 0, run)


def indented(text: str) -> str:
    """Return a text wrapped to the terminal, two blanks in."""
    from textwrap import fill

    from talks.command.telling import console

    width = min(max(console.width, 40), 100)
    return fill(text, width, initial_indent="  ", subsequent_indent="  ", break_long_words=False)
