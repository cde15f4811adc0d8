"""Pattern 4: whose home asks for more gets more abroad, if there is a deal, and fewer deals."""

from __future__ import annotations

import pytest

from experiments.patterns import ratification
from tests.patterns.published import checked


@pytest.mark.parametrize("side", ["japan", "us"])
def test_a_higher_bar_brings_better_terms_and_the_other_side_pays_for_them(side):
    """Schelling (schelling1960), Putnam (putnam1988): it holds on both sides."""
    found = checked(ratification.terms(side))
    assert found[f"4-{side}-terms"].pairs >= 100
    assert found[f"4-{side}-terms"].low > 0
    assert found[f"4-{side}-paid"].high < 0
    assert found[f"4-{side}-own-deals"].low > 0


@pytest.mark.parametrize(("side", "other"), [("japan", "us"), ("us", "japan")])
def test_a_higher_bar_costs_deals_and_more_than_its_terms_bring(side, other):
    """Fewer deals (putnam1988, iida1993), so that the expected score need not gain (tarar2001).

    Found: it falls, for the side that is bound as for the other.
    """
    found = checked(ratification.deals_and_score(side))
    assert found[f"4-{side}-deals"].high < -0.05
    assert found[f"4-{side}-score"].holds is False
    assert found[f"4-{side}-score"].high < 0
    assert found[f"4-{side}-score-other"].high < 0


def test_the_better_terms_come_through_the_offers_alone():
    """A bar that the negotiator does not know of is not felt abroad: it only refuses."""
    found = checked(ratification.mistaken())
    assert found["4-mistaken-same-texts"].pairs >= 10
    assert found["4-mistaken-same-texts"].effect == 0
    assert found["4-mistaken-refusals"].high < 0
    assert found["4-mistaken-terms"].low > 0
