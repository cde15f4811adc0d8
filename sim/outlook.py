"""How the world looks to each side this morning: regime, salience, time left, mandate."""

from __future__ import annotations

from agents.rules import pressure
from agents.rules.compile import rule
from agents.rules.utility import extreme_value, value_at, value_of_regime
from sim import politics, standing
from sim.issues import position_of
from sim.state import (
    CAMPAIGN_OPENED,
    GAIN,
    LOSSES,
    MAJORITY,
    OUTSIDE,
    PAIN,
    POLLING_DAY,
    REFERENCE,
    STRESS,
    THREAT,
    State,
)
from sim.world import World

NO_BAR = -1e9
YEAR = 365.0


@rule
def set_regime(world: World, state: State) -> None:
    """Write the regime in force on day 0 as a position on each issue."""
    for issue in range(len(world.giver)):
        number = world.in_force[issue]
        position = 0.0
        if number >= 0:
            first = world.starts[issue]
            size = world.starts[issue + 1] - first
            position = position_of(world.quantity, first, size, state.number[number])
        state.regime[issue] = position
    state.worth_stale = 1


@rule
def refresh_worth(world: World, state: State) -> None:
    """Set what the regime in force is worth, and without the tariff before the court.

    Nothing is done unless the regime has changed.
    """
    if not state.worth_stale:
        return
    for side in range(2):
        now = value_of_regime(state.table[side], world.starts, world.links, state.regime)
        state.worth_now[side] = now
        issue = world.court_issue
        if issue >= 0:
            free = float(world.starts[issue + 1] - world.starts[issue] - 1)
            state.worth_struck[side] = with_issue_at(world, state, side, now, issue, free)
    state.worth_stale = 0
    state.worth_threat_of = -1


@rule
def _refresh_threat_worth(world: World, state: State, threat: int) -> None:
    """Set what the regime would be worth with a threat carried out."""
    if threat == state.worth_threat_of:
        return
    issue = world.threat_issue[threat]
    for side in range(2):
        threatened = state.worth_now[side]
        if state.threat_to[threat] < state.regime[issue]:
            there = state.threat_to[threat]
            threatened = with_issue_at(world, state, side, threatened, issue, there)
        state.worth_threat[side] = threatened
    state.worth_threat_of = threat


@rule
def mark_campaign(world: World, state: State) -> None:
    """Note that a campaign opens or that it is polling day."""
    for side in range(2):
        if state.day == world.campaign[side]:
            state.happened += CAMPAIGN_OPENED
        elif state.day == world.polling[side]:
            state.happened += POLLING_DAY


@rule
def refresh_salience(world: World, state: State) -> bool:
    """Set each side's salience and what follows from it; True if anything changed.

    Negotiators feel u - (m - 1) * C in what they are ready to sign, C the cost of sensitive
    issues; the power of constituencies that those issues hurt rises by m at home.
    """
    changed = state.peak[0] == 0.0 and state.day == 0
    for side in range(2):
        m = politics.salience(
            state.day,
            world.campaign[side],
            world.polling[side],
            state.number[world.salience_campaign[side]],
            state.number[world.salience_after[side]],
        )
        if m != state.salience[side]:
            state.salience[side] = m
            changed = True
    if not changed:
        return False
    for side in range(2):
        _feel(world, state, side, side)
        _weigh_home(world, state, side)
    for seat in range(len(world.seat_side)):
        side = world.seat_side[seat]
        _feel(world, state, 2 + seat, side)
        state.peak[seat] = extreme_value(
            state.felt[2 + seat], world.starts, world.links, world.giver, side
        )
    return True


@rule
def _feel(world: World, state: State, actor: int, side: int) -> None:
    m = state.salience[side]
    for issue in range(len(world.giver)):
        factor = m if world.sensitive[issue] and world.giver[issue] == side else 1.0
        for level in range(world.starts[issue], world.starts[issue + 1]):
            state.felt[actor][level] = factor * state.table[actor][level]
    for link in range(len(world.link_side)):
        eased = world.links[3 * link]
        factor = m if world.sensitive[eased] and world.giver[eased] == side else 1.0
        block = len(world.giver) + link
        for level in range(world.starts[block], world.starts[block + 1]):
            state.felt[actor][level] = factor * state.table[actor][level]


@rule
def _weigh_home(world: World, state: State, side: int) -> None:
    issues = len(world.giver)
    levels = world.starts[len(world.starts) - 1]
    for level in range(levels):
        state.home[side][level] = 0.0
    total = 0.0
    for group in range(len(world.group_side)):
        if world.group_side[group] == side:
            total += _power(world, state, group)
    if total > 0.0:
        for group in range(len(world.group_side)):
            if world.group_side[group] != side:
                continue
            power = _power(world, state, group) / total
            for issue in range(issues):
                stake = world.stake[group * issues + issue]
                row = GAIN if world.giver[issue] != side else PAIN
                for level in range(world.starts[issue], world.starts[issue + 1]):
                    state.home[side][level] += power * stake * state.shape[row][level]
    refresh_home(world, state, side)


@rule
def _power(world: World, state: State, group: int) -> float:
    issues = len(world.giver)
    power = state.number[world.group_power[group]]
    for issue in range(issues):
        if world.sensitive[issue] and world.stake[group * issues + issue] < 0.0:
            return power * state.salience[world.group_side[group]]
    return power


@rule
def refresh_home(world: World, state: State, side: int) -> None:
    """Set the support that the regime in force has at home, and the bar for a new text."""
    state.home_now[side] = value_of_regime(
        state.home[side], world.starts, world.links, state.regime
    )
    refresh_bar(world, state, side)


@rule
def refresh_bar(world: World, state: State, side: int) -> None:
    """Set the bar for a new text at home."""
    state.home_bar[side] = (
        standing.bar(world, state, side) if world.threshold[side] >= 0 else NO_BAR
    )


@rule
def days_left(world: World, state: State, side: int, part: float) -> float:
    """Return the days a side thinks are left, ``part`` of today being over."""
    days = state.deadline_day - state.day - part
    threat = state.next_threat
    if threat < 0:
        return days
    return pressure.perceived_left(days, world.mean_extension[threat], state.belief[side][threat])


@rule
def find_deadline(world: World, state: State) -> None:
    """Set the next deadline: the earliest pending threat, else the review date."""
    state.next_threat = -1
    state.deadline_day = state.review_day if state.review_day >= state.day else world.days
    state.deadline_set = state.review_set
    for threat in range(len(world.threat_issue)):
        if state.threat_on[threat] == 1 and (
            state.next_threat < 0 or state.threat_day[threat] < state.deadline_day
        ):
            state.next_threat = threat
            state.deadline_day = state.threat_day[threat]
            state.deadline_set = state.threat_set[threat]
    if state.day < state.deadline_day - 1 < state.next_round:
        state.next_round = state.deadline_day - 1


@rule
def refresh_mandates(world: World, state: State) -> None:
    """Set each side's flows, the terms of its mandate and the mandate itself."""
    find_deadline(world, state)
    refresh_worth(world, state)
    threat = state.next_threat
    if threat >= 0:
        _refresh_threat_worth(world, state, threat)
    for side in range(2):
        now = state.worth_now[side]
        threatened = now
        belief = 0.0
        if threat >= 0:
            belief = state.belief[side][threat]
            threatened = state.worth_threat[side]
        state.flow[side] = now
        state.threatened[side] = threatened
        share = struck_share(world, state)
        if share > 0.0:
            # Either regime may lose the tariff that is before the court.
            now, threatened = _with_ruling(world, state, side, share, threat, now, threatened)
        terms = state.terms[side]
        terms[THREAT] = pressure.threat_term(
            state.number[world.threat_pull[side]], belief, now, threatened
        )
        terms[LOSSES] = state.number[world.loss_pull[side]] * state.shortfall[side]
        terms[STRESS] = _pull(state, world.stress_pull[side], state.stress)
        terms[MAJORITY] = -_pull(state, world.majority_pull[side], float(state.majority_lost[side]))
        terms[OUTSIDE] = pressure.outside_option(belief, now, threatened)
        state.mandate[side] = pressure.mandate(
            terms[REFERENCE],
            terms[THREAT],
            terms[LOSSES],
            terms[STRESS],
            terms[MAJORITY],
            terms[OUTSIDE],
        )


@rule
def _pull(state: State, number: int, felt: float) -> float:
    return state.number[number] * felt if number >= 0 else 0.0


@rule
def struck_share(world: World, state: State) -> float:
    """Return the share of the coming year for which a court is expected to void its tariff.

    The probability of the ruling, times what would be left of the year after it; 0 once decided.
    """
    if world.court_issue < 0 or state.day >= state.decision_day:
        return 0.0
    left = (YEAR - (state.decision_day - state.day)) / YEAR
    return state.number[world.court_probability] * left if left > 0.0 else 0.0


@rule
def _with_ruling(
    world: World,
    state: State,
    side: int,
    share: float,
    threat: int,
    now: float,
    threatened: float,
) -> tuple[float, float]:
    struck_now = state.worth_struck[side]
    struck_then = struck_now
    if threat >= 0 and world.threat_issue[threat] != world.court_issue:
        struck_then = threatened + struck_now - now
    return now + share * (struck_now - now), threatened + share * (struck_then - threatened)


@rule
def with_issue_at(
    world: World, state: State, side: int, now: float, issue: int, position: float
) -> float:
    """Return a leader's utility of the regime in force with one issue moved to a position.

    Args:
        world: the scenario.
        state: the history.
        side: whose leader.
        now: utility of the regime as it is.
        issue: the issue that moves; a threat can only make it worse for the receiver, so a
            position beyond the regime on the other side is the caller's to refuse.
        position: level coordinate.
    """
    first = world.starts[issue]
    size = world.starts[issue + 1] - first
    table = state.table[side]
    if len(world.link_side) == 0:
        moved = value_at(table, first, size, position)
        return now + moved - value_at(table, first, size, state.regime[issue])
    for other in range(len(world.giver)):
        state.trial[other] = state.regime[other]
    state.trial[issue] = position
    return value_of_regime(table, world.starts, world.links, state.trial)
