"""When to take what is on the table."""

from __future__ import annotations

from agents.rules.compile import rule


@rule
def accept_next(offered: float, next_own: float, floor: float) -> bool:
    """Return whether an offer is at least as good as one's own next offer, and in the mandate.

    This is AC_next of the negotiation literature (baarslag2013), with the mandate as a floor
    because the mandate can rise between two sessions.

    Args:
        offered: own utility of what the other side offers.
        next_own: own utility of what one would offer next.
        floor: the mandate.
    """
    return offered >= next_own and offered >= floor
