"""The tongue of the moment: all that is said while a page or a figure is made is in one language.

A sentence is said where it is needed, as a whole, with its values by name, so that a language may
order them as it likes. Which language that is, whoever makes the page says once:

    with speaking("ja"):
        say("Half of all agreements come by {date}", date=date(day))
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from experiments.tongue import Tongue, tongue

if TYPE_CHECKING:
    from sim.scenario import Scenario

ENGLISH = tongue("en")

_spoken: ContextVar[Tongue] = ContextVar("spoken", default=ENGLISH)

NAMES = ("label", "labels", "title", "summary")
"""Keys of a scenario under which people's words stand."""


def spoken() -> Tongue:
    """The tongue of the moment; English unless somebody has said otherwise."""
    return _spoken.get()


@contextmanager
def speaking(code: str) -> Iterator[Tongue]:
    """Speak this language inside the block.

    Raises:
        ResultError: there is no such language.
    """
    token = _spoken.set(tongue(code))
    try:
        yield spoken()
    finally:
        _spoken.reset(token)


def say(text: str, /, **values: object) -> str:
    """A sentence in the tongue of the moment, with ``{names}`` filled in."""
    return spoken().say(text, **values)


def count(one: str, many: str, n: int, /, **values: object) -> str:
    """The sentence for ``n`` things in the tongue of the moment."""
    return spoken().count(one, many, n, **values)


def phrase(text: str) -> str:
    """A text that stands in a table and is said later: it is collected for the catalogues here."""
    return text


def named(scenario: Scenario) -> Scenario:
    """The same scenario with its names, title and summary in the tongue of the moment.

    It plays as before: numbers, ids and the hash are the same.
    """
    if spoken() is ENGLISH:
        return scenario
    config = _said(scenario.config)
    issues = tuple(
        issue._replace(
            label=say(issue.label),
            level_labels=tuple(say(label) for label in config.issues[issue.id].levels.labels or ())
            or tuple(spoken().physical(value, issue.unit) for value in issue.levels),
        )
        for issue in scenario.issues
    )
    return dataclasses.replace(scenario, config=config, issues=issues)


def _said(part: Any) -> Any:
    """A part of a configuration with what people read in it said."""
    if isinstance(part, Mapping):
        return {name: _said(value) for name, value in part.items()}
    if not hasattr(part, "model_copy"):
        return part
    changes = {name: _words(value) if name in NAMES else _said(value) for name, value in part}
    return part.model_copy(update=changes)


def _words(value: Any) -> Any:
    if isinstance(value, str):
        return say(value)
    return tuple(say(one) for one in value) if isinstance(value, tuple) else value
