"""What every strategy says of itself is checked; a new one is found here by its name."""

from __future__ import annotations

import functools
import inspect
from pathlib import Path

import pytest
import yaml

from agents.rules.compile import rule
from agents.rules.utility import value_of
from agents.strategies import CODES, REGISTRY
from agents.views import ACCEPT, OFFER
from sim.model import TalksModel
from sim.world import STRATEGY_PARAMETERS

SOURCES = Path(__file__).resolve().parents[3] / "configs" / "sources.yaml"

every_strategy = pytest.mark.parametrize("strategy", REGISTRY.values(), ids=REGISTRY.keys())


@every_strategy
def test_says_what_it_is_in_one_sentence_or_two(strategy):
    assert 20 < len(strategy.text) < 200
    assert strategy.text.endswith(".")


def test_its_text_is_its_first_paragraph():
    assert REGISTRY["hardliner"].text == (
        "Ask for one's own best package at every turn, and take nothing less."
    )


@functools.cache
def sources():
    return yaml.safe_load(SOURCES.read_text(encoding="utf-8"))


@every_strategy
def test_its_source_is_known(strategy):
    assert strategy.cites in sources()


@every_strategy
def test_its_numbers_have_sound_bounds(strategy):
    assert len(strategy.parameters) <= STRATEGY_PARAMETERS
    for parameter in strategy.parameters:
        assert parameter.low < parameter.high
        assert parameter.low <= parameter.default <= parameter.high
        assert parameter.text


@every_strategy
def test_is_one_short_file_named_after_it(strategy):
    path = Path(inspect.getfile(strategy.decide))
    assert path.stem == strategy.name
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 80
    assert rule(strategy.decide) is strategy.decide


def test_codes_are_places_in_the_list():
    assert list(CODES) == list(REGISTRY)
    assert sorted(CODES.values()) == list(range(len(REGISTRY)))


@every_strategy
@pytest.mark.parametrize(
    "seat", ["east.envoy", "west.envoy", "japan.negotiator", "us.commerce", "us.treasury"]
)
def test_plays_every_seat_to_the_end_and_never_below_the_mandate(
    strategy, seat, two_givers, japan_us
):
    side, minister = seat.split(".")
    world = two_givers if minister == "envoy" else japan_us
    scenario = world({f"sides.{side}.ministers.{minister}.strategy": {"name": strategy.name}})
    offered, accepted = [], []

    def watched(view):
        move = strategy.decide(view)
        if move.kind == OFFER:
            worth = value_of(view.own, view.starts, move.levels)
            offered.append(worth - min(view.floor, view.best))
        elif move.kind == ACCEPT:
            accepted.append(value_of(view.own, view.starts, view.offer) - view.floor)
        return move

    for run in range(2):
        model = TalksModel(scenario, run=run, rng=3, seats={seat: watched}, collect=False)
        assert not model.play_out().running
        assert 0.0 <= model.ministers[model.seat_number(seat)].share_conceded <= 1.0
    assert len(offered) > 15
    assert min(offered) > -1e-9
    assert min(accepted, default=0.0) >= 0.0
