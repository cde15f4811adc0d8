"""Arms of results side by side: what changes from the first to each of the others, run by run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from experiments.addresses import Address, ResultArm, resolve
from experiments.analysis import measures
from experiments.analysis.columns import Columns, columns_of
from experiments.analysis.intervals import LEVEL, Interval, mean
from experiments.analysis.measures import Measure, Numbers, Recipe
from experiments.analysis.paired import Difference, independent, paired
from experiments.census import rows_shown
from experiments.errors import ResultError
from experiments.pairing import Matched, Pairing, match
from sim.config.errors import nearest

FEWEST = 2
"""Arms that a comparison takes at least."""


@dataclass(frozen=True)
class Compared:
    """One measure in every arm.

    Attributes:
        measure: what it is, and its unit.
        values: for each arm a number a run, shape (runs of that arm,), NaN where a run has none.
        means: for each arm the mean over all its runs that have one, with Student's interval.
        differences: for each arm but the first, what changes from the first arm to it.
    """

    measure: Measure
    values: tuple[Numbers, ...] = field(repr=False, compare=False)
    means: tuple[Interval, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Comparison:
    """Two or more arms, the first of them the reference.

    `runs` has the runs looked at of each arm, `matched` for each arm but the first where the same
    runs stand in the two. `outcomes` has what was asked for, or the standard measures; the parts
    after it are empty unless the standard was asked for. What is the same number in every run of
    every arm is left out of the standard.
    """

    arms: tuple[ResultArm, ...]
    pairings: tuple[Pairing, ...]
    level: float
    runs: tuple[NDArray[np.int64], ...] = field(repr=False, compare=False)
    matched: tuple[Matched, ...] = field(repr=False, compare=False)
    outcomes: tuple[Compared, ...]
    endings: tuple[Compared, ...] = ()
    reasons: tuple[Compared, ...] = ()
    mechanisms: tuple[Compared, ...] = ()
    times: tuple[Compared, ...] = ()

    def __iter__(self) -> Iterator[Compared]:
        """Every measure that was compared."""
        for part in (self.outcomes, self.endings, self.reasons, self.mechanisms, self.times):
            yield from part

    def __getitem__(self, name: str) -> Compared:
        """What was compared under a measure's name.

        Raises:
            KeyError: nothing was; the message has the nearest name.
        """
        if name not in self._by_name:
            raise KeyError(f"'{name}' was not compared; {nearest(name, self._by_name)}".strip("; "))
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, Compared]:
        return {compared.measure.name: compared for compared in self}

    @property
    def paired(self) -> bool:
        """Whether every arm's runs are set against those of the first."""
        return all(pairing.paired for pairing in self.pairings)


def compare(
    addresses: Sequence[Address],
    columns: Sequence[str] | None = None,
    *,
    labels: Sequence[str] | None = None,
    level: float = LEVEL,
) -> Comparison:
    """Set arms against the first of them.

    Args:
        addresses: result folders or arms (see :mod:`experiments.addresses`), two arms or more.
        columns: names of measures or outcome columns; ``None`` takes the standard ones.
        labels: what to call the arms, one for each, in place of names made from folder and factors.
        level: of the intervals.

    Of large results the lowest runs are looked at only, as in a report (``experiments.census``).

    Raises:
        ResultError: no such folder, arm or column; fewer than two arms; an arm without a run.
    """
    arms = resolve(addresses, labels)
    if len(arms) < FEWEST:
        told = f"; {arms[0].result.path} has one arm" if arms else ""
        raise ResultError(
            f"compare: found {len(arms)} arm{'s' * (len(arms) != 1)}{told}. Allowed: two or more, "
            "from several results or from one that varies something."
        )
    asked = _asked(arms, columns)
    rows = [_rows(arm, asked.all(), len(arms)) for arm in arms]
    runs = tuple(np.asarray(row["run"], dtype=np.int64) for row in rows)
    matched = [match(arms[0], arms[other], runs[0], runs[other]) for other in range(1, len(arms))]

    def compared(wanted: Sequence[Recipe]) -> tuple[Compared, ...]:
        found = [_compared(recipe, rows, [at for _, at in matched], level) for recipe in wanted]
        return tuple(one for one in found if columns is not None or not _idle(one))

    return Comparison(
        arms=arms,
        pairings=tuple(pairing for pairing, _ in matched),
        level=level,
        runs=runs,
        matched=tuple(at for _, at in matched),
        outcomes=compared(asked.outcomes),
        endings=compared(asked.endings),
        reasons=compared(asked.reasons),
        mechanisms=compared(asked.mechanisms),
        times=compared(asked.times),
    )


@dataclass(frozen=True)
class _Asked:
    outcomes: tuple[Recipe, ...]
    endings: tuple[Recipe, ...] = ()
    reasons: tuple[Recipe, ...] = ()
    mechanisms: tuple[Recipe, ...] = ()
    times: tuple[Recipe, ...] = ()

    def all(self) -> tuple[Recipe, ...]:
        return (*self.outcomes, *self.endings, *self.reasons, *self.mechanisms, *self.times)


def _asked(arms: Sequence[ResultArm], columns: Sequence[str] | None) -> _Asked:
    """What to compare: by name, or all of the standard that every arm has the columns for."""
    scenario = arms[0].scenario()
    present = [set(arm.result.columns(arm.arm)) for arm in arms]
    common = set.intersection(*present)
    if columns is None:

        def there(wanted: Sequence[Recipe]) -> tuple[Recipe, ...]:
            return tuple(recipe for recipe in wanted if common.issuperset(recipe.needs))

        return _Asked(
            outcomes=there(measures.standard(scenario)),
            endings=there(measures.endings()),
            reasons=there(measures.reasons()),
            mechanisms=there(measures.mechanisms(scenario)),
            times=there(measures.times()),
        )
    try:
        chosen = measures.named(columns, scenario)
    except KeyError as error:
        name = error.args[0]
        hint = nearest(name, measures.names(scenario))
        raise ResultError(
            f"columns: no '{name}' in {arms[0].address}"
            + (f"; {hint}" if hint else "; docs/reference/outcomes.md lists the columns")
        ) from None
    for recipe in chosen:
        for arm, columns_there in zip(arms, present, strict=True):
            missing = set(recipe.needs) - columns_there
            if missing:
                raise ResultError(
                    f"columns: {arm.address} has no column '{min(missing)}', which "
                    f"'{recipe.name}' needs."
                )
    if not chosen:
        raise ResultError("columns: found none; name one or more, or leave the option out.")
    return _Asked(chosen)


def _rows(arm: ResultArm, wanted: Sequence[Recipe], arms: int) -> Columns:
    needs = dict.fromkeys(name for recipe in wanted for name in recipe.needs)
    try:
        table = arm.result.table(arm.arm, columns=list(needs), first=rows_shown(arms))
    except ResultError as error:
        if arm.result.done:
            raise
        raise ResultError(f"{arm.address} holds no finished run yet.") from error
    return columns_of(table)


def _compared(
    recipe: Recipe, rows: Sequence[Columns], matched: Sequence[Matched], level: float
) -> Compared:
    values = tuple(recipe.take(columns) for columns in rows)
    return against_first(recipe.measure, values, matched, level)


def against_first(
    measure: Measure, values: tuple[Numbers, ...], matched: Sequence[Matched], level: float
) -> Compared:
    """Compare a measure's values in the first arm with those in each of the others.

    `matched` has for each other arm the places of the same runs in the first arm's values and in
    its own, or None where the two are independent samples.
    """
    differences = []
    for other, places in zip(values[1:], matched, strict=True):
        if places is None:
            differences.append(independent(values[0], other, level))
        else:
            differences.append(paired(values[0][places[0]], other[places[1]], level))
    means = tuple(mean(own[~np.isnan(own)], level) for own in values)
    return Compared(measure, values, means, tuple(differences))


def _idle(compared: Compared) -> bool:
    """Whether it is the same number in every run of every arm, or there is none at all."""
    known = [own[~np.isnan(own)] for own in compared.values]
    everything = np.concatenate(known)
    return len(everything) == 0 or bool(everything.min() == everything.max())
