"""How much to demand, given how much of the time is gone."""

from __future__ import annotations

from agents.rules.compile import rule


@rule
def conceded_share(clock: float, beta: float) -> float:
    """Return the polynomial share conceded, 0 at the start and 1 when time is up.

    ``clock ** (1 / beta)``: beta below 1 holds out (Boulware), 1 is linear, above 1 gives
    early (Conceder). Source: faratin1998, with no concession before the first offer.

    Args:
        clock: elapsed time over elapsed plus perceived remaining time, 0 to 1.
        beta: concession exponent, above 0.
    """
    if clock <= 0.0:
        return 0.0
    if clock >= 1.0:
        return 1.0
    return float(clock ** (1.0 / beta))


@rule
def demand(floor: float, best: float, share: float) -> float:
    """Return the utility demanded: all of ``best`` at share 0, the mandate at share 1."""
    if best <= floor:
        return floor
    return floor + (1.0 - share) * (best - floor)
