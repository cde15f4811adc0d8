"""Pattern 8: a heavier burden makes Tokyo give more; stressed markets make Washington ask less."""

from __future__ import annotations

from experiments.patterns import burden_and_markets
from tests.patterns.published import checked


def test_a_heavier_tariff_in_force_brings_japan_worse_terms():
    found = checked(burden_and_markets.burden())
    assert found["8-loss"].low > 0
    assert found["8-mandate"].high < 0
    assert found["8-terms"].high < -3
    assert found["8-terms-us"].low > 2
    assert found["8-tariff"].low > 0.5
    # What is asked is cheap to Japan, so nearly all is given anyway: more, but hardly.
    assert found["8-given"].low > 0
    assert found["8-given"].high < 0.05


def test_where_concessions_are_dear_a_heavier_burden_makes_japan_give_more():
    found = checked(burden_and_markets.dear_concessions())
    assert found["8-dear-given"].low > 0
    assert found["8-dear-terms"].high < -3


def test_a_heavier_threat_brings_japan_worse_terms():
    """24 % after the pause instead of 12 %, with the same 10 % in force: smaller, the same way.

    That Japan gives more for it is not found.
    """
    found = checked(burden_and_markets.threat())
    assert found["8-threat-mandate"].high < 0
    assert found["8-threat-terms"].high < 0
    assert found["8-threat-terms-us"].low > 0
    assert found["8-threat-given"].holds is False
    assert abs(found["8-threat-given"].effect) < 0.02


def test_stressed_markets_lower_washingtons_mandate_and_not_tokyos():
    """On 21 July, twelve days after the tariff came back, where it did; Tokyo feels none of it."""
    found = checked(burden_and_markets.felt_in_washington())
    mandate = found["8-markets-mandate"]
    assert mandate.pairs > 0.5 * mandate.runs
    assert mandate.high < -0.03
    assert found["8-markets-tokyo"].pairs > 0
    assert found["8-markets-tokyo"].effect == 0


def test_stressed_markets_make_washington_ask_less():
    found = checked(burden_and_markets.markets())
    assert found["8-markets-terms-us"].high < 0
    assert found["8-markets-terms"].low > 0
    assert found["8-markets-given"].high < 0


def test_calm_or_wild_makes_no_difference_to_who_does_not_mind():
    """With Washington's weight on stress at 0 the same news leave every outcome as it is."""
    assert checked(burden_and_markets.unfelt())["8-markets-unfelt"].effect == 0
