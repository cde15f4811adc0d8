"""The glass door: one history as a Mesa model, inspectable, steppable and playable.

model = TalksModel(scenario="bare", run=7, rng=1)
while model.running:
    model.step()
model.datacollector.get_model_vars_dataframe()
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from numbers import Integral
from pathlib import Path
from typing import Any

import mesa

from agents.constituency import Constituency
from agents.leader import Leader
from agents.minister import Decide, Minister
from agents.rules.utility import value_at, value_of_regime
from agents.strategies import REGISTRY
from agents.views import (
    ACCEPT,
    AT_A_DEADLINE,
    ESCALATE,
    EXTEND,
    LEVER_ESCALATE,
    LEVER_EXTEND,
    MOVES,
    OFFER,
    WAIT,
    Move,
    View,
)
from sim import kernel, seats
from sim.issues import quantity_at
from sim.scenario import Scenario, shipped
from sim.state import ENDED, ENDINGS, GAIN, PAIN, TERMS, new_state

__all__ = ["TalksModel"]

Listener = Callable[["TalksModel"], None]


class TalksModel(mesa.Model):
    """One negotiation. A step is a day; the kernel's phases are the order of a day.

    Args:
        scenario: a :class:`Scenario`, a path, or the name of a shipped scenario.
        run: which history of its ensemble; together with ``rng`` it fixes every draw.
        rng: the experiment's seed, a whole number from 0 (None: 0).
        collect: whether to record the model and its agents at the end of every day.
        seats: who answers for a seat, by name: a function from View to Move, or None for a
            chair that is answered from outside with :meth:`answer`. Seats not named keep the
            scenario's strategy.

    Raises:
        sim.config.ConfigError: the scenario can't be used.
        KeyError: ``seats`` names a seat that the scenario doesn't have.
    """

    def __init__(
        self,
        scenario: Scenario | Path | str = "bare",
        run: int = 0,
        rng: int | None = None,
        collect: bool = True,
        seats: Mapping[str, Decide | None] | None = None,
    ) -> None:
        """Draw the history's types and seat everyone."""
        super().__init__(rng=rng)
        self.scenario = scenario if isinstance(scenario, Scenario) else shipped(scenario)
        self.run = run
        self.experiment_seed = 0 if rng is None else int(rng)
        self.tape = self.scenario.tape(self.experiment_seed)
        self.state = new_state(self.scenario.world)
        kernel.begin(self.scenario.world, self.tape, self.state, run)
        self.running = True
        self.listeners: list[Listener] = []
        self.last_move: tuple[str, Move] | None = None
        self._seat_everyone(dict(seats or {}))
        self.datacollector = mesa.DataCollector(
            model_reporters=self._model_reporters(),
            agenttype_reporters={
                Leader: {
                    "side": "side",
                    "mandate": "mandate",
                    "flow": "flow",
                    "salience": "salience",
                },
                Minister: {"seat": "seat", "share_conceded": "share_conceded"},
                Constituency: {"group": "name", "gain": "gain"},
            },
        )
        self.collect = collect

    def _seat_everyone(self, seats: dict[str, Decide | None]) -> None:
        config = self.scenario.config
        for seat in seats:
            if seat not in self.scenario.seats:
                raise KeyError(f"no seat '{seat}'; there are {', '.join(self.scenario.seats)}")
        for side in self.scenario.sides:
            Leader(self, side, config.sides[side].leader.label)
        self.ministers: list[Minister] = []
        for seat in self.scenario.seats:
            side, name = seat.split(".")
            minister = config.sides[side].ministers[name]
            strategy = REGISTRY[minister.strategy.name]
            decide = seats.get(seat, strategy.decide)
            self.ministers.append(Minister(self, seat, side, minister.label, strategy.name, decide))
        number = 0
        for side in self.scenario.sides:
            for name in sorted(config.sides[side].constituencies):
                label = config.sides[side].constituencies[name].label
                Constituency(self, side, name, label, number)
                number += 1

    # -- running -------------------------------------------------------------------------

    @property
    def day(self) -> int:
        """Today, counted from 0."""
        return self.state.day

    @property
    def asked(self) -> str | None:
        """The seat that must answer before anything goes on, if any."""
        seat = self.state.asked
        return self.scenario.seats[seat] if seat >= 0 and self.state.phase != ENDED else None

    @property
    def waiting(self) -> str | None:
        """The seat whose answer must come from outside, if the history waits for one."""
        asked = self.asked
        if asked is not None and self.ministers[self.state.asked].decide is None:
            return asked
        return None

    def view(self) -> View:
        """Return what the asked seat sees."""
        return seats.view(self.scenario.world, self.tape, self.state)

    def step(self) -> None:
        """Run to the end of the day, or until a chair must be answered from outside."""
        while self.running:
            if self.asked is not None:
                decide = self.ministers[self.state.asked].decide
                if decide is None:
                    return
                self._take(decide(self.view()))
                continue
            stop = kernel.step(self.scenario.world, self.tape, self.state)
            self._tell()
            if stop in (kernel.DAY_OVER, kernel.HISTORY_OVER):
                if self.collect:
                    self.datacollector.collect(self)
                if stop == kernel.HISTORY_OVER:
                    self.running = False
                return

    def play_out(self) -> TalksModel:
        """Step until the history ends or a chair must be answered from outside; return self."""
        while self.running and self.waiting is None:
            self.step()
        return self

    def answer(self, move: Move) -> None:
        """Answer for the seat that is asked, from outside.

        Raises:
            ValueError: nobody is asked, or the move isn't one that the seat could make.
        """
        if self.asked is None:
            raise ValueError("no seat is asked to answer now")
        self.check(move)
        self._take(move)

    def check(self, move: Move) -> None:
        """Raise ValueError, with what is allowed, if the move can't be made."""
        if not 0 <= move.kind < len(MOVES):
            raise ValueError(f"unknown move {move.kind}; moves are 0 to {len(MOVES) - 1}")
        self._check_occasion(move.kind)
        if move.kind != OFFER:
            return
        issues = self.scenario.issues
        slots = len(self.scenario.world.starts) - 1
        if len(move.levels) not in (len(issues), slots):
            raise ValueError(f"an offer names {len(issues)} levels, found {len(move.levels)}")
        said: Sequence[object] = move.levels  # from outside, it may be anything
        for issue, level in zip(issues, said, strict=False):
            if not isinstance(level, Integral) or not 0 <= int(level) < len(issue.levels):
                raise ValueError(
                    f"{issue.id}: level {level} is no whole number from 0 to "
                    f"{len(issue.levels) - 1}"
                )

    def _check_occasion(self, kind: int) -> None:
        seat = self.state.asked
        for lever, move in ((LEVER_EXTEND, EXTEND), (LEVER_ESCALATE, ESCALATE)):
            if kind == move and not self.scenario.world.levers[seat] & lever:
                raise ValueError(f"{self.asked} does not hold the lever to {MOVES[move]}")
        if self.state.occasion == AT_A_DEADLINE:
            if kind not in (WAIT, EXTEND, ESCALATE):
                raise ValueError(f"at a deadline nobody can {MOVES[kind]}; wait, or use a lever")
        elif kind == ACCEPT and not self.view().offered:
            raise ValueError("there is nothing on the table to accept")

    def _take(self, move: Move) -> None:
        seat = self.scenario.seats[self.state.asked]
        self.last_move = (seat, Move(move.kind, tuple(move.levels[: len(self.scenario.issues)])))
        kernel.answer(self.scenario.world, self.tape, self.state, move.kind, move.levels)
        self._tell()
        self.last_move = None

    def _tell(self) -> None:
        for listener in self.listeners:
            listener(self)

    # -- reading -------------------------------------------------------------------------

    def seat_number(self, seat: str) -> int:
        """Return the number of a seat."""
        return self.scenario.seats.index(seat)

    def side_number(self, side: str) -> int:
        """Return the number of a side."""
        return self.scenario.sides.index(side)

    def mandate_terms(self, side: int) -> dict[str, float]:
        """Return the named terms of a side's mandate today, in utility."""
        return dict(zip(TERMS, self.state.terms[side], strict=True))

    def rate(self, issue: int) -> float:
        """Return the value of an issue under the regime in force, in its unit."""
        world = self.scenario.world
        first = world.starts[issue]
        size = world.starts[issue + 1] - first
        return quantity_at(world.quantity, first, size, self.state.regime[issue])

    def group_gain(self, group: int) -> float:
        """Return a constituency's gain from the last text over the regime in force."""
        world, state = self.scenario.world, self.state
        if not (state.texts or state.pending):
            return 0.0
        side = world.group_side[group]
        issues = len(world.giver)
        total = 0.0
        for issue in range(issues):
            first = world.starts[issue]
            size = world.starts[issue + 1] - first
            shape = state.shape[GAIN if world.giver[issue] != side else PAIN]
            new = shape[first + state.text[issue]]
            total += world.stake[group * issues + issue] * (
                new - value_at(shape, first, size, state.regime[issue])
            )
        return total

    def points(self, side: int, value: float) -> float:
        """Return a utility on the scale 0 (worst package for the side) to 100 (best)."""
        worst, best = self.state.worst[side], self.state.best[side]
        return 100.0 * (value - worst) / (best - worst)

    def _model_reporters(self) -> dict[str, Any]:
        reporters: dict[str, Any] = {
            "day": "day",
            "ending": lambda model: ENDINGS[model.state.ending],
            "daily_loss_usd_m": lambda model: 1000.0 * model.state.daily[2],
            "daily_duty_usd_m": lambda model: 1000.0 * model.state.daily[1],
        }
        for place, issue in enumerate(self.scenario.issues):
            reporters[f"in_force_{issue.id}"] = lambda model, place=place: model.rate(place)
        for number, side in enumerate(self.scenario.sides):
            for term in TERMS:
                reporters[f"{term}_{side}"] = lambda model, n=number, term=term: (
                    model.mandate_terms(n)[term]
                )
            reporters[f"mandate_{side}"] = lambda model, n=number: model.state.mandate[n]
            reporters[f"salience_{side}"] = lambda model, n=number: model.state.salience[n]
        return reporters

    def today(self, side: int) -> float:
        """Return the utility of the regime in force to a side's leader."""
        world = self.scenario.world
        return value_of_regime(self.state.table[side], world.starts, world.links, self.state.regime)
