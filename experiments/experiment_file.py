"""An experiment file, as written, and the arms that it plans.

What is written differs in one of two ways: factors to vary, of whose values every combination is an
arm, or the arms themselves, each with settings of its own.
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from experiments.answers.block import Answer, check_arms
from sim.config.errors import shorten
from sim.config.reader import FaultAt

MOST_ARMS = 1000
"""Arms that one experiment may span."""

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
            text = canonical(value if isinstance(value, bool) else _as_float(value))
            if text in seen:
                raise FaultAt((index,), f"{shorten(value)} stands twice", "each value once")
            seen.add(text)
        return values


class NamedArm(_Strict):
    """An arm by itself, where one needs several settings that no product of factors gives."""

    name: Slug = Field(description="tells it from the others")
    label: Text | None = Field(default=None, description="what it is, for people (default: name)")
    settings: dict[str, Any] = Field(
        default_factory=dict, description="dotted scenario keys set in this arm"
    )


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
    arms: tuple[NamedArm, ...] = Field(
        default=(),
        max_length=MOST_ARMS,
        description="instead of `vary`: the arms one by one, the first being what others are "
        "compared with",
    )
    engine: Literal["auto", "compiled", "mesa"] = Field(
        default="auto",
        description="what runs them: the compiled engine, the Mesa model, or the faster (`auto`)",
    )
    answer: Answer | None = Field(
        default=None, description="theory, claims and limits, for `talks answer`"
    )

    @model_validator(mode="after")
    def _factors_apart(self) -> ExperimentConfig:
        for index, factor in enumerate(self.vary):
            for earlier in self.vary[:index]:
                if earlier.name == factor.name:
                    raise FaultAt(("vary", index, "name"), f"'{factor.name}' stands twice")
                if overlap(earlier.key, factor.key):
                    raise FaultAt(
                        ("vary", index, "key"),
                        f"'{factor.key}' is also varied by '{earlier.name}'",
                        "each key in one factor",
                    )
            for key in self.settings:
                if overlap(key, factor.key):
                    raise FaultAt(
                        ("settings", key),
                        f"is also varied by factor '{factor.name}'",
                        "a key either set or varied",
                    )
        arms = math.prod(len(factor.values) for factor in self.vary)
        if arms > MOST_ARMS:
            raise FaultAt(("vary",), f"spans {arms:,} arms", f"at most {MOST_ARMS:,}")
        return self

    @model_validator(mode="after")
    def _arms_apart(self) -> ExperimentConfig:
        if self.arms and self.vary:
            raise FaultAt(("arms",), "stands beside 'vary'", "one of the two")
        for index, arm in enumerate(self.arms):
            for earlier in self.arms[:index]:
                if earlier.name == arm.name:
                    raise FaultAt(("arms", index, "name"), f"'{arm.name}' stands twice")
                if (earlier.label or earlier.name) == (arm.label or arm.name):
                    raise FaultAt(("arms", index, "label"), f"'{arm.label}' stands twice")
                if canonical(earlier.settings) == canonical(arm.settings):
                    raise FaultAt(
                        ("arms", index), f"sets what '{earlier.name}' sets", "each arm once"
                    )
            for key, other in itertools.product(self.settings, arm.settings):
                if overlap(key, other):
                    raise FaultAt(
                        ("settings", key),
                        f"is also set by arm '{arm.name}'",
                        "a key set for all arms or in single ones",
                    )
        return self

    @model_validator(mode="after")
    def _answers_about_arms(self) -> ExperimentConfig:
        if self.answer is not None:
            try:
                check_arms(self.answer, [plan.label for plan in plans(self)])
            except FaultAt as fault:
                key = ("answer", *fault.key)
                raise FaultAt(key, fault.found, fault.allowed, fault.suggestion) from None
        return self


class Plan(NamedTuple):
    """One arm before its scenario is resolved, with the place of each setting in the file."""

    label: str
    title: str
    values: Mapping[str, Any]
    settings: Mapping[str, Any]
    places: Mapping[str, tuple[str | int, ...]]


ARM = "arm"
"""Stands for the factor's name where arms are named one by one."""


def plans(config: ExperimentConfig) -> Iterator[Plan]:
    """Every arm, in order: those named one by one, or the product of the factors' values."""
    if config.arms:
        for index, arm in enumerate(config.arms):
            places = {key: (*("arms", index, "settings"), key) for key in arm.settings}
            values = {ARM: arm.name}
            yield Plan(arm.name, arm.label or arm.name, values, arm.settings, places)
        return
    for choice in itertools.product(*(enumerate(factor.values) for factor in config.vary)):
        chosen = list(zip(config.vary, choice, strict=True))
        words = [(factor, _word(value)) for factor, (_, value) in chosen]
        yield Plan(
            label=", ".join(f"{factor.name}={word}" for factor, word in words) or "as configured",
            title=" · ".join(f"{factor.label or factor.name} {word}" for factor, word in words)
            or "as configured",
            values={factor.name: value for factor, (_, value) in chosen},
            settings={factor.key: value for factor, (_, value) in chosen},
            places={
                factor.key: ("vary", number, "values", at)
                for number, (factor, (at, _)) in enumerate(chosen)
            },
        )


def overlap(first: str, second: str) -> bool:
    """Return whether one dotted key is the other, or lies inside it."""
    first, second = f"{first}.", f"{second}."
    return first.startswith(second) or second.startswith(first)


def _as_float(value: Any) -> Any:
    return float(value) if isinstance(value, int) else value


def _word(value: Any) -> str:
    if isinstance(value, str | bool | int | float):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return canonical(value)


def canonical(value: Any) -> str:
    """Return JSON that is the same for the same value (dates as ISO text)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), default=str)
