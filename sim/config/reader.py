"""YAML in, validated models out, with the file and line of whatever is wrong.

Anchors and aliases are refused: no shipped configuration needs them, and refusing them
shuts out both recursive documents and those that explode when they are read.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError

from sim.config.errors import ConfigError, Fault, nearest, shorten

LARGEST_FILE = 1_000_000
"""Bytes a configuration may have."""
DEEPEST = 30
"""Levels of nesting that a configuration may have."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same language read ten times as fast where libyaml is there."""

Key = str | int
Path_ = tuple[Key, ...]
ModelT = TypeVar("ModelT", bound=BaseModel)

_EXPONENT_WITHOUT_DOT = re.compile(r"^[-+]?\d+[eE][-+]?\d+$")


@dataclass(frozen=True)
class Document:
    """A YAML file as plain data, with the line on which each key stands."""

    path: Path
    data: dict[str, Any]
    lines: dict[Path_, int] = field(default_factory=dict)

    def line(self, key: Path_) -> int | None:
        """Return the line of ``key``, or of the nearest key around it (None if set by hand)."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key)

    def fault(self, key: Path_, found: str, allowed: str = "", suggestion: str = "") -> Fault:
        """Return a fault at ``key`` of this file."""
        return Fault(str(self.path), dotted(key), found, allowed, suggestion, self.line(key))


def dotted(key: Path_) -> str:
    """Return a key path as ``sides.us.ministers``, list positions as ``levels.values[3]``."""
    text = ""
    for part in key:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def read_yaml(path: Path | str) -> Document:
    """Read one YAML file.

    Raises:
        ConfigError: the file is missing, a directory, too large, not UTF-8, not YAML, has
            anchors, duplicate keys or too much nesting, or isn't a mapping at its top.
    """
    path = Path(path)
    name = str(path)
    if path.is_dir():
        raise ConfigError(Fault(name, "", "is a directory", "a YAML file"))
    try:
        raw = path.open("rb").read(LARGEST_FILE + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigError(Fault(name, "", f"can't be read ({reason})", "a YAML file")) from None
    if len(raw) > LARGEST_FILE:
        raise ConfigError(
            Fault(name, "", "is too large", f"at most {LARGEST_FILE:,} bytes of YAML")
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise ConfigError(Fault(name, "", "is not text", "YAML in UTF-8")) from None
    lines: dict[Path_, int] = {}
    try:
        _refuse_anchors_and_depth(text, name)
        node = yaml.compose(text, Loader=LOADER)
        if node is None:
            raise ConfigError(Fault(name, "", "is empty", "a mapping of keys to values"))
        data = _build(node, (), lines, name)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "the text breaks off or is malformed"
        at = None if mark is None else mark.line + 1
        raise ConfigError(Fault(name, "", f"is not YAML: {problem}", line=at)) from None
    except ValueError as error:
        raise ConfigError(Fault(name, "", f"holds a value that can't be read: {error}")) from None
    if not isinstance(data, dict):
        raise ConfigError(
            Fault(name, "", f"holds {shorten(data)} at its top", "a mapping of keys to values")
        )
    return Document(path, data, lines)


def _refuse_anchors_and_depth(text: str, name: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        line = event.start_mark.line + 1 if event.start_mark is not None else None
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise ConfigError(
                Fault(
                    name,
                    "",
                    "uses a YAML anchor or alias (& or *)",
                    "plain values only; write the value out where it is needed",
                    line=line,
                )
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise ConfigError(
                Fault(
                    name,
                    "",
                    f"is nested more than {DEEPEST} levels deep",
                    line=line,
                )
            )


def _build(node: yaml.Node, at: Path_, lines: dict[Path_, int], name: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if not isinstance(key_node, yaml.ScalarNode):
                line = key_node.start_mark.line + 1
                raise ConfigError(Fault(name, dotted(at), "has a key that isn't a word", line=line))
            inner = (*at, key)
            lines[inner] = key_node.start_mark.line + 1
            if key in found:
                raise ConfigError(
                    Fault(name, dotted(inner), "stands twice", "each key once", line=lines[inner])
                )
            found[key] = _build(value_node, inner, lines, name)
        return found
    if isinstance(node, yaml.SequenceNode):
        items = []
        for index, item in enumerate(node.value):
            lines[(*at, index)] = item.start_mark.line + 1
            items.append(_build(item, (*at, index), lines, name))
        return tuple(items)
    value = yaml.SafeLoader("").construct_object(node)
    plain = isinstance(node, yaml.ScalarNode) and not node.style
    if isinstance(value, str) and plain and _EXPONENT_WITHOUT_DOT.match(value):
        return float(value)
    return value


def read_value(text: str) -> Any:
    """Return a value written on one line, as in ``key=value``.

    Raises:
        ValueError: the text is no YAML value.
    """
    try:
        node = yaml.compose(text, Loader=LOADER)
        return None if node is None else _build(node, (), {}, "value")
    except (yaml.YAMLError, ConfigError) as error:
        raise ValueError(f"'{text}' can't be read as a value") from error


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
        parts = dotted_key.split(".")
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


def validate(model: type[ModelT], document: Document) -> ModelT:
    """Return ``document`` as an instance of ``model``.

    Raises:
        ConfigError: one fault for each thing that is wrong, in the order of the file.
    """
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        faults = [_explain(model, document, item) for item in error.errors()]
        faults.sort(key=lambda fault: fault.line or 0)
        raise ConfigError(faults) from None
    except RecursionError:
        raise ConfigError(Fault(str(document.path), "", "is nested too deeply")) from None


def parse(path: Path | str, model: type[ModelT]) -> ModelT:
    """Read and validate one file (see :func:`read_yaml` and :func:`validate`)."""
    return validate(model, read_yaml(path))


def _explain(model: type[BaseModel], document: Document, item: Any) -> Fault:
    key: Path_ = tuple(part for part in item["loc"] if part != "[key]")
    kind = item["type"]
    if kind == "extra_forbidden":
        allowed = sorted(_fields_at(model, key[:-1]))
        if " " in str(key[-1]):
            return document.fault(
                key[:-1], f"'{key[-1]}' is no key", ", ".join(allowed), "quotes around the text"
            )
        return document.fault(
            key, "unknown key", ", ".join(allowed), nearest(str(key[-1]), allowed)
        )
    if kind == "missing":
        around = document.fault(key[:-1], "")
        found = f"'{key[-1]}' is missing"
        return Fault(around.file, around.key, found, _description(model, key), "", around.line)
    context = item.get("ctx", {})
    if kind == "value_error":
        told = context["error"]
        if isinstance(told, FaultAt):
            return document.fault((*key, *told.key), told.found, told.allowed, told.suggestion)
        return document.fault(key, str(told))
    if kind in ("literal_error", "enum"):
        choices = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        return document.fault(
            key,
            f"found {shorten(item['input'])}",
            ", ".join(choices),
            nearest(str(item["input"]), choices),
        )
    return document.fault(key, f"found {shorten(item['input'])}", _plain(item["msg"]))


class FaultAt(ValueError):
    """Raised inside a validator to point at a key below the model that is being checked."""

    def __init__(self, key: Path_, found: str, allowed: str = "", suggestion: str = "") -> None:
        """Name the key (relative to the model), what was found and what is allowed."""
        super().__init__(found)
        self.key, self.found, self.allowed, self.suggestion = key, found, allowed, suggestion


def _plain(message: str) -> str:
    text = message.replace("Input should be ", "").replace("Value should have ", "")
    return (
        text.replace("a valid integer", "a whole number")
        .replace("a valid tuple", "a list")
        .replace("a valid ", "a ")
        .replace("a dictionary", "a mapping")
    )


def _model_at(annotation: Any) -> Any:
    """Return the model, or the value type of a mapping or list, inside an annotation."""
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        for choice in get_args(annotation):
            inner = _model_at(choice)
            if inner is not None:
                return inner
        return None
    if origin in (dict, Mapping) or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return ("items", get_args(annotation)[1])
    if origin in (tuple, list):
        return ("items", get_args(annotation)[0])
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return None


def _walk(model: Any, key: Path_) -> Any:
    for part in key:
        if isinstance(model, tuple):
            model = _model_at(model[1])
        elif model is not None and part in _names(model):
            model = _model_at(_names(model)[str(part)].annotation)
        else:
            return None
    return model


def _names(model: type[BaseModel]) -> dict[str, Any]:
    return {(info.alias or name): info for name, info in model.model_fields.items()}


def _fields_at(model: type[BaseModel], key: Path_) -> list[str]:
    found = _walk(model, key)
    return [] if found is None or isinstance(found, tuple) else list(_names(found))


def _description(model: type[BaseModel], key: Path_) -> str:
    around = _walk(model, key[:-1])
    if around is None or isinstance(around, tuple):
        return ""
    info = _names(around).get(str(key[-1]))
    return "" if info is None or not info.description else info.description
