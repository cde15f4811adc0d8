"""Brinkmanship, move by move: hold, threaten, put off, concede."""

from __future__ import annotations

from agents.strategies import REGISTRY
from agents.views import (
    AT_A_DEADLINE,
    AT_THE_TABLE,
    ESCALATE,
    EXTEND,
    LEVER_ESCALATE,
    LEVER_EXTEND,
    OFFER,
    WAIT,
)
from sim.model import TalksModel
from tests.agents.strategies.table import view

BOTH = LEVER_ESCALATE + LEVER_EXTEND


def moves(*turns):
    """Kinds and levels at turns of (clock, levers, is it the last round, exchange of two)."""
    notebook = [0.0] * 32
    found = []
    for clock, levers, last, exchange, *occasion in turns:
        seen = view(
            clock,
            memory=notebook,
            levers=levers,
            last_round=last,
            exchange=exchange,
            occasion=occasion[0] if occasion else AT_THE_TABLE,
            parameters=(0.75, 1.0, 0.0, 0.0),
        )
        move = REGISTRY["brinkmanship"].decide(seen)
        found.append((move.kind, move.levels[0]) if move.kind == OFFER else move.kind)
    return found


def test_holds_and_threatens_once():
    turns = [(0.0, BOTH, 0, 0), (0.7, BOTH, 0, 0), (0.75, BOTH, 0, 0), (0.8, BOTH, 0, 0)]
    assert moves(*turns) == [(OFFER, 0), (OFFER, 0), ESCALATE, (OFFER, 0)]


def test_after_a_threat_its_last_word_is_to_put_the_date_off_and_then_it_concedes():
    assert moves(
        (0.75, BOTH, 0, 0),
        (0.96, LEVER_EXTEND, 1, 0),
        (0.98, LEVER_EXTEND, 1, 1),
        (0.5, LEVER_EXTEND, 0, 0),  # the date has moved: from here
        (0.75, LEVER_EXTEND, 0, 0),  # half of the rest
        (1.0, LEVER_EXTEND, 1, 1),
    ) == [ESCALATE, (OFFER, 0), EXTEND, (OFFER, 0), (OFFER, 50), (OFFER, 100)]


def test_without_a_threat_it_puts_the_deadline_off_when_asked_on_the_day():
    assert moves(
        (0.96, LEVER_EXTEND, 1, 0),
        (0.98, LEVER_EXTEND, 1, 1),
        (1.0, LEVER_EXTEND, 0, 0, AT_A_DEADLINE),
        (0.5, LEVER_EXTEND, 0, 0),
        (0.75, LEVER_EXTEND, 0, 0),
    ) == [(OFFER, 0), (OFFER, 0), EXTEND, (OFFER, 0), (OFFER, 50)]


def test_without_levers_it_comes_down_within_the_last_round():
    assert moves((0.9, 0, 0, 0), (0.96, 0, 1, 0), (0.98, 0, 1, 1), (0.5, 0, 0, 0)) == [
        (OFFER, 0),
        (OFFER, 50),
        (OFFER, 100),
        (OFFER, 100),  # what was given stays given
    ]
    assert moves((1.0, 0, 0, 0, AT_A_DEADLINE)) == [WAIT]


def test_in_a_history_it_announces_its_sides_hike_and_puts_it_off(small):
    """West's trade minister holds both levers; chance would neither announce nor put off."""
    chairs = {
        f"sides.{seat}.strategy": {"name": "hardliner"}
        for seat in ("east.ministers.envoy", "west.ministers.farm")
    }
    chairs["sides.west.ministers.trade.strategy"] = {"name": "brinkmanship"}
    scenario = small(chairs | {"deadlines.pause.softness": 0.0})
    pulled = []

    def watched(view):
        move = REGISTRY["brinkmanship"].decide(view)
        if move.kind in (ESCALATE, EXTEND):
            pulled.append((view.day, move.kind))
        return move

    model = TalksModel(scenario, rng=1, seats={"west.trade": watched}, collect=False)
    while model.running and len(pulled) < 2:
        model.step()
    # Three quarters of -30 to 30 are over at the end of day 14; the hike would come on day 19.
    assert pulled == [(14, ESCALATE), (18, EXTEND)]
    assert model.state.threat_day[1] == 24
    assert model.state.extensions == 1
