"""What to run: an experiment file, and the arms that its factors span.

An experiment names a scenario, how many runs, a seed, and what to vary. Every combination of
the factors' values is an *arm*: the scenario with those settings. Run k of every arm has the
same tape, so that arms can be compared run by run.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import math
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from experiments.provenance import model_revision
from sim.config import ConfigError, Fault, ScenarioConfig, load_scenario
from sim.config.errors import shorten
from sim.config.reader import Document, FaultAt, read_yaml, validate
from sim.scenario import Scenario, build

MOST_ARMS = 1000
"""Arms that one experiment may span."""

GIVEN = "arguments"
"""Stands for a file in messages about what the caller, and no file, set."""

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
Text = Annotated[str, Field(min_length=1, max_length=400)]
Runs = Annotated[int, Field(strict=True, ge=1, le=10**8)]
Seed = Annotated[int, Field(strict=True, ge=0, le=2**63 - 1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Factor(_Strict):
    """One thing to vary: a key of the scenario and the values it takes."""

    name: Slug = Field(description="short name, used in tables and labels of arms")
    label: Text | None = Field(default=None, description="what it is, for people (default: name)")
    key: str = Field(min_length=1, description="dotted key of the scenario")
    values: tuple[Any, ...] = Field(min_length=1, description="values, each once")

    @field_validator("values")
    @classmethod
    def _distinct(cls, values: tuple[Any, ...]) -> tuple[Any, ...]:
        seen: set[str] = set()
        for index, value in enumerate(values):
            text = _canonical(value if isinstance(value, bool) else _as_float(value))
            if text in seen:
                raise FaultAt((index,), f"{shorten(value)} stands twice", "each value once")
            seen.add(text)
        return values


class ExperimentConfig(_Strict):
    """An experiment file, as written."""

    name: Slug = Field(description="names the result folder")
    question: Text = Field(description="what the experiment is to answer, in a sentence")
    scenario: str = Field(min_length=1, description="path of the scenario, from this file")
    runs: Runs = Field(description="runs of each arm")
    seed: Seed = Field(description="number from which all chance follows")
    settings: dict[str, Any] = Field(
        default_factory=dict, description="dotted scenario keys set in every arm"
    )
    vary: tuple[Factor, ...] = Field(
        default=(), description="factors; every combination of their values is an arm"
    )
    engine: Literal["auto", "compiled", "mesa"] = Field(
        default="auto",
        description="what runs them: the compiled engine, the Mesa model, or the faster (`auto`)",
    )

    @model_validator(mode="after")
    def _factors_apart(self) -> ExperimentConfig:
        for index, factor in enumerate(self.vary):
            for earlier in self.vary[:index]:
                if earlier.name == factor.name:
                    raise FaultAt(("vary", index, "name"), f"'{factor.name}' stands twice")
                if _overlap(earlier.key, factor.key):
                    raise FaultAt(
                        ("vary", index, "key"),
                        f"'{factor.key}' is also varied by '{earlier.name}'",
                        "each key in one factor",
                    )
            for key in self.settings:
                if _overlap(key, factor.key):
                    raise FaultAt(
                        ("settings", key),
                        f"is also varied by factor '{factor.name}'",
                        "a key either set or varied",
                    )
        arms = math.prod(len(factor.values) for factor in self.vary)
        if arms > MOST_ARMS:
            raise FaultAt(("vary",), f"spans {arms:,} arms", f"at most {MOST_ARMS:,}")
        return self


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
        return hashlib.sha256(_canonical(content).encode()).hexdigest()


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
    for index, choice in enumerate(_combinations(config)):
        varied = {factor.key: factor.values[at] for factor, at in choice}
        chosen = {**config.settings, **varied}
        try:
            resolved = load_scenario(scenario_path, chosen)
        except ConfigError as error:
            load_scenario(scenario_path)  # a fault of the scenario's own is told as such
            raise ConfigError(_located(error, document, config, choice, given)) from None
        arms.append(_arm(index, choice, chosen, resolved))
    return Experiment(config, tuple(arms), model_revision())


Choice = tuple[tuple[Factor, int], ...]
"""One arm: each factor with the position of its value."""


def _combinations(config: ExperimentConfig) -> Iterator[Choice]:
    return itertools.product(
        *([(factor, at) for at in range(len(factor.values))] for factor in config.vary)
    )


def _arm(index: int, choice: Choice, settings: Mapping[str, Any], resolved: ScenarioConfig) -> Arm:
    values = {factor.name: factor.values[at] for factor, at in choice}
    words = {name: _word(value) for name, value in values.items()}
    return Arm(
        index=index,
        label=", ".join(f"{name}={word}" for name, word in words.items()) or "as configured",
        title=" · ".join(
            f"{factor.label or factor.name} {words[factor.name]}" for factor, _ in choice
        )
        or "as configured",
        values=values,
        settings=settings,
        config=resolved,
        scenario_hash=build(resolved).hash,
    )


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
    choice: Choice,
    given: Mapping[str, Any],
) -> list[Fault]:
    """Return the faults of an arm's scenario as faults of the settings that caused them."""
    places: dict[str, tuple[tuple[str | int, ...], Any]] = {
        key: (("settings", key), value) for key, value in config.settings.items()
    }
    for factor, at in choice:
        places[factor.key] = (
            ("vary", config.vary.index(factor), "values", at),
            factor.values[at],
        )
    told = []
    for fault in error.faults:
        causes = [key for key in places if _overlap(key, fault.key.replace("[", "."))]
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


def _overlap(first: str, second: str) -> bool:
    """Return whether one dotted key is the other, or lies inside it."""
    first, second = f"{first}.", f"{second}."
    return first.startswith(second) or second.startswith(first)


def _as_float(value: Any) -> Any:
    return float(value) if isinstance(value, int) else value


def _word(value: Any) -> str:
    if isinstance(value, str | bool | int | float):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return _canonical(value)


def _canonical(value: Any) -> str:
    """Return JSON that is the same for the same value (dates as ISO text)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), default=str)
