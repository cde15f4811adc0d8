from __future__ import annotations

from experiments.analysis.tariffs import threatened, today


def test_tariffs_stand_at_the_rate_in_force_and_may_be_threatened(japan_us):
    issues = {issue.id: issue for issue in japan_us().issues}
    assert today(japan_us(), issues["auto_tariff"]) == 25
    assert today(japan_us(), issues["reciprocal_tariff"]) == 10
    assert threatened(japan_us(), issues["reciprocal_tariff"]) == 24
    assert threatened(japan_us(), issues["metals_tariff"]) is None


def test_an_issue_that_states_nothing_stands_at_level_0(two_givers):
    for issue in two_givers().issues:
        assert today(two_givers(), issue) == issue.levels[0]
