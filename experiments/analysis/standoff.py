"""Why ministers find no common text: how near they came, and where their last offers stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.analysis.columns import Columns, count, select
from experiments.analysis.intervals import LEVEL, Interval, wilson

if TYPE_CHECKING:
    from experiments.replayed import LastOffer, Replayed

NO_TEXT = "no_text"


@dataclass(frozen=True)
class SideOffers:
    """One side's last offers in the histories replayed that end without a text.

    `suits` is the share that the other leader would have signed. Of these, `refused` is the share
    that the other side's home would sooner have refused than ratified (NaN where there are none).
    `asks` is the median of how many points the offer keeps above the own leader's mandate.
    """

    suits: Interval
    refused: Interval
    asks: float


@dataclass(frozen=True)
class Standoff:
    """What the histories that end without any text have in common.

    `open_rounds` is the median share of their rounds in which some package could have met both
    mandates, `closed` the median share of the first gap between offers that they close, each over
    all `runs` of them. `offers` has both sides' last offers in the `replayed` ones.
    """

    runs: int
    open_rounds: float
    closed: float
    replayed: int
    offers: tuple[SideOffers, SideOffers] | None


def standoff(
    columns: Columns, histories: Sequence[Replayed], level: float = LEVEL
) -> Standoff | None:
    """What is told of the runs without a text; None where every run has one."""
    failed = select(columns, np.asarray(columns["reason"] == NO_TEXT, dtype=np.bool_))
    runs = count(failed)
    if runs == 0:
        return None
    rounds = np.maximum(1, np.asarray(failed["rounds"]))
    last = [one.last for one in histories if one.reason == NO_TEXT and one.last is not None]
    offers = None
    if last:
        first, second = (_side([pair[side] for pair in last], level) for side in range(2))
        offers = (first, second)
    return Standoff(
        runs=runs,
        open_rounds=float(np.median(np.asarray(failed["zopa_rounds"]) / rounds)),
        closed=float(np.median(np.asarray(failed["progress"], dtype=float))),
        replayed=len(last),
        offers=offers,
    )


def _side(offers: Sequence[LastOffer], level: float) -> SideOffers:
    suiting = [offer for offer in offers if offer.suits]
    return SideOffers(
        suits=wilson(len(suiting), len(offers), level),
        refused=wilson(sum(not offer.carried for offer in suiting), len(suiting), level),
        asks=float(np.median([offer.asks for offer in offers])),
    )
