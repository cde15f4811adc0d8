"""What sits in a minister's seat: a strategy, what it believes, and when it accepts."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from agents.strategies import REGISTRY
from sim.config.errors import nearest
from sim.config.measures import Name, Share
from sim.config.quantity import Model, Quantity
from sim.config.reader import FaultAt

TAKES: dict[str, tuple[str, ...]] = {
    "next": (),
    "const": ("share",),
    "time": ("after",),
    "combi": ("share", "after"),
}
"""The acceptance rules, and the numbers that each of them takes."""


class Acceptance(Model):
    """When an offer within the mandate is taken."""

    rule: Literal["next", "const", "time", "combi"] = Field(
        default="next",
        description="as good as the next own offer; as a fixed share; when time is nearly up; "
        "or `next`, and late also `const`",
    )
    share: Share | None = Field(
        default=None, description="of the way from the worst package to the best (const, combi)"
    )
    after: Share | None = Field(
        default=None, description="of the time, from when it counts (time, combi)"
    )

    @model_validator(mode="after")
    def _has_its_numbers(self) -> Acceptance:
        needed = TAKES[self.rule]
        article = f"rule '{self.rule}' takes {', '.join(needed) or 'no numbers'}"
        for name in ("share", "after"):
            if name in needed and getattr(self, name) is None:
                raise FaultAt((), f"'{name}' is missing", article)
            if name not in needed and getattr(self, name) is not None:
                raise FaultAt((name,), "does not belong here", article)
        return self


class Strategy(Model):
    """What sits in a seat."""

    name: str
    parameters: dict[Name, Quantity] = Field(default_factory=dict)
    knowledge: Literal["linear", "shaped", "truth"] = Field(
        default="shaped", description="what it thinks the other side values"
    )
    acceptance: Acceptance = Field(
        default_factory=Acceptance, description="when it takes what is on the table"
    )

    @model_validator(mode="after")
    def _known(self) -> Strategy:
        if self.name not in REGISTRY:
            raise FaultAt(
                ("name",),
                f"found '{self.name}'",
                ", ".join(REGISTRY),
                nearest(self.name, REGISTRY),
            )
        known = {parameter.name: parameter for parameter in REGISTRY[self.name].parameters}
        for name, quantity in self.parameters.items():
            if name not in known:
                raise FaultAt(
                    ("parameters", name),
                    f"'{self.name}' has no such parameter",
                    ", ".join(known) or "none",
                    nearest(name, known),
                )
            low, high = known[name].low, known[name].high
            if not (low <= quantity.support[0] and quantity.support[1] <= high):
                raise FaultAt(
                    ("parameters", name),
                    f"reaches from {quantity.support[0]:g} to {quantity.support[1]:g}",
                    f"{low:g} to {high:g}",
                )
        return self
