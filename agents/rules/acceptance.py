"""When to take what is on the table.

Every rule asks for the mandate first: it can rise between two sessions, and nobody takes less.
"""

from __future__ import annotations

from agents.rules.compile import rule

NEXT, CONST, TIME, COMBI = range(4)
ACCEPTANCE = ("next", "const", "time", "combi")
"""The rules by name, in the order of their numbers."""


@rule
def accept_next(offered: float, next_own: float, floor: float) -> bool:
    """Return whether an offer is at least as good as one's own next offer, and in the mandate.

    AC_next (baarslag2014).

    Args:
        offered: own utility of what the other side offers.
        next_own: own utility of what one would offer next.
        floor: the mandate.
    """
    return offered >= next_own and offered >= floor


@rule
def accept_const(offered: float, enough: float, floor: float) -> bool:
    """Return whether an offer is worth a fixed utility, and in the mandate.

    AC_const (baarslag2014).
    """
    return offered >= enough and offered >= floor


@rule
def accept_time(offered: float, clock: float, after: float, floor: float) -> bool:
    """Return whether so much of the time is gone that anything in the mandate will do.

    AC_time (baarslag2014).

    Args:
        offered: own utility of what the other side offers.
        clock: share of the time that is gone.
        after: share of the time from which on anything will do.
        floor: the mandate.
    """
    return clock >= after and offered >= floor


@rule
def accepts(
    which: int,
    offered: float,
    next_own: float,
    floor: float,
    enough: float,
    clock: float,
    after: float,
) -> bool:
    """Return whether rule number ``which`` takes an offer.

    ``COMBI`` takes what AC_next takes, and late also what is good enough (AC_combi,
    baarslag2014). The arguments are those of the other rules.
    """
    if which == CONST:
        return accept_const(offered, enough, floor)
    if which == TIME:
        return accept_time(offered, clock, after, floor)
    if which == COMBI and clock >= after and accept_const(offered, enough, floor):
        return True
    return accept_next(offered, next_own, floor)
