"""The day on which talks broke off for good: rows don't keep it, so those runs are played again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from experiments.addresses import ResultArm
from experiments.moments import END, Look, OtherRules, look_at
from sim.scenario import Scenario
from sim.state import BROKEN_OFF

Progress = Callable[[int, int], None]
"""Called with histories played again so far, and how many there are."""


def last_breaks(
    arm: ResultArm, runs: Sequence[int], progress: Progress | None = None
) -> NDArray[np.int64]:
    """The day of the last break in runs whose ending is `broken_off`, in their order.

    Raises:
        OtherRules: a run no longer ends so.
    """
    scenario = arm.scenario()
    look = look_at(arm, scenario)
    days = np.empty(len(runs), dtype=np.int64)
    for place, run in enumerate(runs):
        day = last_break(scenario, look, int(run))
        if day is None:
            raise OtherRules(arm)
        days[place] = day
        if progress is not None:
            progress(place + 1, len(runs))
    return days


def last_break(scenario: Scenario, look: Look, run: int) -> int | None:
    """The day of a run's last break; None if it doesn't end with the talks broken off."""
    end = look(run, END)
    if end["ending"] != BROKEN_OFF:
        return None
    last, breaks = int(end["day"]), int(end["breaks"])
    # A break lasts as long as was drawn, unless an earlier refusal keeps both sides away longer:
    # so count back from the day on which they may meet again, and see whether it was then.
    lasts = int(end["number"][scenario.world.break_days] + 0.5)
    guess = int(end["resume_day"]) - lasts
    if 0 < guess <= last and _broke(look, run, guess, last, breaks):
        return guess
    return next(day for day in range(1, last + 1) if _broke(look, run, day, last, breaks))


def _broke(look: Look, run: int, day: int, last: int, breaks: int) -> bool:
    """Whether the last of a run's breaks came on this day: not before it, but by the next one."""
    if int(look(run, day)["breaks"]) == breaks:
        return False
    return int(look(run, END if day == last else day + 1)["breaks"]) == breaks
