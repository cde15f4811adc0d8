"""From a result to what its figures, tables and words are made of, in the tongue of the moment.

Of a large ensemble only the lowest runs are looked at (`experiments.census`).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from experiments.analysis.arms import ArmOutcomes, Setting
from experiments.analysis.columns import columns_of
from experiments.analysis.summary import summarise
from experiments.analysis.typical import typical_run
from experiments.census import rows_shown
from experiments.diary import tell
from experiments.experiment_file import ARM
from experiments.figures.material import Material, Told
from experiments.figures.spec import NEEDS, Need
from experiments.played import Player, player
from experiments.replayed import replay, replay_sample
from experiments.speech import named, say

if TYPE_CHECKING:
    from experiments.store import Result
    from sim.scenario import Scenario


def gather(result: Result, arm: int = 0, needs: Collection[Need] = NEEDS) -> Material:
    """What there is to draw and to say about one arm of a result.

    Args:
        result: a result with at least one finished run in each arm.
        arm: the arm that is shown in detail, where there are several.
        needs: what takes histories that are played again, some seconds in all: ``told``, the
            typical one; ``replayed``, a sample.

    Raises:
        ResultError: no such arm, an arm without a finished run, or a damaged part.
    """
    scenario = named(result.scenario(arm))
    arms = tuple(_outcomes(result, number) for number in range(len(result.arms)))
    seed, columns = result.experiment.seed, arms[arm].columns
    play = player(result, arm, scenario)
    told = _told(scenario, seed, typical_run(columns), play) if "told" in needs else None
    replayed = replay_sample(scenario, seed, columns["run"], play) if "replayed" in needs else ()
    return Material(scenario, arms[arm], arms, told, replayed)


def _outcomes(result: Result, number: int) -> ArmOutcomes:
    columns = columns_of(result.table(number, first=rows_shown(len(result.arms))))
    arm = result.arms[number]
    labels = {factor.name: say(factor.label or factor.name) for factor in result.experiment.vary}
    settings = tuple(Setting(name, labels[name], arm.values[name]) for name in labels)
    if arm.values and not labels:
        settings = (Setting(ARM, say("Setting"), say(arm.title), named=True),)
    summary = summarise(columns, named(result.scenario(number)))
    return ArmOutcomes(number, settings, summary, columns)


def _told(scenario: Scenario, seed: int, run: int, play: Player) -> Told:
    """One history, told from its first day."""
    entries, daily = tell(scenario, seed, run, play)
    # What a package is worth depends on what the run draws, so its own model has the scale.
    points = play(run, False).points
    return Told(run, entries, daily, points, replay(scenario, seed, run, play))
