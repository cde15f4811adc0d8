"""What a carried-out or a dropped threat teaches about the next one of its kind."""

from __future__ import annotations

from agents.rules.compile import rule
from sim.state import State
from sim.world import World


@rule
def updated(belief: float, weight: float, carried_out: float) -> float:
    """Return the belief after one more threat, ``weight`` threats being what it rested on.

    The mean of a Beta prior with ``weight`` observations, after one more.

    Args:
        belief: probability that a threat of this kind is real.
        weight: how many past threats the belief is worth.
        carried_out: 1 if this one was carried out, 0 if it was put off.
    """
    return (belief * weight + carried_out) / (weight + 1.0)


@rule
def learn(world: World, state: State, threat: int, carried_out: float) -> None:
    """Let the other side learn from a threat; deadlines and hikes are two kinds.

    Who threatens knows its own type and learns nothing; a court's ruling teaches nothing.
    """
    other = 1 - world.threat_holder[threat]
    is_deadline = threat < world.deadlines
    for one in range(len(world.threat_issue)):
        same_kind = (one < world.deadlines) == is_deadline
        same_holder = world.threat_holder[one] == world.threat_holder[threat]
        if same_kind and same_holder and world.learning[one] >= 0:
            state.belief[other][one] = updated(
                state.belief[other][one], state.number[world.learning[one]], carried_out
            )
