"""What differs between two worlds: the keys of their configurations that say something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from experiments.analysis.wording import number
from experiments.speech import listing, phrase, say

LAW = "law"
LAWS = {
    "uniform": phrase("uniform"),
    "loguniform": phrase("loguniform"),
    "triangular": phrase("triangular"),
    "beta": phrase("beta"),
    "gamma": phrase("gamma"),
    "choice": phrase("choice"),
    "spike": phrase("spike"),
}
PARAMETERS = {
    "low": phrase("low"),
    "mode": phrase("mode"),
    "high": phrase("high"),
    "shape": phrase("shape"),
    "values": phrase("values"),
    "at": phrase("at"),
    "probability": phrase("probability"),
}
"""What stands under a law, where it isn't a letter."""

WORDS = ("source", "range", "reason", "label", "title", "summary")
"""Keys that tell people something and change no number."""

NAMES = ("name", "version")
"""Keys at the top that say what the scenario is called (deeper, a name says which strategy)."""


@dataclass(frozen=True)
class Changed:
    """A dotted key with what stands there in the first world and in the second, in words."""

    key: str
    first: str
    second: str


def changed(first: Mapping[str, Any], second: Mapping[str, Any]) -> tuple[Changed, ...]:
    """The differences between two scenario configurations (as a manifest holds them), in order.

    A number counts as one thing, whatever its law; sources, ranges and reasons don't count.
    """
    one, two = ({k: v for k, v in world.items() if k not in NAMES} for world in (first, second))
    return tuple(_walk("", one, two))


def _walk(key: str, first: Any, second: Any) -> Iterator[Changed]:
    if _bare(first) == _bare(second):
        return
    inside = (
        isinstance(first, Mapping)
        and isinstance(second, Mapping)
        and not (LAW in first or LAW in second)
    )
    if not inside:
        yield Changed(key, _told(first), _told(second))
        return
    for name in dict.fromkeys([*first, *second]):
        if name not in WORDS:
            path = f"{key}.{name}" if key else str(name)
            yield from _walk(path, first.get(name), second.get(name))


def _bare(value: Any) -> Any:
    """The value without what tells people about it."""
    if isinstance(value, Mapping):
        kept = {name: _bare(inner) for name, inner in value.items() if name not in WORDS}
        return {name: inner for name, inner in kept.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [_bare(inner) for inner in value]
    return value


def _told(value: Any) -> str:
    """A value or a law in a few words."""
    if value is None:
        return say("not there")
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, int | float):
        return number(float(value))
    if isinstance(value, list | tuple):
        return listing([_told(inner) for inner in value])
    if not isinstance(value, Mapping):
        return str(value)
    if isinstance(value.get("value"), int | float):
        return number(float(value["value"]))
    if value.get(LAW) is not None:
        return say("drawn, {law}", law=_law(value))
    bare = _bare(value)
    if set(bare) == {"date"}:
        return str(bare["date"])
    return _pairs({name: _told(inner) for name, inner in bare.items()}) or say("empty")


def _law(value: Mapping[str, Any]) -> str:
    given = {
        say(PARAMETERS.get(name, name)): _told(inner)
        for name, inner in value.items()
        if inner is not None and name not in (*WORDS, LAW, "unit")
    }
    law = say(LAWS.get(value[LAW], value[LAW]))
    return say("{law} ({parameters})", law=law, parameters=_pairs(given))


def _pairs(told: Mapping[str, str]) -> str:
    return say(", ").join(say("{key} {value}", key=key, value=text) for key, text in told.items())
