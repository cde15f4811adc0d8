"""Ways to damage a configuration, and what must come of it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from sim.config import ConfigError, load_scenario
from sim.config.reader import read_yaml
from sim.scenario import CONFIGS

Place = tuple[str | int, ...]

SCENARIOS = sorted((CONFIGS / "scenarios").glob("*.yaml"))
EXPERIMENTS = sorted((CONFIGS / "experiments").glob("*.yaml"))
BARE = CONFIGS / "scenarios" / "bare.yaml"
BASELINE = CONFIGS / "scenarios" / "japan_us_2025.yaml"


def plain(path: Path) -> dict[str, Any]:
    """A file as lists and mappings, its list of sources named so that it is found from anywhere."""
    data: dict[str, Any] = _listed(read_yaml(path).data)
    for key, shelf in (("sources", path.parent), ("scenario", path.parent)):
        if key in data:
            data[key] = str((shelf / data[key]).resolve())
    return data


def _listed(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _listed(inner) for key, inner in part.items()}
    return [_listed(inner) for inner in part] if isinstance(part, tuple) else part


def places(part: Any, at: Place = ()) -> list[Place]:
    """Every key and every list position, from the outside in."""
    inner = (
        part.items()
        if isinstance(part, dict)
        else enumerate(part)
        if isinstance(part, list)
        else ()
    )
    found: list[Place] = []
    for key, value in inner:
        found.append((*at, key))
        found += places(value, (*at, key))
    return found


def place(key: str) -> Place:
    """A dotted key as messages write it, such as ``talks.pairs[1][0]``."""
    parts = key.replace("[", ".").replace("]", "").split(".")
    return tuple(int(part) if part.isdigit() else part for part in parts)


def at(data: Any, where: Place) -> Any:
    for part in where:
        data = data[part]
    return data


def replaced(data: dict[str, Any], where: Place, value: object) -> dict[str, Any]:
    damaged = copy.deepcopy(data)
    at(damaged, where[:-1])[where[-1]] = value
    return damaged


def without(data: dict[str, Any], where: Place) -> dict[str, Any]:
    damaged = copy.deepcopy(data)
    del at(damaged, where[:-1])[where[-1]]
    return damaged


def renamed(data: dict[str, Any], where: Place, name: str) -> dict[str, Any]:
    """One key under another name, in its old spot."""
    damaged = copy.deepcopy(data)
    around = at(damaged, where[:-1])
    items = [(name if key == where[-1] else key, value) for key, value in around.items()]
    around.clear()
    around.update(items)
    return damaged


def save(data: object, path: Path) -> Path:
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return path


def told(path: Path, load: Callable[[Path], object] = load_scenario) -> ConfigError | None:
    """What a person is told of a file: one finished message, or nothing if it can be used.

    Any other exception passes, and fails the test.
    """
    try:
        load(path)
    except ConfigError as error:
        found = error
    else:
        return None
    message = str(found)
    assert found.faults
    assert message.encode("utf-8")
    assert "Traceback" not in message
    for fault in found.faults:
        assert fault.found.strip()
        assert str(fault) in message
    return found


def only_fault(path: Path) -> Any:
    """The one fault of a scenario, which names the file."""
    error = told(path)
    assert error is not None, "it loaded"
    (fault,) = error.faults
    assert fault.file == str(path)
    return fault
