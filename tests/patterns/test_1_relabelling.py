"""Pattern 1: what comes first in the file, and who is called what, makes no difference."""

from __future__ import annotations

from experiments.patterns import relabelling
from experiments.patterns.ensembles import BASELINE, SEED, shipped, variant
from sim.outcomes import simulate
from tests.patterns.published import checked


def test_the_order_of_sides_issues_and_ministers_changes_nothing():
    found = checked(relabelling.order_of_the_file())
    assert [row.effect for row in found.values()] == [0, 0, 0]
    assert all(row.holds for row in found.values())


def test_the_file_is_really_written_the_other_way_about():
    data = shipped(BASELINE).data
    turned = relabelling.backwards(data)
    assert list(turned["sides"]) == list(reversed(data["sides"]))
    assert turned == data
    assert relabelling.built(BASELINE, turned).hash == variant(BASELINE).hash


def test_relabelling_the_sides_relabels_the_outcomes():
    """In a symmetric world and an asymmetric one, and in the baseline with another name."""
    found = checked(relabelling.who_is_called_what())
    assert [row.effect for row in found.values()] == [0, 0, 0]
    assert variant(BASELINE, relabelling.DRAWN_BY_NAME_ONLY).sides == ("japan", "us")


def test_another_order_of_the_sides_would_be_seen():
    """With the coin for the first word as it falls, the renamed baseline has other histories."""
    world = variant(BASELINE, relabelling.DRAWN_BY_NAME_ONLY)
    other = relabelling.relabelled(world, relabelling.RENAMED)
    days, others = (simulate(one, SEED, 0, 2)["agreement_day"] for one in (world, other))
    assert days != others
    with relabelling.other_side_speaks_first(other):
        assert simulate(other, SEED, 0, 2)["agreement_day"] == days
    assert simulate(other, SEED, 0, 2)["agreement_day"] == others  # it falls as before


def test_in_a_symmetric_world_both_sides_get_the_same():
    assert all(row.holds for row in checked(relabelling.symmetry()).values())
