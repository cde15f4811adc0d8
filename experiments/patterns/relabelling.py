"""Pattern 1: what comes first in the file, and who is called what, makes no difference.

This is logic and no theory, so every claim is exact: no outcome differs.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from experiments.patterns.ensembles import (
    BARE,
    BASELINE,
    SEED,
    agreed,
    ensemble,
    scaled,
    share_of_differences,
    shipped,
    variant,
)
from experiments.patterns.finding import Finding, at_most, exactly, finding
from sim import engine, kernel, outcomes
from sim.config import ScenarioConfig
from sim.config.reader import Document, validate
from sim.scenario import Scenario, build

RUNS = 500
FEW = 25
"""Histories of a relabelled world, played through the glass door, where a coin can be turned."""
ROUNDING = 1e-12
"""Sums in another order differ in their last digits."""

MIRRORED = {"east": "west", "west": "east", "grain": "timber", "timber": "grain"}
ALIKE = (0.8, 0.4)
RENAMED = {"japan": "x_japan"}

DRAWN_BY_NAME_ONLY: dict[str, object] = {
    "sides.japan.ministers.negotiator.slack": 0,
    "sides.us.ministers.commerce.slack": 0,
    "sides.us.ministers.treasury.slack": 0,
    "deadlines.pause_end.softness": 0.6,
}
"""Agency slack and what each side believes of a deadline are drawn by the place of the side."""


def findings(factor: float = 1.0) -> tuple[Finding, ...]:
    """Return all that the pattern claims, on ``factor`` times the usual number of histories."""
    return (*order_of_the_file(factor), *who_is_called_what(factor), *symmetry(factor))


# ------------------------------------------------------------------- the order of the file


def backwards(part: Any) -> Any:
    """Every mapping in the opposite order; lists stay, for their order means something."""
    if isinstance(part, dict):
        return {key: backwards(part[key]) for key in reversed(part)}
    return part


def order_of_the_file(factor: float = 1.0) -> tuple[Finding, ...]:
    """The same scenario written the other way about gives the same outcomes."""
    runs = scaled(RUNS, factor)
    found = []
    for name in (BARE, BASELINE):
        turned = built(name, backwards(shipped(name).data))
        found.append(
            finding(
                f"1-order-{name.split('_')[0]}",
                f"The order of sides, issues and ministers changes nothing ({name})",
                share_of_differences(played(turned, runs), played(variant(name), runs)),
                unit="share of outcomes that differ",
                criterion=exactly(0),
                arms=("every part of the file turned about", "as shipped"),
                runs=runs,
            )
        )
    data = shipped(BASELINE).data
    pairs = tuple(tuple(reversed(pair)) for pair in data["talks"]["pairs"])
    turned = built(BASELINE, {**data, "talks": {**data["talks"], "pairs": pairs}})
    return (
        *found,
        finding(
            "1-first-in-a-pair",
            "Which minister of a pair is named first changes nothing",
            share_of_differences(played(turned, runs), played(variant(BASELINE), runs)),
            unit="share of outcomes that differ",
            criterion=exactly(0),
            arms=("pairs turned about", "as shipped"),
            runs=runs,
        ),
    )


def built(name: str, data: dict[str, Any]) -> Scenario:
    """Return the scenario that a shipped file would give if it held these data."""
    return build(validate(ScenarioConfig, Document(shipped(name).path, data)))


def played(scenario: Scenario, runs: int) -> Mapping[str, Any]:
    """Return its outcomes; never those kept of another scenario with the same hash."""
    return engine.simulate(scenario, SEED, 0, runs)


# ---------------------------------------------------------------------- who is called what


def renamed(part: Any, names: Mapping[str, str]) -> Any:
    """Each whole word for its other name, all at once, in all keys and texts."""
    if isinstance(part, dict):
        return {renamed(key, names): renamed(value, names) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return tuple(renamed(item, names) for item in part)
    if isinstance(part, str):
        word = rf"(?<![A-Za-z])({'|'.join(names)})(?![A-Za-z])"
        return re.sub(word, lambda found: names[found[0]], part)
    return part


def relabelled(scenario: Scenario, names: Mapping[str, str]) -> Scenario:
    """The same world with other names, each stream of chance going with what it serves."""
    back = {new: old for old, new in names.items()}
    data = renamed(scenario.config.model_dump(exclude_none=True), names)
    other = build(validate(ScenarioConfig, Document(Path("relabelled"), data)))
    streams = [renamed(stream, back) for stream in other.streams]
    # Who speaks first in a pair is drawn from a stream with both names in alphabetic order.
    turned = {":".join((s.split(":")[0], *reversed(s.split(":")[1:]))): s for s in scenario.streams}
    return dataclasses.replace(other, streams=tuple(turned.get(s, s) for s in streams))


@contextmanager
def other_side_speaks_first(scenario: Scenario) -> Iterator[None]:
    """Turn the coin for the first word inside the block: its two faces bear names of sides too.

    It is turned for all of this process, so only the glass door may be at work in it.
    """
    draw: Callable[..., float] = vars(kernel)["draw"]

    def turned(tape: object, stream: int, *address: int) -> float:
        u = draw(tape, stream, *address)
        return 1.0 - u if stream in scenario.world.speaker_stream else u

    with patch.object(kernel, "draw", turned):
        yield


def share_not_relabelled(scenario: Scenario, names: Mapping[str, str], runs: int) -> float:
    """The share of outcomes that are not those of the same thing under its other name."""
    other = relabelled(scenario, names)
    back = {new: old for old, new in names.items()}
    rows = outcomes.simulate(scenario, SEED, 0, runs)
    with other_side_speaks_first(other):
        others = outcomes.simulate(other, SEED, 0, runs)
    differ, of = 0, 0
    for column, values in others.items():
        expected = rows[renamed(column, back)]
        if isinstance(expected[0], float):
            close = np.isclose(
                np.array(values), np.array(expected), rtol=0, atol=ROUNDING, equal_nan=True
            )
            differ += int((~close).sum())
        else:
            differ += sum(one != two for one, two in zip(values, expected, strict=True))
        of += len(values)
    return differ / of


def bare_world(east: tuple[float, float], west: tuple[float, float]) -> Scenario:
    """The bare world with nothing drawn but who speaks first: (cost ratio, beta) by side."""
    keys = ("cost_ratio", "ministers.envoy.strategy.parameters.beta")
    return variant(
        BARE,
        {
            f"sides.{side}.{key}": value
            for side, pair in (("east", east), ("west", west))
            for key, value in zip(keys, pair, strict=True)
        },
    )


def who_is_called_what(factor: float = 1.0) -> tuple[Finding, ...]:
    """Other names for the sides, and each outcome goes with what it belongs to.

    Japan comes after the US by the alphabet when it is renamed, and every history stays what it
    was: the engine prefers neither.
    """
    runs = scaled(FEW, factor)
    note = f"Numbers that differ by no more than {ROUNDING:g} count as the same."
    worlds = (
        (
            "1-mirrored",
            "Symmetric world: sides relabelled, outcomes relabelled",
            bare_world(ALIKE, ALIKE),
            MIRRORED,
        ),
        (
            "1-types",
            "Asymmetric world: types and outcomes go with the names",
            bare_world((0.6, 0.3), (0.9, 1.2)),
            MIRRORED,
        ),
        (
            "1-renamed",
            "Baseline: another name for Japan changes no outcome",
            variant(BASELINE, DRAWN_BY_NAME_ONLY),
            RENAMED,
        ),
    )
    return tuple(
        finding(
            id,
            name,
            share_not_relabelled(scenario, names, runs),
            unit="share of outcomes that differ",
            criterion=exactly(0),
            arms=("relabelled", "as it is"),
            runs=runs,
            note=note,
        )
        for id, name, scenario, names in worlds
    )


def symmetry(factor: float = 1.0) -> tuple[Finding, ...]:
    """Two sides of the same kind always agree, on the same for both."""
    runs = scaled(RUNS, factor)
    alike = ensemble(bare_world(ALIKE, ALIKE), runs)
    apart = float(np.abs(alike["value_east"] - alike["value_west"]).max())
    uneven = ~agreed(alike) | (alike["level_grain"] != alike["level_timber"])
    arms = ("symmetric bare world",)
    return (
        finding(
            "1-equal-levels",
            "Symmetric world: both always agree to give alike",
            float(uneven.mean()),
            unit="share of histories",
            criterion=exactly(0),
            arms=arms,
            runs=runs,
        ),
        finding(
            "1-equal-values",
            "Symmetric world: both get the same out of it",
            apart,
            unit="utility, the most in any history",
            criterion=at_most(ROUNDING),
            arms=arms,
            runs=runs,
        ),
    )
