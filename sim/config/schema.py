"""The shape of a scenario file: what may be written, in which unit, and what must agree."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from sim.config.happenings import (
    Deadline,
    Escalation,
    Interim,
    Litigation,
    OtherDeals,
    Stress,
    Summit,
)
from sim.config.home import Approval, Constituency, Election, Ratification
from sim.config.measures import (
    Days,
    Exponent,
    Factor,
    Money,
    Name,
    Percent,
    Probability,
    Share,
    Text,
    Utility,
    Weight,
    of,
)
from sim.config.quantity import Cited, Day, Model, Quantity, Real, Table, Unit
from sim.config.reader import FaultAt
from sim.config.seat import Strategy


class Levels(Cited):
    """The levels of an issue in physical units, level 0 (nothing given) first."""

    values: tuple[Real, ...] = Field(min_length=2, max_length=24)
    labels: tuple[Text, ...] | None = None

    @model_validator(mode="after")
    def _strictly_ordered(self) -> Levels:
        rising = self.values[1] > self.values[0]
        for index in range(1, len(self.values)):
            if (self.values[index] > self.values[index - 1]) != rising or (
                self.values[index] == self.values[index - 1]
            ):
                raise FaultAt(
                    ("values", index),
                    f"found {self.values[index]:g} after {self.values[index - 1]:g}",
                    "levels that only rise or only fall",
                )
        if self.labels is not None and len(self.labels) != len(self.values):
            raise FaultAt(
                ("labels",), f"{len(self.labels)} labels", f"one for each of {len(self.values)}"
            )
        return self


class Issue(Model):
    """One negotiable dimension."""

    label: Text
    giver: Name = Field(description="the side that gives")
    kind: Literal["tariff", "give"]
    unit: Unit
    levels: Levels
    in_force: Quantity | None = Field(default=None, description="today's value (default level 0)")
    benefit_shape: Exponent | None = Field(
        default=None, description="exponent of what the receiver gains (1 = in proportion)"
    )
    cost_shape: Exponent | None = Field(
        default=None, description="exponent of what the giver loses (above 1: the last hurts most)"
    )

    @model_validator(mode="after")
    def _kind_has_its_parts(self) -> Issue:
        if self.kind == "give" and (self.benefit_shape is None or self.cost_shape is None):
            missing = "benefit_shape" if self.benefit_shape is None else "cost_shape"
            raise FaultAt((), f"'{missing}' is missing", "kind 'give' takes both shapes")
        if self.kind == "tariff" and self.in_force is None:
            raise FaultAt((), "'in_force' is missing", "kind 'tariff' takes the rate in force")
        values = self.levels.values
        if self.in_force is not None:
            if self.in_force.unit != self.unit:
                raise FaultAt(("in_force", "unit"), f"found '{self.in_force.unit}'", self.unit)
            if not min(values) <= self.in_force.support[0] <= max(values):
                raise FaultAt(
                    ("in_force", "value"),
                    f"found {self.in_force.support[0]:g}",
                    f"inside the levels, {min(values):g} to {max(values):g}",
                )
        return self


class Line(Model):
    """One tariff line: trade that a tariff issue falls on."""

    label: Text
    issue: Name
    base_trade: Money = Field(description="yearly trade before the added tariffs")
    mfn: Percent = Field(description="ordinary duty beneath the added one")
    pass_through: Share = Field(description="share of the added duty in the buyers' price")


class Economy(Model):
    """What tariffs do to trade, in dollars."""

    exporter: Name
    importer: Name
    lines: dict[Name, Line] = Field(min_length=1)
    elasticity: Annotated[Quantity, of("elasticity", -20, 0)]
    lost_sale_margin: Share = Field(description="what exporters lose on a dollar not sold")
    burden_weight: Share = Field(
        description="how much of its own buyers' burden the importing government counts"
    )
    exporter_gdp: Money

    @model_validator(mode="after")
    def _gdp_is_one_number(self) -> Economy:
        low, high = self.exporter_gdp.support
        if low != high or low <= 0:
            raise FaultAt(("exporter_gdp",), f"reaches from {low:g} to {high:g}", "a value above 0")
        return self


class Motive(Model):
    """A reason for which a side wants or minds something, spread over issues."""

    label: Text
    weight: Weight
    measure: Literal["rate", "duty", "imports", "loss"] = Field(
        default="rate", description="what it counts on a tariff issue"
    )
    benefits: Table | None = None
    costs: Table | None = None

    @model_validator(mode="after")
    def _spreads_something(self) -> Motive:
        if self.benefits is None and self.costs is None:
            raise FaultAt((), "spreads over no issue", "'benefits', 'costs' or both")
        for word, table in (("benefits", self.benefits), ("costs", self.costs)):
            for issue, value in ({} if table is None else table.values).items():
                if value < 0:
                    raise FaultAt((word, "values", issue), f"found {value:g}", "0 or more")
        return self


class Minister(Model):
    """One who negotiates for a side, with a mandate from its leader."""

    label: Text
    slack: Share = Field(description="how far own weights may stray from the leader's")
    tilt: Table | None = Field(default=None, description="factor on the leader's motive weights")
    levers: tuple[Literal["extend", "escalate"], ...] = ()
    strategy: Strategy


class Leader(Model):
    """One who authorises, confirms or overrides."""

    label: Text
    override: Probability = Field(
        description="that a text within the mandate is sent back all the same, first time"
    )


class Mandate(Model):
    """How pressure lowers the mandate."""

    threat: Annotated[Quantity, of("ratio", 0, 100)] = Field(
        description="per unit of believed loss from the pending threat"
    )
    losses: Annotated[Quantity, of("ratio", 0, 100)] = Field(
        description="per utility-year by which the regime in force fell short"
    )
    stress: Utility | None = Field(
        default=None, description="per standard deviation of market stress"
    )
    majority: Utility | None = Field(
        default=None, description="added once a majority is lost, of either sign"
    )


class Side(Model):
    """A government: its wants, its home, its people at the table."""

    label: Text
    leader: Leader
    motives: dict[Name, Motive] = Field(min_length=1)
    cost_ratio: Annotated[Quantity, of("ratio", 0.01, 100)] = Field(
        description="all costs at their worst over all benefits at their best"
    )
    reference: dict[Name, Quantity] = Field(
        description="the package it could just live with, in each issue's unit or as a share"
    )
    limits: dict[Name, Annotated[Quantity, of("factor", 1, 100)]] = Field(
        default_factory=dict,
        description="how many times cost counts past the reference point, by issue given",
    )
    mandate: Mandate
    sensitive: tuple[Name, ...] = ()
    election: Election | None = None
    approval: Approval | None = None
    break_off: Probability | None = Field(
        default=None, description="that this side breaks the talks off, per week"
    )
    constituencies: dict[Name, Constituency] = Field(default_factory=dict)
    ratification: Ratification | None = None
    ministers: dict[Name, Minister] = Field(min_length=1, max_length=3)


class Interaction(Model):
    """What one issue brings lowers what another costs: the mechanism that ties the two."""

    label: Text
    side: Name = Field(description="whose cost is lowered")
    eases: Name = Field(description="the issue that this side gives and that becomes cheaper")
    by: Name = Field(description="the issue that this side receives in return")
    strength: Share = Field(description="share of the cost that is gone at the last level of `by`")


class Cadence(Model):
    """How often ministers meet: a share of the time left, between two bounds."""

    pace: Share = Field(description="gap to the next round over the time still seen ahead")
    shortest: Annotated[Quantity, of("days", 1, 3650)]
    longest: Annotated[Quantity, of("days", 1, 3650)]


class Talks(Model):
    """How the two sides meet and how a text becomes an agreement."""

    pairs: tuple[tuple[str, str], ...] = Field(min_length=1, max_length=9)
    exchanges: Annotated[Quantity, of("count", 2, 50)]
    cadence: Cadence | None = Field(default=None, description="without one, a session a day")
    return_factor: Share = Field(description="override probability after each return, times this")
    objection_factor: Factor = Field(description="override probability with a minister's objection")
    ratification_days: Days
    effect_days: Days
    cooling_off_days: Days


class Score(Model):
    """How a whole history is valued."""

    window: Annotated[Quantity, of("days", 1, 3650)]
    discount: Annotated[Quantity, of("factor", 0.5, 1)] = Field(description="per week")
    political_cost: Annotated[Quantity, of("ratio", 0, 10)] = Field(
        description="what a sensitive concession costs, once, over its yearly cost"
    )


class ScenarioConfig(Model):
    """A whole scenario, as written."""

    schema_version: Literal[1]
    name: Name
    title: Text
    version: Annotated[int, Field(ge=0)]
    summary: Annotated[str, Field(min_length=1, max_length=4000)]
    sources: Text = Field(description="path of the list of sources, from this file")
    start: Day
    end: Day
    sides: dict[Name, Side] = Field(min_length=2, max_length=2)
    issues: dict[Name, Issue] = Field(min_length=1, max_length=16)
    interactions: dict[Name, Interaction] = Field(default_factory=dict, max_length=4)
    economy: Economy | None = None
    talks: Talks
    deadlines: dict[Name, Deadline] = Field(default_factory=dict, max_length=3)
    escalations: dict[Name, Escalation] = Field(default_factory=dict, max_length=3)
    summits: dict[Name, Summit] = Field(default_factory=dict, max_length=8)
    interim: Interim | None = None
    stress: Stress | None = None
    litigation: Litigation | None = None
    other_deals: OtherDeals | None = None
    break_off_days: Days | None = Field(
        default=None, description="how long broken-off talks stay so"
    )
    score: Score

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> ScenarioConfig:
        from sim.config.agreement import faults

        for fault in faults(self):
            raise fault
        return self

    def cited(self) -> Iterator[tuple[tuple[str, ...], Cited]]:
        """Yield every sourced part with its key path, in the order of the schema."""
        yield from _cited(self, ())

    def span(self) -> tuple[datetime.date, datetime.date]:
        """Return the first and the last day."""
        return self.start.date, self.end.date


def _cited(part: object, at: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Cited]]:
    if isinstance(part, Cited):
        yield at, part
    if isinstance(part, Model):
        for name in type(part).model_fields:
            yield from _cited(getattr(part, name), (*at, name))
    elif isinstance(part, dict):
        for name, value in part.items():
            yield from _cited(value, (*at, str(name)))
