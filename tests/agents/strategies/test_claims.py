"""Every registered strategy decides by its view alone (see test_registry for its card)."""

from __future__ import annotations

import dataclasses
import functools

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from agents.strategies import REGISTRY
from agents.views import MOVES, OFFER, Move, View
from sim.scenario import CONFIGS
from sim.world import STRATEGY_PARAMETERS
from tests.agents.strategies.table import LAST, default_parameters, view

each_strategy = pytest.mark.parametrize("strategy", REGISTRY.values(), ids=REGISTRY)


@functools.cache
def sources():
    return yaml.safe_load((CONFIGS / "sources.yaml").read_text(encoding="utf-8"))


@each_strategy
def test_its_source_is_a_paper_or_a_book(strategy):
    assert sources()[strategy.cites]["kind"] in ("paper", "book")


@each_strategy
def test_its_parameters_have_a_name_each(strategy):
    names = [parameter.name for parameter in strategy.parameters]
    assert len(set(names)) == len(names)


def test_cards_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        REGISTRY["linear"].name = "other"  # type: ignore[misc]


# -------------------------------------------------------------------- the same view twice

Seen = st.tuples(
    st.floats(0.0, 1.0),
    st.one_of(st.none(), st.integers(0, LAST)),
    st.floats(0.0, 0.9),
    st.lists(st.floats(0.0, 1.0), min_size=32, max_size=32),
)


def answer(strategy, seen, chance: float) -> tuple[int, tuple[int, ...], list[float]]:
    clock, offer, floor, memory = seen
    notebook = list(memory)
    parameters = default_parameters(strategy.name)
    given_view = view(
        clock,
        offer,
        floor=floor,
        memory=notebook,
        parameters=parameters + (0.0,) * (STRATEGY_PARAMETERS - len(parameters)),
        chance=chance,
    )
    move = strategy.decide(given_view)
    return move.kind, tuple(move.levels), notebook


@each_strategy
@given(seen=Seen, chance=st.floats(0.0, 1.0, exclude_max=True))
def test_the_same_view_brings_the_same_move(strategy, seen, chance):
    first = answer(strategy, seen, chance)
    assert answer(strategy, seen, chance) == first
    if not strategy.draws:
        assert answer(strategy, seen, 1.0 - chance) == first


@each_strategy
@given(seen=Seen)
def test_its_move_is_one_that_can_be_made(strategy, seen):
    kind, levels, _ = answer(strategy, seen, 0.5)
    assert 0 <= kind < len(MOVES)
    if kind == OFFER:
        assert len(levels) == 1
        assert 0 <= levels[0] <= LAST


@each_strategy
def test_it_changes_nothing_but_its_notebook_and_its_scratch_room(strategy):
    room = {"memory", "stuck", "draft", "other", "ladder"}
    room |= {name for name in View._fields if name.startswith("block_")}
    parameters = default_parameters(strategy.name)
    seen = view(0.5, 40, parameters=parameters + (0.0,) * (STRATEGY_PARAMETERS - len(parameters)))
    before = {name: repr(getattr(seen, name)) for name in View._fields if name not in room}
    assert isinstance(strategy.decide(seen), Move)
    assert {name: repr(getattr(seen, name)) for name in before} == before
