"""MiCRO, move by move: one step for each new proposal of the other."""

from __future__ import annotations

from agents.views import ACCEPT, OFFER
from sim.model import TalksModel
from sim.state import AGREEMENT, ENDINGS
from tests.agents.strategies.table import play


def given(asked, **changes):
    moves = play("micro", [(0.5, level) for level in asked], **changes)
    assert {kind for kind, _ in moves} == {OFFER}
    return [level for _, level in moves]


def test_one_step_for_each_new_proposal():
    #      opens, first, the same, new, old again, new, new
    assert given([None, 100, 100, 99, 100, 70, 60]) == [0, 1, 1, 2, 2, 3, 4]


def test_a_second_speaker_opens_with_its_best():
    assert given([100, 99, 98]) == [0, 1, 2]


def test_the_size_of_a_concession_does_not_matter():
    assert given([100, 99, 98]) == given([100, 60, 55])


def test_nor_does_its_direction():
    assert given([60, 70, 80]) == [0, 1, 2]


def test_the_mandate_ends_it():
    assert given([100, 99, 98, 97, 96], floor=0.975) == [0, 1, 2, 2, 2]


def test_takes_what_is_as_good_as_its_next_proposal():
    assert play("micro", [(0.5, 3), (0.5, 2), (0.5, 2)]) == [(OFFER, 0), (OFFER, 1), (ACCEPT, 2)]
    assert play("micro", [(0.5, 3), (0.5, 1)]) == [(OFFER, 0), (ACCEPT, 1)]


def test_two_of_them_meet_long_before_time_is_up(two_givers):
    chairs = {f"sides.{s}.ministers.envoy.strategy": {"name": "micro"} for s in ("east", "west")}
    for run in range(3):
        model = TalksModel(two_givers(chairs), run=run, rng=1, collect=False).play_out()
        assert ENDINGS[model.state.ending] == ENDINGS[AGREEMENT]
        assert model.state.agreement_day < 15
