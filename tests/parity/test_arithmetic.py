"""What rules calculate with gives the same bits compiled as in plain Python.

A compiler that knows the base or the exponent of a power may put another function in its place:
``2.0 ** x`` becomes exp2(x), ``x ** 0.5`` a square root, and the last bit is now and then another
one. So powers in rules have neither written down as a number.
"""

from __future__ import annotations

import ast
import math

import numba
import numpy as np
import pytest

from sim.machine_code import ROOT


def bodies_of_rules(text):
    """The rules of a file."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            marks = {mark.id for mark in node.decorator_list if isinstance(mark, ast.Name)}
            if marks & {"rule", "short_rule"}:
                yield ast.unparse(node)


RULES = [
    path.relative_to(ROOT).as_posix()
    for room in ("agents", "sim")
    for path in sorted((ROOT / room).rglob("*.py"))
    if any(bodies_of_rules(path.read_text(encoding="utf-8")))
]


def known_powers(text):
    """Powers whose base or exponent is written down as a number."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            for part in (node.left, node.right):
                number = part.operand if isinstance(part, ast.UnaryOp) else part
                if isinstance(number, ast.Constant):
                    yield ast.unparse(node)


@pytest.mark.parametrize("name", RULES)
def test_no_power_has_a_base_or_an_exponent_that_the_compiler_knows(name):
    """2.0 ** x is compiled to exp2(x), which differs from pow(2, x) in the last bit now and then.

    math.exp2(x) is the same function in both doors.
    """
    rules = bodies_of_rules((ROOT / name).read_text(encoding="utf-8"))
    assert [power for body in rules for power in known_powers(body)] == []


@pytest.mark.parametrize("text", ["2.0 ** x", "x ** 0.5", "a + x[1] ** -2", "10 ** (x - y)"])
def test_such_a_power_would_be_seen(text):
    assert list(known_powers(text))


@pytest.mark.parametrize("text", ["x ** y", "x ** (1.0 / 7.0)", "2.0 * x", "-x ** y"])
def test_other_powers_are_let_be(text):
    assert not list(known_powers(text))


FUNCTIONS = {
    "exp": lambda x, y: math.exp(x - y),
    "exp2": lambda x, y: math.exp2(x - y),
    "log": lambda x, y: math.log(x),
    "sqrt": lambda x, y: math.sqrt(x),
    "cos": lambda x, y: math.cos(2.0 * math.pi * x),
    "power": lambda x, y: x**y,
    "a week's discount by day": lambda x, y: x ** (1.0 / 7.0),
    "floor": lambda x, y: float(int(x + 0.5)),
    "sum of products": lambda x, y: x * y + x * x - y * y,  # no step may be left out (fma)
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_has_the_same_bits_compiled(name):
    plain = FUNCTIONS[name]
    compiled = numba.njit(error_model="numpy")(plain)
    rng = np.random.default_rng(1)
    some = [0.5, 1.0, 2.0, 1e-300, 700.0, *rng.uniform(0.0, 3.0, 20000).tolist()]
    others = [0.5, 1.0, 2.0, 0.0, 0.25, *rng.uniform(0.0, 3.0, 20000).tolist()]
    differing = [(x, y) for x, y in zip(some, others, strict=True) if plain(x, y) != compiled(x, y)]
    assert differing == []
