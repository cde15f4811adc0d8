"""East's government at home: approval, polling day on day 20, votes in parliament."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.standing import bar, gained, seats_won
from sim.state import MAJORITY, MAJORITY_LOST, RATIFIED

EAST = 0


@pytest.fixture(scope="module")
def approval(number):
    def approval(**parts):
        quiet = {"start": 40, "noise": 0, "losses": 0, "concession": 0, "deal": 0}
        points = {name: number(parts.get(name, value), "points") for name, value in quiet.items()}
        return {
            "sides.east.approval": points | {"on_bar": number(parts.get("on_bar", 0), "support")}
        }

    return approval


@pytest.fixture(scope="module")
def election(number):
    def election(expected, slope=0, needed=50):
        return {
            "sides.east.election.result": {
                "expected": number(expected, "seats"),
                "slope": number(slope, "seats per point"),
                "noise": number(0, "seats"),
                "needed": number(needed, "seats"),
                "bar_after_loss": number(0.25, "support"),
            }
        }

    return election


# ------------------------------------------------------------------ approval


def test_felt_losses_wear_approval_down(small, talks, approval):
    """A year at 0.1875 below what East hoped for costs 365 points times that: a day 0.1875."""
    state = talks(small(approval(losses=365)), until=11).state
    assert state.approval[EAST] == pytest.approx(40 - 10 * 0.1875)
    assert gained(small(approval(losses=365)).world, state, EAST) == pytest.approx(-1.875)


def test_a_deal_is_a_deal_and_a_visible_concession_is_one_too(small, talks, say, approval):
    scenario = small(approval(deal=3, concession=20))
    state = talks(scenario, say.offers(4, 2), say.takes, say.takes, until=1).state
    assert state.approval[EAST] == pytest.approx(40 + 3 - 20 * 0.25)


@pytest.mark.parametrize(("deal", "end"), [(100, 100), (-100, 0)])
def test_approval_stays_between_nobody_and_all(small, talks, say, approval, deal, end):
    scenario = small(approval(deal=deal))
    state = talks(scenario, say.offers(4, 2), say.takes, say.takes, until=1).state
    assert state.approval[EAST] == end


def test_news_move_it_either_way(small, talks, approval):
    states = [talks(small(approval(noise=1)), run=run, until=5).state for run in range(8)]
    assert min(s.approval[EAST] for s in states) < 40 < max(s.approval[EAST] for s in states)


def test_points_gained_lower_the_bar(small, talks, say, approval):
    scenario = small(approval(deal=10, on_bar=0.01) | {"sides.east.ratification.threshold": 0.25})
    model = talks(scenario, say.offers(4, 2), say.takes, say.takes)
    assert bar(scenario.world, model.state, EAST) == pytest.approx(0.25)
    model.step()
    assert bar(scenario.world, model.state, EAST) == pytest.approx(0.15)


# ------------------------------------------------------------------ polling day


@given(st.floats(0, 100), st.floats(0, 3), st.floats(-50, 50), st.floats(0, 5), st.floats(-3, 3))
def test_seats_are_whole_and_never_negative(expected, slope, points, noise, u):
    won = seats_won(expected, slope, points, noise, u)
    assert won == int(won) >= 0
    assert won == 0 or abs(won - (expected + slope * points + noise * u)) <= 0.5 + 1e-9


@pytest.mark.parametrize(("expected", "lost"), [(50, 0), (49, 1)])
def test_a_majority_is_lost_below_what_is_needed(small, talks, days_of, election, expected, lost):
    model = talks(small(election(expected)), until=22)
    assert model.state.seats[EAST] == expected
    assert model.state.majority_lost[EAST] == lost
    assert days_of(model, MAJORITY_LOST) == [20] * lost


def test_seats_follow_approval(small, talks, approval, election):
    """Twenty days at 0.1875 points a day, two seats a point: 7.5 seats fewer."""
    scenario = small(approval(losses=365) | election(55, slope=2))
    assert talks(scenario, until=21).state.seats[EAST] == 48  # 47.5 rounded


def test_a_lost_majority_raises_the_bar_and_moves_the_mandate(small, talks, number, election):
    either_sign = {"sides.east.mandate.majority": number(-0.125, "utility")}
    scenario = small(election(40) | either_sign)
    before, after = talks(scenario, until=20), talks(scenario, until=22)
    assert bar(scenario.world, after.state, EAST) == bar(scenario.world, before.state, EAST) + 0.25
    assert before.state.terms[EAST][MAJORITY] == 0.0
    assert after.state.terms[EAST][MAJORITY] == 0.125  # as a pressure: the mandate falls by it
    assert after.state.mandate[EAST] < before.state.mandate[EAST] - 0.12


# ------------------------------------------------------------------ a vote in parliament


@pytest.mark.parametrize(("probability", "day"), [(1, 3 + 14), (0, 3)])
def test_a_vote_takes_its_days_and_raises_the_bar(
    small, talks, say, days_of, number, probability, day
):
    vote = {
        "probability": number(probability, "probability"),
        "bar": number(0.5, "support"),
        "days": number(14, "days"),
    }
    scenario = small({"sides.east.ratification.vote": vote})
    model = talks(scenario, say.on(0, say.offers(4, 2)), say.takes, say.takes, until=30)
    assert days_of(model, RATIFIED) == [day]
    assert model.state.vote_needed == [probability, 0]
    assert bar(scenario.world, model.state, EAST) == -10 + 0.5 * probability
