"""What a history costs: the dollar ledger and each side's score."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.rules.utility import value_of, value_of_regime
from sim import outlook, trade
from sim.issues import quantity_at
from sim.state import AGREEMENT, BROKEN_OFF, NO_TEXT, NO_ZOPA, TIME, State
from sim.world import World

YEAR = 365.0
EXPORTS, DUTY, EXPORTERS_LOSS, BUYERS_BURDEN = range(4)


@rule
def refresh_ledger(world: World, state: State) -> None:
    """Set the daily dollar flows of the regime in force, USD bn a day."""
    for row in range(4):
        state.daily[row] = 0.0
    for issue in range(len(world.giver)):
        if not world.tariff[issue]:
            continue
        first = world.starts[issue]
        size = world.starts[issue + 1] - first
        rate = quantity_at(world.quantity, first, size, state.regime[issue])
        flows = trade.flows(world, state, issue, rate)
        state.daily[EXPORTS] += flows.exports / YEAR
        state.daily[DUTY] += flows.duty / YEAR
        state.daily[EXPORTERS_LOSS] += flows.loss / YEAR
        state.daily[BUYERS_BURDEN] += flows.burden / YEAR


@rule
def discounted_days(weekly: float, first: int, past: int) -> float:
    """Return the discounted number of days from ``first`` up to but not including ``past``."""
    if past <= first:
        return 0.0
    if weekly >= 1.0:
        return float(past - first)
    daily = weekly ** (1.0 / 7.0)
    return float((daily ** float(first) - daily ** float(past)) / (1.0 - daily))


@rule
def close_day(world: World, state: State) -> None:
    """Book today's dollars, each side's flow, and by how much it fell short of the reference."""
    state.exports += state.daily[EXPORTS]
    state.duty += state.daily[DUTY]
    state.exporter_loss += state.daily[EXPORTERS_LOSS]
    state.importer_burden += state.daily[BUYERS_BURDEN]
    window = int(state.number[world.window] + 0.5)
    weight = 0.0
    if state.day < window:
        if len(world.weights) > 0:
            weight = world.weights[state.day]
        else:
            weight = state.number[world.discount] ** (state.day / 7.0)
    state.weight_sum += weight
    outlook.refresh_worth(world, state)
    for side in range(2):
        flow = state.worth_now[side]
        state.flow_sum[side] += weight * flow
        short = state.terms[side][0] - flow
        if short > 0.0:
            state.shortfall[side] += short / YEAR


@rule
def close_history(world: World, state: State) -> None:
    """Finish ledger and scores to the ends of horizon and window, and say why it ended so.

    From the day a package takes effect its value flows; before that, and for ever in an
    unfinished history, the regime's does. What a sensitive concession costs at home is taken
    off once.
    """
    window = int(state.number[world.window] + 0.5)
    discount = state.number[world.discount]
    agreed = state.ending == AGREEMENT
    effect = state.effect_day if agreed else window
    if effect < state.day + 1:
        effect = state.day + 1
    if effect > window:
        effect = window
    before = discounted_days(discount, state.day + 1, effect)
    after = discounted_days(discount, effect, window)
    for side in range(2):
        table = state.table[side]
        total = state.flow_sum[side]
        total += before * value_of_regime(table, world.starts, world.links, state.regime)
        if agreed:
            total += after * value_of(table, world.starts, state.text)
        else:
            total += after * value_of_regime(table, world.starts, world.links, state.regime)
        state.score[side] = total / (state.weight_sum + before + after)
        if agreed and state.signed_salience[side] > 1.0:
            pain = (state.signed_salience[side] - 1.0) * sensitive_cost(world, state, side)
            state.score[side] -= state.number[world.political_cost] * pain * YEAR / window
    _finish_ledger(world, state)
    if not agreed and state.broken:
        state.ending = BROKEN_OFF
    if not agreed:
        if state.pending:
            state.reason = TIME
        elif state.zopa_rounds == 0:
            state.reason = NO_ZOPA
        elif state.texts == 0:
            state.reason = NO_TEXT
        else:
            state.reason = state.last_failure


@rule
def sensitive_cost(world: World, state: State, side: int) -> float:
    """Return what the text's sensitive concessions cost a side's leader, as a positive number."""
    total = 0.0
    for issue in range(len(world.giver)):
        if world.sensitive[issue] and world.giver[issue] == side:
            total -= state.table[side][world.starts[issue] + state.text[issue]]
    return total


@rule
def _finish_ledger(world: World, state: State) -> None:
    rest = world.days - state.day
    if rest <= 0:
        return
    waiting = rest
    if state.ending == AGREEMENT:
        waiting = min(rest, max(0, state.effect_day - state.day - 1))
    _book(state, waiting)
    if waiting < rest:
        for issue in range(len(world.giver)):
            state.trial[issue] = state.regime[issue]
            state.regime[issue] = float(state.text[issue])
        refresh_ledger(world, state)
        _book(state, rest - waiting)
        # The history ends before the text takes effect: what is in force today stays so.
        for issue in range(len(world.giver)):
            state.regime[issue] = state.trial[issue]
        refresh_ledger(world, state)


@rule
def _book(state: State, days: int) -> None:
    state.exports += days * state.daily[EXPORTS]
    state.duty += days * state.daily[DUTY]
    state.exporter_loss += days * state.daily[EXPORTERS_LOSS]
    state.importer_burden += days * state.daily[BUYERS_BURDEN]
