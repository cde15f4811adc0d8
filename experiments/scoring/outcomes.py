"""What came true, as a user writes it down: dated events, facts, final levels, figures.

An outcomes file belongs to one scenario and says until when it knows. It holds nothing about any
forecast; `experiments.scoring.questions` turns each entry into a question that an ensemble answers.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from experiments.expressions import LONGEST
from sim.config.quantity import Real, Unit
from sim.config.reader import FaultAt

Date = Annotated[datetime.date, Field(strict=True)]
Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
Text = Annotated[str, Field(min_length=1, max_length=400)]
Says = Annotated[str, Field(min_length=1, max_length=LONGEST)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Told(_Strict):
    source: Text = Field(description="where it is known from, or `invented`")


class Event(_Told):
    """When something happened: a `date`, which may be `never`, or `not_by` a date."""

    date: Date | Literal["never"] | None = Field(
        default=None, description="the day, or `never` if not by the scenario's last day"
    )
    not_by: Date | None = Field(
        default=None, description="it had not happened by the end of this day; more isn't known yet"
    )

    @model_validator(mode="after")
    def _one_of_two(self) -> Event:
        if (self.date is None) == (self.not_by is None):
            found = "'date' or 'not_by' is missing" if self.date is None else "found both"
            raise FaultAt(
                (), found, "one of `date: 2031-07-01`, `date: never`, `not_by: 2031-07-01`"
            )
        return self


class Fact(_Told):
    """Something that came true or not, said as a condition on outcome columns."""

    label: Text = Field(description="what is said, for people")
    when: Says = Field(
        description="the condition, such as `overrides > 0` or `agreement_day <= 2031-07-01`"
    )
    happened: Annotated[bool, Field(strict=True)] = Field(description="whether it came true")


class Amount(_Told):
    """A number with its unit."""

    value: Real = Field(description="the number that came true")
    unit: Unit = Field(description="its unit, the one of the issue or of the outcome column")


class OutcomesConfig(_Strict):
    """An outcomes file, as written."""

    name: Slug = Field(description="short name")
    title: Text = Field(description="what it is about, for people")
    scenario: str = Field(min_length=1, description="path of the scenario, from this file")
    known_on: Date = Field(description="the day up to which this file knows what happened")
    events: dict[Slug, Event] = Field(
        default_factory=dict,
        description="by event, a column of the outcome table without its `_day`: `agreement`",
    )
    facts: dict[Slug, Fact] = Field(
        default_factory=dict, description="by a word of your own, what came true or not"
    )
    levels: dict[str, Amount] = Field(
        default_factory=dict,
        description="by issue, what holds in the end, agreed or not, in the issue's unit",
    )
    figures: dict[str, Amount] = Field(
        default_factory=dict,
        description="by outcome column: dollars to the last day, counts, approval",
    )

    @model_validator(mode="after")
    def _says_something(self) -> OutcomesConfig:
        if not (self.events or self.facts or self.levels or self.figures):
            raise FaultAt((), "says nothing", "one or more of events, facts, levels, figures")
        return self
