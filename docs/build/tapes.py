"""Find the tapes of the classroom's exercises again, by the rules that chose them.

python docs/build/tapes.py            say for each exercise the first run that meets its rule
python docs/build/tapes.py --check    exit 1 if an exercise names another run

A class shares one history's chance, so it should be one in which the lesson has a say. What is
looked for is written below, before any class has played, and the first run that has it is taken.
Nothing here looks at how the real talks went on.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from classroom.exercise import Exercise, load_exercise
from experiments.analysis.columns import Columns, agreed
from sim import engine
from sim.chance import draw
from sim.events import extension_probability
from sim.laws import draw_law
from sim.model import TalksModel
from sim.solutions import nash
from sim.spaces import exact_frontier

RUNS = 1_000
"""Runs looked at."""
ROOM = 12.0
"""Points that each side can gain over its mandate on the first day, at the Nash solution."""
BETTER = 3.0
"""Points by which free hands must do worse for the rule of tied hands."""
CLOSE = 2.0
"""Seats by which the vote is won or lost at most."""
FREE_HANDS = {"sides.japan.ratification.threshold": -0.3}
NO_CAMPAIGN = {"sides.japan.election.salience_campaign": 1}
OCCASION = {"interim.occasion": 1}

Candidates = Callable[[Exercise], Iterator[int]]


def played(exercise: Exercise, settings: dict[str, Any] | None = None, runs: int = RUNS) -> Columns:
    """Return outcomes of strategies in all seats, with further settings beside the exercise's."""
    found = load_exercise(exercise.name, settings=settings) if settings else exercise
    return engine.simulate(found.scenario, exercise.config.seed, 0, runs)


def started(exercise: Exercise, run: int) -> TalksModel:
    """Return a history on its first morning."""
    return TalksModel(exercise.scenario, run, rng=exercise.config.seed, collect=False)


def has_room(exercise: Exercise, run: int) -> bool:
    """Return whether the first day leaves both sides something to gain."""
    model, world = started(exercise, run), exercise.scenario.world
    while model.day < 1:
        model.step()
    size = world.starts[-1]
    tables = [model.state.table[side][:size] for side in range(2)]
    point = nash(exact_frontier(world, tables[0], tables[1]), model.state.mandate)
    return point is not None and all(
        model.points(side, point.values[side]) - model.points(side, model.state.mandate[side])
        >= ROOM
        for side in range(2)
    )


def first_deal(exercise: Exercise) -> Iterator[int]:
    """Yield runs whose deadline gives way to a table that has moved, and to no other."""
    for run in range(RUNS):
        nothing, everything = chances(exercise, run, 0.0, 1.0)
        if nothing <= on_the_day(exercise, run).first < everything:
            yield run


def tied_hands(exercise: Exercise) -> Iterator[int]:
    """Yield runs in which home refuses a text first, and then gets a better one."""
    tied, free = played(exercise), played(exercise, FREE_HANDS)
    better = tied["points_japan"] > free["points_japan"] + BETTER
    yield from _where(agreed(tied) & agreed(free) & (tied["refusals"] > 0) & better)


def moving_deadline(exercise: Exercise) -> Iterator[int]:
    """Yield runs whose deadline moves for those who have moved, once; and is believed unlike."""
    for run in range(RUNS):
        tenth, most, everything = chances(exercise, run, 0.1, 0.6, 1.0)
        drawn = on_the_day(exercise, run)
        moves = tenth <= drawn.first < most and drawn.days <= 45
        first, second = (belief[0] for belief in started(exercise, run).state.belief)
        if moves and drawn.second >= everything and abs(first - second) >= 0.2:
            yield run


def election(exercise: Exercise) -> Iterator[int]:
    """Yield runs in which the campaign puts the agreement off beyond a vote that is close."""
    with_it, without = played(exercise), played(exercise, NO_CAMPAIGN)
    scenario = exercise.scenario
    vote = scenario.config.sides["japan"].election
    assert vote is not None and vote.result is not None and vote.result.needed.value is not None
    opens, polling = scenario.day_of(vote.campaign.date), scenario.day_of(vote.polling.date)
    day = without["agreement_day"]
    inside = (day >= opens) & (day <= polling)
    for run in _where(inside & (with_it["agreement_day"] > polling)):
        model = started(exercise, run).play_out()
        if abs(model.state.seats[0] - vote.result.needed.value) <= CLOSE:
            yield run


def interim_accord(exercise: Exercise) -> Iterator[int]:
    """Yield runs in which an accord takes the place of an agreement that comes without it."""
    scenario = exercise.scenario
    due = scenario.day_of(scenario.config.deadlines["pause_end"].date.date)
    with_it, without = played(exercise, OCCASION), played(exercise)
    early = (with_it["interim_day"] >= 0) & (with_it["interim_day"] < due)
    yield from _where(early & (with_it["ending"] == "interim") & agreed(without))


RULES: dict[str, Candidates] = {
    rule.__name__: rule
    for rule in (first_deal, tied_hands, moving_deadline, election, interim_accord)
}


def first_run(name: str) -> int:
    """Return the first run that meets an exercise's rule and leaves both sides room.

    Raises:
        LookupError: none of the runs looked at does.
    """
    exercise = load_exercise(name)
    for run in RULES[name](exercise):
        if has_room(exercise, run):
            return run
    raise LookupError(f"{name}: none of the first {RUNS} runs meets the rule")


def _where(mask: Any) -> Iterator[int]:
    return (int(run) for run in np.flatnonzero(mask))


def chances(exercise: Exercise, run: int, *progress: float) -> tuple[float, ...]:
    """Return the chance that the first deadline is put off, for shares of the gap closed."""
    state, world = started(exercise, run).state, exercise.scenario.world
    pull = state.number[world.progress_pull[0]]
    return tuple(extension_probability(state.softness[0], pull, share) for share in progress)


class Drawn(NamedTuple):
    """What a tape holds for the first deadline: it is put off if a draw is below its chance."""

    first: float
    """The draw on the day itself."""
    days: int
    """By how many days it would be put off."""
    second: float
    """The draw on the day to which it would be put off."""


def on_the_day(exercise: Exercise, run: int) -> Drawn:
    """Return what a run's tape holds for the first deadline."""
    scenario = exercise.scenario
    world, tape = scenario.world, scenario.tape(exercise.config.seed)
    state, day = started(exercise, run).state, world.threat_day[0]
    stream, length = world.resolution_stream[0], world.extension_stream[0]
    days = draw_law(world.priors, world.extension[0], tape, length, run, day)
    days *= 1.0 + state.number[world.stretch[0]] * (2.0 * draw(tape, length, run, day, 1) - 1.0)
    put_off = max(1, int(days + 0.5))
    first, second = (draw(tape, stream, run, on, 0) for on in (day, day + put_off))
    return Drawn(first, put_off, second)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code: 0, or 1 if an exercise names another run."""
    parser = argparse.ArgumentParser(description="Find the exercises' tapes again.")
    parser.add_argument("--check", action="store_true", help="say only what is wrong")
    checking = parser.parse_args(arguments).check
    wrong = 0
    for name in RULES:
        run, stands = first_run(name), load_exercise(name).config.run
        wrong += run != stands
        if not checking or run != stands:
            print(f"{name}: run {run}" + ("" if run == stands else f"; its file says {stands}"))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
