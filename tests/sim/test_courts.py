"""A court and the small world's tariff: 20 % in force, 40 % threatened for day 30."""

from __future__ import annotations

import datetime

import pytest

from sim import outlook
from sim.chance import draw
from sim.state import COURT_STRUCK, COURT_UPHELD, OUTSIDE, THREAT

EAST, WEST = 0, 1


@pytest.fixture(scope="module")
def court(small, number):
    """Build the small world with a ruling on day 15, of a probability."""

    def court(probability, delay=5):
        return small(
            {
                "litigation": {
                    "label": "Court of appeals",
                    "issue": "tariff",
                    "earliest": {"date": datetime.date(2025, 1, 11), "source": "setting"},
                    "delay": number(delay, "days"),
                    "probability": number(probability, "probability"),
                }
            }
        )

    return court


def test_a_tariff_struck_down_is_gone_and_every_threat_on_it(court, talks, days_of):
    model = talks(court(1), until=32)
    state = model.state
    assert days_of(model, COURT_STRUCK) == [15]
    assert (state.struck, state.regime) == (1, [4.0, 0.0])
    assert state.daily[1] == 0.0
    assert state.next_threat == -1
    # All the relief there is, to makers who have two thirds of the power after the vote.
    assert state.home_now[EAST] == pytest.approx(0.8 * 2 / 3)
    assert model.rate(0) == 0


def test_from_the_ruling_on_a_review_is_worked_towards(court, talks):
    assert talks(court(1), until=16).state.deadline_day == 30
    assert talks(court(1), until=32).state.deadline_day == 45


def test_a_tariff_upheld_stays(court, talks, days_of):
    model = talks(court(0), until=20)
    assert days_of(model, COURT_UPHELD) == [15]
    assert (model.state.struck, model.state.regime) == (0, [2.0, 0.0])


def test_the_ruling_is_a_draw_of_its_own(court, talks, days_of):
    scenario = court(0.5)
    struck = [talks(scenario, run=run, until=16).state.struck for run in range(12)]
    stream = scenario.world.court_stream
    assert struck == [int(draw(scenario.tape(4), stream, run, 0, 0) < 0.5) for run in range(12)]
    assert len(set(struck)) == 2


def test_both_sides_count_on_the_ruling_beforehand(court, talks):
    """For 350 of the 365 days ahead the tariff is gone with probability 0.4."""
    state = talks(court(0.4)).state
    gone = 0.4 * 350 / 365
    assert outlook.struck_share(court(0.4).world, state) == pytest.approx(gone)
    # East: 0.5 today, 0 under the threat, 1 without the tariff.
    now, threatened = 0.5 + gone * 0.5, gone
    assert state.terms[EAST][OUTSIDE] == pytest.approx((now + threatened) / 2)
    assert state.terms[EAST][THREAT] == pytest.approx(0.5 * (now - threatened))
    # West: -0.25 today, 0 under the threat, -0.75 without the tariff.
    now, threatened = -0.25 - gone * 0.5, -gone * 0.75
    assert state.terms[WEST][OUTSIDE] == pytest.approx((now + threatened) / 2)


def test_a_ruling_that_is_more_than_a_year_off_counts_for_nothing_yet(court, talks):
    scenario = court(1, delay=360)
    assert outlook.struck_share(scenario.world, talks(scenario).state) == 0.0


def test_after_the_ruling_there_is_nothing_more_to_expect(court, talks):
    scenario = court(0)
    assert outlook.struck_share(scenario.world, talks(scenario, until=16).state) == 0.0
