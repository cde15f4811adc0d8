"""When ministers meet next."""

from __future__ import annotations

from agents.rules.compile import rule


@rule
def next_round(
    day: int, left: float, deadline: int, pace: float, shortest: float, longest: float
) -> int:
    """Return the day of the next round: a share of the time left, the last one a day ahead.

    Args:
        day: today.
        left: days both sides think remain, the mean of the two.
        deadline: the day of the next deadline.
        pace: share of the time left until the next round.
        shortest: fewest days between rounds.
        longest: most days between rounds.
    """
    gap = pace * left
    if gap < shortest:
        gap = shortest
    if gap > longest:
        gap = longest
    meeting = day + int(gap + 0.5)
    if day < deadline - 1 <= meeting:
        return deadline - 1
    return meeting if meeting > day else day + 1
