"""A study and its findings with every label in the tongue of the moment.

What is played and what is found is the same in every language: only names change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from experiments.analysis.measures import Measure
from experiments.sensitivity.effects import units
from experiments.sensitivity.factors import Factor
from experiments.sensitivity.findings import Found
from experiments.sensitivity.labels import label_of
from experiments.sensitivity.outcomes import measured
from experiments.sensitivity.runner import Played
from experiments.sensitivity.study import Study
from experiments.speech import ENGLISH, named, say, spoken
from sim.scenario import Scenario


def in_words(played: Played, everything: Sequence[Found]) -> tuple[Played, tuple[Found, ...]]:
    """Return a study and its findings as they are told in the tongue of the moment.

    Args:
        played: a study that was loaded, and so is named, in English.
        everything: what ``findings.found`` made of it.
    """
    if spoken() is ENGLISH:
        return played, tuple(everything)
    study = _study(played.study)
    moved = units(study.factors, study.config.by == "group")
    labels = {name: label for name, label, _ in moved}
    told = tuple(
        _found(found, measure, labels)
        for found, measure in zip(everything, study.measures, strict=True)
    )
    return replace(played, study=study), told


def _study(study: Study) -> Study:
    config, centre = study.config, named(study.centre)
    return replace(
        study,
        config=config.model_copy(update={"question": say(config.question)}),
        centre=centre,
        factors=tuple(_factor(factor, study, centre) for factor in study.factors),
        recipes=measured(config.outcomes, centre),
    )


def _factor(factor: Factor, study: Study, centre: Scenario) -> Factor:
    given = next((one.label for one in study.config.factors if one.key == factor.key), None)
    return replace(factor, label=say(given) if given else label_of(factor.key, centre.config))


def _found(found: Found, measure: Measure, labels: dict[str, str]) -> Found:
    effects = (effect._replace(label=labels[effect.name]) for effect in found.effects)
    return found._replace(measure=measure, effects=tuple(effects))
