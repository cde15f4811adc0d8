"""What to infer: an inference file, checked against its scenario.

It names some priors of a scenario, summaries of what was observed, and what these came to. The
priors of a registered scenario (`configs/frozen.yaml`) are a statement and are fitted to nothing:
such a scenario is refused, by its content hash.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from experiments.analysis.unknowns import describe
from experiments.expressions import LONGEST, Expression, ExpressionFault, read_expression
from experiments.provenance import model_revision
from experiments.speech import named
from sim.config import ConfigError, Fault, ScenarioConfig, load_scenario
from sim.config.errors import nearest, shorten
from sim.config.quantity import Real
from sim.config.reader import Document, FaultAt, read_yaml, validate
from sim.scenario import CONFIGS, Scenario, build, content_hash

FEWEST_ACCEPTED = 50
"""Cases that must be accepted at least; with fewer, quantiles are guesses."""

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
Text = Annotated[str, Field(min_length=1, max_length=400)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Summary(_Strict):
    """One number that sums up what was observed."""

    label: Text = Field(description="what it is, for people")
    says: Annotated[str, Field(min_length=1, max_length=LONGEST)] = Field(
        description="what it is of one case: an expression over outcome columns"
    )
    over: Literal["mean", "median", "least", "greatest", "deviation"] = Field(
        default="mean", description="how several cases become one number"
    )
    observed: Real = Field(description="what it came to")
    source: Text = Field(description="where that is known from, or `invented`")


class InferenceConfig(_Strict):
    """An inference file, as written."""

    name: Slug = Field(description="names the folder of what is found")
    question: Text = Field(description="what is to be found out, in a sentence")
    scenario: str = Field(min_length=1, description="path of the scenario, from this file")
    settings: dict[str, Any] = Field(
        default_factory=dict, description="dotted scenario keys set beforehand"
    )
    draws: Annotated[int, Field(strict=True, ge=500, le=10**6)] = Field(
        description="how many times the priors are drawn"
    )
    cases: Annotated[int, Field(strict=True, ge=1, le=100)] = Field(
        default=1,
        description="how many histories were observed; they share the parameters and nothing else",
    )
    seed: Annotated[int, Field(strict=True, ge=0, le=2**63 - 1)] = Field(
        description="number from which all chance follows"
    )
    parameters: tuple[str, ...] = Field(
        min_length=1, max_length=12, description="dotted keys of the priors to infer"
    )
    summaries: dict[Slug, Summary] = Field(
        min_length=1, max_length=12, description="by a word of your own, what was observed"
    )
    accept: Annotated[float, Field(gt=0, le=0.5)] = Field(
        default=0.02, description="share of the draws, the nearest ones, that is accepted"
    )
    adjust: Annotated[bool, Field(strict=True)] = Field(
        default=True, description="whether a regression corrects for what is still amiss"
    )
    truths: Annotated[int, Field(strict=True, ge=100, le=10_000)] = Field(
        default=300, description="known truths on which the method is tried"
    )

    @field_validator("parameters")
    @classmethod
    def _distinct(cls, parameters: tuple[str, ...]) -> tuple[str, ...]:
        for index, key in enumerate(parameters):
            if key in parameters[:index]:
                raise FaultAt((index,), f"'{key}' stands twice", "each key once")
        return parameters

    @model_validator(mode="after")
    def _enough_accepted(self) -> InferenceConfig:
        fewest = max(FEWEST_ACCEPTED, 10 * (1 + len(self.summaries)))
        if self.accepted < fewest:
            raise FaultAt(
                ("accept",),
                f"accepts {self.accepted} of {self.draws:,} draws",
                f"{fewest} draws or more",
                f"draws: {int(fewest / self.accept) + 1}",
            )
        if self.truths > self.draws // 2:
            raise FaultAt(("truths",), f"found {self.truths}", f"up to half of {self.draws} draws")
        return self

    @property
    def accepted(self) -> int:
        """How many draws are accepted."""
        return round(self.accept * self.draws)


@dataclass(frozen=True)
class Problem:
    """An inference file with everything in it resolved."""

    config: InferenceConfig
    scenario: Scenario
    expressions: Mapping[str, Expression]
    """By summary, what it is of one case."""

    @property
    def labels(self) -> tuple[str, ...]:
        """What each parameter is, in plain words of the tongue of the moment."""
        config = named(self.scenario).config
        return tuple(describe(key, config) for key in self.config.parameters)

    @property
    def content_hash(self) -> str:
        """SHA-256 (hex) of all that simulated parameters and summaries follow from.

        What was observed is not in it, nor is how much is accepted or how many draws there are.
        """
        content = {
            "scenario": self.scenario.hash,
            "seed": self.config.seed,
            "cases": self.config.cases,
            "parameters": self.config.parameters,
            "summaries": [[one.says, one.over] for one in self.config.summaries.values()],
            "model": model_revision(),
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def load_problem(path: Path | str) -> Problem:
    """Read an inference file and resolve its scenario.

    Raises:
        ConfigError: with every fault found, or because the scenario is registered.
    """
    document = read_yaml(path)
    config = validate(InferenceConfig, document)
    scenario_path = Path(path).parent / config.scenario
    if not scenario_path.is_file():
        raise ConfigError(
            document.fault(("scenario",), f"found {shorten(config.scenario)}, no such file")
        )
    own = load_scenario(scenario_path)
    _refuse_registered(own, document)
    scenario = build(load_scenario(scenario_path, config.settings, f"{path}: settings"))
    faults = [*_unknown_parameters(config, scenario, document)]
    expressions = {}
    for name, summary in config.summaries.items():
        try:
            expressions[name] = read_expression(summary.says, scenario)
            if expressions[name].kind == "word":
                raise ExpressionFault("says a word", "a number, or a condition")
        except ExpressionFault as fault:
            at = ("summaries", name, "says")
            faults.append(document.fault(at, fault.found, fault.allowed, fault.suggestion))
    if faults:
        raise ConfigError(sorted(faults, key=lambda fault: fault.line or 0))
    return Problem(config, scenario, expressions)


HEAD = ("name", "title", "version", "summary")
"""What a scenario is called; a copy under another name is the same world."""


@functools.cache
def _registered() -> Mapping[str, tuple[str, ScenarioConfig]]:
    """Return hash and configuration of each registered scenario, by name."""
    return {
        name: (entry["hash"], load_scenario(CONFIGS / "scenarios" / f"{name}.yaml"))
        for name, entry in read_yaml(CONFIGS / "frozen.yaml").data.items()
    }


def _refuse_registered(config: ScenarioConfig, document: Document) -> None:
    for name, (registered, shipped) in _registered().items():
        alike = config.model_copy(update={key: getattr(shipped, key) for key in HEAD})
        if registered in (content_hash(config), content_hash(alike)):
            raise ConfigError(
                document.fault(
                    ("scenario",),
                    f"is the registered scenario '{name}', whose priors are a statement made "
                    "beforehand and are never fitted to anything",
                    "another scenario",
                )
            )


def _unknown_parameters(
    config: InferenceConfig, scenario: Scenario, document: Document
) -> Iterator[Fault]:
    drawn = [name for name, _ in scenario.drawn]
    for index, key in enumerate(config.parameters):
        if key not in drawn:
            hint = nearest(key, drawn)
            yield document.fault(
                ("parameters", index),
                f"'{key}' is no prior that each run draws once",
                "" if hint else ", ".join(drawn),
                hint,
            )
