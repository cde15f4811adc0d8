from __future__ import annotations

import pytest

from agents.rules.acceptance import accept_next


@pytest.mark.parametrize(
    ("offered", "next_own", "floor", "accepted"),
    [
        (0.6, 0.5, 0.4, True),
        (0.5, 0.5, 0.5, True),  # as good is good enough, twice
        (0.5, 0.6, 0.4, False),  # one's own next offer is better: make it first
        (0.5, 0.4, 0.6, False),  # the mandate has risen past what one offers oneself
    ],
)
def test_takes_what_is_as_good_as_the_next_offer_and_within_the_mandate(
    offered, next_own, floor, accepted
):
    assert accept_next(offered, next_own, floor) is accepted
