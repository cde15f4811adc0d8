from __future__ import annotations

import numpy as np
import pytest

from experiments.analysis.arms import ArmOutcomes, Setting, effects
from experiments.analysis.columns import select
from experiments.analysis.intervals import mean
from experiments.analysis.summary import summarise
from tests.experiments.made_up import changed, outcomes

RUNS = 200


@pytest.fixture
def arm(two_givers):
    def build(number, settings, reached):
        runs = len(reached)
        columns = changed(
            outcomes(two_givers(), runs, share=1),
            ending=np.where(reached, "agreement", "talking"),
        )
        return ArmOutcomes(number, settings, summarise(columns, two_givers()), columns)

    return build


def factor(name, value):
    return Setting(name, f"Label of {name}", value)


def test_a_factors_effect_is_the_mean_of_the_runs_own_differences(arm):
    chance = np.random.default_rng(2)
    before, after = chance.random(RUNS) < 0.4, chance.random(RUNS) < 0.6
    arms = [arm(0, (factor("a", 0.0),), before), arm(1, (factor("a", 1.0),), after)]
    (effect,) = effects(arms)
    assert effect.change == mean(after.astype(float) - before)
    assert (effect.first, effect.last) == ("0", "1")
    assert effect.share_last - effect.share_first == pytest.approx(effect.change.value)


def test_luck_that_arms_share_cancels(arm):
    reached = np.random.default_rng(2).random(RUNS) < 0.5
    arms = [arm(i, (factor("a", i),), reached) for i in range(2)]
    (effect,) = effects(arms)
    assert effect.change == (0, 0, 0)


def test_an_effect_is_averaged_over_the_other_factor(arm):
    yes, no = np.ones(RUNS, dtype=bool), np.zeros(RUNS, dtype=bool)
    outcome = {(0, 0): no, (0, 1): yes, (1, 0): yes, (1, 1): yes}
    arms = [
        arm(i, (factor("a", a), factor("b", b)), reached)
        for i, ((a, b), reached) in enumerate(outcome.items())
    ]
    assert [effect.change.value for effect in effects(arms)] == [0.5, 0.5]


def test_runs_that_an_arm_lacks_are_left_out(arm):
    full = arm(0, (factor("a", 0),), np.array([True, True, False, False]))
    whole = arm(1, (factor("a", 1),), np.array([True, True, True, True]))
    half = select(whole.columns, whole.columns["run"] < 2)
    short = ArmOutcomes(1, whole.settings, whole.summary, half)
    (effect,) = effects([full, short])
    assert effect.change.value == 0


def test_an_experiment_that_varies_nothing_has_no_effects(arm):
    assert effects([arm(0, (), np.array([True]))]) == ()
    assert effects([]) == ()


def test_settings_are_told_in_words(arm):
    told = arm(0, (factor("a", 0.25), factor("b", True)), np.array([True])).title
    assert told == "label of a at 0.25 and label of b at yes"


def test_arms_that_are_named_one_by_one_are_each_set_against_the_first(arm):
    yes, no = np.ones(RUNS, dtype=bool), np.zeros(RUNS, dtype=bool)
    named = [
        arm(number, (Setting("arm", "Setting", name, named=True),), reached)
        for number, (name, reached) in enumerate([("Low", yes), ("High", no), ("None", yes)])
    ]
    found = [(one.label, one.first, one.last, one.change.value) for one in effects(named)]
    assert found == [("High", "“Low”", "“High”", -1), ("None", "“Low”", "“None”", 0)]
    assert named[1].title == "“High”"
