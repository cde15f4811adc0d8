"""Pattern 6: who holds out gets better terms and fewer deals; two who hold out fail most."""

from __future__ import annotations

import pytest

from experiments.patterns import toughness
from experiments.patterns.toughness import SOFT, TOUGH
from tests.patterns.published import checked


@pytest.mark.parametrize("side", ["japan", "us"])
def test_holding_out_against_who_gives_early_brings_better_terms_and_fewer_deals(side):
    """And a worse score: deals lost and time lost weigh more."""
    found = checked(toughness.holding_out(side, SOFT))
    assert found[f"6-{side}-{SOFT}-terms"].low > 1
    assert found[f"6-{side}-{SOFT}-deals"].high < -0.02
    assert found[f"6-{side}-{SOFT}-score"].high < 0


@pytest.mark.parametrize("side", ["japan", "us"])
def test_holding_out_against_who_holds_out_brings_better_terms(side):
    """Few deals are left to lose: Tokyo loses none that could be measured, Washington some."""
    found = checked(toughness.holding_out(side, TOUGH))
    assert found[f"6-{side}-{TOUGH}-terms"].low > 1
    assert found[f"6-{side}-{TOUGH}-deals"].holds == (side == "us")
    assert found[f"6-{side}-{TOUGH}-deals"].low > -0.1


def test_two_who_hold_out_agree_less_than_two_who_give_early():
    """That they fail most is not found: against a Boulware it is no matter what Tokyo does."""
    found = checked(toughness.two_who_hold_out())
    assert found["6-two-tough"].high < -0.1
    assert found["6-agree-most"].low > 0
    assert found["6-fail-most"].holds is False
    assert abs(found["6-fail-most"].effect) < 0.02


def test_with_a_firm_last_day_everybody_agrees_and_the_terms_remain():
    """In the bare world the last day is sure, so holding out costs no deal; it still pays."""
    found = checked(toughness.firm_last_day())
    assert found["6-bare-deals"].effect == 0
    assert found[f"6-bare-{SOFT}-terms"].low > 3
    assert found[f"6-bare-{TOUGH}-terms"].low > 3
