"""What every strategy says of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agents.views import Move, View


@dataclass(frozen=True)
class Parameter:
    """A number that a seat's configuration may give to its strategy."""

    name: str
    low: float
    high: float
    default: float
    text: str


@dataclass(frozen=True)
class Strategy:
    """A strategy's name, its one function, its source, its parameters, and whether it draws."""

    name: str
    decide: Callable[[View], Move]
    cites: str
    parameters: tuple[Parameter, ...] = ()
    draws: bool = False

    @property
    def text(self) -> str:
        """The first paragraph of what the function says of itself."""
        return (self.decide.__doc__ or "").strip().split("\n\n")[0]
