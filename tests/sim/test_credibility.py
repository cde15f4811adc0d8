from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.views import ESCALATE
from sim.credibility import updated

EAST, WEST = 0, 1
PAUSE, HIKE = 0, 1


@given(st.floats(0, 1), st.floats(0.01, 100), st.sampled_from([0.0, 1.0]))
def test_belief_moves_towards_what_happened_and_the_less_the_more_it_rests_on(
    belief, weight, carried
):
    after = updated(belief, weight, carried)
    assert min(belief, carried) - 1e-12 <= after <= max(belief, carried) + 1e-12
    assert abs(updated(belief, 2 * weight, carried) - belief) <= abs(after - belief) + 1e-12


def test_it_is_the_mean_of_a_beta_prior_after_one_more_threat():
    # Beta(7, 3): seven of ten; after one more that came true, eight of eleven.
    assert updated(0.7, 10, 1.0) == pytest.approx(8 / 11)
    assert updated(0.7, 10, 0.0) == pytest.approx(7 / 11)


@pytest.mark.parametrize(("softness", "belief"), [(1, 0.45), (0, 0.55)])
def test_a_deadline_teaches_the_other_side_and_not_its_holder(
    small, talks, number, softness, belief
):
    scenario = small(
        {
            "deadlines.pause.softness": softness,
            "deadlines.pause.belief": number(0.5, "probability"),
            "deadlines.pause.learning": number(9, "count"),
        }
    )
    before, after = talks(scenario, until=30).state, talks(scenario, until=31).state
    assert before.belief[EAST][PAUSE] == 0.5
    assert after.belief[EAST][PAUSE] == pytest.approx(belief)
    assert after.belief[WEST] == before.belief[WEST]
    assert after.belief[EAST][HIKE] == before.belief[EAST][HIKE]  # another kind of threat


def test_a_hike_carried_out_makes_hikes_believed(small, talks, say, number):
    scenario = small(
        {
            "escalations.hike.belief": 0.5,
            "escalations.hike.learning": number(1, "count"),
        }
    )
    model = talks(scenario, trade=say.on(3, say.does(ESCALATE)), until=9)
    assert model.state.belief[EAST][HIKE] == 0.75
    assert model.state.belief[EAST][PAUSE] == 0.5


def test_without_a_weight_nothing_is_learnt(small, talks):
    scenario = small({"deadlines.pause.softness": 0})
    assert talks(scenario, until=31).state.belief == talks(scenario, until=30).state.belief
