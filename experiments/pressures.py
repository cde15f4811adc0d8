"""What pressed the leaders: the mandate and its terms on the eve of deadlines and votes.

Rows keep a mandate of the last day only, so the lowest runs are played again (the same ones in
every arm, where arms share their luck). Numbers are points: 0 is the worst package for that side
in that run, 100 the best.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np

from experiments.addresses import ResultArm
from experiments.analysis.measures import Measure, Numbers
from experiments.analysis.wording import date, opening, possessive
from experiments.compare import Compared, Comparison, against_first
from experiments.moments import Moment, look_at
from experiments.replayed import SAMPLE
from experiments.speech import phrase, say
from sim.scenario import Scenario
from sim.state import TERMS
from sim.wording import day_month

EVES = ("deadline", "election")
"""Kinds of landmarks on whose eve mandates are looked at."""

WORDS = {
    "mandate": phrase("The mandate"),
    "reference": phrase("What it could just live with"),
    "threat": phrase("Effect of the threat"),
    "losses": phrase("Effect of its losses"),
    "stress": phrase("Effect of market stress"),
    "majority": phrase("Effect of its lost majority"),
    "outside": phrase("What no deal is worth"),
}
"""The mandate and its terms, as they read below a side's name."""

LEVELS = ("mandate", "reference", "outside")
"""Terms that are worth something by themselves; the others take away from the reference."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Eve:
    """One side's mandate on the eve of one day, compared; the mandate first, then its terms.

    `side` is the side's id, `label` its name for people.
    """

    side: str
    label: str
    when: datetime.date
    terms: tuple[Compared, ...]

    @property
    def title(self) -> str:
        """Whose mandate it is, and when."""
        whose, when = possessive(self.label), date(self.when, year=False)
        return opening(say("{whose} mandate on the eve of {date}", whose=whose, date=when))


def pressures(found: Comparison, progress: Progress | None = None) -> tuple[Eve, ...]:
    """Mandates in compared arms, of some histories that are played again.

    A history that has ended by then counts as it stood on its last day. Terms that move nothing
    in any of the histories are left out. Worlds of other sides don't compare: they give nothing.
    """
    arms = found.arms
    scenarios = [arm.scenario() for arm in arms]
    marks = [mark for mark in scenarios[0].landmarks if mark.kind in EVES and mark.day > 0]
    if not marks or any(scenario.sides != scenarios[0].sides for scenario in scenarios):
        return ()
    mornings = sorted({mark.day for mark in marks})
    samples = _samples(found)
    played = [
        _play(arm, scenario, runs, mornings, progress)
        for arm, scenario, runs in zip(arms, scenarios, samples, strict=True)
    ]
    everyone = np.arange(len(samples[0]))
    matched = [(everyone, everyone) if pairing.paired else None for pairing in found.pairings]
    eves = []
    for place, morning in enumerate(mornings):
        when = scenarios[0].date_of(morning)
        for side, label in enumerate(scenarios[0].side_labels):
            name, terms = scenarios[0].sides[side], []
            for term, words in WORDS.items():
                values = tuple(own[term][:, place, side] for own in played)
                if term in LEVELS or any(own.any() for own in values):
                    day = day_month(when).replace(" ", "_").lower()
                    measure = Measure(f"{term}_{name}_{day}", say(words), "points")
                    terms.append(against_first(measure, values, matched, found.level))
            eves.append(Eve(name, label, when, tuple(terms)))
    return tuple(eves)


def named_eves(eves: Sequence[Eve], scenario: Scenario) -> tuple[Eve, ...]:
    """The same with names in the tongue of the moment, those of sides from the scenario."""
    labels = dict(zip(scenario.sides, scenario.side_labels, strict=True))
    return tuple(
        replace(eve, label=labels[eve.side], terms=tuple(_named(one) for one in eve.terms))
        for eve in eves
    )


def _named(compared: Compared) -> Compared:
    term, _, _ = compared.measure.name.partition("_")
    return replace(compared, measure=replace(compared.measure, label=say(WORDS[term])))


def _samples(found: Comparison) -> Sequence[Sequence[int]]:
    """The runs to play again of each arm: the lowest, and the same ones where they are pairs."""
    paired = [runs for runs, p in zip(found.runs[1:], found.pairings, strict=True) if p.paired]
    common = reduce(np.intersect1d, paired, found.runs[0])
    apart = [True, *(pairing.paired for pairing in found.pairings)]
    return [
        (common if shares else runs)[:SAMPLE].tolist()
        for runs, shares in zip(found.runs, apart, strict=True)
    ]


def _play(
    arm: ResultArm,
    scenario: Scenario,
    runs: Sequence[int],
    mornings: Sequence[int],
    progress: Progress | None,
) -> Mapping[str, Numbers]:
    """The mandate and each of its terms, by name, shape (runs, mornings, sides), in points."""
    look = look_at(arm, scenario)
    found = {term: np.empty((len(runs), len(mornings), 2)) for term in WORDS}
    for row, run in enumerate(runs):
        for place, morning in enumerate(mornings):
            moment = look(run, morning)
            for side in range(2):
                for term, value in _terms(moment, side).items():
                    found[term][row, place, side] = value
        if progress is not None:
            progress(arm.label, row + 1, len(runs))
    return found


def _terms(moment: Moment, side: int) -> Mapping[str, float]:
    """One side's mandate and its terms in points; pressures as what they do to the mandate."""
    worst = float(moment["worst"][side])
    span = float(moment["best"][side]) - worst
    terms = dict(zip(TERMS, moment["terms"][side], strict=True)) | {
        "mandate": moment["mandate"][side]
    }
    return {
        name: 100 * ((value - worst) if name in LEVELS else -value) / span
        for name, value in terms.items()
    }
