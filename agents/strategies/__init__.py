"""Strategies by name. To add one: a file beside these, and its name in the list below."""

from __future__ import annotations

from agents.strategies import boulware, conceder, hardliner, linear, time_dependent
from agents.strategies.card import Parameter, Strategy

__all__ = ["CODES", "REGISTRY", "Parameter", "Strategy"]

_MODULES = (time_dependent, boulware, linear, conceder, hardliner)

REGISTRY: dict[str, Strategy] = {module.STRATEGY.name: module.STRATEGY for module in _MODULES}
CODES: dict[str, int] = {name: code for code, name in enumerate(REGISTRY)}
"""A number for each strategy, its place in the list."""
