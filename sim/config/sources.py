"""The citation check: every source key must resolve."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from sim.config.errors import ConfigError, Fault, nearest
from sim.config.reader import Document, read_yaml
from sim.config.schema import ScenarioConfig

JUDGMENT = "assumption"
BY_HAND = "setting"
"""The source of a number that a setting replaced for one run."""


def read_sources(path: Path) -> dict[str, Any]:
    """Return the list of sources by key (read once for as long as the file stays as it is).

    Raises:
        ConfigError: the list can't be read.
    """
    try:
        changed = path.stat().st_mtime_ns
    except (OSError, ValueError):  # the reader says what is wrong with it
        changed = 0
    return _read_once(path, changed)


@functools.lru_cache(maxsize=8)
def _read_once(path: Path, changed: int) -> dict[str, Any]:
    return read_yaml(path).data


def dangling(config: ScenarioConfig, document: Document) -> list[Fault]:
    """Return a fault for each source key of ``config`` that its list of sources lacks."""
    path = (document.path.parent / config.sources).absolute()
    try:
        known = read_sources(path)
    except ConfigError as error:
        return [document.fault(("sources",), f"'{config.sources}': {error.faults[0].found}")]
    allowed = [*known, JUDGMENT, BY_HAND]
    faults = []
    for at, cited in config.cited():
        for key in cited.keys:
            if key not in allowed:
                faults.append(
                    document.fault(
                        (*at, "source"),
                        f"unknown source '{key}'",
                        f"a key of {config.sources}, or 'assumption'",
                        nearest(key, allowed),
                    )
                )
    return faults
