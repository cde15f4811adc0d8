"""Agreements of third countries: a precedent moves what each side could live with."""

from __future__ import annotations

from agents.rules.compile import rule
from sim import events
from sim.chance import Tape, draw
from sim.issues import position_of
from sim.laws import draw_law
from sim.state import OTHERS_AGREED, REFERENCE, State
from sim.tables import reference_value
from sim.world import World

MONTH = 365.0 / 12.0


@rule
def set_hazard(world: World, state: State) -> None:
    """Set the daily chance that a third country agrees."""
    if world.others_issue >= 0:
        state.others_hazard = events.daily_hazard(state.number[world.others_monthly], MONTH)


@rule
def watch(world: World, tape: Tape, state: State) -> None:
    """Draw whether a third country agrees today; if so, move both references towards its terms."""
    issue = world.others_issue
    if issue < 0 or state.day == 0:
        return
    if draw(tape, world.others_stream, state.run, state.day, 0) >= state.others_hazard:
        return
    # The terms are drawn on the day, from the law of the number, at an address of their own.
    value = draw_law(
        world.priors, world.others_value, tape, world.others_terms_stream, state.run, state.day
    )
    first = world.starts[issue]
    there = position_of(world.quantity, first, world.starts[issue + 1] - first, value)
    pull = state.number[world.others_pull]
    for side in range(2):
        here = state.reference_at[side][issue]
        state.reference_at[side][issue] = here + pull * (there - here)
        state.terms[side][REFERENCE] = reference_value(world, state, side, state.table[side])
    state.other_deals += 1
    state.happened += OTHERS_AGREED
