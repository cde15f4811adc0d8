"""A comparison with its names in the tongue of the moment: as it stands, but for its words.

Numbers are compared once, and their files speak English. What people read is named again here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from experiments.addresses import named_arms
from experiments.analysis import measures
from experiments.analysis.measures import Measure
from experiments.compare import Compared, Comparison
from experiments.ends import Timing
from experiments.pairing import match
from experiments.pressures import Eve, named_eves
from experiments.speech import ENGLISH, spoken


def named_comparison(
    found: Comparison, timing: Timing | None = None, eves: Sequence[Eve] = ()
) -> tuple[Comparison, Timing | None, tuple[Eve, ...]]:
    """The same comparison, dates of endings and mandates, named in the tongue of the moment."""
    if spoken() is ENGLISH:
        return found, timing, tuple(eves)
    arms = named_arms(found.arms)
    scenario = arms[0].scenario()
    one, *others = zip(arms, found.runs, strict=True)
    pairings = tuple(match(one[0], arm, one[1], runs)[0] for arm, runs in others)
    known = {recipe.name: recipe.measure for recipe in measures.times()}
    parts = (found.outcomes, found.endings, found.reasons, found.mechanisms)
    asked = [compared.measure.name for part in parts for compared in part]
    known |= {recipe.name: recipe.measure for recipe in measures.named(asked, scenario)}
    named = replace(
        found,
        arms=arms,
        pairings=pairings,
        outcomes=_named(found.outcomes, known),
        endings=_named(found.endings, known),
        reasons=_named(found.reasons, known),
        mechanisms=_named(found.mechanisms, known),
        times=_named(found.times, known),
    )
    dated = None if timing is None else replace(timing, scenario=scenario)
    return named, dated, named_eves(eves, scenario)


def _named(part: Sequence[Compared], known: dict[str, Measure]) -> tuple[Compared, ...]:
    return tuple(replace(one, measure=known[one.measure.name]) for one in part)
