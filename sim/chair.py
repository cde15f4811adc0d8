"""A history with chairs that are answered from outside, kept as what was answered.

The scenario, the seed, the run and the answers are all there is to keep: the rest follows from
them, since chance is addressed and the kernel stops wherever a chair must answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from agents.strategies import REGISTRY
from agents.views import MOVES, Move, View
from sim.config import ScenarioConfig
from sim.model import TalksModel
from sim.outcomes import Value, row
from sim.scenario import Scenario, build
from sim.teller import Entry, Teller

SEAT = "seat"


class Sit(NamedTuple):
    """Who answers for a seat from now on: somebody outside, or the scenario's strategy."""

    seat: str
    outside: bool


Step = Move | Sit


@dataclass
class Chair:
    """A history with seats answered from outside.

    Args:
        scenario: the world.
        seats: the seats answered from outside when the history begins.
        seed: the experiment's seed.
        run: which history.
        steps: what has been answered so far, and who took or left a seat in between; played
            again at once.
        listeners: called with the model after every phase, from the first day on.
        collect: whether the model records itself at the end of every day.

    Raises:
        KeyError: there is no such seat.
        ValueError: a step doesn't fit the history.
    """

    scenario: Scenario
    seats: tuple[str, ...]
    seed: int
    run: int
    steps: list[Step] = field(default_factory=list)
    listeners: Sequence[Callable[[TalksModel], None]] = ()
    collect: bool = False

    def __post_init__(self) -> None:
        """Begin the history, or play it again up to where it was left."""
        self.model = TalksModel(
            scenario=self.scenario,
            run=self.run,
            rng=self.seed,
            collect=self.collect,
            seats=dict.fromkeys(self.seats),
        )
        self.teller = Teller(self.model)
        self.model.listeners += [self.teller.listen, *self.listeners]
        self.teller.open()
        self.told = 0
        self._go_on()
        for step in self.steps:
            self._take(step)

    def _go_on(self) -> None:
        self.model.play_out()
        if not self.model.running and not self.teller.closed:
            self.teller.close()

    def _take(self, step: Step) -> None:
        if isinstance(step, Sit):
            minister = self.model.ministers[self.scenario.seats.index(step.seat)]
            strategy = REGISTRY[minister.strategy]
            minister.decide = None if step.outside else strategy.decide
        else:
            self.model.answer(step)
        self._go_on()

    @property
    def over(self) -> bool:
        """Whether the history has ended."""
        return not self.model.running

    @property
    def asked(self) -> str | None:
        """The seat that must answer now."""
        return self.model.waiting

    @property
    def moves(self) -> list[Move]:
        """The answers so far."""
        return [step for step in self.steps if isinstance(step, Move)]

    def view(self) -> View:
        """Return what the asked seat sees."""
        return self.model.view()

    def answer(self, move: Move) -> None:
        """Answer for the asked seat and go on until the next question.

        Raises:
            ValueError: nobody outside is asked, or the move can't be made; nothing has changed.
        """
        if self.asked is None:
            raise ValueError("no seat is asked to answer now")
        plain = Move(move.kind, tuple(move.levels[: len(self.scenario.issues)]))
        self._take(plain)
        self.steps.append(plain)

    def sit(self, seat: str, outside: bool) -> None:
        """Let a seat be answered from outside, or by its strategy, from now on.

        Raises:
            ValueError: there is no such seat.
        """
        if seat not in self.scenario.seats:
            raise ValueError(f"no seat '{seat}'; there are {', '.join(self.scenario.seats)}")
        step = Sit(seat, outside)
        self._take(step)
        self.steps.append(step)

    def news(self) -> Sequence[Entry]:
        """Return the diary's entries since this was last asked."""
        fresh = self.teller.entries[self.told :]
        self.told = len(self.teller.entries)
        return fresh

    def outcome(self) -> dict[str, Value]:
        """Return the history's outcome row.

        Raises:
            ValueError: the history has not ended.
        """
        if not self.over:
            raise ValueError("a history has an outcome when it has ended")
        return row(self.scenario, self.model.state)

    def as_data(self) -> dict[str, Any]:
        """Return all that the history follows from, as plain data."""
        return {
            "scenario": self.scenario.config.model_dump(mode="json"),
            "hash": self.scenario.hash,
            "seats": list(self.seats),
            "seed": self.seed,
            "run": self.run,
            "moves": [step_as_data(step) for step in self.steps],
        }


def step_as_data(step: Step) -> list[Any]:
    """Return a step as plain data: ``["offer", [0, 2]]`` or ``["seat", "us.treasury", true]``."""
    if isinstance(step, Sit):
        return [SEAT, step.seat, step.outside]
    return [MOVES[step.kind], list(step.levels)]


def step_from_data(data: Sequence[Any]) -> Step:
    """Return the step that plain data stands for.

    Raises:
        ValueError: it stands for none.
    """
    kind = data[0]
    if kind == SEAT:
        return Sit(str(data[1]), bool(data[2]))
    return Move(MOVES.index(kind), tuple(data[1]))


def chair_from_data(data: dict[str, Any], collect: bool = False) -> Chair:
    """Return the chair that :meth:`Chair.as_data` gave, played up to where it was left.

    Raises:
        KeyError, TypeError: something is missing or of another kind.
        ValueError: the scenario is not of this version, or a step doesn't fit.
    """
    config = ScenarioConfig.model_validate_json(json.dumps(data["scenario"]))
    steps = [step_from_data(step) for step in data["moves"]]
    seats, seed, run = tuple(data["seats"]), int(data["seed"]), int(data["run"])
    return Chair(build(config), seats, seed, run, steps, collect=collect)
