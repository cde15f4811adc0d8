"""What pyproject.toml asks for and what constraints.txt pins are one and the same."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
ASKED = [Requirement(one) for group in [PROJECT["dependencies"], *EXTRAS.values()] for one in group]

LINES = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[A-Za-z0-9.+!]+)")
WRITTEN = [line for line in LINES if line.strip() and not line.startswith("#")]
PINS = {
    canonicalize_name(pin["name"]): pin["version"]
    for line in WRITTEN
    if (pin := PIN.fullmatch(line))
}


def test_every_line_is_one_pin():
    assert [line for line in WRITTEN if not PIN.fullmatch(line)] == []
    assert len(PINS) == len(WRITTEN), "a package is pinned twice"
    assert sorted(WRITTEN, key=str.lower) == WRITTEN


@pytest.mark.parametrize("requirement", ASKED, ids=lambda one: one.name)
def test_what_is_asked_for_is_pinned_within_its_range(requirement):
    version = PINS.get(canonicalize_name(requirement.name))
    assert version is not None, f"{requirement.name} is not in constraints.txt"
    assert requirement.specifier.contains(version)


def test_what_they_need_in_turn_is_pinned():
    """From package to package as installed here, under the markers of this Python."""
    seen: set[str] = set()
    missing: set[str] = set()
    todo = [(canonicalize_name(one.name), frozenset(one.extras)) for one in ASKED]
    while todo:
        package, extras = todo.pop()
        if package in seen:
            continue
        seen.add(package)
        if package not in PINS:
            missing.add(package)
        try:
            needs = [Requirement(text) for text in metadata.requires(package) or []]
        except metadata.PackageNotFoundError:
            continue  # an extra that is not installed here; its own pin has been looked at
        todo += [
            (canonicalize_name(one.name), frozenset(one.extras))
            for one in needs
            if one.marker is None or any(one.marker.evaluate({"extra": e}) for e in {"", *extras})
        ]
    assert missing == set()
