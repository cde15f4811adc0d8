"""Time and pressure: what a side thinks is left, and what its leader would now accept."""

from __future__ import annotations

from agents.rules.compile import rule


@rule
def perceived_left(days: float, extension: float, belief: float) -> float:
    """Return the days a side thinks remain before a deadline that may move.

    Args:
        days: days until the date.
        extension: mean length of an extension, days.
        belief: probability that the date is real.
    """
    return belief * days + (1.0 - belief) * (days + extension)


@rule
def clock(elapsed: float, left: float) -> float:
    """Return the share of the time that is gone, 0 to 1."""
    if left <= 0.0:
        return 1.0
    return elapsed / (elapsed + left)


@rule
def threat_term(pull: float, belief: float, now: float, threatened: float) -> float:
    """Return how far a believed threat lowers the mandate (utility).

    Args:
        pull: utility given up per unit of believed loss.
        belief: probability that the threat is carried out.
        now: yearly flow under the regime in force.
        threatened: yearly flow under the regime that the threat would bring.
    """
    return pull * belief * (now - threatened) if now > threatened else 0.0


@rule
def outside_option(belief: float, now: float, threatened: float) -> float:
    """Return what no agreement is worth: the regime in force or the threatened one."""
    return (1.0 - belief) * now + belief * threatened


@rule
def mandate(
    reference: float, threat: float, losses: float, stress: float, majority: float, outside: float
) -> float:
    """Return the lowest utility a leader authorises now.

    The reference less what presses on it (the threat, losses so far, market stress, a lost
    majority), but never below what no agreement is worth: nobody signs what is worse than
    waiting.
    """
    pressed = reference - threat - losses - stress - majority
    return pressed if pressed > outside else outside
