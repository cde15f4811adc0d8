"""The JSON Schema for editors takes every shipped scenario and refuses what validation refuses."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

import pytest

from sim.config import ScenarioConfig
from tests.sim.config.damage import BARE, SCENARIOS, plain, renamed, replaced, without

SCHEMA: dict[str, Any] = ScenarioConfig.model_json_schema()
TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": (str, datetime.date),
    "number": (int, float),
    "integer": int,
    "boolean": bool,
    "null": type(None),
}


def complaints(schema: dict[str, Any], data: Any, at: str = "") -> Iterator[str]:
    """Yield where ``data`` departs from ``schema``: the words of JSON Schema that ours uses."""
    if "$ref" in schema:
        yield from complaints(SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]], data, at)
    if "anyOf" in schema and all(any(complaints(one, data)) for one in schema["anyOf"]):
        yield f"{at}: none of the alternatives"
    if "const" in schema and data != schema["const"]:
        yield f"{at}: not {schema['const']}"
    if "enum" in schema and data not in schema["enum"]:
        yield f"{at}: not one of {schema['enum']}"
    kind = schema.get("type")
    if kind is not None and not isinstance(data, TYPES[kind]):
        yield f"{at}: not of type {kind}"
        return
    if isinstance(data, dict):
        yield from _mapping(schema, data, at)
    elif isinstance(data, list):
        inner = schema.get("prefixItems")
        for place, item in enumerate(data):
            yield from complaints(
                inner[place] if inner else schema.get("items", {}), item, f"{at}[{place}]"
            )
        yield from _size(schema, len(data), "Items", at)
    elif isinstance(data, str):
        yield from _size(schema, len(data), "Length", at)
        if "pattern" in schema and not re.search(schema["pattern"], data):
            yield f"{at}: not like {schema['pattern']}"
    elif isinstance(data, int | float) and not _inside(schema, data):
        yield f"{at}: out of range"


def _mapping(schema: dict[str, Any], data: dict[str, Any], at: str) -> Iterator[str]:
    properties = schema.get("properties", {})
    others = schema.get("additionalProperties", True)
    for key in schema.get("required", ()):
        if key not in data:
            yield f"{at}: '{key}' is missing"
    for key, value in data.items():
        if key in properties:
            yield from complaints(properties[key], value, f"{at}.{key}")
        elif isinstance(others, dict):
            yield from complaints(others, value, f"{at}.{key}")
        elif others is False and not _named(schema, key):
            yield f"{at}: unknown key '{key}'"
    for pattern, inner in schema.get("patternProperties", {}).items():
        for key, value in data.items():
            if re.search(pattern, key):
                yield from complaints(inner, value, f"{at}.{key}")
    yield from _size(schema, len(data), "Properties", at)


def _inside(schema: dict[str, Any], number: float) -> bool:
    return bool(schema.get("minimum", number) <= number <= schema.get("maximum", number))


def _named(schema: dict[str, Any], key: str) -> bool:
    return any(re.search(pattern, key) for pattern in schema.get("patternProperties", {}))


def _size(schema: dict[str, Any], size: int, what: str, at: str) -> Iterator[str]:
    if not schema.get(f"min{what}", size) <= size <= schema.get(f"max{what}", size):
        yield f"{at}: {size} {what.lower()}"


@pytest.mark.parametrize("path", SCENARIOS, ids=[path.stem for path in SCENARIOS])
def test_it_takes_every_shipped_scenario(path):
    assert list(complaints(SCHEMA, plain(path))) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: renamed(data, ("sides", "east", "cost_ratio"), "cost_rato"),
        lambda data: renamed(data, ("issues",), "isues"),
        lambda data: without(data, ("score", "window")),
        lambda data: replaced(data, ("title",), 3),
        lambda data: replaced(data, ("issues", "grain", "kind"), "gift"),
        lambda data: replaced(data, ("issues", "grain", "unit"), "bushels"),
        lambda data: replaced(data, ("issues", "grain", "levels", "values"), [0]),
        lambda data: replaced(data, ("schema_version",), 2),
        lambda data: without(data, ("sides", "west")),
        lambda data: replaced(data, ("talks", "pairs"), [["east.envoy"]]),
        lambda data: replaced(data, ("start", "source"), []),
    ],
)
def test_it_refuses_what_an_editor_can_see(damage):
    assert list(complaints(SCHEMA, damage(plain(BARE)))) != []


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from parts(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from parts(value)


def test_every_part_refuses_unknown_keys_and_every_reference_resolves():
    for part in SCHEMA["$defs"].values():
        if part.get("type") == "object":
            assert part["additionalProperties"] is False
    assert SCHEMA["additionalProperties"] is False
    for part in parts(SCHEMA):
        if isinstance(part.get("$ref"), str):
            assert part["$ref"].rsplit("/", 1)[1] in SCHEMA["$defs"]


def test_the_walk_knows_every_word_the_schema_uses():
    known = {
        "$defs", "$ref", "additionalProperties", "anyOf", "const", "default", "description",
        "enum", "format", "items", "maxItems", "maxLength", "maxProperties", "maximum", "minItems",
        "minLength", "minProperties", "minimum", "pattern", "patternProperties", "prefixItems",
        "properties", "propertyNames", "required", "title", "type",
    }  # fmt: skip
    naming = ("properties", "patternProperties", "$defs")
    named = [part[word] for part in parts(SCHEMA) for word in naming if word in part]
    words = {word for part in parts(SCHEMA) if part not in named for word in part}
    assert words <= known
