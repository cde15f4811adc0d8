"""Talks in the small world, with a script in every chair."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from agents.minister import Decide
from agents.views import ACCEPT, AT_A_DEADLINE, OFFER, WAIT, Move, View
from sim.model import TalksModel
from sim.scenario import Scenario


def _waits(view: View) -> Move:
    return Move(WAIT, ())


def _takes(view: View) -> Move:
    """Take whatever is on the table."""
    return Move(ACCEPT if view.offered else WAIT, ())


def _does(kind: int) -> Decide:
    """Do one thing whenever asked at the table."""
    return lambda view: Move(WAIT if view.occasion == AT_A_DEADLINE else kind, ())


def _offers(*levels: int) -> Decide:
    """Put one package (tariff, wheat) on the table at every turn."""
    return lambda view: Move(OFFER, levels)


def _on(day: int, decide: Decide) -> Decide:
    """Wait, but on one day do as told."""
    return lambda view: decide(view) if view.day == day else Move(WAIT, ())


@pytest.fixture(scope="session")
def say() -> SimpleNamespace:
    """What a scripted seat may do."""
    return SimpleNamespace(waits=_waits, takes=_takes, does=_does, offers=_offers, on=_on)


@pytest.fixture(scope="session")
def talks() -> Callable[..., TalksModel]:
    """Return talks in the small world whose three seats follow scripts (they wait by default).

    ``model.log`` lists what happened: (day, happened, by_side).
    """

    def talks(
        scenario: Scenario,
        envoy: Decide = _waits,
        trade: Decide = _waits,
        farm: Decide = _waits,
        run: int = 0,
        until: int | None = None,
    ) -> TalksModel:
        seats = {"east.envoy": envoy, "west.trade": trade, "west.farm": farm}
        model = TalksModel(scenario, run=run, rng=4, collect=False, seats=seats)
        model.log = []
        model.listeners.append(lambda m: m.log.append((m.day, m.state.happened, m.state.by_side)))
        while model.running and until is not None and model.day < until:
            model.step()
        return model

    return talks


@pytest.fixture(scope="session")
def days_of() -> Callable[[TalksModel, int], list[int]]:
    """Return the days on which something happened (one of the flags of ``sim.state``)."""
    return lambda model, what: [day for day, happened, _ in model.log if happened & what]
