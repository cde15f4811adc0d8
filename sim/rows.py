"""How a history that has ended fills its row of outcomes (``sim.outcomes`` names the columns)."""

from __future__ import annotations

import math
from collections.abc import MutableSequence, Sequence

from agents.rules.compile import rule
from agents.rules.utility import value_of
from sim.deadlines import progress
from sim.issues import quantity_at
from sim.state import AGREEMENT, State
from sim.world import World

AFTER_COUNTS = 19
"""Where the columns of whole numbers begin that depend on the scenario's issues."""


@rule
def write_row(
    world: World,
    state: State,
    drawn: Sequence[int],
    gdp: float,
    whole: Sequence[MutableSequence[int]],
    real: Sequence[MutableSequence[float]],
    at: int,
) -> None:
    """Write the outcome of a history that has ended, each number into its column at ``at``.

    Args:
        world: the scenario.
        state: the history.
        drawn: numbers of the priors that have a column.
        gdp: the exporter's GDP, USD bn a year; 0 without an economy.
        whole: columns of whole numbers, in the order of ``sim.outcomes.columns``.
        real: columns of the others, in that order.
        at: the row.
    """
    issues = len(world.giver)
    agreed = state.ending == AGREEMENT
    whole[0][at] = state.run
    whole[1][at] = state.ending
    whole[2][at] = state.reason
    _write_counts(state, whole, at)
    column = AFTER_COUNTS
    for issue in range(issues):
        first = world.starts[issue]
        size = world.starts[issue + 1] - first
        if agreed:
            whole[column + issue][at] = state.text[issue]
            real[issue][at] = world.quantity[first + state.text[issue]]
        else:
            whole[column + issue][at] = -1
            real[issue][at] = quantity_at(world.quantity, first, size, state.regime[issue])
    column += issues
    place = issues
    for side in range(2):
        worst = state.worst[side]
        span = state.best[side] - worst
        value = math.nan
        if agreed:
            value = value_of(state.table[side], world.starts, state.text)
        real[place][at] = value
        real[place + 1][at] = 100.0 * (value - worst) / span
        real[place + 2][at] = state.score[side]
        real[place + 3][at] = 100.0 * (state.score[side] - worst) / span
        real[place + 4][at] = state.mandate[side]
        real[place + 5][at] = state.approval[side]
        whole[column][at] = state.majority_lost[side]
        whole[column + 1][at] = state.vote_needed[side]
        place += 6
        column += 2
    real[place][at] = progress(world, state)
    real[place + 1][at] = state.exports
    real[place + 2][at] = state.duty
    real[place + 3][at] = state.exporter_loss
    real[place + 4][at] = state.importer_burden
    place += 5
    if gdp > 0.0:
        real[place][at] = 100.0 * state.exporter_loss / gdp
        place += 1
    for which in range(len(drawn)):
        real[place + which][at] = state.number[drawn[which]]


@rule
def _write_counts(state: State, whole: Sequence[MutableSequence[int]], at: int) -> None:
    """Write the days and the counts, in the order of ``sim.outcomes``."""
    whole[3][at] = state.agreement_day
    whole[4][at] = state.effect_day
    whole[5][at] = state.interim_day
    whole[6][at] = state.snap_back_day
    whole[7][at] = state.hike_day
    whole[8][at] = state.extensions
    whole[9][at] = state.rounds
    whole[10][at] = state.sessions
    whole[11][at] = state.texts
    whole[12][at] = state.mandate_refusals
    whole[13][at] = state.overrides
    whole[14][at] = state.refusals
    whole[15][at] = state.breaks
    whole[16][at] = state.other_deals
    whole[17][at] = state.struck
    whole[18][at] = state.zopa_rounds
