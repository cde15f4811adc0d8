"""Forecasts that need no model, to set beside one: what is worth beating, and what it costs to be.

Two say how likely something is: the same hazard every day, and even odds. Two are stories told
with certainty: a deal on the deadline, and the status quo for ever. A story is one outcome row, as
far as it goes; on what it doesn't tell, the forecast is silent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.columns import columns_of
from experiments.analysis.incidence import NEVER
from experiments.analysis.tariffs import today
from experiments.scoring.questions import Figure, Level, Question, Timing, Truth, nearest_level
from experiments.speech import phrase
from sim.accounts import BUYERS_BURDEN, DUTY, EXPORTERS_LOSS, EXPORTS, refresh_ledger
from sim.laws import mean
from sim.outcomes import DATED, gdp_of
from sim.outlook import set_regime
from sim.state import new_state

if TYPE_CHECKING:
    from sim.scenario import Scenario

Stated = NDArray[np.float64] | float
"""What a forecast states: a probability for each bin, one for a fact, or a single figure."""

Row = Mapping[str, float | int | str]


class Reference(NamedTuple):
    """A forecast without a model; `states` returns None where it is silent.

    `label` and `text` are said where they are shown.
    """

    name: str
    label: str
    text: str
    states: Callable[[Question, Scenario], Stated | None]


def _uniform_hazard(question: Question, scenario: Scenario) -> Stated | None:
    """The chance that it happens on a day, if not before, is the same on every day."""
    if not isinstance(question, Timing):
        return None
    days = scenario.horizon + 1
    left = 0.5 ** (np.array(question.bins.edges) / days)
    return np.append(-np.diff(left), left[-1])


def _even_odds(question: Question, scenario: Scenario) -> Stated | None:
    """Every answer is as likely as any other."""
    if isinstance(question, Timing | Level):
        return np.full(len(question.labels), 1 / len(question.labels))
    return 0.5 if isinstance(question, Truth) else None


def _deal_on_the_deadline(question: Question, scenario: Scenario) -> Stated | None:
    deadlines = [mark.day for mark in scenario.landmarks if mark.kind == "deadline"]
    if not deadlines or deadlines[0] < 1:
        return None
    row: Row = {
        "ending": "agreement",
        "reason": "",
        "agreement_day": deadlines[0] - 1,
        "snap_back_day": NEVER,
        "hike_day": NEVER,
    }
    return _told(row, question)


def _status_quo(question: Question, scenario: Scenario) -> Stated | None:
    return _told(status_quo_row(scenario), question)


def status_quo_row(scenario: Scenario) -> Row:
    """Return the outcome row of a history in which nothing happens, as far as it can be told.

    Rates stay those in force on the first day, approval stays where it starts, dollars add up at
    today's rates with every prior at its mean.
    """
    row: dict[str, float | int | str] = {"ending": "talking", "struck": 0}
    row |= {name: NEVER for name, _ in DATED}
    for issue in scenario.issues:
        row |= {f"level_{issue.id}": -1, f"term_{issue.id}": today(scenario, issue)}
    for name in scenario.sides:
        approval = scenario.config.sides[name].approval
        if approval is not None and approval.start.value is not None:
            row[f"approval_{name}"] = approval.start.value
    if scenario.config.economy is not None:
        row |= _dollars(scenario)
    return row


def _dollars(scenario: Scenario) -> dict[str, float]:
    """Return the dollar columns of a history in which today's rates stay."""
    world = scenario.world
    state = new_state(world)
    for number in range(len(world.priors.law)):
        state.number[number] = mean(world.priors, number)
    set_regime(world, state)
    refresh_ledger(world, state)
    total = {
        name: state.daily[account] * (scenario.horizon + 1)
        for name, account in (
            ("exports_bn", EXPORTS),
            ("duty_bn", DUTY),
            ("exporter_loss_bn", EXPORTERS_LOSS),
            ("importer_burden_bn", BUYERS_BURDEN),
        )
    }
    return {**total, "exporter_loss_gdp": 100 * total["exporter_loss_bn"] / gdp_of(scenario)}


def _told(row: Row, question: Question) -> Stated | None:
    """Return what a story states on a question, None if it doesn't tell."""
    if isinstance(question, Truth):
        if not question.expression.names <= set(row):
            return None
        one = columns_of({name: [row[name]] for name in question.expression.names})
        return float(question.expression.on(one)[0])
    column = {
        Timing: f"{question.name}_day",
        Level: f"term_{question.name}",
        Figure: question.name,
    }[type(question)]
    value = row.get(column)
    if not isinstance(value, int | float):
        return None
    if isinstance(question, Figure):
        return float(value)
    if isinstance(question, Timing):
        place = question.bins.place(int(value))
    else:
        place = int(nearest_level(question.issue, value))
    certain = np.zeros(len(question.labels))
    certain[place] = 1.0
    return certain


REFERENCES = (
    Reference(
        "uniform_hazard",
        phrase("uniform hazard"),
        phrase("as likely on every day on which it hasn’t happened yet; even odds by the last day"),
        _uniform_hazard,
    ),
    Reference(
        "deal_on_the_deadline",
        phrase("deal on the deadline"),
        phrase(
            "certain of an agreement on the eve of the first deadline, and of no snap-back or hike"
        ),
        _deal_on_the_deadline,
    ),
    Reference(
        "status_quo",
        phrase("status quo for ever"),
        phrase("certain that nothing happens: no event, today’s rates, today’s approval"),
        _status_quo,
    ),
    Reference(
        "even_odds",
        phrase("even odds"),
        phrase("every bin, every level and both answers as likely as any other"),
        _even_odds,
    ),
)
"""The reference forecasts, in the order in which they are shown."""
