"""The order of a day, turn by turn; what a seat sees; and going on from where one stopped."""

from __future__ import annotations

import copy
import itertools

import pytest

from agents.strategies import REGISTRY
from agents.views import ACCEPT, AT_A_DEADLINE, AT_THE_TABLE, OFFER, WAIT, WALK_OUT, Move
from sim import kernel
from sim.chance import draw
from sim.model import TalksModel
from sim.state import (
    DAWN,
    DUSK,
    ENDED,
    HOME,
    INTERIM_ACCORD,
    LEADERS,
    ROUND,
    ROUND_OPENED,
    SESSION_OPENED,
    SUMMIT_HELD,
    TABLE,
    THREATS,
    State,
    new_state,
)

FAIR = (3, 2)
CADENCE = {
    "pace": {"value": 0.25, "unit": "share", "source": "setting"},
    "shortest": {"value": 2, "unit": "days", "source": "setting"},
    "longest": {"value": 10, "unit": "days", "source": "setting"},
}


def fields(state: State) -> dict[str, object]:
    return {name: copy.deepcopy(getattr(state, name)) for name in State.__annotations__}


# ------------------------------------------------------------------ the order of a day


def test_the_phases_of_a_day(small):
    """A seat that is asked is answered in the phase in which it is asked."""
    scenario = small()
    world, tape, state = scenario.world, scenario.tape(0), new_state(scenario.world)
    kernel.begin(world, tape, state, 0)
    phases = [state.phase]
    while state.day == 0:
        if kernel.step(world, tape, state) == kernel.ASKED:
            kernel.answer(world, tape, state, WAIT, ())
        if state.phase != phases[-1]:
            phases.append(state.phase)
    assert phases == [
        DAWN, ROUND, TABLE, LEADERS, HOME, INTERIM_ACCORD, THREATS, DUSK, DAWN,
    ]  # fmt: skip


def test_a_day_without_a_round_has_no_table(small):
    scenario = small({"talks.cadence": CADENCE})
    world, tape, state = scenario.world, scenario.tape(0), new_state(scenario.world)
    kernel.begin(world, tape, state, 0)
    phases = [state.phase]
    while state.day == 0:
        kernel.step(world, tape, state)
        phases.append(state.phase)
    assert phases == [DAWN, HOME, INTERIM_ACCORD, THREATS, DUSK, DAWN]


def test_advance_is_step_until_something_stops_it(small):
    scenario = small()
    world, tape = scenario.world, scenario.tape(0)
    by_advance, by_step = new_state(world), new_state(world)
    kernel.begin(world, tape, by_advance, 3)
    kernel.begin(world, tape, by_step, 3)
    stops = set()
    for _ in range(800):
        stop = kernel.advance(world, tape, by_advance)
        while (alone := kernel.step(world, tape, by_step)) < 0:
            pass
        assert stop == alone
        assert fields(by_advance) == fields(by_step)
        stops.add(stop)
        if stop == kernel.ASKED:
            for state in (by_advance, by_step):
                kernel.answer(world, tape, state, WAIT, ())
    assert stops == {kernel.ASKED, kernel.DAY_OVER, kernel.HISTORY_OVER}
    assert by_advance.phase == ENDED


def test_a_history_that_has_ended_stays_as_it_is(small, talks):
    model = talks(small()).play_out()
    before = fields(model.state)
    assert kernel.step(model.scenario.world, model.tape, model.state) == kernel.HISTORY_OVER
    assert fields(model.state) == before | {"happened": 0, "by_side": 0}


def test_the_last_day_is_the_horizon(small, talks):
    assert talks(small()).play_out().day == small().horizon == 80


# ------------------------------------------------------------------ rounds and sessions


def test_rounds_follow_the_cadence_and_the_last_is_on_the_eve(small, talks, days_of):
    """A quarter of the time that is left, the two beliefs' mean: 30 days and half of 20 more."""
    model = talks(small({"talks.cadence": CADENCE}), until=30)
    rounds = days_of(model, ROUND_OPENED)
    assert rounds[0] == 10  # a quarter of 40
    assert rounds[-1] == 29
    gaps = [b - a for a, b in itertools.pairwise(rounds)]
    assert gaps == sorted(gaps, reverse=True)


def test_a_summit_is_a_round_wherever_it_falls(small, talks, days_of):
    model = talks(small({"talks.cadence": CADENCE, "summits.meeting.held": 1}), until=20)
    assert 12 in days_of(model, ROUND_OPENED)
    assert days_of(model, SUMMIT_HELD) == [12]


def test_summits_are_held_by_their_own_draws(small, talks):
    scenario = small({"summits.meeting.held": 0.5})
    held = [talks(scenario, run=run).state.held[0] for run in range(20)]
    stream = scenario.world.summit_stream[0]
    assert held == [int(draw(scenario.tape(4), stream, run, 0, 0) < 0.5) for run in range(20)]
    assert 0 < sum(held) < 20


@pytest.mark.parametrize("exchanges", [2, 3, 5])
def test_turns_alternate_for_as_many_exchanges_as_there_are(small, talks, exchanges):
    asked = []

    def note(view):
        asked.append((view.seat, view.exchange))
        return Move(WAIT, ())

    talks(small({"talks.exchanges": exchanges}), note, note, note, until=1)
    assert len(asked) == 2 * 2 * exchanges  # two sessions
    first_session = asked[: 2 * exchanges]
    seats = [seat for seat, _ in first_session]
    assert seats[0] != seats[1]
    assert seats == seats[:2] * exchanges
    assert [exchange for _, exchange in first_session] == sorted([*range(exchanges)] * 2)


def test_who_speaks_first_is_a_draw_of_the_pair_s_own_stream(small, talks):
    scenario = small()
    first, order = [], []
    for run in range(12):
        asked = []

        def note(view, asked=asked):
            asked.append(view.seat)
            return Move(WAIT, ())

        talks(scenario, note, note, note, run=run, until=1)
        first.append(asked[0])
        u = draw(scenario.tape(4), scenario.world.speaker_stream[0], run, 0, 0)
        order.append(0 if u < 0.5 else 2)  # the envoy or the minister for trade
    assert first == order
    assert len(set(first)) == 2


def test_where_a_text_stands_the_one_who_has_not_agreed_speaks_first(small, talks, say):
    for run in range(6):
        asked = []

        def farm(view, asked=asked):
            asked.append((view.exchange, view.standing, view.offered, tuple(view.offer)))
            return Move(WAIT, ())

        talks(small(), say.offers(*FAIR), say.takes, farm, run=run, until=1)
        assert asked[0] == (0, 1, 1, FAIR)  # nothing was offered yet: the text itself


def test_one_who_walks_out_ends_the_session_and_not_the_round(small, talks, say, days_of):
    asked = []

    def envoy(view):
        asked.append(view.seat)
        return Move(WAIT, ())

    model = talks(small(), envoy, say.does(WALK_OUT), say.waits, until=1)
    assert len(days_of(model, SESSION_OPENED)) == 2
    assert len(asked) <= 3  # two turns with one minister, at most one with the other


def test_a_pair_that_has_agreed_the_text_already_does_not_sit_again(small, talks, say, days_of):
    twice = {"talks.pairs": (("east.envoy", "west.trade"), ("east.envoy", "west.farm")) * 2}
    model = talks(small(twice), say.offers(*FAIR), say.takes, say.takes, until=1)
    assert len(days_of(model, SESSION_OPENED)) == 2
    model = talks(small(twice), say.offers(*FAIR), say.waits, say.waits, until=1)
    assert len(days_of(model, SESSION_OPENED)) == 4


# ------------------------------------------------------------------ what a seat sees


def test_within_a_session_the_clock_runs_to_the_next_day(small, talks):
    """Exchange q of n is at q/(n - 1) of a day; the deadline was set 30 days before the start."""
    seen = []

    def trade(view):
        if view.day == 5:
            seen.append((view.exchange, view.clock, view.days_left))
        return Move(WAIT, ())

    talks(small({"talks.exchanges": 3}), trade=trade, until=6)
    for exchange, clock, left in seen:
        part = exchange / 2
        # Half of what is left is the extension that one half believes in.
        assert left == pytest.approx(25 - part + 10)
        assert clock == pytest.approx((35 + part) / (35 + part + left))
    assert [exchange for exchange, _, _ in seen] == [0, 1, 2]


def test_a_seat_sees_its_own_side_and_the_offer_across_the_table(small, talks, say):
    views = []

    def trade(view):
        views.append(view)
        return Move(WAIT, ())

    model = talks(small(), say.offers(*FAIR), trade, until=1)
    assert {view.seat for view in views} == {model.seat_number("west.trade")}
    last = views[-1]
    assert (last.side, last.occasion, last.offered) == (1, AT_THE_TABLE, 1)
    assert tuple(last.offer[:2]) == FAIR
    assert last.floor == 0.25
    assert last.best == 1.0
    assert list(last.own[:8]) == [0, -0.125, -0.25, -0.5, -0.75, 0, 0.5, 1]
    assert list(last.other[:8]) == [0, 0.25, 0.5, 0.75, 1, 0, -0.0625, -0.25]


def test_a_seat_is_told_why_it_is_asked(small, talks):
    asked = []

    def farm(view):
        asked.append((view.day, view.occasion))
        return Move(WAIT, ())

    talks(small(), farm=farm, until=31)
    assert [day for day, occasion in asked if occasion == AT_A_DEADLINE] == [30]


def test_nothing_is_on_the_table_before_anyone_has_offered(small, talks):
    offered = []

    def note(view):
        offered.append(view.offered)
        return Move(WAIT, ())

    talks(small(), note, note, note, until=2)
    assert set(offered) == {0}


def test_an_offer_lies_on_the_table_of_its_own_session_only(small, talks):
    """What the envoy offers to the minister for trade is gone when the next one sits down."""
    turns, seen = [], {"trade": [], "farm": []}

    def envoy(view):
        turns.append(view)
        return Move(OFFER if len(turns) <= 2 else WAIT, FAIR)

    def trade(view):
        seen["trade"].append(view.offered)
        return Move(WAIT, ())

    def farm(view):
        seen["farm"].append(view.offered)
        return Move(WAIT, ())

    talks(small(), envoy, trade, farm, until=1)
    assert 1 in seen["trade"]
    assert seen["farm"] == [0, 0]


# ------------------------------------------------------------------ progress between offers


def test_the_gap_is_how_much_better_ones_own_offer_is_than_the_other_s(small, talks, say):
    """East asks (4, 0) and West (0, 2): all there is, for either. On day 1, (3, 1) and (1, 2)."""

    def envoy(view):
        return Move(OFFER, (4, 0) if view.day == 0 else (3, 1))

    def trade(view):
        return Move(OFFER, (0, 2) if view.day == 0 else (1, 2))

    model = talks(small(), envoy, trade, until=2)
    state = model.state
    # East: 1 against -0.25 of a span of 1.25; West: 1 against -0.75 of 1.75.
    assert state.first_gap[0] == pytest.approx(1.0)
    east = ((0.75 - 0.0625) - (0.25 - 0.25)) / 1.25
    west = ((-0.125 + 1) - (-0.5 + 0.5)) / 1.75
    assert state.gap[0] == pytest.approx((east + west) / 2)
    assert state.first_gap[1] == -1.0  # the other channel never had two offers


# ------------------------------------------------------------------ re-entrance


@pytest.mark.parametrize("run", range(6))
def test_a_chair_answered_from_outside_makes_the_same_history(japan_us, run):
    """Field by field, whether the strategy sits in the chair or answers for it from outside."""
    scenario = japan_us()
    inside = TalksModel(scenario, run=run, rng=9, collect=False).play_out()
    for seat in scenario.seats:
        outside = TalksModel(scenario, run=run, rng=9, collect=False, seats={seat: None})
        strategy = REGISTRY[outside.ministers[outside.seat_number(seat)].strategy]
        answers = 0
        while outside.running:
            outside.step()
            if outside.waiting:
                assert outside.waiting == seat
                outside.answer(strategy.decide(outside.view()))
                answers += 1
        assert answers > 0
        assert repr(fields(outside.state)) == repr(fields(inside.state))


def test_a_history_may_be_left_and_taken_up_again(japan_us):
    """A copy of the State is all that there is to a history."""
    scenario = japan_us()
    model = TalksModel(scenario, run=2, rng=9, collect=False)
    while model.day < 20:
        model.step()
    copied = TalksModel(scenario, run=5, rng=9, collect=False)
    copied.state = copy.deepcopy(model.state)
    assert repr(fields(copied.play_out().state)) == repr(fields(model.play_out().state))


def test_a_move_that_means_nothing_now_only_passes_the_turn(small, talks, say):
    """One's own strategy may accept into the air; from outside it would be refused."""
    waited = talks(small(), until=3).state
    tried = talks(small(), trade=say.does(ACCEPT), until=3).state
    assert repr(fields(tried)) == repr(fields(waited))
