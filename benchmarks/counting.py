"""Counts what the rules ask of the processor: every operation, as plain Python carries it out.

The rules are loaded with each arithmetic sign, comparison and index in them written as a call
that counts. As compiled code gives the same bits, it is asked for the same operations; what
the compiler saves by not doing a thing twice is not taken off. Only for a process of its own:
``count`` must come before anything of ``agents`` or ``sim`` is imported.
"""

from __future__ import annotations

import ast
import builtins
import importlib.machinery
import operator
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from types import CodeType, ModuleType
from typing import Any

ROOMS = ("agents", "sim")
NOT_COUNTED = ("sim.config", "sim.scenario", "sim.layout")
"""These read files before the first run."""

ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
INTEGER: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.RShift: operator.rshift,
    ast.LShift: operator.lshift,
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
    ast.BitXor: operator.xor,
    ast.Pow: operator.pow,
}
SIGNS = ARITHMETIC | INTEGER
NAME = "_counted"

counts: Counter[str] = Counter()


def arithmetic(sign: str, left: Any, right: Any) -> Any:
    """Carry out one operation and count it by the kind of its numbers."""
    kind = "float" if isinstance(left, float) or isinstance(right, float) else "whole"
    counts[f"{kind}_operations"] += 1
    return _BY_NAME[sign](left, right)


def seen(kind: str, value: Any) -> Any:
    """Count something else, and hand its value on."""
    counts[kind] += 1
    return value


_BY_NAME = {sign.__name__: carry_out for sign, carry_out in SIGNS.items()}


class Rewritten(ast.NodeTransformer):
    """Writes operations as calls that count; annotations are left alone."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Go into the body only."""
        node.body = [self.visit(one) for one in node.body]
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """Go into the value only."""
        node.value = self.visit(node.value) if node.value is not None else None
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """Count ``a + b`` and its like."""
        self.generic_visit(node)
        if type(node.op) not in SIGNS:
            return node
        sign = ast.Constant(type(node.op).__name__)
        return _call("arithmetic", node, [sign, node.left, node.right])

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        """Count ``a += b`` as ``a = a + b``."""
        before = ast.parse(ast.unparse(node.target), mode="eval").body
        whole = ast.copy_location(ast.BinOp(before, node.op, node.value), node)
        assigned = ast.Assign([node.target], self.visit(whole))
        return ast.fix_missing_locations(ast.copy_location(assigned, node))

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """Count comparisons; a chain counts as one."""
        self.generic_visit(node)
        return _call("seen", node, [ast.Constant("comparisons"), node])

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        """Count ``a[i]`` where it is read."""
        self.generic_visit(node)
        if not isinstance(node.ctx, ast.Load):
            return node
        return _call("seen", node, [ast.Constant("reads"), node])


def _call(name: str, at: ast.AST, arguments: list[ast.expr]) -> ast.AST:
    counter = ast.Attribute(ast.Name(NAME, ast.Load()), name, ast.Load())
    call = ast.Call(counter, arguments, [])
    return ast.fix_missing_locations(ast.copy_location(call, at))


def rewritten(source: str, name: str) -> CodeType:
    """Return the code of a module with its operations counted."""
    return compile(Rewritten().visit(ast.parse(source)), name, "exec")


class _Loader(importlib.machinery.SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType:
        """Compile from the source, never from what Python has kept."""
        return rewritten(self.get_source(fullname) or "", self.path)


class _Finder:
    """Finds the rules where they are, and has them loaded rewritten."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name.split(".")[0] not in ROOMS or name.startswith(NOT_COUNTED):
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(name, path, target)
            if spec is not None:
                if isinstance(spec.loader, importlib.machinery.SourceFileLoader):
                    spec.loader = _Loader(spec.loader.name, spec.loader.path)
                return spec
        return None


def count(scenario: str, seed: int, runs: int) -> dict[str, float]:
    """Return operations a run, by kind: means over runs 0 to ``runs - 1`` of a scenario.

    Raises:
        RuntimeError: rules were imported before, so they would not be counted.
    """
    if any(name.split(".")[0] in ROOMS for name in sys.modules):
        raise RuntimeError("the rules are imported already; count in a process of its own")
    setattr(builtins, NAME, sys.modules[__name__])
    sys.meta_path.insert(0, _Finder())
    import math

    for name in ("exp", "log", "sqrt", "cos", "sin", "erf", "pow"):
        setattr(math, name, _counting(getattr(math, name)))
    from benchmarks.worlds import named
    from sim.outcomes import simulate

    world = named(scenario)
    counts.clear()
    simulate(world, seed, 0, runs)
    kinds = ("float_operations", "whole_operations", "comparisons", "reads", "math_calls")
    return {kind: counts[kind] / runs for kind in kinds}


def _counting(function: Callable[..., float]) -> Callable[..., float]:
    def counted(*arguments: float) -> float:
        counts["math_calls"] += 1
        return function(*arguments)

    return counted
