"""The engine knows no country and no goods: all of a case is in configs/.

Looked for in every name and every text of the rooms below, docstrings apart (an example there
may say `us.commerce`).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from sim.config.reader import read_yaml

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("agents", "sim", "experiments")
CLAIMS = ROOT / "experiments" / "patterns"
"""Claims about the shipped worlds, which have to name them; nothing else there leans on claims."""
PYTHON = [
    path
    for room in ROOMS
    for path in sorted((ROOT / room).rglob("*.py"))
    if CLAIMS not in path.parents
]
PAGES = sorted(
    path for room in ROOMS for path in (ROOT / room).rglob("*") if path.suffix in (".j2", ".css")
)
SCENARIOS = sorted((ROOT / "configs" / "scenarios").glob("*.yaml"))

# "Japanese" is a language here, that of figures and pages.
OF_A_CASE = {"japan", "tokyo", "america", "american", "washington", "toyota"}
OF_A_CASE |= {"car", "cars", "automobile", "automobiles", "rice", "soy", "diet", "congress"}


@cache
def of_the_scenarios() -> frozenset[str]:
    """Every id of a side, a minister or an issue that a shipped scenario uses, and its name.

    The bare one is no case: a model may be built of it when nothing else is named.
    """
    found: set[str] = set()
    for path in SCENARIOS:
        data = read_yaml(path).data
        found |= {*data["issues"], *data["sides"]}
        if path.stem != "bare":
            found.add(path.stem)
        for name, side in data["sides"].items():
            found |= {f"{name}.{minister}" for minister in side["ministers"]}
    return frozenset(found)


def words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", text)}


def texts(source: ast.Module) -> Iterator[tuple[int, str]]:
    """Every text of a file with its line, but for those that stand alone: docstrings."""
    alone = {id(node.value) for node in ast.walk(source) if isinstance(node, ast.Expr)}
    for node in ast.walk(source):
        text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if text and id(node) not in alone:
            yield node.lineno, node.value


def names(source: ast.Module) -> Iterator[tuple[int, str]]:
    """Every name that a file defines, takes or imports."""
    for node in ast.walk(source):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif isinstance(node, ast.keyword) and node.arg is not None:
            yield node.value.lineno, node.arg


LANGUAGES = {"experiments/figures/lettering.py": {"japanese"}}
"""A language is no case: which words are one's name, where fonts are chosen for it."""


def case_words(source: ast.Module, path: str = "") -> list[str]:
    """Return what a file says of a case, with its lines."""
    ids = of_the_scenarios()
    of_a_case = OF_A_CASE - LANGUAGES.get(path, set())
    return [
        f"line {line}: {text.strip()[:60]!r}"
        for line, text in (*texts(source), *names(source))
        if words(text) & of_a_case or text in ids or "united states" in text.lower()
    ]


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_code_of_the_engine_knows_a_case(path):
    source = ast.parse(path.read_text(encoding="utf-8"))
    assert case_words(source, path.relative_to(ROOT).as_posix()) == []


def test_nothing_else_there_leans_on_claims_about_a_case():
    found = [path for path in PYTHON if "experiments.patterns" in path.read_text(encoding="utf-8")]
    assert found == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_page_of_a_report_knows_a_case(path):
    assert words(path.read_text(encoding="utf-8")) & OF_A_CASE == set()


@pytest.mark.parametrize(
    "text",
    [
        "scenario = 'japan_us_2025'",
        "def car_exports(): ...",
        "print(f'{x} for cars')",
        "if side == 'us': ...",
        "label = 'the United States'",
        "config.issues['auto_tariff']",
        "seat = 'marenna.water'",
        "f(toyota=1)",
    ],
)
def test_a_case_would_be_seen(text):
    assert case_words(ast.parse(text)) != []


def test_examples_in_docstrings_and_other_words_are_let_be():
    assert (
        case_words(ast.parse('def f():\n    """As in `us.commerce`."""\n    carry = scar = 1'))
        == []
    )
