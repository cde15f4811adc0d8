"""A number with its unit and its source; or a law from which each run draws it."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sim.config.reader import FaultAt

Unit = Literal[
    "percent",
    "percentage points",
    "days",
    "USD bn",
    "USD bn per year",
    "scope",
    "step",
    "probability",
    "share",
    "ratio",
    "weight",
    "factor",
    "exponent",
    "elasticity",
    "utility",
    "utility per year",
    "support",
    "count",
    "seats",
    "seats per point",
    "points",
    "standard deviations",
]
"""The units that a quantity may carry (a tuple of words, so that an editor offers them)."""

Law = Literal["uniform", "loguniform", "triangular", "beta", "gamma", "choice", "spike"]

PARAMETERS: dict[str, tuple[str, ...]] = {
    "point": ("value",),
    "uniform": ("low", "high"),
    "loguniform": ("low", "high"),
    "triangular": ("low", "mode", "high"),
    "beta": ("a", "b"),
    "gamma": ("shape",),
    "choice": ("values",),
    "spike": ("at", "probability", "low", "high"),
}
"""What each law needs. ``spike``: ``at`` with ``probability``, else uniform on low..high."""

Real = Annotated[float, Field(allow_inf_nan=False)]
Source = str | Annotated[tuple[str, ...], Field(min_length=1)]


class Model(BaseModel):
    """What every part of a configuration has in common: strict types, no unknown keys."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class Cited(Model):
    """Something that says where it comes from."""

    source: Source = Field(
        description="keys of configs/sources.yaml, or 'assumption' with a range and a reason"
    )
    range: tuple[Real, Real] | None = Field(
        default=None, description="the values a careful reader could hold, lowest first"
    )
    reason: str | None = Field(default=None, description="why this value and this range")

    @property
    def keys(self) -> tuple[str, ...]:
        """The source keys, ``assumption`` and ``setting`` among them."""
        return (self.source,) if isinstance(self.source, str) else self.source

    @property
    def assumed(self) -> bool:
        """Whether this is a judgment rather than a fact."""
        return "assumption" in self.keys

    @model_validator(mode="after")
    def _range_in_order(self) -> Cited:
        if self.range is not None and self.range[0] > self.range[1]:
            raise FaultAt(("range",), f"found {list(self.range)}", "lowest first")
        if self.assumed and not (self.reason and self.reason.strip()):
            raise FaultAt((), "an assumption without a reason", "reason: one sentence")
        return self


class Quantity(Cited):
    """A number (``value``) or a prior (``law`` with its parameters), in a unit."""

    unit: Unit
    value: Real | None = None
    law: Law | None = Field(default=None, description="a prior instead of a value")
    low: Real | None = None
    mode: Real | None = None
    high: Real | None = None
    a: Annotated[int, Field(ge=1, le=20)] | None = None
    b: Annotated[int, Field(ge=1, le=20)] | None = None
    shape: Annotated[int, Field(ge=1, le=40)] | None = None
    values: tuple[Real, ...] | None = Field(default=None, min_length=1, max_length=12)
    at: Real | None = None
    probability: Annotated[float, Field(ge=0, le=1)] | None = None

    @model_validator(mode="after")
    def _law_has_its_parameters(self) -> Quantity:
        law = self.law or "point"
        needed = PARAMETERS[law]
        all_parameters = {name for names in PARAMETERS.values() for name in names}
        given = {name for name in all_parameters if getattr(self, name) is not None}
        article = "a quantity without a law" if law == "point" else f"law '{law}'"
        for name in needed:
            if name not in given:
                raise FaultAt((), f"'{name}' is missing", f"{article} takes {', '.join(needed)}")
        for name in sorted(given - set(needed)):
            raise FaultAt((name,), "does not belong here", f"{article} takes {', '.join(needed)}")
        low, mode, high = self.low, self.mode, self.high
        if low is not None and high is not None:
            if not low < high:
                raise FaultAt(("high",), f"found low {low:g}, high {high:g}", "low below high")
            if mode is not None and not low <= mode <= high:
                raise FaultAt(("mode",), f"found {mode:g}", f"{low:g} to {high:g}")
            if law == "loguniform" and low <= 0:
                raise FaultAt(("low",), f"found {low:g}", "above 0 for a loguniform law")
        lowest, highest = self.support
        if self.unit in ("probability", "share") and not (lowest >= 0 and highest <= 1):
            raise FaultAt((), f"reaches from {lowest:g} to {highest:g}", "0 to 1 in this unit")
        if self.assumed and law == "point" and self.range is None:
            raise FaultAt((), "an assumption without a range", "range: [low, high]")
        if law == "point" and self.range and not self.range[0] <= lowest <= self.range[1]:
            raise FaultAt(
                ("value",), f"found {lowest:g}", f"inside its own range {list(self.range)}"
            )
        return self

    @property
    def support(self) -> tuple[float, float]:
        """The lowest and the highest value that the quantity can take (gamma: unbounded)."""
        law = self.law or "point"
        if law == "point":
            assert self.value is not None
            return self.value, self.value
        if law == "choice":
            assert self.values is not None
            return min(self.values), max(self.values)
        if law == "beta":
            return 0.0, 1.0
        if law == "gamma":
            return 0.0, float("inf")
        assert self.low is not None and self.high is not None
        if law == "spike":
            assert self.at is not None
            return min(self.at, self.low), max(self.at, self.high)
        return self.low, self.high


class Table(Cited):
    """Several numbers that share a unit, a source and a reason, by name."""

    unit: Unit
    values: dict[str, Real] = Field(min_length=1)

    @model_validator(mode="after")
    def _inside_range(self) -> Table:
        if self.assumed and self.range is None:
            raise FaultAt((), "an assumption without a range", "range: [low, high]")
        for name, value in self.values.items():
            if self.range and not self.range[0] <= value <= self.range[1]:
                raise FaultAt(("values", name), f"found {value:g}", f"inside {list(self.range)}")
            if self.unit in ("probability", "share") and not 0 <= value <= 1:
                raise FaultAt(("values", name), f"found {value:g}", "0 to 1 in this unit")
        return self


class Day(Cited):
    """A date with its source."""

    date: datetime.date = Field(description="a date such as 2025-07-09")
