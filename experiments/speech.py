"""Speaking a language that has catalogues, and scenarios whose names are in it.

    with speaking("ja"):
        say("Half of all agreements come by {date}", date=date(day))

How things are said stands in ``sim.speech``, as the diary of a history says them too.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from experiments.tongue import tongue
from sim.speech import clauses, count, joined, listing, phrase, say, speaking_in, spoken
from sim.tongue import ENGLISH, Tongue

if TYPE_CHECKING:
    from sim.scenario import Scenario

__all__ = [
    "ENGLISH",
    "clauses",
    "count",
    "joined",
    "listing",
    "named",
    "phrase",
    "say",
    "speaking",
    "spoken",
]

NAMES = ("label", "labels", "title", "summary")
"""Keys of a scenario under which people's words stand."""


def speaking(code: str) -> AbstractContextManager[Tongue]:
    """Speak this language inside the block.

    Raises:
        ResultError: there is no such language.
    """
    return speaking_in(tongue(code))


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
