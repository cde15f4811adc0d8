from __future__ import annotations

import pytest

from agents.rules.acceptance import ACCEPTANCE, COMBI, NEXT
from sim.config import ConfigError
from sim.config.seat import TAKES
from sim.model import TalksModel

SEAT = "sides.east.ministers.envoy.strategy"


def share(value):
    return {"value": value, "unit": "share", "source": "setting"}


def seated(build, **acceptance):
    return build({SEAT: {"name": "linear", "acceptance": acceptance}})


def test_the_words_are_those_of_the_rules():
    assert tuple(TAKES) == ACCEPTANCE


def test_without_a_word_it_is_the_next_own_offer(small):
    model = TalksModel(small(), seats={"east.envoy": None}, collect=False).play_out()
    assert model.view().acceptance == NEXT


def test_a_seat_sees_its_rule_and_its_numbers(small):
    scenario = seated(small, rule="combi", share=share(0.6), after=share(0.9))
    model = TalksModel(scenario, seats={"east.envoy": None}, collect=False).play_out()
    view = model.view()
    assert (view.acceptance, view.enough, view.after) == (COMBI, 0.6, 0.9)


def test_its_numbers_may_be_drawn(small):
    law = {"law": "uniform", "low": 0.5, "high": 0.7, "unit": "share", "source": "setting"}
    scenario = seated(small, rule="const", share=law)
    drawn = set()
    for run in range(3):
        model = TalksModel(scenario, run=run, seats={"east.envoy": None}, collect=False)
        drawn.add(model.play_out().view().enough)
    assert len(drawn) == 3
    assert all(0.5 <= value <= 0.7 for value in drawn)


def test_who_takes_anything_late_agrees_where_a_hardliner_would_not(two_givers):
    """Late, anything within the mandate will do; alone, one's best package is asked for."""

    def agreed(**acceptance):
        chair = {"name": "hardliner", "acceptance": acceptance}
        scenario = two_givers({SEAT: chair})
        models = [TalksModel(scenario, run=run, rng=1, collect=False) for run in range(3)]
        return [model.play_out().state.agreement_day for model in models]

    assert agreed(rule="next") == [-1, -1, -1]
    assert min(agreed(rule="time", after=share(0.5))) >= 14


@pytest.mark.parametrize(
    ("acceptance", "told"),
    [
        ({"rule": "const"}, "'share' is missing"),
        ({"rule": "time"}, "'after' is missing"),
        ({"rule": "combi", "after": share(0.5)}, "'share' is missing"),
        ({"rule": "time", "share": share(0.5)}, "rule 'time' takes after"),
        ({"rule": "next", "share": share(0.5)}, "no numbers"),
        ({"rule": "never"}, "next, const, time, combi"),
        ({"rule": "time", "after": share(1.5)}, "0 to 1"),
    ],
)
def test_what_a_rule_does_not_take_is_refused_by_name(small, acceptance, told):
    with pytest.raises(ConfigError) as refused:
        seated(small, **acceptance)
    assert "strategy.acceptance" in str(refused.value)
    assert told in str(refused.value)
