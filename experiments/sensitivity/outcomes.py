"""What a study looks at: one number a history, and every history has one.

A point of a study is summed up by a mean over all its histories. A number that only some of them
have (the terms of those that agree) would be a mean over other histories at every point, and what
a factor does could not be told from whom it lets in. So such outcomes are refused, and days that
may never come count as the horizon: their mean is the restricted mean waiting time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from experiments.analysis.columns import Columns
from experiments.analysis.measures import Numbers, Recipe, named, names
from experiments.speech import phrase, say
from sim.config.errors import nearest
from sim.config.reader import FaultAt
from sim.outcomes import WORDS
from sim.scenario import Scenario

DRAWN = "drawn_"
"""Columns of what a history draws from priors: what goes in, not what comes out."""


EVERY = "what every history has"

AT_THE_END = phrase("{issue} at the history’s end")

OF_COLUMNS = {
    "progress": phrase("Of the first gap between offers closed"),
    "exporter_loss_gdp": phrase("Exporters’ loss over a year’s GDP"),
}
"""Columns whose own text is not said elsewhere."""


def measured(wanted: Sequence[str], scenario: Scenario) -> tuple[Recipe, ...]:
    """Return how to take the outcomes of these names, in their order.

    Raises:
        FaultAt: a name that is none, or one that not every history has.
    """
    return tuple(_measured(index, name, scenario) for index, name in enumerate(wanted))


def _measured(index: int, name: str, scenario: Scenario) -> Recipe:
    at = ("outcomes", index)
    if _has_no_mean(name):
        raise FaultAt(at, f"'{name}' is no outcome with a mean", _some(_allowed(scenario)))
    try:
        (found,) = named([name], scenario)
    except KeyError:
        allowed = _allowed(scenario)
        hint = nearest(name, allowed)
        raise FaultAt(at, f"there is no outcome '{name}'", _some(allowed), hint) from None
    found = replace(found, measure=replace(found.measure, label=_label(found, scenario)))
    if found.measure.unit == "day":
        return _waiting(found, scenario.horizon)
    if found.measure.given:
        raise FaultAt(at, f"not every history has '{name}'", *_instead(name))
    return found


def _label(recipe: Recipe, scenario: Scenario) -> str:
    """Return what an outcome is, in the tongue of the moment."""
    for issue in scenario.issues:
        # "Rate: at the history's end" would read badly inside a sentence.
        if recipe.name == f"term_{issue.id}":
            return say(AT_THE_END, issue=issue.label)
    if recipe.name in OF_COLUMNS:
        return say(OF_COLUMNS[recipe.name])
    return recipe.measure.label.replace("'", "’")


def _waiting(recipe: Recipe, horizon: int) -> Recipe:
    """Return how to take the day of something, or the horizon where it never comes."""

    def take(columns: Columns) -> Numbers:
        days = recipe.take(columns)
        return np.where(np.isnan(days), float(horizon), days)

    label = say("{event}, or the last day", event=recipe.measure.label)
    measure = replace(recipe.measure, label=label, unit="days", given="")
    return replace(recipe, measure=measure, take=take)


def _has_no_mean(name: str) -> bool:
    """Return whether a name stands for words, or for what goes in and not what comes out."""
    return name.startswith(DRAWN) or name in WORDS


def _allowed(scenario: Scenario) -> list[str]:
    """Return the outcomes that every history has."""
    recipes = named([name for name in names(scenario) if not _has_no_mean(name)], scenario)
    return [one.name for one in recipes if one.measure.unit == "day" or not one.measure.given]


def _instead(name: str) -> tuple[str, str]:
    """Return what every history has in place of an outcome that some lack, and the hint."""
    for partial, whole in (("agreed_", "term_"), ("level_", "term_"), ("points_", "score_points_")):
        if name.startswith(partial):
            return EVERY, f"{whole}{name.removeprefix(partial)}"
    return EVERY, "score_points_SIDE or term_ISSUE"


def _some(allowed: Sequence[str]) -> str:
    shown = [name for name in allowed if not name.startswith("fired_")]
    return f"{', '.join(shown[:24])}, …"
