"""What a side sees is its own, and nothing that it sees depends on what only the other knows."""

from __future__ import annotations

import dataclasses

import pytest

from agents.views import CALL_LEADER, OFFER, WAIT, Move
from classroom.seen import judge, see, suggest
from sim.spaces import worth


@pytest.fixture
def table(hall, baseline):
    """A table with people on both sides, after two offers."""
    name = hall.open(baseline, seed=1, run=2, people={"japan": ["ann"], "us": ["bob"]})
    for number in range(2):
        with hall.at(name) as found:
            side, step = found.asked_side, found.steps
        count = len(baseline.issues)
        levels = tuple(min(number + 1, len(i.levels) - 1) for i in baseline.issues)[:count]
        hall.move(name, side, side, f"r{number}", step, Move(OFFER, levels))
    with hall.at(name) as found:
        yield found


def test_points_of_the_score_sheet_add_up_without_links(hall, bare):
    """The sheet's steps over level 0 make the points of a package (bare has no links)."""
    name = hall.open(bare, seed=1, run=2, people={"east": ["ann"]})
    with hall.at(name) as found:
        seen = see(found, "east")
        zero = judge(found.chair.model, 0, (0, 0)).points
        levels = (2, 3)
        steps = sum(
            issue.levels[level].points for issue, level in zip(seen.issues, levels, strict=True)
        )
        assert judge(found.chair.model, 0, levels).points == pytest.approx(zero + steps)


def test_a_leader_would_sign_what_is_above_the_mandate(hall, table):
    """What the sheet says of the leader is what the leader says when called."""
    side = table.asked_side
    seen = see(table, side)
    assert seen.on_table is not None
    found = hall.move(table.id, "x", side, "call", table.steps, Move(CALL_LEADER, ()))
    calls = [news for news in found.news if news.kind == "call_leader"]
    assert (calls[-1].facts["word"] == 1) == (seen.on_table.above_mandate >= 0)


def test_suggestions_are_worth_what_was_asked(table):
    side = table.asked_side
    number = table.scenario.sides.index(side)
    for points in (55.0, 70.0, 85.0):
        found = judge(table.chair.model, number, suggest(table, side, points))
        assert found.points >= points - 1e-9
    with pytest.raises(ValueError, match="not your turn"):
        suggest(table, next(s for s in table.scenario.sides if s != side), 50.0)


def test_calls_and_silence_are_told_to_ones_own_side_only(hall, table):
    side = table.asked_side
    other = next(s for s in table.scenario.sides if s != side)
    found = hall.move(table.id, "x", side, "call", table.steps, Move(CALL_LEADER, ()))
    assert any(news.kind == "call_leader" for news in see(found, side).news)
    assert not any(news.kind == "call_leader" for news in see(found, other).news)


def test_team_words_stay_in_the_team(hall, table):
    hall.say(table.id, "ann", "japan", "s1", "for us", to="japan")
    hall.say(table.id, "ann", "japan", "s2", "for all")
    assert [s.text for s in see(table, "japan").sayings] == ["for us", "for all"]
    assert [s.text for s in see(table, "us").sayings] == ["for all"]


@pytest.mark.parametrize("side", ["japan", "us"])
def test_no_secret_of_the_other_side_moves_what_one_sees(table, side):
    """Change everything that is the other side's alone: not one field of the view changes."""
    before = dataclasses.asdict(see(table, side))
    state, world = table.chair.model.state, table.scenario.world
    number = table.scenario.sides.index(side)
    other = 1 - number
    seats = [2 + seat for seat, of in enumerate(world.seat_side) if of == other]
    for rows in (state.table, state.felt):
        for actor in [other, *seats]:
            rows[actor][:] = [value * 3.0 + 1.0 for value in rows[actor]]
    for row in (state.home, state.belief, state.terms):
        row[other][:] = [value + 0.37 for value in row[other]]
    for row in (
        state.mandate,
        state.worth_now,
        state.flow,
        state.best,
        state.worst,
        state.approval,
        state.salience,
        state.home_now,
        state.home_bar,
        state.shortfall,
        state.seats,
    ):
        row[other] += 0.41
    after = dataclasses.asdict(see(table, side))
    for name, value in before.items():
        assert repr(after[name]) == repr(value), name


def test_worth_is_the_leaders_own(table):
    model = table.chair.model
    levels = tuple(0 for _ in table.scenario.issues)
    value = worth(table.scenario.world, model.state.table[1], levels)
    assert judge(model, 1, levels).points == model.points(1, value)


def test_the_calendar_shows_a_deadline_where_it_has_been_moved_to(hall, baseline):
    """Play on until a deadline is put off; what is coming then stands at the new date."""
    for run in range(8):
        name = hall.open(baseline, seed=7, run=run, people={"japan": ["ann"]})
        number = 0
        while True:
            with hall.at(name) as found:
                put_off = [news for news in found.news if news.kind == "extended"]
                if found.over or put_off:
                    break
                step = found.steps
            hall.move(name, "ann", "japan", f"w{number}", step, Move(WAIT, ()))
            number += 1
        if put_off and not found.over:
            days = [one.day for one in see(found, "japan").coming if one.kind == "deadline"]
            assert put_off[-1].facts["until"] in days
            return
    raise AssertionError("no deadline was put off in eight histories")
