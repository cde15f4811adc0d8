"""A study file: which factors of a scenario, over which ranges, by which method."""

from __future__ import annotations

import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from experiments.design import Seed, Slug, Text, overlap
from sim.config.errors import shorten
from sim.config.reader import FaultAt

ALL = "all assumptions"
"""A key that stands for every judgment of the scenario that has a range."""

SLICES = 10
"""Slices into which PAWN cuts the range of a factor."""

FEWEST = {"morris": 4, "sobol": 8, "pawn": 10 * SLICES}
"""The smallest size of each method that can tell anything."""

SIZES = {
    "morris": "the number of trajectories, 4 or more",
    "sobol": "the number of rows, a power of two from 8",
    "pawn": f"the number of points, {10 * SLICES} or more",
}

FEWEST_RUNS = 8
"""Histories at each point: with fewer, intervals that draw them anew have no meaning."""

FEWEST_POINTS = 8
"""The same of points at which chance is told apart."""

Method = Literal["morris", "sobol", "pawn", "tornado"]
Bound = float | datetime.date


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class FactorConfig(_Strict):
    """One key of the scenario, and how far it may reach."""

    key: str = Field(
        min_length=1,
        description=f"dotted key of the scenario; `{ALL}` (tornado only): every judgment with a "
        "range",
    )
    name: Slug | None = Field(default=None, description="short name (default: the key)")
    label: Text | None = Field(default=None, description="what it is, for people")
    group: Text | None = Field(
        default=None,
        description="a word of your own; left out: economy, politics, calendar, strategies, wants "
        "or score, by the key",
    )
    low: Bound | None = Field(
        default=None,
        description="lowest value, a number or a date (left out with `high`: what the scenario "
        "itself allows, and by its law if it has one)",
    )
    high: Bound | None = Field(default=None, description="highest value")
    scale: Literal["linear", "log"] = Field(
        default="linear", description="whether steps are equal in the value or in its logarithm"
    )
    values: tuple[Any, ...] | None = Field(
        default=None, min_length=2, description="values or words instead of a range, all as likely"
    )

    @model_validator(mode="after")
    def _one_range(self) -> FactorConfig:
        low, high = self.low, self.high
        if self.key == ALL:
            for name in ("name", "label", "group", "low", "high", "values"):
                if getattr(self, name) is not None:
                    raise FaultAt((name,), "does not belong here", f"'{ALL}' takes nothing else")
        if (low is None) != (high is None):
            missing = "low" if low is None else "high"
            raise FaultAt((), f"'{missing}' is missing", "both ends, or neither")
        if self.values is not None:
            if low is not None:
                raise FaultAt(("values",), "stands beside 'low' and 'high'", "one of the two")
            _distinct(self.values)
        if self.scale == "log" and low is None:
            raise FaultAt(("scale",), "found 'log' without a range", "'low' and 'high' beside it")
        if low is not None and high is not None:
            _in_order(low, high, self.scale)
        return self


def _distinct(values: tuple[Any, ...]) -> None:
    for index, value in enumerate(values):
        if value in values[:index]:
            raise FaultAt(("values", index), f"{shorten(value)} stands twice", "each value once")


def _in_order(low: Bound, high: Bound, scale: str) -> None:
    if isinstance(low, datetime.date) or isinstance(high, datetime.date):
        if not (isinstance(low, datetime.date) and isinstance(high, datetime.date)):
            raise FaultAt(("high",), f"found {low} and {high}", "two numbers, or two dates")
        if scale == "log":
            raise FaultAt(("scale",), "found 'log' for dates", "linear")
        if not low < high:
            raise FaultAt(("high",), f"found low {low}, high {high}", "low before high")
        return
    if not low < high:
        raise FaultAt(("high",), f"found low {low:g}, high {high:g}", "low below high")
    if scale == "log" and low <= 0:
        raise FaultAt(("low",), f"found {low:g}", "above 0 on a log scale")


class StudyConfig(_Strict):
    """A study file, as written."""

    name: Slug = Field(description="names the result folder")
    question: Text = Field(description="what the study is to answer, in a sentence")
    scenario: str = Field(min_length=1, description="path of the scenario, from this file")
    runs: int = Field(
        strict=True,
        ge=FEWEST_RUNS,
        le=1_000_000,
        description="histories at each point, the same tapes at every point",
    )
    seed: Seed = Field(description="number from which tapes, points and resamples follow")
    outcomes: tuple[str, ...] = Field(
        min_length=1,
        max_length=8,
        description="what is looked at: `agreement`, or any outcome that every history has",
    )
    method: Method = Field(
        description="screening (morris), shares of variance (sobol), whole distributions (pawn), "
        "or each factor at its ends (tornado)"
    )
    size: int | None = Field(
        default=None,
        strict=True,
        ge=1,
        le=100_000,
        description="trajectories (morris), rows, a power of two (sobol), or points (pawn)",
    )
    by: Literal["factor", "group"] = Field(
        default="factor", description="whether factors move alone or by their groups"
    )
    chance_points: int | None = Field(
        default=None,
        strict=True,
        ge=FEWEST_POINTS,
        le=10_000,
        description="points at which factors, priors and chance are told apart (default 64; none "
        "for tornado, which does it at the centre)",
    )
    settings: dict[str, Any] = Field(
        default_factory=dict, description="dotted scenario keys set at every point"
    )
    factors: tuple[FactorConfig, ...] = Field(
        min_length=1, max_length=1000, description="what is varied"
    )

    @field_validator("outcomes")
    @classmethod
    def _once(cls, outcomes: tuple[str, ...]) -> tuple[str, ...]:
        for index, name in enumerate(outcomes):
            if name in outcomes[:index]:
                raise FaultAt((index,), f"'{name}' stands twice", "each outcome once")
        return outcomes

    @model_validator(mode="after")
    def _fits_its_method(self) -> StudyConfig:
        if self.method == "tornado":
            for name in ("size", "chance_points"):
                if getattr(self, name) is not None:
                    raise FaultAt((name,), "does not belong here", "a tornado has no such number")
        else:
            _check_size(self.method, self.size)
            for index, factor in enumerate(self.factors):
                if factor.key == ALL:
                    at = ("factors", index, "key")
                    raise FaultAt(at, f"found '{ALL}'", "one key; only a tornado takes them all")
        if self.by == "group" and self.method not in ("morris", "sobol"):
            raise FaultAt(("by",), "found 'group'", f"factor, for method '{self.method}'")
        self._apart()
        return self

    def _apart(self) -> None:
        names: set[str] = set()
        for index, factor in enumerate(self.factors):
            name = factor.name or factor.key
            if name in names:
                raise FaultAt(("factors", index), f"'{name}' stands twice", "each factor once")
            names.add(name)
            for earlier in self.factors[:index]:
                if overlap(earlier.key, factor.key):
                    raise FaultAt(
                        ("factors", index, "key"),
                        f"'{factor.key}' is also varied as '{earlier.key}'",
                        "each key in one factor",
                    )
            for key in self.settings:
                if overlap(key, factor.key):
                    raise FaultAt(
                        ("settings", key),
                        f"is also varied as '{factor.key}'",
                        "a key either set or varied",
                    )


def smallest(method: str) -> dict[str, int]:
    """Return the fewest runs and points that a method takes, by their keys."""
    if method == "tornado":
        return {"runs": FEWEST_RUNS}
    return {"runs": FEWEST_RUNS, "size": FEWEST[method], "chance_points": FEWEST_POINTS}


def _check_size(method: str, size: int | None) -> None:
    if size is None:
        raise FaultAt((), "'size' is missing", SIZES[method])
    if size < FEWEST[method] or (method == "sobol" and size & (size - 1)):
        raise FaultAt(("size",), f"found {size}", SIZES[method])
