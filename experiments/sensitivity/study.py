"""A study with everything in it resolved: factors with ranges, outcomes, the scenario as it is."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from experiments.analysis.measures import Measure, Recipe
from experiments.design import GIVEN
from experiments.provenance import model_revision
from experiments.sensitivity.design import ALL, StudyConfig, smallest
from experiments.sensitivity.factors import Factor, every_judgment, resolved
from experiments.sensitivity.outcomes import measured
from sim.config import ConfigError, Fault, ScenarioConfig, load_scenario
from sim.config.errors import shorten
from sim.config.reader import Document, FaultAt, read_yaml, validate
from sim.config.settings import with_settings
from sim.scenario import Scenario, build

CHANCE_POINTS = 64
"""Points at which factors, priors and chance are told apart, unless the study says another."""


class LeftOut(NamedTuple):
    """An end of a judgment that the scenario cannot take, and why."""

    key: str
    value: Any
    why: str
    allowed: str


@dataclass(frozen=True)
class Study:
    """What is to be studied."""

    config: StudyConfig
    written: Document
    """The scenario's file, read once: every point is made of it."""
    centre: Scenario
    """The scenario with the study's settings, and no factor moved."""
    factors: tuple[Factor, ...]
    recipes: tuple[Recipe, ...]
    """How to take the outcomes."""
    left_out: tuple[LeftOut, ...]
    """Ends of judgments that are not tried (only where all assumptions are taken)."""
    model_revision: str

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The outcomes."""
        return tuple(recipe.measure for recipe in self.recipes)

    @property
    def chance_points(self) -> int:
        """Points at which factors, priors and chance are told apart."""
        given = self.config.chance_points
        return CHANCE_POINTS if given is None else given

    def scenario(self, settings: Mapping[str, Any]) -> Scenario:
        """Return the scenario of a point, built anew.

        Raises:
            ConfigError: the settings contradict each other or the rest.
        """
        return build(_configured(self.written, {**self.config.settings, **settings}))


def load_study(
    path: Path | str,
    runs: int | None = None,
    size: int | None = None,
    seed: int | None = None,
    small: bool = False,
) -> Study:
    """Read a study file, and its scenario from there.

    Args:
        path: the study file.
        runs: in place of the file's number of histories at each point.
        size: in place of the file's size.
        seed: in place of the file's seed.
        small: take as few histories and points as the method allows, to see whether it works.

    Raises:
        ConfigError: with every fault found, in the study or in its scenario.
    """
    named = {"runs": runs, "size": size, "seed": seed}
    document = read_yaml(path)
    if "factors" not in document.data and {"sides", "vary", "engine"} & set(document.data):
        raise ConfigError(
            Fault(
                str(path),
                "",
                "is no sensitivity study",
                "a study file, which names factors, outcomes and a method",
                "one of configs/sensitivity/ to start from",
            )
        )
    config = validate(StudyConfig, document)
    given = smallest(config.method) if small else {}
    given |= {name: value for name, value in named.items() if value is not None}
    config = validate(StudyConfig, Document(Path(GIVEN), {**config.model_dump(), **given}))
    scenario_path = Path(path).parent / config.scenario
    if not os.path.exists(scenario_path):  # False too for a name that no file can have
        raise ConfigError(
            document.fault(("scenario",), f"found {shorten(config.scenario)}, no such file")
        )
    load_scenario(scenario_path)  # a fault of the scenario's own is told as such
    written = read_yaml(scenario_path)
    try:
        centre = build(_configured(written, config.settings))
    except ConfigError as error:
        raise ConfigError(_as_told(error, document, ("settings",), config.settings)) from None
    faults: list[Fault] = []
    factors, left_out = _factors(config, document, written, centre.config, faults)
    recipes: tuple[Recipe, ...] = ()
    try:
        recipes = measured(config.outcomes, centre)
    except FaultAt as fault:
        faults.append(document.fault(fault.key, fault.found, fault.allowed, fault.suggestion))
    groups = {factor.group for factor in factors}
    if config.by == "group" and len(groups) < 2 and not faults:
        faults.append(document.fault(("by",), f"all factors are of one group, {groups}", "factor"))
    if faults:
        raise ConfigError(faults)
    return Study(config, written, centre, factors, recipes, left_out, model_revision())


def _configured(written: Document, settings: Mapping[str, Any]) -> ScenarioConfig:
    return validate(ScenarioConfig, with_settings(written, settings, GIVEN))


def _factors(
    config: StudyConfig,
    document: Document,
    written: Document,
    centre: ScenarioConfig,
    faults: list[Fault],
) -> tuple[tuple[Factor, ...], tuple[LeftOut, ...]]:
    """Return the factors; what is wrong with those that are named goes to ``faults``."""
    found: list[Factor] = []
    left_out: list[LeftOut] = []
    named = tuple(given.key for given in config.factors if given.key != ALL)
    for index, given in enumerate(config.factors):
        at = ("factors", index)
        if given.key == ALL:
            for factor in every_judgment(centre, but=named):
                wrong = list(_refused(factor, written, config))
                left_out += wrong
                if len(wrong) < len(factor.ends()):
                    found.append(factor)
            continue
        try:
            with_settings(written, {given.key: None}, GIVEN)  # is there such a key?
            factor = resolved(given, centre)
        except ConfigError as error:
            faults += _as_told(error, document, (*at, "key"), {})
            continue
        except FaultAt as fault:
            where = (*at, *fault.key)
            faults.append(document.fault(where, fault.found, fault.allowed, fault.suggestion))
            continue
        found.append(factor)
        for wrong_end in _refused(factor, written, config):
            told = f"'{given.key}' = {shorten(wrong_end.value)}: {wrong_end.why}"
            faults.append(document.fault((*at, "key"), told, wrong_end.allowed))
    return tuple(found), tuple(left_out)


def _refused(factor: Factor, written: Document, config: StudyConfig) -> Iterator[LeftOut]:
    """Yield the ends of a factor that the scenario cannot take by themselves."""
    for value in factor.ends():
        try:
            _configured(written, {**config.settings, factor.key: value})
        except ConfigError as error:
            fault = error.faults[0]
            inside = f"{fault.key}: " if fault.key and fault.key != factor.key else ""
            yield LeftOut(factor.key, value, f"{inside}{fault.found}", fault.allowed)


def _as_told(
    error: ConfigError, document: Document, at: tuple[str | int, ...], settings: Mapping[str, Any]
) -> list[Fault]:
    """Return faults of the scenario as faults of the key of the study that led to them."""
    told = []
    for fault in error.faults:
        key = (*at, fault.key) if fault.key in settings else at
        found = fault.found if fault.key in settings else f"{fault.key}: {fault.found}"
        told.append(document.fault(key, found, fault.allowed, fault.suggestion))
    return told
