"""Small expressions over outcome columns, as users write them in YAML.

``ending == 'agreement' and agreement_day <= 2031-07-01`` says of each history whether something
holds; ``min(agreement_day, 291)`` says a number of each. Columns are named as in the outcome
table, with one difference: a day that never comes is later than every day (``never``), not -1.
So ``agreement_day <= 2031-07-01`` is false where there is no agreement, and its opposite is true.
Where a column has nothing to measure (NaN), every comparison but ``!=`` is false.

The text is read by Python's own parser and then walked by a table of what is allowed here: it can
name columns and reckon with them, and nothing else.
"""

from __future__ import annotations

import ast
import datetime
import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.columns import Columns
from experiments.analysis.incidence import NEVER
from sim.config.errors import nearest, shorten
from sim.outcomes import WORDS, columns

if TYPE_CHECKING:
    from sim.scenario import Scenario

Kind = Literal["truth", "number", "word"]
Values = NDArray[Any]

LONGEST = 400
"""Characters of an expression."""

_GREATEST = 1e300
_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")

_COMPARISONS: Mapping[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_ARITHMETIC: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: np.divide,
}
_FUNCTIONS: Mapping[str, tuple[Callable[..., Any], int]] = {
    "min": (np.minimum, 2),
    "max": (np.maximum, 2),
    "abs": (np.abs, 1),
    "log": (np.log, 1),
    "sqrt": (np.sqrt, 1),
}
"""What may be called, with how many arguments."""

_ALLOWED = (
    "columns, numbers, dates such as 2031-07-01, 'words', never; < <= > >= == !=; and or not; "
    f"+ - * /; {', '.join(f'{name}()' for name in _FUNCTIONS)}; A if CONDITION else B"
)


class ExpressionFault(ValueError):
    """What is wrong with an expression; ``found``, ``allowed`` and ``suggestion`` as in a Fault."""

    def __init__(self, found: str, allowed: str = "", suggestion: str = "") -> None:
        """Say what was found, what would be allowed, and what may have been meant."""
        super().__init__(found)
        self.found, self.allowed, self.suggestion = found, allowed, suggestion


@dataclass(frozen=True)
class Expression:
    """An expression that has been read and found sound."""

    text: str
    kind: Kind
    names: frozenset[str]
    """The columns that it reads."""
    body: ast.expr = field(compare=False, repr=False)
    days: frozenset[str]
    """Those of them that hold a day."""

    def on(self, rows: Columns) -> Values:
        """Return its value in each of the rows, shape (runs,).

        Truths are booleans; numbers are floats, infinite for a day that never comes, NaN where a
        column has nothing to measure.
        """
        runs = len(next(iter(rows.values())))
        read = {name: _as_read(rows[name], name in self.days) for name in self.names}
        with np.errstate(all="ignore"):
            return np.broadcast_to(_value(self.body, read), (runs,))


def read_expression(text: str, scenario: Scenario) -> Expression:
    """Return an expression over the outcome columns of a scenario.

    Raises:
        ExpressionFault: it can't be read, names no column, or mixes words, numbers and truths.
    """
    if len(text) > LONGEST:
        raise ExpressionFault("is too long", f"up to {LONGEST} characters")
    try:
        dated = _DATE.sub(lambda found: _day(found[0], scenario), text)
        body = ast.parse(dated.strip(), mode="eval").body
    except (SyntaxError, RecursionError, MemoryError):
        raise ExpressionFault(f"found {shorten(text)}, which can't be read", _ALLOWED) from None
    known = {column.name: column for column in columns(scenario)}
    kinds: dict[str, Kind] = {
        name: "word" if column.kind == "string" else "number" for name, column in known.items()
    }
    kind = _kind(body, kinds)
    names = {node.id for node in ast.walk(body) if isinstance(node, ast.Name)} & set(known)
    if not names:
        raise ExpressionFault(f"found {shorten(text)}, which names no column", _ALLOWED)
    days = {name for name in names if known[name].unit == "day"}
    return Expression(text, kind, frozenset(names), body, frozenset(days))


def _day(text: str, scenario: Scenario) -> str:
    try:
        return str(scenario.day_of(datetime.date.fromisoformat(text)))
    except ValueError:
        raise ExpressionFault(f"found {text}", "a date such as 2031-07-01") from None


# ------------------------------------------------------------------ what kind of value


def _kind(node: ast.expr, kinds: Mapping[str, Kind]) -> Kind:
    """Return what kind of value a part has; refuse what is not allowed."""
    if isinstance(node, ast.Name):
        if node.id == "never":
            return "number"
        if node.id not in kinds:
            raise ExpressionFault(
                f"names '{node.id}', which is no outcome column",
                "",
                nearest(node.id, kinds) or "docs/reference/outcomes.md lists the columns",
            )
        return kinds[node.id]
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            return "word"
        if type(node.value) in (int, float) and abs(node.value) < _GREATEST:  # type: ignore[arg-type]
            return "number"
    if isinstance(node, ast.Compare):
        return _comparison(node, kinds)
    if isinstance(node, ast.BoolOp):
        return _all(node.values, "truth", kinds)
    if isinstance(node, ast.UnaryOp):
        if isinstance(node.op, ast.Not):
            return _all([node.operand], "truth", kinds)
        if isinstance(node.op, ast.USub | ast.UAdd):
            return _all([node.operand], "number", kinds)
    if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        return _all([node.left, node.right], "number", kinds)
    if isinstance(node, ast.IfExp):
        _all([node.test], "truth", kinds)
        return _all([node.body, node.orelse], "number", kinds)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
        wanted = _FUNCTIONS.get(node.func.id, (None, -1))[1]
        if len(node.args) == wanted:
            return _all(node.args, "number", kinds)
    raise ExpressionFault(f"found {shorten(ast.unparse(node))}", _ALLOWED)


_SAYS: Mapping[Kind, str] = {
    "truth": "whether something holds",
    "number": "a number",
    "word": "a word",
}


def _all(parts: list[ast.expr], wanted: Kind, kinds: Mapping[str, Kind]) -> Kind:
    for part in parts:
        found = _kind(part, kinds)
        if found != wanted:
            told = ast.unparse(part)
            raise ExpressionFault(
                f"{shorten(told)} says {_SAYS[found]}",
                f"something that says {_SAYS[wanted]}",
                f"{told} == 1" if (found, wanted) == ("number", "truth") else "",
            )
    return wanted


def _comparison(node: ast.Compare, kinds: Mapping[str, Kind]) -> Kind:
    sides = [node.left, *node.comparators]
    found = [_kind(side, kinds) for side in sides]
    words = "word" in found
    ordered = any(type(op) not in (ast.Eq, ast.NotEq) for op in node.ops)
    known = all(type(op) in _COMPARISONS for op in node.ops)
    if not known or len(set(found)) > 1 or found[0] == "truth" or (words and ordered):
        raise ExpressionFault(
            f"compares {' with '.join(shorten(ast.unparse(side)) for side in sides)}",
            "numbers with numbers; words with 'words', by == or !=",
        )
    asked = [side.id for side in sides if isinstance(side, ast.Name)] if words else []
    for column in asked:
        allowed = [word for word in WORDS[column] if word]
        for word in (side.value for side in sides if isinstance(side, ast.Constant)):
            if word and word not in allowed:
                raise ExpressionFault(
                    f"'{word!s}' is no {column}", ", ".join(allowed), nearest(str(word), allowed)
                )
    return "truth"


# ------------------------------------------------------------------ the values


def _as_read(values: Values, is_day: bool) -> Values:
    if values.dtype.kind in "OU":
        return values
    numbers = np.asarray(values, dtype=float)
    return np.where(numbers == NEVER, math.inf, numbers) if is_day else numbers


def _value(node: ast.expr, read: Mapping[str, Values]) -> Any:
    """Return a part's value in every row; its kind has been checked."""
    if isinstance(node, ast.Name):
        return math.inf if node.id == "never" else read[node.id]
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else float(node.value)  # type: ignore[arg-type]
    if isinstance(node, ast.Compare):
        values = [_value(side, read) for side in (node.left, *node.comparators)]
        pairs = zip(node.ops, values[:-1], values[1:], strict=True)
        found = [np.asarray(_COMPARISONS[type(op)](a, b), dtype=bool) for op, a, b in pairs]
        return np.logical_and.reduce(found) if len(found) > 1 else found[0]
    if isinstance(node, ast.BoolOp):
        join = np.logical_and if isinstance(node.op, ast.And) else np.logical_or
        return join.reduce(np.broadcast_arrays(*(_value(part, read) for part in node.values)))
    if isinstance(node, ast.UnaryOp):
        value = _value(node.operand, read)
        if isinstance(node.op, ast.Not):
            return np.logical_not(value)
        return -value if isinstance(node.op, ast.USub) else value
    if isinstance(node, ast.BinOp):
        return _ARITHMETIC[type(node.op)](_value(node.left, read), _value(node.right, read))
    if isinstance(node, ast.IfExp):
        return np.where(_value(node.test, read), _value(node.body, read), _value(node.orelse, read))
    assert isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    return _FUNCTIONS[node.func.id][0](*(_value(part, read) for part in node.args))
