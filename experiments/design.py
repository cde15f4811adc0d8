"""What to run: an experiment with its scenario and its arms resolved.

An experiment names a scenario, how many runs, a seed, and what differs
(:mod:`experiments.experiment_file`). Each *arm* is the scenario with settings of its own. Run k of
every arm has the same tape, so that arms can be compared run by run.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.answers.checked import check_names
from experiments.experiment_file import (
    MOST_ARMS,
    ExperimentConfig,
    Factor,
    NamedArm,
    Plan,
    Seed,
    Slug,
    Text,
    canonical,
    overlap,
    plans,
)
from experiments.provenance import model_revision
from sim.config import ConfigError, Fault, ScenarioConfig, load_scenario
from sim.config.errors import shorten
from sim.config.reader import Document, FaultAt, read_yaml, validate
from sim.config.sources import read_sources
from sim.scenario import Scenario, build

__all__ = [
    "GIVEN",
    "MOST_ARMS",
    "Arm",
    "Experiment",
    "ExperimentConfig",
    "Factor",
    "NamedArm",
    "Seed",
    "Slug",
    "Text",
    "load_experiment",
    "overlap",
]

GIVEN = "arguments"
"""Stands for a file in messages about what the caller, and no file, set."""


@dataclass(frozen=True)
class Arm:
    """One combination of the factors' values, with its scenario resolved."""

    index: int
    label: str
    """Short and stable: ``threshold=0.1, softness=0.8``; part of the content hash."""
    title: str
    """The same for people: ``Ratification threshold in Tokyo 0.1 · …``."""
    values: Mapping[str, Any]
    """Factor name -> value."""
    settings: Mapping[str, Any]
    """Dotted scenario key -> value: what was set for all arms, and what this one varies."""
    config: ScenarioConfig
    scenario_hash: str

    def scenario(self) -> Scenario:
        """Return the arm's scenario, built anew."""
        return build(self.config)


@dataclass(frozen=True)
class Experiment:
    """An experiment with everything in it resolved: it needs its files no more."""

    config: ExperimentConfig
    arms: tuple[Arm, ...]
    model_revision: str
    """Hash of the rules' source (``experiments.provenance.model_revision``)."""

    @property
    def name(self) -> str:
        """Short name."""
        return self.config.name

    @property
    def question(self) -> str:
        """What it is to answer."""
        return self.config.question

    @property
    def runs(self) -> int:
        """Runs of each arm."""
        return self.config.runs

    @property
    def seed(self) -> int:
        """The number from which all chance follows."""
        return self.config.seed

    @property
    def vary(self) -> tuple[Factor, ...]:
        """The factors."""
        return self.config.vary

    @property
    def total(self) -> int:
        """Runs of all arms together."""
        return self.runs * len(self.arms)

    @property
    def content_hash(self) -> str:
        """SHA-256 (hex) of all that outcomes follow from: scenarios, arms, seed and rules.

        The number of runs is not in it (run k is the same in any ensemble), nor are name and
        question.
        """
        content = {
            "arms": [[arm.label, arm.scenario_hash] for arm in self.arms],
            "seed": self.seed,
            "model": self.model_revision,
        }
        return hashlib.sha256(canonical(content).encode()).hexdigest()


def load_experiment(
    path: Path | str,
    settings: Mapping[str, Any] | None = None,
    runs: int | None = None,
    seed: int | None = None,
) -> Experiment:
    """Read an experiment file and resolve its arms.

    Args:
        path: the experiment file; its scenario is looked up from there.
        settings: dotted scenario keys set in every arm, before those of the file.
        runs: in place of the file's number of runs.
        seed: in place of the file's seed.

    Raises:
        ConfigError: with every fault found, in the experiment, its scenario or the settings.
    """
    document = read_yaml(path)
    if "sides" in document.data and "scenario" not in document.data:
        raise ConfigError(
            Fault(
                str(path),
                "",
                "is a scenario, not an experiment",
                "an experiment file, which names a scenario and how many runs of it",
                "talks new experiment NAME --scenario " + str(path),
            )
        )
    given = dict(settings or {})
    config = _with_given(validate(ExperimentConfig, document), given, runs, seed)
    scenario_path = Path(path).parent / config.scenario
    if not os.path.exists(scenario_path):  # False too for a name that no file can have
        raise ConfigError(
            document.fault(("scenario",), f"found {shorten(config.scenario)}, no such file")
        )
    arms = []
    for index, plan in enumerate(plans(config)):
        chosen = {**config.settings, **plan.settings}
        try:
            resolved = load_scenario(scenario_path, chosen)
        except ConfigError as error:
            load_scenario(scenario_path)  # a fault of the scenario's own is told as such
            raise ConfigError(_located(error, document, config, plan, given)) from None
        arms.append(
            Arm(
                index=index,
                label=plan.label,
                title=plan.title,
                values=plan.values,
                settings=chosen,
                config=resolved,
                scenario_hash=build(resolved).hash,
            )
        )
    if config.answer is not None:
        try:
            sources = read_sources(scenario_path.parent / resolved.sources)
            check_names(config.answer, arms[0].scenario(), sources)
        except FaultAt as fault:
            at = ("answer", *fault.key)
            raise ConfigError(
                document.fault(at, fault.found, fault.allowed, fault.suggestion)
            ) from None
    return Experiment(config, tuple(arms), model_revision())


def _with_given(
    config: ExperimentConfig, settings: dict[str, Any], runs: int | None, seed: int | None
) -> ExperimentConfig:
    """Return ``config`` with what the caller set, checked by the same rules."""
    data = config.model_dump()
    kept = {key: value for key, value in config.settings.items() if key not in settings}
    data["settings"] = {**kept, **settings}
    if runs is not None:
        data["runs"] = runs
    if seed is not None:
        data["seed"] = seed
    return validate(ExperimentConfig, Document(Path(GIVEN), data))


def _located(
    error: ConfigError,
    document: Document,
    config: ExperimentConfig,
    plan: Plan,
    given: Mapping[str, Any],
) -> list[Fault]:
    """Return the faults of an arm's scenario as faults of the settings that caused them."""
    places: dict[str, tuple[tuple[str | int, ...], Any]] = {
        key: (("settings", key), value) for key, value in config.settings.items()
    }
    for key, place in plan.places.items():
        places[key] = (place, plan.settings[key])
    told = []
    for fault in error.faults:
        causes = [key for key in places if overlap(key, fault.key.replace("[", "."))]
        # A check across fields may point elsewhere than at the setting that broke it.
        words = ", ".join(f"{key} = {shorten(places[key][1])}" for key in causes or places)
        inside = f"{fault.key}: " if fault.key and fault.key not in causes else ""
        found = f"{words}: {inside}{fault.found}"
        key = causes[0] if causes else next(iter(places))
        if key in given:
            told.append(Fault(GIVEN, f"settings.{key}", found, fault.allowed, fault.suggestion))
        else:
            told.append(document.fault(places[key][0], found, fault.allowed, fault.suggestion))
    return told
