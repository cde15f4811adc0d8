"""The texts that are signed around a campaign, followed day by day through the glass door.

In the campaign the salience m counts what Japan gives on sensitive issues m times over, for those
who negotiate as for those who vote on it at home. Where m is 1 throughout, there is none of it.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from experiments.patterns.ensembles import BASELINE, SEED, Column, variant
from experiments.patterns.worlds import FIRM, GIVES, Settings, pause
from sim import home, politics
from sim.model import TalksModel
from sim.scenario import Scenario
from sim.state import RATIFIED, REFUSED_AT_HOME, TEXT_SIGNED

OPENS, POLLING = 16, 33
"""Days of 3 and 20 July."""
BEFORE, DURING, AFTER = (0, OPENS - 1), (OPENS, POLLING), (POLLING + 1, 200)
COOL, HOT = 1.0, 2.5
"""Salience m in the campaign: none, and the most that the baseline's prior holds possible."""

FARMING = ("corn_soy",)
ALL_GIVES = GIVES
"""What is sensitive: what the baseline has, and everything that Japan gives."""


def settings_of(during: float, sensitive: tuple[str, ...]) -> Settings:
    """The baseline to six weeks after the vote, with m during the campaign and 1 after it.

    The date of 9 July, in the campaign, is real and believed; with the baseline's soft one next
    to nobody signs before the vote, and there is nothing to move. No vote in parliament, so that
    home has spoken on what is signed within three weeks.
    """
    return {
        "end.date": datetime.date(2025, 8, 31),
        "escalations": {},
        **pause(belief=FIRM, softness=0),
        "sides.japan.ratification.vote": None,
        "sides.japan.sensitive": sensitive,
        "sides.japan.election.salience_campaign": during,
        "sides.japan.election.salience_after": 1,
    }


def talks(during: float, sensitive: tuple[str, ...]) -> Scenario:
    """The scenario of these settings."""
    return variant(BASELINE, settings_of(during, sensitive))


class Text(NamedTuple):
    """A text that both leaders signed, and what Japan's home made of it."""

    signed: int
    farming: int
    """Level of what is given on corn and soy."""
    voted: int = -1
    refusal: float = 0.0
    """Probability, on the day of the vote, that it is refused in Japan."""


def follow(scenario: Scenario, run: int) -> list[Text]:
    """Play one history and note its signed texts."""
    model = TalksModel(scenario, run, SEED, collect=False)
    corn = [issue.id for issue in scenario.issues].index("corn_soy")
    texts: list[Text] = []

    def note(model: TalksModel) -> None:
        state, world = model.state, scenario.world
        if state.happened & TEXT_SIGNED:
            texts.append(Text(state.day, state.text[corn]))
        if state.happened & (REFUSED_AT_HOME | RATIFIED):
            passing = politics.ratification_probability(
                home.support(world, state, 0),
                state.home_bar[0],
                state.number[world.ratification_scale[0]],
            )
            texts[-1] = texts[-1]._replace(voted=state.day, refusal=1.0 - passing)

    model.listeners.append(note)
    model.play_out()
    return texts


@functools.cache
def histories(during: float, sensitive: tuple[str, ...], runs: int) -> list[list[Text]]:
    """The texts of runs 0 to ``runs - 1``; played once a process."""
    scenario = talks(during, sensitive)
    return [follow(scenario, run) for run in range(runs)]


def in_span(text: Text, span: tuple[int, int]) -> bool:
    """Whether a text is signed within the days of a span, both ends included."""
    return span[0] <= text.signed <= span[1]


def by_run(arm: list[list[Text]], counts: Callable[[Text], bool]) -> Column:
    """Which histories have such a text, as 0 and 1."""
    return np.array([float(any(counts(text) for text in texts)) for texts in arm])
