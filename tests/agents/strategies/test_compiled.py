"""Each strategy answers the same, to the bit, when it is compiled."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
import pytest

from agents.strategies import REGISTRY
from agents.views import View
from tests.agents.strategies.table import default_parameters
from tests.agents.strategies.table import view as listed

ISSUES = 3
SIZES = (5, 5, 4)
OWN = (0, 0.25, 0.5, 0.75, 1, 0, -0.25, -0.5, -0.75, -1, 0, -0.1, -0.2, -0.4)
OTHER = (0, -0.25, -0.5, -0.75, -1, 0, 0.5, 1, 1.5, 2, 0, 0.2, 0.3, 0.5)
SCRIPT = ((1, 3, 2), (1, 2, 2), (2, 2, 2), (2, 1, 1))


def seen(name: str) -> View:
    """A table of three issues in arrays, as the engine keeps them."""
    levels = sum(SIZES)
    rooms: dict[str, Any] = {
        room: np.zeros(levels, dtype=np.int64) for room in ("block_issue", "block_steps")
    }
    rooms |= {room: np.zeros(levels) for room in ("block_cost", "block_gain", "home")}
    rooms |= {room: np.zeros(ISSUES, dtype=np.int64) for room in ("offer", "stuck", "draft")}
    parameters = (*default_parameters(name), 0.0, 0.0, 0.0, 0.0)[:4]
    return listed(0.5)._replace(
        own=np.array(OWN, dtype=float),
        other=np.array(OTHER, dtype=float),
        starts=np.array([0, *np.cumsum(SIZES)]),
        giver=np.array([1, 0, 0]),
        links=np.zeros(0, dtype=np.int64),
        ladder=np.array([1] * 4 + [2] * 3 + [0] * 4),
        ladder_length=11,
        floor=-0.5,
        offered=1,
        exchanges=4,
        last_round=1,
        belief=0.7,
        chance=0.3,
        parameters=parameters,
        memory=np.zeros(8 + 4 * ISSUES),
        **rooms,
    )


def played(decide: Any, view: View) -> list[tuple[int, tuple[int, ...], tuple[float, ...]]]:
    told = []
    for turn, offer in enumerate(SCRIPT):
        view.offer[:] = offer  # type: ignore[index]
        move = decide(view._replace(clock=0.2 + 0.2 * turn, exchange=turn))
        told.append((int(move.kind), tuple(map(int, move.levels)), (*view.memory, *view.other)))
    return told


@pytest.mark.slow
@pytest.mark.parametrize("name", REGISTRY)
def test_compiled_and_plain_agree(name):
    decide = REGISTRY[name].decide
    assert played(numba.njit(decide), seen(name)) == played(decide, seen(name))
