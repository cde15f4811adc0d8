from __future__ import annotations

from experiments.analysis.unknowns import describe, key_of


def test_columns_lead_back_to_keys():
    assert key_of("drawn_sides__us__cost_ratio") == "sides.us.cost_ratio"
    assert key_of("drawn_deadlines__pause_end__softness") == "deadlines.pause_end.softness"


def test_every_unknown_of_the_shipped_scenarios_reads_differently(japan_us, two_givers):
    for scenario in (japan_us(), two_givers()):
        told = [describe(name, scenario.config) for name, _ in scenario.drawn]
        assert len(set(told)) == len(told)
        assert not any("_" in text or "  " in text for text in told)


def test_unknowns_are_told_with_their_labels(japan_us):
    config = japan_us().config
    assert (
        describe("sides.us.reference.auto_tariff", config)
        == "the lowest tariff on cars and parts that the United States could just live with"
    )
    assert (
        describe("sides.japan.reference.auto_tariff", config)
        == "the highest tariff on cars and parts that Japan could just live with"
    )
    assert (
        describe("sides.japan.ratification.threshold", config)
        == "how much support at home Japan needs"
    )


def test_a_key_without_a_phrase_reads_as_its_labels(japan_us):
    text = describe("economy.lines.cars.pass_through", japan_us().config)
    assert text == "Cars · pass through"
