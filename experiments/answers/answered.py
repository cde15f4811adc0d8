"""An experiment's answer: its claims judged, its arms ranked, its changes compared run by run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from experiments.addresses import ResultArm, resolve
from experiments.analysis.columns import columns_of
from experiments.analysis.intervals import mean
from experiments.analysis.measures import Measure
from experiments.analysis.paired import Difference, paired
from experiments.analysis.wording import inside
from experiments.answers.block import Answer, Ranking
from experiments.answers.ranks import Ranked, quotient, ranked
from experiments.answers.verdicts import Judged
from experiments.census import rows_shown
from experiments.compare import Compared, Comparison, against_first, compare
from experiments.design import Experiment
from experiments.errors import ResultError
from experiments.expressions import read_expression
from experiments.speech import say
from experiments.store import Result


@dataclass(frozen=True)
class Answered:
    """What an experiment says of its question.

    Attributes:
        experiment: its file as it stands now.
        result: the whole result of it.
        block: theory, claims and limits, as written in the file.
        comparison: the measures of the tables, every arm against the first, or against the one
            that the file sets it against.
        judged: each claim with its verdict, in the order of the file.
        ranking: the arms in order, where the file asks for it.
    """

    experiment: Experiment
    result: Result
    block: Answer
    comparison: Comparison
    judged: tuple[Judged, ...]
    ranking: Ranked | None


def answered(experiment: Experiment, result: Result) -> Answered:
    """Judge the claims of an experiment by its result.

    A result keeps the words that its file had when it was run; those of the file now are taken,
    in the tongue of the moment.

    Raises:
        ResultError: the experiment has no `answer`, the result is of another one, or runs are
            missing.
    """
    block = experiment.config.answer
    if block is None:
        raise no_answer(experiment.name)
    if result.manifest["content_hash"] != experiment.content_hash:
        raise ResultError(f"{result.path} holds another experiment than {experiment.name} is now.")
    if not result.complete:
        raise ResultError(f"{result.path}: runs are missing; run the experiment to its end first.")
    arms = tuple(
        replace(arm, label=say(own.title))
        for arm, own in zip(resolve([result]), experiment.arms, strict=True)
    )
    shown, everything = _compared(arms, block)
    numbers = {arm.label: at for at, arm in enumerate(experiment.arms)}
    judged = []
    for claim in block.claims:
        first, second = (numbers[label] for label in claim.arms)
        compared = everything[claim.measure]
        if claim.per is not None:
            compared = _divided(compared, everything[claim.per], shown.level)
        judged.append(
            Judged(
                claim=claim,
                measure=compared.measure,
                difference=_between(compared, first, second, shown.level),
                first=arms[first].label,
                second=arms[second].label,
            )
        )
    ranking = None
    if block.ranking is not None:
        ranking = _ranking(block.ranking, everything, shown, tuple(numbers))
    against = {numbers[label]: numbers[base] for label, base in block.against.items()}
    shown = replace(shown, outcomes=tuple(_rebased(one, against, shown) for one in shown.outcomes))
    return Answered(experiment, result, block, shown, tuple(judged), ranking)


def no_answer(name: str) -> ResultError:
    """What a person is told whose experiment file claims nothing."""
    return ResultError(
        f"{name}: the experiment file has no 'answer', so there is nothing to judge. "
        "docs/reference/configuration.md tells what stands in one; `talks compare` sets the arms "
        "side by side without it."
    )


def _compared(
    arms: tuple[ResultArm, ...], block: Answer
) -> tuple[Comparison, Mapping[str, Compared]]:
    """The comparison of the tables' measures, and every measure by its name.

    What the block defines itself is reckoned from the same rows and compared in the same way.
    """
    plain = [name for name in block.wanted() if name not in block.defines]
    found = compare(arms, plain or ["agreement"])
    by_name = {one.measure.name: one for one in found}
    scenario = arms[0].scenario()
    for name, defined in block.defines.items():
        expression = read_expression(defined.says, scenario)
        values = []
        for arm in arms:
            rows = arm.result.table(
                arm.arm, columns=sorted(expression.names), first=rows_shown(len(arms))
            )
            values.append(np.asarray(expression.on(columns_of(rows)), dtype=float))
        measure = Measure(name, say(defined.label), defined.unit)
        by_name[name] = against_first(measure, tuple(values), found.matched, found.level)
    shown = tuple(
        one
        for name in block.measures
        for one in ([by_name[name]] if name in by_name else _words(found, name))
    )
    return replace(found, outcomes=shown), by_name


def _words(found: Comparison, name: str) -> list[Compared]:
    """A column of words, such as `ending`, as the share of each of them."""
    return [one for one in found if one.measure.name.startswith(f"{name}_")]


def _between(compared: Compared, first: int, second: int, level: float) -> Difference:
    """The change from one arm to another; all arms of a result have the same runs."""
    return paired(compared.values[first], compared.values[second], level)


def _rebased(compared: Compared, against: Mapping[int, int], found: Comparison) -> Compared:
    """The same measure, with the change of some arms (by number) from others than the first."""
    differences = list(compared.differences)
    for arm, base in against.items():
        differences[arm - 1] = _between(compared, base, arm, found.level)
    return replace(compared, differences=tuple(differences))


def _divided(compared: Compared, per: Compared, level: float) -> Compared:
    """The change of one measure from the first arm, for each unit of that of another.

    The values are each run's part in the quotient, as a ranking has them; the first arm has none.
    """
    quotients = (
        quotient(compared.values[0], own, (per.values[0], below))
        for own, below in zip(compared.values[1:], per.values[1:], strict=True)
    )
    values = (np.full(len(compared.values[0]), np.nan), *quotients)
    measure = replace(compared.measure, label=_quotient_label(compared.measure, per.measure))
    return Compared(measure, values, tuple(mean(own, level) for own in values), ())


def _quotient_label(measure: Measure, per: Measure) -> str:
    return say("{measure} for each unit of {per}", measure=measure.label, per=inside(per.label))


def _ranking(
    asked: Ranking, by_name: Mapping[str, Compared], found: Comparison, labels: Sequence[str]
) -> Ranked:
    compared = by_name[asked.measure]
    arms = [(label, arm.label) for label, arm in zip(labels, found.arms, strict=True)][1:]
    per = None if asked.per is None else by_name[asked.per].values
    measure = compared.measure
    if per is not None:
        label = _quotient_label(measure, by_name[str(asked.per)].measure)
        measure = replace(measure, label=label)
    return ranked(asked, measure, arms, compared.values, per, found.level)
