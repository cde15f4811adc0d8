"""Pattern 9: one divisible issue and known discounting bring Rubinstein's split, at once."""

from __future__ import annotations

import pytest

from experiments.patterns import divisible_issue
from experiments.patterns.divisible_issue import DISCOUNTS, GRID, follow, prices, sale
from sim.model import TalksModel
from tests.patterns.published import checked


def test_the_closed_form():
    """Rubinstein (1982): (1 - d2) / (1 - d1 d2)."""
    assert divisible_issue.share_of_first(0.5, 0.5) == pytest.approx(2 / 3)
    assert divisible_issue.share_of_first(0.0, 0.7) == pytest.approx(0.3)


@pytest.mark.parametrize(("east", "west"), DISCOUNTS)
def test_theory_could_be_missed_by_the_grid_of_prices(east, west):
    """Prices further off than a step can be named, so that agreeing with theory says something."""
    found = follow(sale(east, west), 0)
    assert max(abs(price - found.share["west"]) for price in prices(east, west)) > 2 * GRID


def test_the_split_is_the_closed_form_and_the_first_offer_is_taken():
    found = checked(divisible_issue.split())
    assert found["9-split"].high <= GRID
    assert found["9-no-more"].holds  # what the grid leaves goes to the other
    assert found["9-first-offer"].effect == 0
    assert f"under {len(DISCOUNTS)} of the {len(DISCOUNTS)} pairs" in found["9-split"].note


def test_no_agreement_is_worth_nothing_to_both():
    model = TalksModel(sale(0.9, 0.8), 0, 1, collect=False)
    model.play_out()
    assert model.state.mandate == [0.0, 0.0]


def test_agreement_is_reached_on_the_first_day_of_every_history():
    assert checked(divisible_issue.at_once())["9-at-once"].effect == 0


def test_patience_pays():
    """By the mean over who speaks first, the same for all: East's share rises with its own."""
    assert checked(divisible_issue.patience())["9-patience"].low > 0.1


def test_with_equal_and_vanishing_impatience_the_halves_are_equal():
    """Who speaks first has 1 / (1 + d): half, once a turn's delay costs nothing."""
    found = checked(divisible_issue.alike())
    assert found["9-alike"].holds
    assert found["9-halves"].holds
