"""A chair at the table that a person takes, leaves and takes up again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from agents.strategies import REGISTRY
from experiments.durable import explained, replacing
from experiments.errors import ResultError
from sim.chair import Chair, chair_from_data
from sim.scenario import find_scenario

__all__ = ["Chair", "resume", "save", "take"]


def take(
    scenario: Path | str,
    seats: Sequence[str],
    *,
    seed: int = 0,
    run: int = 0,
    against: str | None = None,
) -> Chair:
    """Take a chair in one history of a scenario.

    Args:
        scenario: a path, or the name of a shipped scenario.
        seats: the seats to answer for, such as ``us.commerce``.
        seed: the experiment's seed.
        run: which history.
        against: a strategy for every other side's seats, with its own defaults.

    Raises:
        ResultError: there is no such seat or strategy.
        sim.config.ConfigError: the scenario can't be used.
    """
    found = find_scenario(scenario)
    for seat in seats:
        if seat not in found.seats:
            raise ResultError(
                f"no seat '{seat}' in {found.name}; there are {', '.join(found.seats)}"
            )
    settings: dict[str, Any] = {}
    if against is not None:
        if against not in REGISTRY:
            raise ResultError(f"no strategy '{against}'; there are {', '.join(REGISTRY)}")
        sides = {seat.split(".")[0] for seat in seats}
        for seat in found.seats:
            side, minister = seat.split(".")
            if side not in sides:
                key = f"sides.{side}.ministers.{minister}.strategy"
                settings[key] = {"name": against}
        found = find_scenario(scenario, settings)
    return Chair(found, tuple(seats), seed, run)


def save(chair: Chair, path: Path | str) -> None:
    """Write a chair to a file, whole or not at all.

    Raises:
        ResultError: the file can't be written.
    """
    with explained(Path(path)), replacing(Path(path)) as file:
        file.write((json.dumps(chair.as_data(), ensure_ascii=False) + "\n").encode())


def resume(path: Path | str, collect: bool = False) -> Chair:
    """Take up a chair that was saved, at the question where it was left.

    ``collect`` lets its model record itself day by day.

    Raises:
        ResultError: the file can't be read, isn't a saved chair of this version, or was played
            by other rules.
    """
    try:
        data = json.loads(Path(path).read_text("utf-8"))
    except OSError as error:
        raise ResultError(f"{path} can't be read ({error.strerror or error}).") from None
    except ValueError as error:
        raise ResultError(f"{path} is no saved chair ({error}).") from None
    try:
        return chair_from_data(data, collect)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        why = str(error).splitlines()[0]
        raise ResultError(
            f"{path} is no saved chair of this version, or was played by other rules ({why})."
        ) from None
