"""Which arms are meant: all of a result's by `RESULT`, one by `RESULT#2` or `RESULT#factor=value`.

An address is a result folder, and behind a `#` the number of an arm or enough of its factors'
values to tell it from the others (`results/grid#bar=0.2,softness=0.9`).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from experiments.analysis.arms import Setting
from experiments.design import Arm
from experiments.errors import ResultError
from experiments.speech import ENGLISH, listing, named, say, spoken
from experiments.store import Result, open_result
from sim.config.errors import nearest
from sim.scenario import Scenario

MARK = "#"


@dataclass(frozen=True)
class ResultArm:
    """One arm of one result, with the name by which people tell it from the others."""

    result: Result
    arm: int
    label: str

    @property
    def address(self) -> str:
        """What finds it again."""
        several = len(self.result.manifest["arms"]) > 1
        return f"{self.result.path}{MARK}{self.arm}" if several else str(self.result.path)

    @property
    def seed(self) -> int:
        """The seed of its result."""
        return self.result.experiment.seed

    def scenario(self) -> Scenario:
        """Its scenario, built anew, with names in the tongue of the moment."""
        return named(self.result.scenario(self.arm))


Address = str | Path | Result | ResultArm
Words = Callable[[ResultArm], str]


def resolve(
    addresses: Sequence[Address], labels: Sequence[str] | None = None
) -> tuple[ResultArm, ...]:
    """The arms that addresses mean, in their order, each with a label of its own.

    Args:
        addresses: texts as above, open results (all arms), or arms.
        labels: one for each arm, in place of those made from folders and factors; an open arm
            keeps its own.

    Raises:
        ResultError: a folder is no result, there is no such arm, an arm is meant twice, or there
            are more or fewer labels than arms.
    """
    arms = [arm for address in addresses for arm in _arms(address)]
    seen: set[tuple[Path, int]] = set()
    for arm in arms:
        place = (arm.result.path.resolve(), arm.arm)
        if place in seen:
            raise ResultError(f"{arm.address} is named twice; name each arm once.")
        seen.add(place)
    if labels is None:
        return _labelled(arms, _settings)
    if len(labels) != len(arms):
        told = ", ".join(arm.address for arm in arms)
        raise ResultError(
            f"labels: found {len(labels)} for {len(arms)} arms ({told}); give one for each."
        )
    if len(set(labels)) < len(labels):
        raise ResultError(f"labels: found one twice in {', '.join(labels)}; each must differ.")
    return tuple(replace(arm, label=label) for arm, label in zip(arms, labels, strict=True))


def named_arms(arms: Sequence[ResultArm]) -> tuple[ResultArm, ...]:
    """The same arms under names in the tongue of the moment, but where somebody gave them one.

    In English they are called as addresses have them.
    """
    if spoken() is ENGLISH:
        return tuple(arms)
    bare = [replace(arm, label="") for arm in arms]
    own = _labelled(bare, _settings)
    said = _labelled(bare, lambda arm: _settings_said(arm, arms))
    return tuple(
        other if arm.label == plain.label else arm
        for arm, plain, other in zip(arms, own, said, strict=True)
    )


def _arms(address: Address) -> Sequence[ResultArm]:
    if isinstance(address, ResultArm):
        return (address,)
    if isinstance(address, Result):
        return _all(address)
    text = os.fspath(address)
    # A folder may have the mark in its name.
    folder, mark, which = (text, "", "") if Path(text).exists() else text.rpartition(MARK)
    if not mark:
        return _all(open_result(text))
    result = open_result(folder)
    return (ResultArm(result, _number(result, text, which), ""),)


def _all(result: Result) -> Sequence[ResultArm]:
    return [ResultArm(result, arm.index, "") for arm in result.arms]


def _number(result: Result, address: str, which: str) -> int:
    """The arm that stands behind the mark: a number, or values of factors."""
    if which.isdecimal():
        result.scenario(int(which))  # says which arms there are, if there is no such
        return int(which)
    known = {name: _words(result.arms, name) for name in result.arms[0].values}
    wanted = {}
    for part in which.split(","):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals:
            raise ResultError(
                f"{address}: found '{which}' behind {MARK}; allowed: the number of an arm (0 to "
                f"{len(result.arms) - 1}) or factor=value, as in {_example(result)}"
            )
        if name not in known:
            factors = f"its factors are {', '.join(known)}" if known else "it varies nothing"
            hint = nearest(name, known)
            raise ResultError(f"{address}: no factor '{name}'; {hint or factors}")
        if value not in known[name]:
            allowed = ", ".join(known[name])
            raise ResultError(f"{address}: no arm has {name}={value}; allowed: {allowed}")
        wanted[name] = value
    fitting = [
        arm.index
        for arm in result.arms
        if all(_word(arm, name) == value for name, value in wanted.items())
    ]
    if len(fitting) != 1:
        raise ResultError(
            f"{address} fits {len(fitting)} arms; name more factors, or one of the numbers "
            f"{', '.join(map(str, fitting))}."
        )
    return fitting[0]


def _words(arms: Sequence[Arm], name: str) -> Sequence[str]:
    return list(dict.fromkeys(_word(arm, name) for arm in arms))


def _word(arm: Arm, name: str) -> str:
    """A factor's value as the arm's own label writes it."""
    value = arm.values[name]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _example(result: Result) -> str:
    last = result.arms[-1]
    values = ",".join(f"{name}={_word(last, name)}" for name in last.values) or "0"
    return f"{result.path}{MARK}{values}"


def _labelled(arms: Sequence[ResultArm], settings: Words) -> tuple[ResultArm, ...]:
    """Arms of one result by their settings, others by their folders; told apart in any case."""
    folders = {arm.result.path.resolve() for arm in arms}
    names = [arm.label or _name(arm, settings(arm), alone=len(folders) == 1) for arm in arms]
    twice = {name for name, times in Counter(names).items() if times > 1}
    return tuple(
        replace(arm, label=arm.address if name in twice else name)
        for arm, name in zip(arms, names, strict=True)
    )


def _settings(arm: ResultArm) -> str:
    """What was set in an arm, as an address has it; empty where nothing was."""
    own = arm.result.arms[arm.arm]
    return own.label if own.values else ""


def _settings_said(arm: ResultArm, arms: Sequence[ResultArm]) -> str:
    """The same in words for people: of several factors, those in which these arms differ."""
    own, factors = arm.result.arms[arm.arm], arm.result.experiment.vary
    if not factors:
        return say(own.title) if own.values else ""
    beside = [other.result.arms[other.arm] for other in arms if _same_result(other, arm)]
    differ = [one for one in factors if len(_words(beside, one.name)) > 1] or factors
    return listing(
        [
            Setting(one.name, say(one.label) if one.label else one.name, own.values[one.name]).told
            for one in differ
        ]
    )


def _same_result(one: ResultArm, two: ResultArm) -> bool:
    return one.result.path.resolve() == two.result.path.resolve()


def _name(arm: ResultArm, settings: str, *, alone: bool) -> str:
    """An arm's settings, and before them its folder, where not all arms have the same."""
    if alone and settings:
        return settings
    return f"{arm.result.path.resolve().name} {settings}".strip()
