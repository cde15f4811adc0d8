"""Pattern 7: the better one knows what the other wants, the less is left on the table."""

from __future__ import annotations

from experiments.patterns import knowledge
from experiments.patterns.deals_reached import DEALS, Seated, deals
from experiments.patterns.ensembles import BASELINE, variant
from experiments.patterns.offers_made import bend
from tests.patterns.published import checked


def test_the_truth_brings_offers_to_the_frontier():
    """In the baseline, at equal demands, whatever comes of the offers: no selection at all."""
    found = checked(knowledge.truth())
    for side in ("japan", "us"):
        assert found[f"7-{side}-truth"].low > 0.5
        assert found[f"7-{side}-left"].high < 1


def test_curves_help_washington_and_not_tokyo():
    """Found: the right curves bring Washington's offers nearer to the frontier, not Tokyo's.

    The curves of what Tokyo wants bend twice as much as Washington's.
    """
    found = checked(knowledge.curves())
    scenario = variant(BASELINE)
    japan, us = (bend(scenario, scenario.sides.index(side)) for side in ("japan", "us"))
    assert japan > 1.5 * us
    assert found["7-us-curves"].low > 0
    assert found["7-japan-curves"].holds is False
    assert found["7-japan-curves"].effect < found["7-us-curves"].effect


def test_agreements_come_nearer_to_the_frontier_with_each_degree_of_knowledge():
    found = checked(knowledge.agreements())
    assert {row.pairs for row in found.values()} == {DEALS}  # no history is left out
    for measure in ("distance", "joint-gain"):
        assert found[f"7-{measure}-shaped"].low > 0
        assert found[f"7-{measure}-truth"].low > 0.2


def test_learning_does_not_earn_its_place():
    """Found: neither way of learning (krimpen2013, hindriks2008) beats the shaped prior here.

    From some five sessions there is next to nothing to learn: when they sign, those who learn
    misjudge nearly as much of the other's weights as those who do not.
    """
    found = checked(knowledge.learning())
    shaped, truth = (deals(Seated(known), DEALS).distance for known in ("shaped", "truth"))
    knowing = float((shaped - truth).mean())
    for strategy in ("trade-off", "trade-off-bayes"):
        closer, learnt = found[f"7-{strategy}-closer"], found[f"7-{strategy}-misjudged"]
        assert closer.holds is False
        assert -knowing / 2 < closer.low < closer.high < knowing / 2
        assert abs(learnt.effect) < 0.1 * 0.15  # of the weight, 15 % are misjudged without learning
