"""Histories played again for what their rows don't keep: dollars by day, and the last offers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from agents.rules.utility import value_of
from experiments.analysis.dollars import Days
from experiments.played import Player, simulated
from sim.accounts import DUTY, EXPORTERS_LOSS
from sim.model import TalksModel
from sim.state import ENDINGS, REASONS

if TYPE_CHECKING:
    from sim.scenario import Scenario

SAMPLE = 100
"""How many histories are played again for a report: seconds, and intervals of some points."""


@dataclass(frozen=True)
class LastOffer:
    """How a side's last offer, in the last round with offers of both sides, was worth what.

    Attributes:
        asks: points that it is worth to the side's own leader above the own mandate.
        brings: points that it is worth to the other leader above the other mandate; below 0 the
            other leader would not have signed it. Of several channels, the best.
        carried: whether the other side's home would sooner have ratified than refused it (True
            where home isn't asked).
    """

    asks: float
    brings: float
    carried: bool

    @property
    def suits(self) -> bool:
        """Whether the other leader would have signed it."""
        return self.brings >= 0


@dataclass(frozen=True)
class Replayed:
    """One history, played again.

    `loss` and `duty` are USD bn on each day: what exporters lose, and the added duty; a history
    that ends early is followed to the horizon, as its row is. `last` has each side's last offer,
    None where there never were two offers on one table.
    """

    run: int
    ending: str
    reason: str
    loss: Days
    duty: Days
    last: tuple[LastOffer, LastOffer] | None


def replay_sample(
    scenario: Scenario, seed: int, runs: Iterable[int], play: Player | None = None
) -> tuple[Replayed, ...]:
    """The first of these runs (SAMPLE of them at most), each played again.

    Runs are independent, so the lowest numbers are as good a sample as any.
    """
    chosen = sorted(int(run) for run in runs)[:SAMPLE]
    return tuple(replay(scenario, seed, run, play) for run in chosen)


def replay(scenario: Scenario, seed: int, run: int, play: Player | None = None) -> Replayed:
    """Play one history again, through the glass door; ``play`` if people may have played it."""
    model = (play or simulated(scenario, seed))(run, False)
    state = model.state
    daily: list[tuple[float, float]] = []
    last = None
    while model.running:
        rounds = state.rounds
        model.step()
        daily.append((state.daily[EXPORTERS_LOSS], state.daily[DUTY]))
        if state.rounds > rounds:
            last = _last_offers(model) or last
    totals = (state.exporter_loss, state.duty)
    effect = state.effect_day if state.agreement_day >= 0 else -1
    loss, duty = (
        _to_the_horizon([day[account] for day in daily], totals[account], effect, scenario.horizon)
        for account in range(2)
    )
    return Replayed(run, ENDINGS[state.ending], REASONS[state.reason], loss, duty, last)


def _to_the_horizon(daily: Sequence[float], total: float, effect: int, horizon: int) -> Days:
    """A history's days, with those after its end: as on its last until the agreement's effect.

    From then on every day is alike, so what is left of the total is spread evenly.
    """
    days = np.full(horizon + 1, daily[-1])
    days[: len(daily)] = daily
    start = max(effect, len(daily))
    if effect >= 0 and start <= horizon:
        days[start:] = (total - float(days[:start].sum())) / (horizon + 1 - start)
    return days


def _last_offers(model: TalksModel) -> tuple[LastOffer, LastOffer] | None:
    """Each side's offer in today's round, measured against today's mandates and homes."""
    world, state = model.scenario.world, model.state
    found: dict[int, LastOffer] = {}
    for pair in zip(world.pair_first, world.pair_second, strict=True):
        if not all(state.offered[seat] for seat in pair):
            continue
        for seat in pair:
            side = world.seat_side[seat]
            offer = LastOffer(
                asks=_above_mandate(model, side, seat),
                brings=_above_mandate(model, 1 - side, seat),
                carried=_carried(model, 1 - side, seat),
            )
            if side not in found or offer.brings > found[side].brings:
                found[side] = offer
    return (found[0], found[1]) if len(found) == 2 else None


def _above_mandate(model: TalksModel, side: int, seat: int) -> float:
    """What a seat's offer is worth to a side's leader above the mandate, in points."""
    state = model.state
    worth = value_of(state.felt[side], model.scenario.world.starts, state.offer[seat])
    return model.points(side, worth) - model.points(side, state.mandate[side])


def _carried(model: TalksModel, side: int, seat: int) -> bool:
    """Whether a side's home would sooner ratify than refuse a seat's offer today."""
    world, state = model.scenario.world, model.state
    if world.threshold[side] < 0:
        return True
    support = value_of(state.home[side], world.starts, state.offer[seat]) - state.home_now[side]
    return bool(support >= state.home_bar[side])
