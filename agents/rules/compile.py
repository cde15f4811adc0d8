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


def rule(function: FunctionT) -> FunctionT:
    """Mark ``function`` as a rule and return it unchanged."""
    register_jitable(error_model="numpy", no_cfunc_wrapper=True)(function)
    return function
