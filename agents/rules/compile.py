"""The one decorator that makes a function a rule.

A rule stays an ordinary Python function when it is called from Python (the glass door) and
becomes compilable when it is called from compiled code. It may use ``math``, numbers,
NamedTuples, indexing and other rules, and nothing else: no text, no exceptions, no arrays
made on the way. Vectors come in flat, or as one row of a table, so that a list, a tuple and
a NumPy array serve alike.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from numba.extending import register_jitable

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])

RULES: list[str] = []
"""The names of all rules so far."""


def rule(function: FunctionT) -> FunctionT:
    """Mark ``function`` as a rule and return it unchanged.

    Compiled, a division by zero gives an infinity or NaN where Python would stop: a rule
    divides only by what cannot be zero.
    """
    return _registered(function, forceinline=False)


def short_rule(function: FunctionT) -> FunctionT:
    """Mark a rule so short that a call costs more than what it does: copied into its callers."""
    return _registered(function, forceinline=True)


def _registered(function: FunctionT, forceinline: bool) -> FunctionT:
    options = {"error_model": "numpy", "no_cfunc_wrapper": True, "forceinline": forceinline}
    register_jitable(**options)(function)
    RULES.append(function.__qualname__)
    return function
