"""Home in a scenario file: who is watching, when they vote, and what it takes to ratify."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from sim.config.measures import (
    Days,
    Factor,
    Probability,
    Text,
    Weight,
    of,
)
from sim.config.quantity import Day, Model, Quantity, Table
from sim.config.reader import FaultAt


class Constituency(Model):
    """A group at home that gains or loses."""

    label: Text
    power: Weight
    stakes: Table = Field(description="support gained (or lost) at an issue's last level")


class ElectionResult(Model):
    """What polling day does: seats won, and whether the majority is lost."""

    expected: Annotated[Quantity, of("seats", 0)] = Field(
        description="seats won at the approval of the first day"
    )
    slope: Annotated[Quantity, of("seats per point", 0)] = Field(
        description="seats for each point of approval gained since"
    )
    noise: Annotated[Quantity, of("seats", 0)] = Field(description="standard deviation")
    needed: Annotated[Quantity, of("seats", 0)]
    bar_after_loss: Annotated[Quantity, of("support", -10, 10)] = Field(
        description="by how much a lost majority raises the bar of ratification"
    )


class Election(Model):
    """A vote at home while the talks go on."""

    label: Text
    campaign: Day
    polling: Day
    salience_campaign: Factor
    salience_after: Factor
    result: ElectionResult | None = None

    @model_validator(mode="after")
    def _campaign_first(self) -> Election:
        if self.campaign.date >= self.polling.date:
            raise FaultAt(
                ("campaign", "date"),
                f"found {self.campaign.date}",
                f"before polling day, {self.polling.date}",
            )
        return self


class Approval(Model):
    """How a government stands at home: news, felt losses, what it gives away, a deal."""

    start: Annotated[Quantity, of("points", 0, 100)]
    noise: Annotated[Quantity, of("points", 0, 100)] = Field(
        description="standard deviation of a day's news"
    )
    losses: Annotated[Quantity, of("points", 0, 1000)] = Field(
        description="points lost per utility-year by which the regime in force falls short"
    )
    concession: Annotated[Quantity, of("points", 0, 1000)] = Field(
        description="points lost, on signing, per utility of sensitive concessions"
    )
    deal: Annotated[Quantity, of("points", -100, 100)] = Field(
        description="points gained on signing"
    )
    on_bar: Annotated[Quantity, of("support", 0, 1)] = Field(
        description="by how much each point gained lowers the bar of ratification"
    )


class Vote(Model):
    """A vote in parliament on the text, which may be needed or not."""

    probability: Probability
    bar: Annotated[Quantity, of("support", -10, 10)] = Field(
        description="by how much a vote raises the bar of ratification"
    )
    days: Days = Field(description="further days that a vote takes")


class Ratification(Model):
    """When home says yes: logistic((support - threshold) / scale)."""

    threshold: Annotated[Quantity, of("support", -10, 10)]
    scale: Annotated[Quantity, of("support", 1e-6, 10)]
    vote: Vote | None = None
