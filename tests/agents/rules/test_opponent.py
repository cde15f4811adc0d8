"""Two issues that side 0 gives, at the same cost and, as believed at first, wanted alike."""

from __future__ import annotations

import pytest

from agents.rules.notebook import NOTES, NOTES_AN_ISSUE
from agents.rules.opponent import learn_by_bayes, learn_by_frequency, remake_ladder
from tests.agents.strategies.table import view

COSTS = [0.0, -0.125, -0.25, -0.375, -0.5]
WANTED = [0.0, 0.25, 0.5, 0.75, 1.0]


def table(wanted=WANTED + WANTED, costs=COSTS + COSTS):
    room = {name: [0] * 16 for name in ("block_issue", "block_steps", "block_cost", "block_gain")}
    return view(
        0.5,
        own=list(costs),
        other=list(wanted),
        starts=[0, 5, 10],
        giver=[0, 0],
        ladder=[0] * 4 + [1] * 4,
        ladder_length=8,
        memory=[0.0] * (NOTES + 2 * NOTES_AN_ISSUE),
        **room,
    )._replace(offered=1, offer=[0, 0])


def show(seen, learn, *asked):
    """Learn from a row of offers; return what each said of itself."""
    told = []
    for offer in asked:
        seen.offer[:] = offer
        told.append(learn(seen))
    return told


def by_frequency(seen):
    return learn_by_frequency(seen, 0.1)


def spans(seen):
    return seen.other[4] - seen.other[0], seen.other[9] - seen.other[5]


def test_frequency_by_hand():
    # Weights 1 and 1; the second gains 0.1 * 1 and both are scaled back to a sum of 2.
    seen = table()
    assert show(seen, by_frequency, (4, 4), (3, 4)) == [False, True]
    assert spans(seen) == pytest.approx((2 / 2.1, 2.2 / 2.1))
    assert seen.other[6] == pytest.approx(0.25 * 2.2 / 2.1)


def test_frequency_counts_a_change_either_way_and_nothing_else():
    seen = table()
    assert show(seen, by_frequency, (3, 4), (4, 4), (4, 4)) == [False, True, False]
    assert spans(seen) == pytest.approx((2 / 2.1, 2.2 / 2.1))


def test_what_has_nothing_left_to_give_says_nothing():
    seen = table()
    assert show(seen, by_frequency, (4, 0), (3, 0)) == [False, True]
    assert spans(seen) == pytest.approx((1, 1))
    seen = table()
    assert show(seen, learn_by_bayes, (4, 0), (3, 0)) == [False, False]


def test_bayes_by_hand():
    # One of two gave, so as believed the odds are even; half the weight: 2 to 1 that it gives.
    # Given: (1/4 2/3, 1/2 1/2, 1/4 1/3) in proportion is (1/3, 1/2, 1/6); kept: the mirror image.
    seen = table()
    assert show(seen, learn_by_bayes, (4, 4), (3, 4)) == [False, True]
    first = seen.memory[NOTES : NOTES + NOTES_AN_ISSUE]
    assert first == pytest.approx([3, 1, 1 / 3, 1 / 6])
    assert spans(seen) == pytest.approx((2 ** (-1 / 6), 2 ** (1 / 6)))


def test_bayes_learns_nothing_where_all_or_nothing_moves():
    seen = table()
    assert show(seen, learn_by_bayes, (4, 4), (3, 3), (3, 3), (4, 4)) == [False] * 4
    assert spans(seen) == (1, 1)


def test_giving_what_was_thought_dear_says_more_than_giving_what_was_thought_cheap():
    def doubt(wanted):
        seen = table(wanted)
        show(seen, learn_by_bayes, (4, 4), (3, 4))
        return spans(seen)[0] / (wanted[4] - wanted[0])

    dear = doubt([2 * worth for worth in WANTED] + WANTED)
    cheap = doubt([worth / 2 for worth in WANTED] + WANTED)
    assert dear < cheap < 1


def test_no_belief_is_ever_past_unlearning():
    seen = table()
    for _ in range(60):
        show(seen, learn_by_bayes, (4, 4), (3, 4))
    light = spans(seen)
    for _ in range(60):
        show(seen, learn_by_bayes, (4, 4), (4, 3))
    assert light[0] < 0.6 < 1.8 < light[1]
    assert spans(seen) == pytest.approx(light[::-1], rel=0.1)


@pytest.mark.parametrize("learn", [by_frequency, learn_by_bayes])
def test_it_finds_the_side_that_gives_in_the_order_of_its_true_weights(learn):
    """A seller of wishes who cares three times as much for the second issue."""
    seen = table()
    show(seen, learn, (4, 4), (3, 4), (2, 4), (1, 4), (1, 3), (0, 3), (0, 2))
    remake_ladder(seen)
    assert spans(seen)[1] > 1.2 * spans(seen)[0]
    assert list(seen.ladder[:8]) == [1] * 4 + [0] * 4


@pytest.mark.parametrize("learn", [by_frequency, learn_by_bayes])
def test_another_counterpart_brings_back_its_own_model(learn):
    """One room for beliefs, a notebook for each counterpart: what is learnt of one stays its."""
    seen, alone = table(), table()
    for one in (seen, alone):
        show(one, learn, (4, 4), (3, 4))
    seen.other[:] = WANTED + [2 * worth for worth in WANTED]  # as someone else left it
    show(seen, learn, (2, 4))
    show(alone, learn, (2, 4))
    assert seen.other == pytest.approx(alone.other)
