from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agents.rules.concession import demand
from agents.rules.notebook import NOTES, NOTES_AN_ISSUE, SHARE, is_new, note_share, ratchet
from sim.model import TalksModel


def test_a_share_only_grows():
    memory = [0.0] * NOTES
    assert [ratchet(memory, share) for share in (0.25, 0.5, 0.25)] == [0.25, 0.5, 0.5]


@given(st.floats(-1, 1), st.floats(-1, 1), st.floats(0, 1))
def test_the_demand_made_from_a_noted_share_is_the_demand_or_a_hair_less(floor, best, part):
    memory = [0.0] * NOTES
    demanded = demand(floor, best, part)
    note_share(memory, floor, best, demanded)
    again = demand(floor, best, memory[SHARE])
    assert demanded - 1e-11 < again <= demanded
    assert again >= floor


def test_a_number_is_new_once_for_as_long_as_there_is_room():
    memory = [0.0] * (NOTES + 3)
    news = [is_new(memory, count, number) for count, number in enumerate([5, 5, 6, 7])]
    assert news == [True, False, True, True]
    assert memory[:NOTES] == [0.0] * NOTES


def test_when_there_is_no_more_room_the_oldest_goes():
    memory = [0.0] * (NOTES + 2)
    assert [is_new(memory, count, count + 1.0) for count in range(3)] == [True] * 3
    assert not is_new(memory, 3, 3.0)
    assert not is_new(memory, 3, 2.0)
    assert is_new(memory, 3, 1.0)


def test_the_world_gives_every_notebook_that_much_room(small):
    scenario = small()
    state = TalksModel(scenario, collect=False).state
    assert {len(row) for row in state.memory} == {NOTES + NOTES_AN_ISSUE * len(scenario.issues)}
