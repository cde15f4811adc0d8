"""The house rules that can be read off the source, file by file.

`make contracts` asks import-linter who imports whom through any number of steps. What it
cannot see is here: what a rule may import, where chance may come from, how long a file is
and what it is called, and that nothing of one machine is written down.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Each room may import itself and the rooms of a lower number; two of the same number do not
# know each other.
ROOMS = {
    "agents": 0,
    "sim": 1,
    "experiments": 2,
    "benchmarks": 3,
    "classroom": 3,
    "bridges": 3,
    "talks": 4,
}
PACKAGES = [room for room in ROOMS if (ROOT / room / "__init__.py").is_file()]

# A rule is compiled, and played in plain Python: it may import arithmetic, other rules, and
# the words that rules share. Every file that uses the decorator counts as one.
PLAIN = {"__future__", "math", "typing", "collections.abc"}
WORDS = {"agents.views", "agents.strategies.card", "sim.state", "sim.world"}
DECORATOR = "agents.rules.compile"
# These may use numba.
NOT_RULES = {"agents/rules/compile.py", "sim/engine.py", "sim/machine_code.py", "sim/records.py"}
FURTHER = {
    "agents/strategies/card.py": {"dataclasses"},  # says what a strategy is; never compiled
    "sim/chance.py": {"hashlib"},  # a stream's key is a hash of its name, made before the run
}

# Files of more than 400 lines that read better in one piece: path and reason.
LONG = 400
LONG_FILES: dict[str, str] = {
    "sim/layout.py": "the whole world laid out, field by field, in the order of World",
    "tests/theory/test_solutions.py": "the axioms hold for all solutions and share their worlds",
}

VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
OTHER_WORDS = {"game", "games", "episode", "episodes"}  # say run, history, issue: see the glossary


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def files(*rooms: str) -> list[Path]:
    return [path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]


SOURCES = files(*PACKAGES)
CHANCELESS = files("agents", "sim")
ALL_PYTHON = files(*PACKAGES, "docs", "tests")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports(source: ast.Module, inside: str = "") -> set[str]:
    """All modules that are imported anywhere in a file, functions and type checking included.

    `from a import b` counts as `a` and as `a.b`, as `b` may be a module.
    """
    found = set()
    for node in ast.walk(source):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = inside.split(".")[: -node.level] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            found.add(base)
            found.update(f"{base}.{alias.name}" for alias in node.names)
    return found


def imports_of(path: Path) -> set[str]:
    inside = module(path) + (".__init__" if path.name == "__init__.py" else "")
    return imports(tree(path), inside)


def within(imported: str, allowed: set[str]) -> bool:
    return any(imported == one or imported.startswith(f"{one}.") for one in allowed)


def by_name(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", paths, ids=[name(path) for path in paths])


# -------------------------------------------------------------- who may import whom


def is_rule_file(path: Path) -> bool:
    if name(path) in NOT_RULES:
        return False
    at_home = name(path).startswith("agents/rules/") or name(path) == "sim/kernel.py"
    return at_home or module(path) in WORDS or DECORATOR in imports_of(path)


RULE_FILES = [path for path in CHANCELESS if is_rule_file(path)]


def test_the_house_is_there():
    assert {"agents", "sim", "experiments", "talks"} <= set(PACKAGES)
    assert {"agents/rules/utility.py", "sim/kernel.py"} <= {name(path) for path in RULE_FILES}


@by_name(RULE_FILES)
def test_a_rule_imports_rules_and_plain_arithmetic_only(path):
    rules = {module(rule) for rule in RULE_FILES}
    allowed = PLAIN | {DECORATOR} | rules | FURTHER.get(name(path), set())
    foreign = {one for one in imports_of(path) if not within(one, allowed)}
    packages = {one for one in foreign if any(rule.startswith(f"{one}.") for rule in allowed)}
    assert foreign <= packages, f"{name(path)} is compiled; it may not import {foreign - packages}"


@by_name(SOURCES)
def test_imports_run_one_way(path):
    room = name(path).split("/")[0]
    for imported in imports_of(path):
        other = imported.split(".")[0]
        if other in ROOMS and other != room:
            assert ROOMS[other] < ROOMS[room], f"{name(path)} imports {imported}: not from {room}"


def test_only_the_world_draws():
    """A draw reaches an agent through its view; analysis has randomness of its own.

    Benchmarks count draws, and time them.
    """
    readers = {name(path) for path in SOURCES if "sim.chance" in imports_of(path)}
    assert readers, "nobody reads sim.chance"
    rooms = {reader.split("/")[0] for reader in readers}
    assert rooms <= {"sim", "benchmarks"}


def test_contracts_types_and_coverage_name_every_package():
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    linter = config["importlinter"]
    forbidden = [one for one in linter["contracts"] if one["type"] == "forbidden"]
    lists = [linter["root_packages"], config["mypy"]["files"], config["coverage"]["run"]["source"]]
    for names in lists + [contract["source_modules"] for contract in forbidden]:
        assert set(PACKAGES) <= set(names)


def test_packages_say_that_they_are_typed():
    assert [room for room in PACKAGES if not (ROOT / room / "py.typed").is_file()] == []


def test_our_agents_are_the_ones_imported(tmp_path):
    """Another distribution ships an `agents` too, and site-packages come before our folder.

    Asked of a fresh, isolated Python elsewhere: in here, pytest has put the folder first.
    """
    ask = "import sys; print(*[__import__(name).__file__ for name in sys.argv[1:]], sep='\\n')"
    told = subprocess.run(
        [sys.executable, "-I", "-c", ask, *PACKAGES],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, f"not installed? `make dev` does it\n{told.stderr}"
    for room, found in zip(PACKAGES, told.stdout.splitlines(), strict=True):
        assert Path(found).resolve() == ROOT / room / "__init__.py"


# -------------------------------------------------------------- chance


def chance_in(source: ast.Module) -> list[str]:
    """Everything in a file that draws, or differs from one process to the next, by its line."""
    modules = {"random", "secrets", "uuid", "numpy.random", "scipy.stats", "time"}
    attributes = {"random", "shuffle", "shuffle_do", "urandom", "default_rng", "getrandbits"}
    found = [f"import {one}" for one in imports(source) if within(one, modules)]
    for node in ast.walk(source):
        if isinstance(node, ast.Attribute):
            of_rng = isinstance(node.value, ast.Attribute | ast.Name) and "rng" in (
                getattr(node.value, "attr", ""),
                getattr(node.value, "id", ""),
            )
            if of_rng or node.attr in attributes:
                found.append(f"line {node.lineno}: {ast.unparse(node)}")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "hash":  # of text it is salted anew in every process
                found.append(f"line {node.lineno}: {ast.unparse(node)}")
        elif isinstance(node, ast.keyword) and node.arg == "fastmath":
            found.append(f"line {node.lineno}: fastmath rounds otherwise than Python does")
    return found


@by_name(CHANCELESS)
def test_no_chance_but_the_tape(path):
    assert chance_in(tree(path)) == []


@pytest.mark.parametrize(
    "text",
    [
        "import random",
        "from random import choice",
        "def f():\n    from numpy import random",
        "import numpy as np\nnp.random.seed(1)",
        "from uuid import uuid4",
        "import os\nos.urandom(3)",
        "self.random.choice(x)",
        "model.rng.integers(3)",
        "rng.integers(3)",
        "agents.shuffle_do('step')",
        "hash('japan')",
        "njit(fastmath=True)",
    ],
)
def test_chance_would_be_seen(text):
    assert chance_in(ast.parse(text)) != []


def test_passing_rng_on_is_not_drawing():
    assert chance_in(ast.parse("super().__init__(rng=rng)\nself.start = int(rng)")) == []


# -------------------------------------------------------------- size and names


@by_name(ALL_PYTHON)
def test_a_file_is_short_or_has_its_reason(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    long = lines > LONG
    assert long == (name(path) in LONG_FILES), f"{lines} lines; list the reason or take it off"


def test_reasons_belong_to_files():
    assert set(LONG_FILES) <= {name(path) for path in ALL_PYTHON}
    assert all(reason.strip() for reason in LONG_FILES.values())


def words(identifier: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", identifier)}


@by_name(ALL_PYTHON)
def test_names_say_what_is_inside(path):
    parts = {word for part in path.relative_to(ROOT).with_suffix("").parts for word in words(part)}
    assert not parts & VAGUE_NAMES


def identifiers(source: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(source):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.attr


@by_name(SOURCES)
def test_identifiers_use_our_words(path):
    unwanted = [
        f"line {line}: {identifier}"
        for line, identifier in identifiers(tree(path))
        if words(identifier) & OTHER_WORDS
    ]
    assert unwanted == []


@by_name(SOURCES)
def test_a_class_is_named_for_what_it_is(path):
    classes = {node.name for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)}
    assert {one for one in classes if words(one) & VAGUE_NAMES} == set()


def test_words_are_taken_apart():
    assert words("GameManager") == {"game", "manager"}
    assert words("run_episode_2") == {"run", "episode"}
    assert words("HTMLPage") == {"html", "page"}
    assert words("endgame_utility") == {"endgame", "utility"}


# -------------------------------------------------------------- nothing of one machine

# Put together from pieces, or this file would be the first to be found.
HOSTS = "|".join(re.escape(".".join(pair)) for pair in [("pypi", "org"), ("npmjs", "org")])
HOSTS += "|" + "|".join(["python" + "hosted", "index" + "-url", "find" + "-links"])
FOLDERS = "|".join(["ho" + "me", "ro" + "ot", "wo" + "rk", "fa" + "rm", "Us" + "ers"])
OF_A_MACHINE = re.compile(rf"{HOSTS}|(?<![\w.~$}}*-])/(?:{FOLDERS})/|\b[A-Z]:\\+Us" + r"ers\b")


def tracked() -> list[Path]:
    """The files of a commit made now; where there is no git, everything not made by tools."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "-C", str(ROOT), "ls-files", "-z", "-co", "--exclude-standard"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        paths = [ROOT / one for one in listed.split("\0") if one]
    else:
        made = {"results", "build", "dist"} | {p.name for p in ROOT.glob(".?*") if p.is_dir()}
        tops = {path.name for path in ROOT.iterdir()} - made | {".ci"}
        paths = [path for top in sorted(tops) for path in (ROOT / top, *(ROOT / top).rglob("*"))]
    return [path for path in paths if path.is_file()]


def test_no_machine_and_no_registry_is_named():
    found = []
    for path in tracked():
        content = path.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), start=1):
            if OF_A_MACHINE.search(line):
                found.append(f"{name(path)}:{number}: {line.strip()[:120]}")
    assert found == []


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("see /ho" + "me/ann/talks", True),
        ('"/wo' + 'rk/main"', True),
        ("file:///ro" + "ot/x", True),
        ("C:\\Us" + "ers\\ann", True),
        ("pip install --index" + "-url x", True),
        ("from pypi" + ".org", True),
        ("https://example.org/ho" + "me/page", False),
        ("#!/usr/bin/env bash", False),
        ("docs/wo" + "rk/x.md", False),
    ],
)
def test_the_search_for_machines_finds_what_it_should(text, hit):
    assert bool(OF_A_MACHINE.search(text)) == hit
