"""Pattern 8: a heavier burden makes Tokyo give more; stressed markets make Washington ask less.

Who has more to lose from no agreement gets less from one (raiffa1982; schelling1960): that is
the burden. That market stress moved Washington was seen on 9 April 2025 (P45): the pause.
Terms are compared in the runs that end in agreement both ways, over shared tapes.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from experiments.patterns.ensembles import (
    BASELINE,
    Column,
    Ensemble,
    agreed,
    ensemble,
    number,
    paired_mean,
    scaled,
    share_of_differences,
    variant,
)
from experiments.patterns.finding import Criterion, Finding, above, below, exactly, finding
from experiments.patterns.worlds import GIVES, Settings

RUNS = 1000
TO_LOSE = ("raiffa1982", "schelling1960")
MARKETS = ("P45",)

Quantity = Callable[[Ensemble], Column]


def findings(factor: float = 1.0) -> tuple[Finding, ...]:
    """Return all that the pattern claims, on ``factor`` times the usual number of histories."""
    return (
        *burden(factor),
        *dear_concessions(factor),
        *threat(factor),
        *felt_in_washington(factor),
        *markets(factor),
        *unfelt(factor),
    )


def talks(settings: Settings, factor: float) -> Ensemble:
    """The baseline with these settings."""
    return ensemble(variant(BASELINE, settings), scaled(RUNS, factor))


def given(outcomes: Ensemble) -> Column:
    """What Japan gives: the mean over its issues, 0 nothing to 1 all that was asked."""
    last = {issue.id: len(issue.levels) - 1 for issue in variant(BASELINE).issues}
    shares: Column = np.mean([outcomes[f"level_{issue}"] / last[issue] for issue in GIVES], axis=0)
    return shares


def column(name: str) -> Quantity:
    """A column of the outcomes."""
    return lambda outcomes: outcomes[name]


@dataclass(frozen=True)
class Comparison:
    """Two worlds over the same tapes, ``after`` less ``before``, named in this order."""

    before: Ensemble
    after: Ensemble
    names: tuple[str, str]
    source: tuple[str, ...] = TO_LOSE

    def of(
        self,
        id: str,
        name: str,
        quantity: Quantity,
        unit: str,
        criterion: Criterion | None,
        among: Column | None = None,
    ) -> Finding:
        """The mean paired difference, by default in the runs that agree both ways."""
        those = agreed(self.before) & agreed(self.after) if among is None else among
        before, after = quantity(self.before), quantity(self.after)
        each = [
            f"{values[agreed(arm) if among is None else among].mean():.3g}"
            for values, arm in ((after, self.after), (before, self.before))
        ]
        whose = "each arm's own agreements" if among is None else "each arm"
        return finding(
            f"8-{id}",
            name,
            paired_mean((after - before)[those]),
            unit=unit,
            source=self.source,
            criterion=criterion,
            arms=(self.names[1], self.names[0]),
            runs=len(before),
            pairs=int(those.sum()),
            note=f"Means, {whose}: {' and '.join(each)}.",
        )


def every(arm: Ensemble) -> Column:
    """All runs."""
    return np.full(len(arm["run"]), True)


# ------------------------------------------------------------------------------- the burden

LIGHT: Settings = {"issues.auto_tariff.in_force.value": 15}
"""A tariff on cars of 15 % in force instead of 25 %; all else, wants and reference alike."""
DEAR: Settings = {"sides.japan.cost_ratio": number(1, "ratio")}
"""All of Japan's concessions cost it as much as all of the relief would bring."""
MILD: Settings = {"deadlines.pause_end.to.value": 12}
"""12 % after the pause instead of 24 %, with the same 10 % in force."""
SHARE = "share of what is asked"


def burden(factor: float = 1.0) -> tuple[Finding, ...]:
    """A heavier tariff in force brings Japan worse terms, most of it in relief not had.

    In the baseline what Japan is asked for is cheap to it, by the prior of its cost ratio. So an
    agreement takes most of it, burden or not, and there is hardly more to give.
    """
    light, heavy = talks(LIGHT, factor), talks({}, factor)
    them = Comparison(light, heavy, ("15 % on cars in force", "25 %, as in the baseline"))
    return (
        them.of(
            "loss",
            "Heavier tariff: exporters lose more (check of the design)",
            column("exporter_loss_bn"),
            "USD bn",
            above(0),
            every(light),
        ),
        them.of(
            "mandate",
            "Heavier tariff: a lower mandate in Tokyo",
            column("mandate_japan"),
            "utility",
            below(0),
            every(light),
        ),
        them.of(
            "terms",
            "Heavier tariff: worse terms for Japan",
            column("points_japan"),
            "points",
            below(0),
        ),
        them.of(
            "terms-us",
            "Heavier tariff: better terms for Washington",
            column("points_us"),
            "points",
            above(0),
        ),
        them.of(
            "tariff",
            "Heavier tariff: a higher agreed tariff on cars",
            column("term_auto_tariff"),
            "percent",
            above(0),
        ),
        them.of("given", "Heavier tariff: Japan gives more", given, SHARE, above(0)),
    )


def dear_concessions(factor: float = 1.0) -> tuple[Finding, ...]:
    """Where concessions are dear there is more to give, and a heavier burden brings it out."""
    them = Comparison(
        talks(LIGHT | DEAR, factor),
        talks(DEAR, factor),
        ("15 % on cars in force, concessions dear", "25 %, concessions dear"),
    )
    return (
        them.of(
            "dear-given",
            "Heavier tariff, concessions dear: Japan gives more",
            given,
            SHARE,
            above(0),
        ),
        them.of(
            "dear-terms",
            "Heavier tariff, concessions dear: worse terms for Japan",
            column("points_japan"),
            "points",
            below(0),
        ),
    )


def threat(factor: float = 1.0) -> tuple[Finding, ...]:
    """A heavier threat brings Japan worse terms: smaller, the same way."""
    mild, harsh = talks(MILD, factor), talks({}, factor)
    them = Comparison(mild, harsh, ("12 % threatened", "24 %, as in the baseline"))
    return (
        them.of(
            "threat-mandate",
            "Heavier threat: a lower mandate in Tokyo",
            column("mandate_japan"),
            "utility",
            below(0),
            every(mild),
        ),
        them.of(
            "threat-terms",
            "Heavier threat: worse terms for Japan",
            column("points_japan"),
            "points",
            below(0),
        ),
        them.of(
            "threat-terms-us",
            "Heavier threat: better terms for Washington",
            column("points_us"),
            "points",
            above(0),
        ),
        them.of("threat-given", "Heavier threat: Japan gives more", given, SHARE, above(0)),
    )


# -------------------------------------------------------------------------------- the markets

HEEDED: Settings = {
    "sides.us.mandate.stress": number(0.06, "utility"),
    "deadlines.pause_end.softness": number(0, "probability"),
    "interim": None,
}
"""Washington minds stress as much as its prior allows; a firm date, so that tariffs come back."""
CALM: Settings = {"stress.threat.value": 0, "stress.carried_out.value": 0}
WILD: Settings = {"stress.threat.value": 3, "stress.carried_out.value": 4}
"""Markets that shrug, and that jump as much as the ranges allow, with the same daily news."""
NAMES = ("calm markets", "wild markets")


def felt_in_washington(factor: float = 1.0) -> tuple[Finding, ...]:
    """Stressed markets lower Washington's mandate; Tokyo feels none of it.

    On 21 July, twelve days after the tariff came back, where it did.
    """
    soon: Settings = {"end.date": datetime.date(2025, 7, 21), "escalations": {}}
    calm, wild = talks(HEEDED | CALM | soon, factor), talks(HEEDED | WILD | soon, factor)
    back = (calm["snap_back_day"] >= 0) & (wild["snap_back_day"] >= 0)
    # Signing a text moves approval and so the vote: look where none was agreed.
    still = back & (calm["texts"] == 0) & (wild["texts"] == 0)
    differ = calm["mandate_japan"][still] != wild["mandate_japan"][still]
    return (
        Comparison(calm, wild, NAMES, MARKETS).of(
            "markets-mandate",
            "Stressed markets: a lower mandate in Washington",
            column("mandate_us"),
            "utility",
            below(0),
            back,
        ),
        finding(
            "8-markets-tokyo",
            "Stressed markets: Tokyo's mandate stays as it is",
            float(differ.mean()) if still.any() else float("nan"),
            unit="share of histories that differ",
            source=MARKETS,
            criterion=exactly(0),
            arms=NAMES,
            runs=len(still),
            pairs=int(still.sum()),
            note="Histories in which the tariff came back and no text was agreed.",
        ),
    )


def markets(factor: float = 1.0) -> tuple[Finding, ...]:
    """Stressed markets make Washington ask less."""
    calm, wild = talks(HEEDED | CALM, factor), talks(HEEDED | WILD, factor)
    them = Comparison(calm, wild, NAMES, MARKETS)
    return (
        them.of(
            "markets-terms-us",
            "Stressed markets: worse terms for Washington",
            column("points_us"),
            "points",
            below(0),
        ),
        them.of(
            "markets-terms",
            "Stressed markets: better terms for Japan",
            column("points_japan"),
            "points",
            above(0),
        ),
        them.of(
            "markets-given",
            "Stressed markets: Washington asks less, so Japan gives less",
            given,
            SHARE,
            below(0),
        ),
    )


def unfelt(factor: float = 1.0) -> tuple[Finding, ...]:
    """With Washington's weight on stress at 0 the same news leave every outcome as it is."""
    deaf = HEEDED | {"sides.us.mandate.stress": number(0, "utility")}
    calm, wild = talks(deaf | CALM, factor), talks(deaf | WILD, factor)
    return (
        finding(
            "8-markets-unfelt",
            "Stressed markets: nothing, where Washington doesn't mind",
            share_of_differences(calm, wild),
            unit="share of outcomes that differ",
            criterion=exactly(0),
            arms=NAMES,
            runs=len(calm["run"]),
        ),
    )
