"""The arms of an experiment: what was set in each, and what a factor does, run by run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np

from experiments.analysis.columns import Columns, agreed
from experiments.analysis.intervals import LEVEL, Interval, mean
from experiments.analysis.summary import Summary
from experiments.analysis.wording import inside, number
from experiments.speech import listing, say


@dataclass(frozen=True)
class Setting:
    """The value of one factor in one arm; `label` names the factor for people.

    Where arms are `named` one by one, the value is the arm's own name for people.
    """

    factor: str
    label: str
    value: Any
    named: bool = False

    @property
    def word(self) -> str:
        """The value as a short label."""
        if isinstance(self.value, bool):
            return say("yes") if self.value else say("no")
        return number(self.value) if isinstance(self.value, int | float) else str(self.value)

    @property
    def told(self) -> str:
        """The setting as it stands in a sentence."""
        if self.named:
            return say("“{label}”", label=self.word)
        return say("{factor} at {value}", factor=inside(self.label), value=self.word)


@dataclass(frozen=True)
class ArmOutcomes:
    """One arm: its settings (none in an experiment that varies nothing), rows and summary."""

    number: int
    settings: tuple[Setting, ...]
    summary: Summary
    columns: Columns

    @property
    def title(self) -> str:
        """The settings in words."""
        return listing([s.told for s in self.settings]) or say("everything as configured")


@dataclass(frozen=True)
class Effect:
    """What moving one factor from its first to its last value does to the share of agreements.

    `change` is a difference of shares in [-1, 1], averaged over all other settings.
    """

    label: str
    first: str
    last: str
    share_first: float
    share_last: float
    change: Interval


def effects(arms: Sequence[ArmOutcomes], level: float = LEVEL) -> tuple[Effect, ...]:
    """The effect of each factor, in the factors' order; of arms named one by one, of each.

    Run k has the same chance in every arm, so the interval is Student's over the runs' own
    differences: luck that the arms share cancels. Runs that an arm lacks are left out of all.
    """
    found = []
    runs = reduce(np.intersect1d, [arm.columns["run"] for arm in arms]) if arms else np.empty(0)
    for place, setting in enumerate(arms[0].settings if arms else ()):
        words = list(dict.fromkeys(arm.settings[place].word for arm in arms))
        if len(words) < 2 or len(runs) == 0:
            continue
        for last in words[1:] if setting.named else words[-1:]:
            ends = []
            for word in (words[0], last):
                chosen = [arm for arm in arms if arm.settings[place].word == word]
                shares = [agreed(a.columns)[np.isin(a.columns["run"], runs)] for a in chosen]
                ends.append(np.mean(shares, axis=0))
            found.append(
                Effect(
                    label=last if setting.named else setting.label,
                    first=say("“{label}”", label=words[0]) if setting.named else words[0],
                    last=say("“{label}”", label=last) if setting.named else last,
                    share_first=float(ends[0].mean()),
                    share_last=float(ends[1].mean()),
                    change=mean(ends[1] - ends[0], level),
                )
            )
    return tuple(found)
