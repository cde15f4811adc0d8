from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.chance import tape
from sim.laws import normal
from sim.markets import next_stress
from sim.state import MAJORITY, STRESS

TAPE = tape(3, ("news",))


@given(st.floats(-4, 4), st.floats(0, 1), st.floats(-4, 4))
def test_stress_fades_by_its_share_and_news_keep_its_size(stress, reversion, news):
    kept = 1 - reversion
    expected = kept * stress + (1 - kept**2) ** 0.5 * news
    assert next_stress(stress, reversion, news) == pytest.approx(expected)


@pytest.mark.parametrize("reversion", [0.1, 0.5, 1.0])
def test_its_standard_deviation_stays_1_and_its_memory_is_what_is_kept(reversion):
    stress, path = 0.0, []
    for day in range(4000):
        stress = next_stress(stress, reversion, normal(TAPE, 0, 0, day, 0))
        path.append(stress)
    path = np.array(path[200:])
    assert path.std() == pytest.approx(1.0, abs=0.15)
    assert np.corrcoef(path[:-1], path[1:])[0, 1] == pytest.approx(1 - reversion, abs=0.06)


@pytest.fixture(scope="module")
def nervous(small, number):
    """Markets without news of their own: what jumps is gone by half each day."""
    return {
        "stress": {
            "reversion": number(1, "share"),
            "threat": number(1.5, "standard deviations"),
            "carried_out": number(2, "standard deviations"),
        },
        "sides.west.mandate.stress": number(0.05, "utility"),
    }


def test_markets_jump_at_threats_and_at_tariffs(small, talks, nervous):
    """The same news with and without: 1.5 more on the day of a threat, 2 on that of a tariff."""
    calm = nervous | {"escalations.hike.probability": 0}
    hike = nervous | {"escalations.hike.probability": 1}  # announced day 1, imposed day 6
    there, here = talks(small(hike)), talks(small(calm))
    jumps = {}
    for day in range(8):
        here.step()
        there.step()
        jumps[day] = there.state.stress - here.state.stress
    assert jumps == pytest.approx({0: 0, 1: 1.5, 2: 0, 3: 0, 4: 0, 5: 0, 6: 2, 7: 0})


def test_stress_enters_through_the_mandate_only(small, talks, nervous):
    state = talks(small(nervous | {"escalations.hike.probability": 1}), until=3).state
    assert state.terms[1][STRESS] == pytest.approx(0.05 * state.stress)
    assert state.terms[0][STRESS] == state.terms[1][MAJORITY] == 0.0


def test_a_world_without_markets_has_no_stress(small, talks):
    assert talks(small({"escalations.hike.probability": 1}), until=8).state.stress == 0.0
