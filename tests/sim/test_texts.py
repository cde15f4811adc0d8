"""One text, two channels, two leaders; scripted seats in the small world.

On day 0 East asks for 0.4375 and West for 0.25. The package (tariff, wheat) = (3, 2) is worth
0.5 to either, (4, 2) 0.75 and 0.25, (2, 2) 0.25 and 0.75, (4, 0) 1 and -0.75.
"""

from __future__ import annotations

import pytest

from agents.views import ACCEPT, CALL_LEADER, OFFER, WAIT, Move
from sim.chance import draw
from sim.deadlines import progress
from sim.politics import override_probability
from sim.state import (
    CONSENT_WITHHELD,
    MANDATE,
    OVERRIDE,
    TEXT_AGREED,
    TEXT_BELOW_MANDATE,
    TEXT_OVERRIDDEN,
    TEXT_SIGNED,
)

FAIR = (3, 2)
ENVOY, FARM, TRADE = 0, 1, 2
EAST, WEST = 1, 2  # as by_side counts them


def first_day(talks, scenario, envoy, trade, farm, run=0):
    return talks(scenario, envoy, trade, farm, run=run, until=1)


# ------------------------------------------------------------------ agreeing a text


def test_a_text_that_both_channels_agree_is_signed(small, talks, say):
    model = first_day(talks, small(), say.offers(*FAIR), say.takes, say.takes)
    state = model.state
    assert tuple(state.text) == FAIR
    assert state.consent == [1, 1, 1]
    assert (state.texts, state.pending, state.signed_day, state.ratify_day) == (1, 1, 0, 3)
    assert [what for _, what, _ in model.log if what & TEXT_AGREED] == [TEXT_AGREED] * 2


def test_the_second_channel_may_take_the_standing_text_before_anything_is_offered(
    small, talks, say
):
    def only_to_trade(view):
        return Move(OFFER, FAIR) if not view.standing else Move(WAIT, ())

    model = first_day(talks, small(), only_to_trade, say.takes, say.takes)
    assert model.state.consent == [1, 1, 1]
    assert model.state.sessions == 2


def test_what_is_taken_is_the_offer_on_the_table_not_the_text_that_stands(small, talks, say):
    """West's second minister gets another package, and the first can still agree to it."""

    def to_each(view):
        return Move(OFFER, (4, 2) if view.standing else FAIR)

    # The farm minister waits a turn, so that the amendment is on the table.
    def farm(view):
        return Move(ACCEPT if view.exchange else WAIT, ())

    state = first_day(talks, small(), to_each, say.takes, farm).state
    assert tuple(state.text) == (4, 2)
    assert state.consent == [1, 1, 1]
    assert state.pending == 1


def test_an_amendment_below_the_first_minister_s_floor_is_no_text(small, talks, say):
    def to_each(view):
        return Move(OFFER, (4, 0) if view.standing else FAIR)

    def farm(view):
        return Move(ACCEPT if view.exchange else WAIT, ())

    model = first_day(talks, small(), to_each, say.takes, farm)
    assert tuple(model.state.text) == FAIR
    assert model.state.consent == [1, 0, 1]
    assert [by for _, what, by in model.log if what & CONSENT_WITHHELD] == [0]


def test_there_is_nothing_to_take_before_an_offer(small, talks, say):
    state = first_day(talks, small(), say.does(ACCEPT), say.does(ACCEPT), say.waits).state
    assert (state.standing, state.texts) == (0, 0)
    assert sum(state.consent) == 0


def test_one_who_has_agreed_cannot_agree_to_the_same_text_again(small, talks, say):
    """In the second session the envoy accepts into the air; the text stands, unchanged."""

    def envoy(view):
        return Move(OFFER, FAIR) if not view.standing else Move(ACCEPT, ())

    state = first_day(talks, small(), envoy, say.takes, say.waits).state
    assert tuple(state.text) == FAIR
    assert state.consent == [1, 0, 1]


def test_an_agreed_text_closes_the_gap(small, talks, say):
    """Both have an offer on the table when one of them accepts; nothing is left between them."""

    def trade(view):
        return Move(ACCEPT if view.exchange and view.offered else OFFER, (0, 2))

    state = first_day(talks, small(), say.offers(*FAIR), trade, say.waits).state
    assert state.standing == 1
    assert state.gap[0] == 0.0
    assert progress(small().world, state) == 1.0


# ------------------------------------------------------------------ the mandate


@pytest.mark.parametrize(
    ("package", "by"),
    [((2, 2), EAST), ((4, 1), WEST), ((2, 1), 0), ((0, 0), EAST + WEST)],
    ids=["East's", "West's", "neither's: both just met", "both"],
)
def test_a_text_below_a_leader_s_mandate_goes_no_further(small, talks, say, package, by):
    model = first_day(talks, small(), say.offers(*package), say.takes, say.takes)
    state = model.state
    refused = [sides for _, what, sides in model.log if what & TEXT_BELOW_MANDATE]
    assert refused == ([by] if by else [])
    assert (state.mandate_refusals, state.pending) == ((1, 0) if by else (0, 1))
    if by:
        assert state.last_failure == MANDATE
        assert state.returned == 0  # it is no text to be taken up again at a summit


def test_a_campaign_is_felt_in_what_leaders_sign(small, talks, say):
    """(3, 2) is worth 0.5 to East before the campaign and 0.25 in it; the mandate is 0.4 then."""
    offer = say.on(10, say.offers(*FAIR))
    model = talks(small(), offer, say.takes, say.takes, until=11)
    assert model.state.mandate_refusals == 1
    assert [by for _, what, by in model.log if what & TEXT_BELOW_MANDATE] == [EAST]


# ------------------------------------------------------------------ second thoughts

SURE = {"sides.east.leader.override": 1, "talks.return_factor": 0}


def test_a_leader_may_send_back_what_meets_the_mandate(small, talks, say):
    model = first_day(talks, small(SURE), say.offers(*FAIR), say.takes, say.takes)
    state = model.state
    assert [by for _, what, by in model.log if what & TEXT_OVERRIDDEN] == [EAST]
    assert (state.overrides, state.returned, state.pending) == (1, 1, 0)
    assert state.last_failure == OVERRIDE
    assert tuple(state.returned_text) == FAIR


def test_a_text_that_returns_finds_the_leader_readier(small, talks, say):
    model = talks(small(SURE), say.offers(*FAIR), say.takes, say.takes, until=2)
    assert (model.state.overrides, model.state.signed_day) == (1, 1)


def test_overrides_are_the_draws_of_their_own_stream(small, talks, say):
    """A third of the first texts, half as many of the second, by each side's own draws."""
    scenario = small({"sides.west.leader.override": 0.5, "sides.east.leader.override": 0.25})
    world, tape = scenario.world, scenario.tape(4)
    signed = []
    for run in range(30):
        model = talks(scenario, say.offers(*FAIR), say.takes, say.takes, run=run, until=6)
        day = 0
        while any(
            draw(tape, world.override_stream[side], run, day, 0)
            < override_probability(first, day, 0.5, 1.0, 1.0)
            for side, first in enumerate([0.25, 0.5])
        ):
            day += 1
        signed.append(day)
        assert model.state.signed_day == day
        assert model.state.overrides == day
    assert len(set(signed)) > 2


def test_a_minister_s_objection_makes_an_override_likelier(small, talks, say):
    scenario = small({"sides.west.leader.override": 0.5})  # and twice that with an objection
    both = [
        first_day(talks, scenario, say.offers(*FAIR), say.takes, say.takes, run).state.pending
        for run in range(12)
    ]
    objected = [
        first_day(talks, scenario, say.offers(*FAIR), say.takes, say.waits, run).state.pending
        for run in range(12)
    ]
    assert 0 < sum(both) < 12
    assert sum(objected) == 0


def test_a_channel_that_did_not_sit_does_not_object(small, talks, say):
    """The farm ministry's session comes first here and ends in nothing: that is an objection."""
    scenario = small(
        {
            "talks.pairs": (("east.envoy", "west.farm"), ("east.envoy", "west.trade")),
            "sides.west.leader.override": 0.5,
        }
    )
    states = [
        first_day(talks, scenario, say.offers(*FAIR), say.takes, say.waits, run).state
        for run in range(8)
    ]
    assert {(state.sat[FARM], state.consent[FARM]) for state in states} == {(1, 0)}
    assert sum(state.pending for state in states) == 0


# ------------------------------------------------------------------ summits

MEET = {"summits.meeting.held": 1, "summits.meeting.override_factor": 0}


def test_at_a_summit_leaders_take_up_a_text_sent_back_earlier(small, talks, say):
    scenario = small({"sides.west.leader.override": 1, "talks.return_factor": 1} | MEET)
    model = talks(scenario, say.on(0, say.offers(*FAIR)), say.takes, say.takes, until=13)
    assert [day for day, what, _ in model.log if what & TEXT_OVERRIDDEN] == [0]
    # East's campaign makes it refuse on day 12 what it would have signed on day 0.
    assert [(day, by) for day, what, by in model.log if what & TEXT_BELOW_MANDATE] == [(12, EAST)]
    calm = small(
        {
            "sides.west.leader.override": 1,
            "talks.return_factor": 1,
            "sides.east.election": None,
            "sides.east.sensitive": (),
        }
        | MEET
    )
    model = talks(calm, say.on(0, say.offers(*FAIR)), say.takes, say.takes, until=13)
    assert [day for day, what, _ in model.log if what & TEXT_SIGNED] == [12]
    assert tuple(model.state.text) == FAIR
    assert model.state.texts == 2


def test_without_a_text_sent_back_a_summit_takes_up_nothing(small, talks):
    assert talks(small(MEET), until=14).state.texts == 0


@pytest.mark.parametrize(("held", "signed"), [(1, 1), (0, 0)])
def test_leaders_in_one_room_close(small, talks, say, held, signed):
    scenario = small(
        {
            "sides.west.leader.override": 1,
            "sides.east.election": None,
            "sides.east.sensitive": (),
            "summits.meeting.override_factor": 0,
            "summits.meeting.held": held,
        }
    )
    model = talks(scenario, say.on(12, say.offers(*FAIR)), say.takes, say.takes, until=13)
    assert model.state.pending == signed


# ------------------------------------------------------------------ the leader's word


@pytest.mark.parametrize(("package", "word"), [(FAIR, 1), ((4, 1), -1)])
def test_a_leader_says_whether_an_offer_would_do(small, talks, say, package, word):
    heard = []

    def trade(view):
        heard.append(view.leader_word)
        return Move(CALL_LEADER if view.offered else WAIT, ())

    state = first_day(talks, small(), say.offers(*package), trade, say.waits).state
    assert word in [*heard, state.leader_word[TRADE]]
    assert -word not in heard


def test_a_leader_says_so_of_the_standing_text_too_and_has_nothing_to_say_of_nothing(
    small, talks, say
):
    heard = []

    def farm(view):
        heard.append((view.standing, view.leader_word))
        return Move(CALL_LEADER, ())

    def envoy(view):
        return Move(WAIT, ()) if view.standing else Move(OFFER, FAIR)

    first_day(talks, small(), envoy, say.takes, farm)
    assert heard == [(1, 0), (1, 1)]
    heard.clear()
    first_day(talks, small(), say.waits, say.waits, farm)
    assert heard == [(0, 0), (0, 0)]
