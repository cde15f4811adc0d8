"""Threats in one history: believed, announced, put off or carried out; and the levers."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.views import LEVER_ESCALATE, LEVER_EXTEND
from sim import accounts, credibility, events, markets, outlook
from sim.chance import Tape, draw
from sim.issues import position_of, quantity_at
from sim.laws import draw_law
from sim.state import (
    DONE,
    EXTENDED,
    HIKE_ANNOUNCED,
    HIKE_IMPOSED,
    ON,
    SNAP_BACK,
    SNAPPED_BACK,
    WAITING,
    State,
)
from sim.world import World


@rule
def set_threats(world: World, tape: Tape, state: State) -> None:
    """Set every threat as of day 0, its true softness, and what each side believes of it.

    The other side's belief is a draw from the prior of the softness, or what the scenario says
    it is; the holder's lies between the same, drawn for itself, and its own true type, by its
    insight.
    """
    state.review_day = -1
    state.review_set = 0
    for threat in range(len(world.threat_issue)):
        issue = world.threat_issue[threat]
        first = world.starts[issue]
        size = world.starts[issue + 1] - first
        state.threat_day[threat] = world.threat_day[threat]
        state.threat_set[threat] = world.threat_set[threat]
        if threat < world.deadlines:
            state.threat_on[threat] = ON
            state.threat_to[threat] = position_of(
                world.quantity, first, size, state.number[world.threat_size[threat]]
            )
            state.softness[threat] = state.number[world.softness[threat]]
            insight = state.number[world.insight[threat]]
            for side in range(2):
                guess = guessed_softness(world, tape, state, threat, side)
                if side == world.threat_holder[threat]:
                    guess = insight * state.softness[threat] + (1.0 - insight) * guess
                state.belief[side][threat] = 1.0 - guess
        else:
            state.threat_on[threat] = WAITING
            state.softness[threat] = 0.0
            days = world.threat_day[threat] - state.number[world.notice[threat]]
            state.hike_hazard[threat] = events.daily_hazard(
                state.number[world.hike_probability[threat]], days
            )
            for side in range(2):
                state.belief[side][threat] = state.number[world.belief[threat]]


@rule
def guessed_softness(world: World, tape: Tape, state: State, threat: int, side: int) -> float:
    """Return how soft a side that knows nothing more takes a deadline to be."""
    number = world.belief[threat]
    if number >= 0:
        return 1.0 - state.number[number]
    return draw_law(
        world.priors,
        world.softness[threat],
        tape,
        world.insight_stream[threat],
        state.run,
        side,
    )


@rule
def announce(world: World, tape: Tape, state: State) -> None:
    """Draw whether a hike is announced today."""
    for threat in range(world.deadlines, len(world.threat_issue)):
        if state.threat_on[threat] != WAITING or state.day == 0:
            continue
        notice = state.number[world.notice[threat]]
        if state.day + notice > world.threat_day[threat]:
            continue  # too late for the date by which it was to be imposed
        u = draw(tape, world.announcement_stream[threat], state.run, state.day, 0)
        if u < state.hike_hazard[threat]:
            start_hike(world, state, threat)


@rule
def start_hike(world: World, state: State, threat: int) -> None:
    """Announce a hike: from the rate in force, after the notice."""
    issue = world.threat_issue[threat]
    first = world.starts[issue]
    size = world.starts[issue + 1] - first
    rate = quantity_at(world.quantity, first, size, state.regime[issue])
    state.threat_on[threat] = ON
    state.threat_set[threat] = state.day
    state.threat_day[threat] = state.day + int(state.number[world.notice[threat]] + 0.5)
    state.threat_to[threat] = position_of(
        world.quantity, first, size, rate + state.number[world.threat_size[threat]]
    )
    state.worth_stale = 1
    state.happened += HIKE_ANNOUNCED
    markets.threatened(world, state)


@rule
def holder_to_ask(world: World, state: State) -> bool:
    """Return whether a deadline falls today and its holder has a seat that could put it off."""
    threat = state.next_threat
    if threat < 0 or threat >= world.deadlines or state.threat_day[threat] != state.day:
        return False
    if state.pending or state.agreement_day >= 0:
        return False
    for seat in range(len(world.seat_side)):
        if world.seat_side[seat] == world.threat_holder[threat] and (
            world.levers[seat] & LEVER_EXTEND
        ):
            state.asked = seat
            return True
    return False


@rule
def resolve(world: World, tape: Tape, state: State) -> None:
    """Carry out or put off what falls due today; a signed text holds every threat.

    A text ratified today ends the history before anything falls due.
    """
    if state.agreement_day >= 0:
        return
    for threat in range(len(world.threat_issue)):
        if state.threat_on[threat] != ON or state.threat_day[threat] != state.day:
            continue
        if state.pending:
            wait = int(state.number[world.cooling_off] + 0.5)
            state.threat_day[threat] = state.ratify_day + (wait if wait > 1 else 1)
        elif threat >= world.deadlines:
            impose(world, state, threat)
            state.hike_day = state.day
            state.happened += HIKE_IMPOSED
        else:
            probability = events.extension_probability(
                state.softness[threat],
                state.number[world.progress_pull[threat]],
                progress(world, state),
            )
            u = draw(tape, world.resolution_stream[threat], state.run, state.day, 0)
            if u < probability:
                extend(world, tape, state, threat)
            else:
                snap_back(world, tape, state, threat)
    if state.review_day == state.day:
        for threat in range(world.deadlines):
            if state.threat_on[threat] == DONE:
                set_review(world, tape, state, threat)


@rule
def progress(world: World, state: State) -> float:
    """Return the share of the first gap between offers that has closed, mean over pairs."""
    total = 0.0
    pairs = 0
    for pair in range(len(world.pair_first)):
        if state.first_gap[pair] >= 0.0:
            pairs += 1
            if state.first_gap[pair] <= 0.0 or state.gap[pair] <= 0.0:
                total += 1.0
            elif state.gap[pair] < state.first_gap[pair]:
                total += 1.0 - state.gap[pair] / state.first_gap[pair]
    return total / pairs if pairs > 0 else 0.0


@rule
def extend(world: World, tape: Tape, state: State, threat: int) -> None:
    """Put a threat off by a drawn length; the next date may see another interim accord."""
    if threat < world.deadlines:
        length = draw_law(
            world.priors,
            world.extension[threat],
            tape,
            world.extension_stream[threat],
            state.run,
            state.day,
        )
        u = draw(tape, world.extension_stream[threat], state.run, state.day, 1)
        length *= 1.0 + state.number[world.stretch[threat]] * (2.0 * u - 1.0)
    else:
        length = state.number[world.notice[threat]]
    days = int(length + 0.5)
    state.threat_day[threat] += days if days > 1 else 1
    state.extensions += 1
    state.interim_tried = 0
    state.happened += EXTENDED
    credibility.learn(world, state, threat, 0.0)


@rule
def impose(world: World, state: State, threat: int) -> None:
    """Bring a threat into force."""
    issue = world.threat_issue[threat]
    if state.threat_to[threat] < state.regime[issue]:
        state.regime[issue] = state.threat_to[threat]
        state.worth_stale = 1
    state.threat_on[threat] = DONE
    credibility.learn(world, state, threat, 1.0)
    markets.carried_out(world, state)
    for side in range(2):
        outlook.refresh_home(world, state, side)
    accounts.refresh_ledger(world, state)


@rule
def snap_back(world: World, tape: Tape, state: State, threat: int) -> None:
    """Let a paused tariff come back; from then on a drawn review date is worked towards."""
    impose(world, state, threat)
    state.snap_back_day = state.day
    state.ending = SNAP_BACK
    set_review(world, tape, state, threat)
    state.happened += SNAPPED_BACK


@rule
def set_review(world: World, tape: Tape, state: State, threat: int) -> None:
    """Draw a date to work towards once a deadline's threat is gone; when it passes, another.

    So the end of what is simulated never becomes a date that the two sides work towards.
    """
    review = draw_law(
        world.priors,
        world.review[threat],
        tape,
        world.review_stream[threat],
        state.run,
        state.day,
    )
    days = int(review + 0.5)
    state.review_day = state.day + (days if days > 1 else 1)
    state.review_set = state.day


@rule
def extend_own(world: World, tape: Tape, state: State, side: int) -> None:
    """Pull the lever that puts off a side's next deadline."""
    threat = state.next_threat
    if threat >= 0 and world.threat_holder[threat] == side:
        extend(world, tape, state, threat)


@rule
def escalate_own(world: World, tape: Tape, state: State, side: int) -> None:
    """Pull the lever that announces a side's first hike not announced yet."""
    for threat in range(world.deadlines, len(world.threat_issue)):
        if state.threat_on[threat] == WAITING and world.threat_holder[threat] == side:
            start_hike(world, state, threat)
            return


@rule
def usable_levers(world: World, state: State, seat: int) -> int:
    """Return which of its levers a seat could use now, added up."""
    side = world.seat_side[seat]
    usable = 0
    threat = state.next_threat
    if world.levers[seat] & LEVER_EXTEND and threat >= 0 and world.threat_holder[threat] == side:
        usable += LEVER_EXTEND
    if world.levers[seat] & LEVER_ESCALATE:
        for hike in range(world.deadlines, len(world.threat_issue)):
            if state.threat_on[hike] == WAITING and world.threat_holder[hike] == side:
                return usable + LEVER_ESCALATE
    return usable
