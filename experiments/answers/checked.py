"""What an `answer` names, held against the scenario and the bibliography."""

from __future__ import annotations

from collections.abc import Collection

from experiments.analysis import measures
from experiments.answers.block import Answer, Sources
from experiments.expressions import ExpressionFault, read_expression
from sim.config.errors import nearest
from sim.config.reader import FaultAt
from sim.scenario import Scenario

Place = tuple[str | int, ...]
"""Where in the block something stands."""


def check_names(answer: Answer, scenario: Scenario, sources: Collection[str]) -> None:
    """Refuse measures, columns and sources that there are not.

    Args:
        answer: the block.
        scenario: that of the first arm.
        sources: keys of the bibliography.

    Raises:
        FaultAt: with the place inside the block.
    """
    for name, defined in answer.defines.items():
        try:
            read_expression(defined.says, scenario)
        except ExpressionFault as fault:
            at: Place = ("defines", name, "says")
            raise FaultAt(at, fault.found, fault.allowed, fault.suggestion) from None
    for place, name in _named(answer):
        _check_measure(place, name, answer, scenario)
    cited: list[tuple[Place, Sources]] = [
        *((("theory", index, "sources"), one.sources) for index, one in enumerate(answer.theory)),
    ]
    for index, claim in enumerate(answer.claims):
        for name in ("sources", "says_more", "says_less"):
            cited.append((("claims", index, name), getattr(claim, name)))
    for place, keys in cited:
        for number, key in enumerate(keys):
            if key not in sources:
                raise FaultAt(
                    (*place, number),
                    f"unknown source '{key}'",
                    "a key of the bibliography",
                    nearest(key, sources),
                )


def _named(answer: Answer) -> list[tuple[Place, str]]:
    """Every measure that is asked for, with its place."""
    found: list[tuple[Place, str]] = [
        (("measures", index), name) for index, name in enumerate(answer.measures)
    ]
    found += [
        (("claims", index, "measure"), one.measure) for index, one in enumerate(answer.claims)
    ]
    found += [
        (("claims", index, "per"), one.per)
        for index, one in enumerate(answer.claims)
        if one.per is not None
    ]
    if answer.ranking is not None:
        found.append((("ranking", "measure"), answer.ranking.measure))
        if answer.ranking.per is not None:
            found.append((("ranking", "per"), answer.ranking.per))
    return found


def _check_measure(place: Place, name: str, answer: Answer, scenario: Scenario) -> None:
    if name in answer.defines:
        return
    try:
        measures.named([name], scenario)
    except KeyError:
        known = [*answer.defines, *measures.names(scenario)]
        raise FaultAt(
            place,
            f"no measure '{name}'",
            "a name under 'defines', an outcome column, or a measure of `talks compare`",
            nearest(name, known),
        ) from None
