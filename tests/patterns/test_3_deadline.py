"""Pattern 3: agreements crowd before a date that is believed; that it is real does not matter."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.patterns import deadline
from tests.patterns.published import checked


def test_a_hazard_counts_those_still_without_an_agreement():
    """Four histories, days 0 to 2: 4 at risk, then 3, then 2; two sign. One signs later."""
    days = np.array([0, 1, 9, -1])
    assert deadline.hazard(days, (0, 2)) == pytest.approx(2 / (4 + 3 + 2))
    assert deadline.hazard(days, (1, 2)) == pytest.approx(1 / (3 + 2))
    assert deadline.hazard(days, (2, 3)) == 0


def test_the_hazard_rises_towards_a_believed_date_and_not_towards_a_soft_one():
    found = checked(deadline.crowding())
    firm, soft = found["3-rise"], found["3-rise-soft"]
    assert found["3-times"].low > 1
    assert firm.low > 0
    assert found["3-more-than-soft"].holds
    assert found["3-times-soft"].low > 3
    assert soft.high < firm.low
    assert soft.effect < firm.effect / 10


def test_belief_does_it_and_not_truth():
    """What the date really is shows on the day itself, in what happens to those without a deal."""
    found = checked(deadline.belief_and_truth())
    for word in ("believed", "doubted"):
        assert found[f"3-belief-{word}"].effect == 0
        assert found[f"3-truth-{word}"].low > 0.3


def test_truth_works_through_what_its_holder_knows():
    """With insight, Washington knows its own date to be hollow; Tokyo still believes it."""
    assert checked(deadline.insight())["3-insight"].low > 0.05
