"""Dotted keys that replace what a file says, for one run or one arm of an experiment."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from sim.config.errors import ConfigError, Fault, nearest
from sim.config.reader import Document


def with_settings(document: Document, settings: Mapping[str, object], origin: str) -> Document:
    """Return ``document`` with dotted keys replaced.

    A number given for a key that holds a quantity (``sides.us.cost_ratio=1``) replaces its
    value or law and keeps its unit; its source becomes the word ``setting``.

    Raises:
        ConfigError: a key leads nowhere; ``origin`` names where the setting was written.
    """
    if not settings:
        return document
    data = copy.deepcopy(document.data)
    for dotted_key, value in settings.items():
        parts = str(dotted_key).split(".")
        value = _as_read(value)
        spot: Any = data
        for depth, part in enumerate(parts[:-1]):
            if not isinstance(spot, dict) or part not in spot:
                _refuse_setting(spot, parts[: depth + 1], origin, document)
            spot = spot[part]
        last = parts[-1]
        if not isinstance(spot, dict):
            _refuse_setting(spot, parts, origin, document)
        current = spot.get(last)
        if "unit" in spot and last == "value":
            kept = {"value": value, "unit": spot["unit"], "source": "setting"}
            spot.clear()
            spot.update(kept)
        elif isinstance(current, dict) and "unit" in current and _is_number(value):
            spot[last] = {"value": value, "unit": current["unit"], "source": "setting"}
        elif last in spot:
            spot[last] = value
        else:
            _refuse_setting(spot, parts, origin, document)
    return Document(document.path, data, document.lines)


def _as_read(value: object) -> object:
    """Return plain data as :func:`read_yaml` returns it: with tuples for lists."""
    if isinstance(value, Mapping):
        return {key: _as_read(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_as_read(inner) for inner in value)
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _refuse_setting(spot: Any, parts: list[str], origin: str, document: Document) -> None:
    keys = sorted(spot) if isinstance(spot, dict) else []
    raise ConfigError(
        Fault(
            origin,
            ".".join(parts),
            f"no such key in {document.path}",
            ", ".join(keys),
            nearest(parts[-1], keys),
        )
    )
