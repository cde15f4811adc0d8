"""Strategies by name. To add one: a file beside these, and its name in the list below."""

from __future__ import annotations

from agents.strategies import (
    boulware,
    brinkmanship,
    conceder,
    deadline_player,
    hardliner,
    linear,
    micro,
    nice_tit_for_tat,
    rubinstein,
    time_dependent,
    tit_for_tat,
    tit_for_tat_averaged,
    trade_off,
    trade_off_bayes,
    zero_intelligence,
)
from agents.strategies.card import Parameter, Strategy

__all__ = ["CODES", "REGISTRY", "Parameter", "Strategy"]

_MODULES = (
    time_dependent,
    boulware,
    linear,
    conceder,
    hardliner,
    deadline_player,
    brinkmanship,
    tit_for_tat,
    tit_for_tat_averaged,
    nice_tit_for_tat,
    micro,
    trade_off,
    trade_off_bayes,
    zero_intelligence,
    rubinstein,
)

REGISTRY: dict[str, Strategy] = {module.STRATEGY.name: module.STRATEGY for module in _MODULES}
CODES: dict[str, int] = {name: code for code, name in enumerate(REGISTRY)}
"""A number for each strategy, its place in the list."""
