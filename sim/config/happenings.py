"""What may happen in a scenario file: deadlines, hikes, summits, accords, and the world outside."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sim.config.measures import (
    Days,
    Factor,
    Name,
    Percent,
    Probability,
    Share,
    Text,
    Utility,
    of,
)
from sim.config.quantity import Day, Model, Quantity


class Deadline(Model):
    """A date on which a paused tariff comes back, unless it is put off."""

    label: Text
    date: Day
    set_on: Day
    issue: Name
    to: Percent
    holder: Name
    softness: Probability = Field(description="that it is put off when there is no deal")
    belief: Probability | None = Field(
        default=None, description="that it is real (default: each side draws it from 'softness')"
    )
    insight: Share = Field(description="how much of the true softness its holder knows")
    extension: Annotated[Quantity, of("days", 1, 3650)]
    stretch: Share = Field(description="an extension's length varies by this much either way")
    progress_pull: Annotated[Quantity, of("ratio", 0, 20)] = Field(
        description="log-odds of an extension from no progress to a closed gap"
    )
    review: Annotated[Quantity, of("days", 1, 3650)] = Field(
        description="next date to work towards once the tariff is back"
    )
    learning: Annotated[Quantity, of("count", 0.01, 1000)] | None = Field(
        default=None, description="past threats that the other side's belief is worth"
    )


class Escalation(Model):
    """A tariff that may be raised."""

    label: Text
    issue: Name
    holder: Name
    rise: Annotated[Quantity, of("percentage points", 0, 1000)]
    probability: Probability = Field(
        description="that it is imposed by ``by`` if nothing is agreed"
    )
    by: Day
    notice: Annotated[Quantity, of("days", 1, 365)]
    belief: Probability = Field(description="that an announced hike is taken to be real")
    learning: Annotated[Quantity, of("count", 0.01, 1000)] | None = Field(
        default=None, description="past threats that the other side's belief is worth"
    )


class Summit(Model):
    """A meeting of leaders, with their ministers at hand."""

    label: Text
    date: Day
    held: Probability
    override_factor: Factor


class Interim(Model):
    """A partial accord that stops the clock."""

    window: Annotated[Quantity, of("days", 1, 365)]
    occasion: Probability
    price: Utility = Field(description="what stopping its own clock costs the threatening side")
    duration: Annotated[Quantity, of("days", 1, 3650)]


class Stress(Model):
    """Market news, in units of its own standard deviation; felt through a mandate."""

    reversion: Share = Field(description="share of the stress that is gone the next day")
    threat: Annotated[Quantity, of("standard deviations", 0, 20)] = Field(
        description="jump when a tariff is threatened"
    )
    carried_out: Annotated[Quantity, of("standard deviations", 0, 20)] = Field(
        description="jump when a tariff comes into force"
    )


class Litigation(Model):
    """A court that may strike a tariff down."""

    label: Text
    issue: Name
    earliest: Day
    delay: Days = Field(description="from the earliest day to the decision")
    probability: Probability = Field(description="that the tariff is struck down")


class OtherDeals(Model):
    """Agreements of third countries, which shift what each side thinks it could live with."""

    label: Text
    issue: Name
    monthly: Probability = Field(description="that one is made within a month")
    value: Percent = Field(description="what it says on the issue")
    pull: Share = Field(description="how far each side's reference moves towards it")
