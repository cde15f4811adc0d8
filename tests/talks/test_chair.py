"""A chair that is left and taken up again is the same chair."""

from __future__ import annotations

import json

import pytest

from agents.strategies import REGISTRY
from agents.views import OFFER, WAIT, Move
from experiments.errors import ResultError
from sim.model import TalksModel
from talks.chair import resume, save, take

SEAT = "east.envoy"


def play_by_the_book(chair, turns=None):
    """Answer as the seat's own strategy would, for some turns or to the end."""
    decide = REGISTRY["time_dependent"].decide
    while not chair.over and (turns is None or turns > 0):
        chair.answer(decide(chair.view()))
        turns = None if turns is None else turns - 1
    return chair


ROOM = {"memory", "shown", "stuck", "draft"}
"""A chair's own notebook and room to write in: no part of what has happened."""


def fields(model):
    names = set(type(model.state).__annotations__) - ROOM
    return {name: getattr(model.state, name) for name in names}


def test_a_chair_played_by_the_book_gives_the_same_history():
    chair = play_by_the_book(take("bare", [SEAT], seed=3, run=5))
    plain = TalksModel("bare", run=5, rng=3, collect=False).play_out()
    assert fields(chair.model)["text"] == fields(plain)["text"]
    assert chair.model.state.score == plain.state.score


def test_left_and_taken_up_again(tmp_path):
    whole = play_by_the_book(take("bare", [SEAT], seed=3, run=5))
    chair = play_by_the_book(take("bare", [SEAT], seed=3, run=5), turns=7)
    save(chair, tmp_path / "chair.json")
    again = resume(tmp_path / "chair.json")
    assert again.asked == chair.asked
    assert fields(again.model) == fields(chair.model)
    assert fields(play_by_the_book(again).model) == fields(whole.model)
    assert [entry.text for entry in again.teller.entries] == [
        entry.text for entry in whole.teller.entries
    ]


def test_news_is_told_once():
    chair = take("bare", [SEAT])
    assert chair.news()
    assert not chair.news()
    chair.answer(Move(WAIT, ()))
    chair.answer(Move(WAIT, ()))
    assert chair.news()


def test_a_move_that_can_not_be_made_is_not_kept():
    chair = take("bare", [SEAT])
    with pytest.raises(ValueError, match="level 99"):
        chair.answer(Move(OFFER, (99, 0)))
    assert chair.moves == []


def test_against_another_strategy():
    chair = take("bare", [SEAT], against="hardliner")
    other = {minister.seat: minister.strategy for minister in chair.model.ministers}
    assert other == {"east.envoy": "time_dependent", "west.envoy": "hardliner"}


@pytest.mark.parametrize(
    ("seats", "against", "told"),
    [(["east.king"], None, "east.envoy, west.envoy"), ([SEAT], "soft", "no strategy 'soft'")],
)
def test_what_there_is_not_is_refused_with_what_there_is(seats, against, told):
    with pytest.raises(ResultError, match=told):
        take("bare", seats, against=against)


@pytest.mark.parametrize("text", ["", "[]", "{}", json.dumps({"scenario": {}, "moves": []})])
def test_a_file_that_is_no_chair_is_refused(tmp_path, text):
    path = tmp_path / "chair.json"
    path.write_text(text)
    with pytest.raises(ResultError, match="no saved chair"):
        resume(path)
    with pytest.raises(ResultError, match="can't be read"):
        resume(tmp_path / "none.json")


def test_a_strategy_takes_a_seat_and_gives_it_back(tmp_path):
    """The history left and taken up again is the same, with the change of hands in it."""
    chair = play_by_the_book(take("bare", [SEAT], seed=3, run=5), turns=3)
    chair.sit(SEAT, outside=False)
    assert chair.over
    save(chair, tmp_path / "chair.json")
    again = resume(tmp_path / "chair.json")
    assert again.outcome() == chair.outcome()
    assert again.steps == chair.steps


def test_a_seat_taken_from_its_strategy_is_asked_from_then_on():
    chair = take("bare", [SEAT], seed=3, run=5)
    chair.sit("west.envoy", outside=True)
    asked = set()
    while not chair.over:
        asked.add(chair.asked)
        chair.answer(Move(WAIT, ()))
    assert asked == {SEAT, "west.envoy"}
    with pytest.raises(ValueError, match="there are east"):
        chair.sit("west.king", outside=True)
