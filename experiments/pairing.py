"""Whether the runs of two arms share their luck, and which of them are pairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.addresses import ResultArm
from experiments.speech import joined, say

Places = NDArray[np.intp]
Matched = tuple[Places, Places] | None
"""Places of the same runs in the first arm's rows and in another's; None: not the same luck."""


@dataclass(frozen=True)
class Pairing:
    """How an arm's runs are set against those of the first arm.

    Attributes:
        paired: run k of one against run k of the other; if not, as independent samples.
        runs: runs that both hold (0 where they share no luck).
        words: the same in sentences for people, with what was left out.
    """

    paired: bool
    runs: int
    words: str


def match(
    one: ResultArm, two: ResultArm, first: NDArray[np.int64], second: NDArray[np.int64]
) -> tuple[Pairing, Matched]:
    """How to set the runs of two arms against each other.

    Args:
        one: an arm.
        two: another.
        first: the runs of the one, rising.
        second: those of the other, rising.
    """
    notes = _notes(one, two, len(first), len(second))
    sizes = {"first": f"{len(first):,}", "second": f"{len(second):,}"}
    if one.seed != two.seed:
        words = say(
            "Not paired: the seeds differ ({one} and {two}), so nothing links run k of one with "
            "run k of the other. {first} and {second} runs are taken as independent samples.",
            one=one.seed,
            two=two.seed,
            **sizes,
        )
        return Pairing(False, 0, joined(words, *notes)), None
    common, at_first, at_second = np.intersect1d(first, second, return_indices=True)
    if not len(common):
        words = say(
            "Not paired: the two have no run in common. {first} and {second} runs are taken as "
            "independent samples.",
            **sizes,
        )
        return Pairing(False, 0, joined(words, *notes)), None
    words = say(
        "{pairs} pairs: run k has the same chance in both (seed {seed}).",
        pairs=f"{len(common):,}",
        seed=one.seed,
    )
    if len(common) < max(len(first), len(second)):
        left = say(
            "Only runs that both hold are paired; of {first} and {second} the others are left out.",
            **sizes,
        )
        words = joined(words, left)
    return Pairing(True, len(common), joined(words, *notes)), (at_first, at_second)


def _notes(one: ResultArm, two: ResultArm, first: int, second: int) -> list[str]:
    """What else a reader should know of two arms that are set against each other."""
    notes = []
    for arm, runs in ((one, first), (two, second)):
        total = arm.result.span[1] - arm.result.span[0]
        values = {"arm": arm.label, "runs": f"{runs:,}", "total": f"{total:,}"}
        if runs < total and arm.result.complete:
            notes.append(say("Of {arm} the first {runs} of {total} runs are taken.", **values))
        elif runs < total:
            notes.append(say("Of {arm} only {runs} of {total} runs are done.", **values))
    if one.result.manifest["model_revision"] != two.result.manifest["model_revision"]:
        notes.append(
            say(
                "The two were run by different revisions of the rules, so the change may be that "
                "of rules and settings together."
            )
        )
    return notes
