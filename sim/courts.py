"""Litigation: a court may strike one tariff down, and both sides know that it may."""

from __future__ import annotations

from agents.rules.compile import rule
from sim import accounts, deadlines, outlook
from sim.chance import Tape, draw
from sim.state import COURT_STRUCK, COURT_UPHELD, DONE, State
from sim.world import NEVER, World


@rule
def set_court(world: World, state: State) -> None:
    """Set the day of the decision."""
    state.decision_day = NEVER
    if world.court_issue >= 0:
        state.decision_day = world.court_day + int(state.number[world.court_delay] + 0.5)


@rule
def decide(world: World, tape: Tape, state: State) -> None:
    """Draw the ruling on its day: struck down, the tariff and every threat on it are void."""
    if state.day != state.decision_day:
        return
    u = draw(tape, world.court_stream, state.run, 0, 0)
    if u >= state.number[world.court_probability]:
        state.happened += COURT_UPHELD
        return
    issue = world.court_issue
    state.struck = 1
    state.regime[issue] = float(world.starts[issue + 1] - world.starts[issue] - 1)
    state.worth_stale = 1
    for threat in range(len(world.threat_issue)):
        if world.threat_issue[threat] == issue:
            if threat < world.deadlines and state.threat_on[threat] != DONE:
                deadlines.set_review(world, tape, state, threat)
            state.threat_on[threat] = DONE
    for side in range(2):
        outlook.refresh_home(world, state, side)
    accounts.refresh_ledger(world, state)
    state.happened += COURT_STRUCK
