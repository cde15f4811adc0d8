"""One history, phase by phase, re-entrant: it runs until a seat must answer, and goes on.

``begin`` draws the history's types; ``advance`` runs phases until a seat is asked, the day is
over or the history has ended; ``answer`` takes the asked seat's move. The order of a day
stands here and nowhere else:

    dawn (news, salience, mandates) -> round (sessions, pair by pair) -> leaders ->
    home (ratification) -> interim accord -> threats (deadlines) -> dusk (accounts)
"""

from __future__ import annotations

from collections.abc import Sequence

from agents.rules.compile import rule, short_rule
from agents.rules.linked import join
from agents.rules.utility import extreme_value, value_of
from agents.views import (
    ACCEPT,
    AT_A_DEADLINE,
    AT_THE_TABLE,
    CALL_LEADER,
    ESCALATE,
    EXTEND,
    INTERIM,
    LEVER_ESCALATE,
    LEVER_EXTEND,
    OFFER,
    WALK_OUT,
)
from sim import (
    accounts,
    breaks,
    calendar,
    courts,
    deadlines,
    home,
    ladders,
    markets,
    other_deals,
    outlook,
    seats,
    standing,
    texts,
)
from sim import interim as accord
from sim.chance import Tape, draw
from sim.laws import draw_law
from sim.state import (
    DAWN,
    DUSK,
    ENDED,
    HOME,
    INTERIM_ACCORD,
    LEADERS,
    ROUND,
    ROUND_OPENED,
    SESSION_OPENED,
    SUMMIT_HELD,
    TABLE,
    TALKING,
    THREATS,
    State,
)
from sim.tables import fill_shapes, fill_table, reference_value, set_references
from sim.world import World

# What advance returns.
ASKED = 0
DAY_OVER = 1
HISTORY_OVER = 2


@rule
def begin(world: World, tape: Tape, state: State, run: int) -> None:
    """Draw run ``run``'s types and set the world as it stands on the morning of day 0."""
    state.run = run
    for number in range(len(world.priors.law)):
        state.number[number] = draw_law(world.priors, number, tape, number, run, 0)
    fill_shapes(world, state)
    for side in range(2):
        fill_table(world, state, tape, side, side, state.table[side])
        state.best[side] = extreme_value(
            state.table[side], world.starts, world.links, world.giver, side
        )
        state.worst[side] = extreme_value(
            state.table[side], world.starts, world.links, world.giver, 1 - side
        )
        state.salience[side] = 1.0
    for seat in range(len(world.seat_side)):
        fill_table(world, state, tape, 2 + seat, world.seat_side[seat], state.table[2 + seat])
    outlook.set_regime(world, state)
    deadlines.set_threats(world, tape, state)
    courts.set_court(world, state)
    other_deals.set_hazard(world, state)
    breaks.set_hazards(world, state)
    standing.set_standing(world, state)
    set_references(world, state)
    ladders.set_beliefs(world, state)
    for side in range(2):
        state.terms[side][0] = reference_value(world, state, side, state.table[side])
        number = world.vote_probability[side]
        if number >= 0:
            u = draw(tape, world.vote_stream[side], run, 0, 0)
            state.vote_needed[side] = 1 if u < state.number[number] else 0
    for summit in range(len(world.summit_day)):
        u = draw(tape, world.summit_stream[summit], run, 0, 0)
        state.held[summit] = 1 if u < state.number[world.summit_held[summit]] else 0
    for pair in range(len(world.pair_first)):
        state.first_gap[pair] = -1.0
    state.ending = TALKING
    state.asked = -1
    state.lever_day = -1
    state.interim_day = -1
    state.snap_back_day = -1
    state.hike_day = -1
    state.agreement_day = -1
    state.effect_day = -1
    state.day = 0
    state.phase = DAWN
    outlook.refresh_salience(world, state)
    ladders.refresh(world, state)
    outlook.refresh_mandates(world, state)
    accounts.refresh_ledger(world, state)
    state.next_round = 0
    if world.pace >= 0:
        state.next_round = _following_round(world, state)


@rule
def advance(world: World, tape: Tape, state: State) -> int:
    """Run phases until a seat is asked, the day is over or the history has ended."""
    while True:
        stop = step(world, tape, state)
        if stop >= 0:
            return stop


@rule
def step(world: World, tape: Tape, state: State) -> int:
    """Run one phase; return ASKED, DAY_OVER, HISTORY_OVER, or -1 to go on."""
    state.happened = 0
    state.by_side = 0
    phase = state.phase
    if phase == ENDED:
        return HISTORY_OVER
    if phase == DAWN:
        _dawn(world, tape, state)
    elif phase == ROUND:
        _open_round(world, tape, state)
    elif phase == TABLE:
        if _next_turn(world, tape, state):
            return ASKED
    elif phase == LEADERS:
        texts.before_the_leaders(world, tape, state)
        state.phase = HOME
    elif phase == HOME:
        home.ratify(world, tape, state)
        state.phase = INTERIM_ACCORD
    elif phase == INTERIM_ACCORD:
        accord.consider(world, tape, state)
        state.phase = THREATS
    elif phase == THREATS:
        if state.lever_day < state.day and deadlines.holder_to_ask(world, state):
            state.lever_day = state.day
            state.occasion = AT_A_DEADLINE
            return ASKED
        deadlines.resolve(world, tape, state)
        state.phase = DUSK
    elif phase == DUSK:
        return _dusk(world, state)
    return -1


@short_rule
def _dawn(world: World, tape: Tape, state: State) -> None:
    outlook.mark_campaign(world, state)
    markets.refresh(world, tape, state)
    standing.refresh_approval(world, tape, state)
    standing.poll(world, tape, state)
    courts.decide(world, tape, state)
    other_deals.watch(world, tape, state)
    breaks.watch(world, tape, state)
    deadlines.announce(world, tape, state)
    if outlook.refresh_salience(world, state):
        ladders.refresh(world, state)
    for side in range(2):
        outlook.refresh_bar(world, state, side)
    outlook.refresh_mandates(world, state)
    state.at_summit = -1
    for summit in range(len(world.summit_day)):
        if world.summit_day[summit] == state.day and state.held[summit]:
            state.at_summit = summit
    meeting = state.day >= state.next_round or state.at_summit >= 0
    state.in_round = 0
    if meeting and state.day >= state.resume_day and not state.pending:
        state.phase = ROUND
    else:
        state.phase = HOME


@rule
def _following_round(world: World, state: State) -> int:
    if world.pace < 0:
        return state.day + 1
    left = (outlook.days_left(world, state, 0, 0.0) + outlook.days_left(world, state, 1, 0.0)) / 2.0
    return calendar.next_round(
        state.day,
        left,
        state.deadline_day,
        state.number[world.pace],
        state.number[world.shortest],
        state.number[world.longest],
    )


@rule
def _open_round(world: World, tape: Tape, state: State) -> None:
    state.happened = ROUND_OPENED
    if state.at_summit >= 0:
        state.happened += SUMMIT_HELD
    state.in_round = 1
    state.rounds += 1
    state.next_round = _following_round(world, state)
    state.standing = 0
    state.interim_asked = 0
    for seat in range(len(world.seat_side)):
        state.consent[seat] = 0
        state.sat[seat] = 0
    if ladders.zopa(state):
        state.zopa_rounds += 1
    state.pair = 0
    state.turn = -1
    state.phase = TABLE


@rule
def _next_turn(world: World, tape: Tape, state: State) -> bool:
    """Open the next session or ask the next seat; False when the round's sessions are over."""
    if state.turn < 0:
        if state.pair >= len(world.pair_first):
            state.phase = LEADERS
            return False
        if not _open_session(world, tape, state):
            state.pair += 1
            return False
        return False
    first = world.pair_first[state.pair]
    second = world.pair_second[state.pair]
    state.asked = first if (state.turn + state.speaker) % 2 == 0 else second
    state.occasion = AT_THE_TABLE
    return True


@rule
def _open_session(world: World, tape: Tape, state: State) -> bool:
    """Seat a pair; False if both have already agreed the standing text."""
    first = world.pair_first[state.pair]
    second = world.pair_second[state.pair]
    if state.standing and state.consent[first] and state.consent[second]:
        return False
    state.sat[first] = 1
    state.sat[second] = 1
    state.offered[first] = 0
    state.offered[second] = 0
    state.turn = 0
    u = draw(tape, world.speaker_stream[state.pair], state.run, state.day, 0)
    state.speaker = 0 if u < 0.5 else 1
    if state.standing and state.consent[first]:
        state.speaker = 1
    elif state.standing and state.consent[second]:
        state.speaker = 0
    state.sessions += 1
    state.happened = SESSION_OPENED
    return True


@rule
def answer(world: World, tape: Tape, state: State, kind: int, levels: Sequence[int]) -> None:
    """Take the asked seat's move and go on from there.

    Args:
        world: the scenario.
        tape: keys of the streams.
        state: the history.
        kind: one of the moves of ``agents.views``.
        levels: the package of an offer, one level an issue.
    """
    seat = state.asked
    state.happened = 0
    state.by_side = 0
    state.asked = -1
    if state.occasion == AT_A_DEADLINE:
        if kind == EXTEND and world.levers[seat] & LEVER_EXTEND:
            deadlines.extend(world, tape, state, state.next_threat)
        elif kind == ESCALATE and world.levers[seat] & LEVER_ESCALATE:
            deadlines.snap_back(world, tape, state, state.next_threat)
        return
    state.leader_word[seat] = 0
    if kind == ACCEPT:
        if texts.accept(world, state, seat, seats.counterpart(world, state, seat)):
            _rise(state)  # an agreed text leaves no gap to measure
            return
    elif kind == OFFER:
        for issue in range(len(world.giver)):
            state.offer[seat][issue] = levels[issue]
        join(world.links, len(world.giver), state.offer[seat])
        state.offered[seat] = 1
    elif kind == WALK_OUT:
        _close_session(world, state)
        return
    elif kind == CALL_LEADER:
        texts.ask_leader(world, state, seat, seats.counterpart(world, state, seat))
    elif kind == INTERIM:
        state.interim_asked = 1
    elif kind == EXTEND and world.levers[seat] & LEVER_EXTEND:
        deadlines.extend_own(world, tape, state, world.seat_side[seat])
    elif kind == ESCALATE and world.levers[seat] & LEVER_ESCALATE:
        deadlines.escalate_own(world, tape, state, world.seat_side[seat])
    state.turn += 1
    if state.turn >= 2 * int(state.number[world.exchanges] + 0.5):
        _close_session(world, state)


@rule
def _close_session(world: World, state: State) -> None:
    first = world.pair_first[state.pair]
    second = world.pair_second[state.pair]
    if state.offered[first] and state.offered[second]:
        gap = (
            _asked_for_more(world, state, first, second)
            + _asked_for_more(world, state, second, first)
        ) / 2.0
        if state.first_gap[state.pair] < 0.0:
            state.first_gap[state.pair] = gap if gap > 0.0 else 0.0
        state.gap[state.pair] = gap
    _rise(state)


@rule
def _rise(state: State) -> None:
    state.pair += 1
    state.turn = -1


@rule
def _asked_for_more(world: World, state: State, seat: int, other: int) -> float:
    """Return how much better a seat's own last offer is for it than the other's, 0 to 1."""
    table = state.table[2 + seat]
    mine = value_of(table, world.starts, state.offer[seat])
    theirs = value_of(table, world.starts, state.offer[other])
    side = world.seat_side[seat]
    return (mine - theirs) / (state.best[side] - state.worst[side])


@rule
def _dusk(world: World, state: State) -> int:
    accounts.close_day(world, state)
    if state.agreement_day >= 0 or state.day >= world.days:
        accounts.close_history(world, state)
        state.phase = ENDED
        return HISTORY_OVER
    state.day += 1
    state.phase = DAWN
    return DAY_OVER
