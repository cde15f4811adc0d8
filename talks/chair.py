"""A chair at the table that a person takes, leaves and takes up again.

What is kept is the scenario, the seed, the run and the moves: the rest follows from them, since
chance is addressed and the kernel stops wherever the chair must answer.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agents.strategies import REGISTRY
from agents.views import MOVES, Move, View
from experiments.durable import explained, replacing
from experiments.errors import ResultError
from sim.config import ScenarioConfig
from sim.model import TalksModel
from sim.scenario import Scenario, build, find_scenario
from sim.teller import Entry, Teller


@dataclass
class Chair:
    """A history with one or more seats answered from outside."""

    scenario: Scenario
    seats: tuple[str, ...]
    seed: int
    run: int
    moves: list[Move] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin the history, or play it again up to where it was left."""
        for seat in self.seats:
            if seat not in self.scenario.seats:
                raise ResultError(
                    f"no seat '{seat}' in {self.scenario.name}; "
                    f"there are {', '.join(self.scenario.seats)}"
                )
        self.model = TalksModel(
            scenario=self.scenario,
            run=self.run,
            rng=self.seed,
            seats=dict.fromkeys(self.seats),
        )
        self.teller = Teller(self.model)
        self.model.listeners.append(self.teller.listen)
        self.teller.open()
        self.told = 0
        self._go_on()
        for move in self.moves:
            self.model.answer(move)
            self._go_on()

    def _go_on(self) -> None:
        self.model.play_out()
        if not self.model.running and not self.teller.closed:
            self.teller.close()

    @property
    def over(self) -> bool:
        """Whether the history has ended."""
        return not self.model.running

    @property
    def asked(self) -> str | None:
        """The seat that must answer now."""
        return self.model.waiting

    def view(self) -> View:
        """Return what the asked seat sees."""
        return self.model.view()

    def answer(self, move: Move) -> None:
        """Answer for the asked seat and go on until the next question.

        Raises:
            ValueError: the move can't be made; nothing has changed.
        """
        plain = Move(move.kind, tuple(move.levels[: len(self.scenario.issues)]))
        self.model.answer(plain)
        self.moves.append(plain)
        self._go_on()

    def news(self) -> Sequence[Entry]:
        """Return the diary's entries since this was last asked."""
        fresh = self.teller.entries[self.told :]
        self.told = len(self.teller.entries)
        return fresh

    def save(self, path: Path | str) -> None:
        """Write the chair to a file, whole or not at all.

        Raises:
            ResultError: the file can't be written.
        """
        data = {
            "scenario": self.scenario.config.model_dump(mode="json"),
            "hash": self.scenario.hash,
            "seats": list(self.seats),
            "seed": self.seed,
            "run": self.run,
            "moves": [[MOVES[move.kind], list(move.levels)] for move in self.moves],
        }
        with explained(Path(path)), replacing(Path(path)) as file:
            file.write((json.dumps(data, ensure_ascii=False) + "\n").encode())


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
    settings: dict[str, Any] = {}
    if against is not None:
        if against not in REGISTRY:
            raise ResultError(f"no strategy '{against}'; there are {', '.join(REGISTRY)}")
        sides = {seat.split(".")[0] for seat in seats}
        for seat in find_scenario(scenario).seats:
            side, minister = seat.split(".")
            if side not in sides:
                key = f"sides.{side}.ministers.{minister}.strategy"
                settings[key] = {"name": against}
    return Chair(find_scenario(scenario, settings), tuple(seats), seed, run)


def resume(path: Path | str) -> Chair:
    """Take up a chair that was saved, at the question where it was left.

    Raises:
        ResultError: the file can't be read, or isn't a saved chair of this version.
    """
    try:
        data = json.loads(Path(path).read_text("utf-8"))
        config = ScenarioConfig.model_validate_json(json.dumps(data["scenario"]))
        moves = [Move(MOVES.index(kind), tuple(levels)) for kind, levels in data["moves"]]
        seats, seed, run = tuple(data["seats"]), int(data["seed"]), int(data["run"])
    except OSError as error:
        raise ResultError(f"{path} can't be read ({error.strerror or error}).") from None
    except (ValueError, KeyError, TypeError) as error:
        why = str(error).splitlines()[0]
        raise ResultError(f"{path} is no saved chair of this version ({why}).") from None
    try:
        return Chair(build(config), seats, seed, run, moves)
    except ValueError as error:
        raise ResultError(
            f"{path} was played by other rules: a move no longer fits ({error})."
        ) from None
