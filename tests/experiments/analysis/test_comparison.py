from __future__ import annotations

from experiments.analysis.arms import ArmOutcomes, Effect, Setting
from experiments.analysis.comparison import answer_across
from experiments.analysis.intervals import Interval
from experiments.analysis.summary import summarise
from tests.experiments.made_up import changed, outcomes


def test_the_range_and_each_factor_are_told(two_givers):
    arms = []
    for number, reached in enumerate((10, 30)):
        ending = ["agreement"] * reached + ["talking"] * (40 - reached)
        columns = changed(outcomes(two_givers(), 40, share=1), ending=ending)
        setting = Setting("bar", "Bar at home", 0.1 * number)
        arms.append(ArmOutcomes(number, (setting,), summarise(columns, two_givers()), columns))
    clear = Effect("Bar at home", "0", "0.1", 0.25, 0.75, Interval(0.5, 0.4, 0.6))
    vague = Effect("Other", "0", "1", 0.5, 0.52, Interval(0.02, -0.1, 0.14))
    found = answer_across(arms, [clear, vague])
    assert found.headline == "Agreement in 25% to 75%, by the setting"
    assert "rarest, at 25% (14–40%) of histories, with bar at home at 0;" in found.lead
    assert "75% (60–86%), with bar at home at 0.1." in found.lead
    first, second = found.passages
    assert "a change of 50 percentage points (40 to 60). That is more than the luck" in first.text
    assert "can’t be told from no effect" in second.text
