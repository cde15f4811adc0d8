"""Pattern 2: without a zone of possible agreement never a deal; with a wide one almost always."""

from __future__ import annotations

import numpy as np

from experiments.patterns import zopa
from experiments.patterns.ensembles import BASELINE, SEED, agreed, ensemble, variant
from experiments.patterns.worlds import WIDE
from sim.model import TalksModel
from tests.patterns.published import checked


def test_linked_issues_are_counted_as_the_model_counts_them():
    model = TalksModel(scenario=variant(BASELINE), run=0, rng=SEED, collect=False)
    assert len(model.scenario.world.link_side) > 0
    front = zopa.felt_frontier(model)
    best = [float(front.values[:, side].max()) for side in range(2)]
    np.testing.assert_allclose(best, model.state.best, rtol=0, atol=1e-9)


def test_a_deal_is_signed_only_on_a_day_with_a_zone():
    """In the baseline as it is: some histories have no zone on any day, and none of them agrees."""
    found = checked(zopa.in_the_baseline())
    assert found["2-no-zone-no-deal"].pairs > 0
    assert found["2-signed-in-a-zone"].pairs > 0
    assert found["2-no-zone-no-deal"].holds
    assert found["2-signed-in-a-zone"].holds


def test_without_a_zone_on_any_day_there_is_never_a_deal():
    """What each could just live with lies far apart, and no pressure moves either."""
    found = checked(zopa.far_apart())
    assert found["2-far-apart-zone"].effect == 0
    assert found["2-far-apart"].effect == 0


def test_two_that_want_too_much_never_agree_in_the_bare_world():
    found = checked(zopa.in_the_bare_world())
    assert found["2-greedy-zone"].effect == 0
    assert found["2-greedy"].effect == 0


def test_a_wide_zone_without_veto_almost_always_brings_a_deal():
    """With a firm date; where the date keeps moving, some hold out beyond the horizon."""
    found = checked(zopa.wide())
    assert found["2-wide-zone"].effect == 1
    assert found["2-wide-room"].effect > 0.15
    assert found["2-wide-firm"].holds
    assert found["2-wide-firm"].low > 0.97
    movable = found["2-wide-movable"]
    assert movable.holds is False
    assert movable.low > 0.8
    # What fails, fails for want of time: nobody is refused anything.
    soft = ensemble(variant(BASELINE, WIDE), movable.runs)
    assert set(soft["reason"][~agreed(soft)]) <= {"no_text", "time"}
