"""YAML in, validated models out, with the file and line of whatever is wrong.

Anchors and aliases are refused: no shipped configuration needs them, and refusing them
shuts out both recursive documents and those that explode when they are read.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
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
    text = _text_of(path)
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
    if not isinstance(data, dict):
        raise ConfigError(
            Fault(name, "", f"holds {shorten(data)} at its top", "a mapping of keys to values")
        )
    return Document(path, data, lines)


def _text_of(path: Path) -> str:
    name = str(path)
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise ConfigError(Fault(name, "", "is a directory", "a YAML file"))
        if not stat.S_ISREG(kind):  # a pipe could keep us waiting for ever
            raise ConfigError(Fault(name, "", "is not an ordinary file", "a YAML file"))
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = getattr(error, "strerror", None) or str(error)
        raise ConfigError(Fault(name, "", f"can't be read ({reason})", "a YAML file")) from None
    if len(raw) > LARGEST_FILE:
        raise ConfigError(
            Fault(name, "", "is too large", f"at most {LARGEST_FILE:,} bytes of YAML")
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise ConfigError(Fault(name, "", "is not text", "YAML in UTF-8")) from None
    odd = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if odd is not None:
        line = text.count("\n", 0, odd.start()) + 1
        found = f"holds the control character {odd[0]!r}"
        raise ConfigError(Fault(name, "", found, "YAML in UTF-8", line=line))
    return text


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
    try:
        value = yaml.SafeLoader("").construct_object(node)
    except yaml.YAMLError:
        raise  # it knows where, and why
    except Exception as error:  # PyYAML's converters fail on odd values in many ways
        why = f" ({error})" if isinstance(error, ValueError) else ""
        told = f"found {shorten(node.value)}, which can't be read{why}"
        line = node.start_mark.line + 1
        raise ConfigError(Fault(name, dotted(at), told, line=line)) from None
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
        _refuse_anchors_and_depth(text, "value")
        node = yaml.compose(text, Loader=LOADER)
        return None if node is None else _build(node, (), {}, "value")
    except (yaml.YAMLError, ConfigError) as error:
        raise ValueError(f"'{text}' can't be read as a value") from error


def validate(model: type[ModelT], document: Document) -> ModelT:
    """Return ``document`` as an instance of ``model``.

    Raises:
        ConfigError: one fault for each thing that is wrong, in the order of the file.
    """
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        faults = _joined(_explain(model, document, item) for item in error.errors())
        faults.sort(key=lambda fault: fault.line or 0)
        raise ConfigError(faults) from None
    except RecursionError:
        raise ConfigError(Fault(str(document.path), "", "is nested too deeply")) from None


def parse(path: Path | str, model: type[ModelT]) -> ModelT:
    """Read and validate one file (see :func:`read_yaml` and :func:`validate`)."""
    return validate(model, read_yaml(path))


def _joined(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults with those told once that differ in what would be allowed only."""
    found: dict[tuple[str, str], Fault] = {}
    for fault in faults:
        before = found.get((fault.key, fault.found))
        if before is not None and fault.allowed not in ("", before.allowed):
            fault = replace(fault, allowed=f"{before.allowed} or {fault.allowed}")
        found[fault.key, fault.found] = fault
    return list(found.values())


def _place(data: Any, parts: Path_) -> Path_:
    """Return the parts that lead somewhere in ``data``; the others name a type, not a place."""
    key: list[Key] = []
    for part in parts:
        inside = (
            part in data
            if isinstance(data, dict)
            else isinstance(data, tuple) and isinstance(part, int) and part < len(data)
        )
        if inside:
            key.append(part)
            data = data[part]
    return tuple(key)


def _explain(model: type[BaseModel], document: Document, item: Any) -> Fault:
    kind = item["type"]
    key = _place(document.data, item["loc"])
    if kind == "missing":
        key = (*key, item["loc"][-1])
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
        expected = str(context.get("expected", ""))
        choices = re.findall(r"'([^']*)'", expected) or [expected]
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


_WORDS_FOR = (
    (r"^String should match pattern .*", "small letters, digits and _, a letter first, 40 at most"),
    (r"^(Input|Value) should be ", ""),
    (r"^(String|Tuple|Dictionary|Value) should have ", ""),
    (r" after validation, not \d+$", ""),
    (r" or instance of \w+", ""),
    (r"\ba valid integer", "a whole number"),
    (r"\ba valid tuple", "a list"),
    (r"\ba valid ", "a "),
    (r"\ba dictionary", "a mapping"),
)
"""What pydantic says, in words for people: patterns and what stands for them, in turn."""


def _plain(message: str) -> str:
    for pattern, words in _WORDS_FOR:
        message = re.sub(pattern, words, message)
    return message


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
