"""One row a run: what each column means, in which unit, and how a history fills it."""

from __future__ import annotations

import functools
from typing import NamedTuple

from sim.model import TalksModel
from sim.rows import write_row
from sim.scenario import Scenario
from sim.state import ENDINGS, REASONS, State

Value = int | float | str


class Column(NamedTuple):
    """A column of the outcome table."""

    name: str
    kind: str
    unit: str
    text: str


COUNTED = (
    ("extensions", "deadlines put off"),
    ("rounds", "ministerial rounds held, summits included"),
    ("sessions", "bilateral sessions held"),
    ("texts", "texts put to the leaders"),
    ("mandate_refusals", "texts that failed a leader's mandate"),
    ("overrides", "texts within both mandates that a leader sent back"),
    ("refusals", "signed texts that home refused"),
    ("breaks", "times the talks were broken off"),
    ("other_deals", "agreements of third countries"),
    ("struck", "1 if a court struck the tariff before it down"),
    ("zopa_rounds", "rounds at which some package could meet both mandates (upper bound)"),
)
DATED = (
    ("agreement_day", "day on which leaders signed the text that was ratified"),
    ("effect_day", "day from which the agreement takes effect"),
    ("interim_day", "day of the last interim accord"),
    ("snap_back_day", "day on which a paused tariff came back"),
    ("hike_day", "day on which a higher tariff was imposed"),
)
DOLLARS = (
    ("exports_bn", "exports before duty, start to horizon"),
    ("duty_bn", "added duty paid, start to horizon"),
    ("exporter_loss_bn", "what exporters lost, start to horizon"),
    ("importer_burden_bn", "what buyers lost, start to horizon"),
)


@functools.lru_cache(maxsize=64)
def columns(scenario: Scenario) -> tuple[Column, ...]:
    """Return the outcome columns of a scenario, in their fixed order.

    Whole numbers (words too) and other numbers each come in the order in which
    ``sim.rows.write_row`` writes them.
    """
    found = [
        Column("run", "int64", "", "number of the run; with the seed it fixes every draw"),
        Column("ending", "string", "", "how the history ended: " + ", ".join(ENDINGS)),
        Column("reason", "string", "", "why there is no agreement: " + ", ".join(REASONS[1:])),
    ]
    found += [Column(name, "int64", "day", f"{text} (-1: never)") for name, text in DATED]
    found += [Column(name, "int64", "count", text) for name, text in COUNTED]
    for issue in scenario.issues:
        found.append(
            Column(f"level_{issue.id}", "int64", "level", f"{issue.label}: agreed level (-1: none)")
        )
        found.append(
            Column(
                f"term_{issue.id}", "float64", issue.unit, f"{issue.label}: at the history's end"
            )
        )
    for side, label in zip(scenario.sides, scenario.side_labels, strict=True):
        found += [
            Column(f"value_{side}", "float64", "utility", f"agreed package to {label} (or NaN)"),
            Column(f"points_{side}", "float64", "points", "the same, 0 worst to 100 best"),
            Column(f"score_{side}", "float64", "utility", f"{label}: mean flow over the window"),
            Column(f"score_points_{side}", "float64", "points", "the same, 0 worst to 100 best"),
            Column(f"mandate_{side}", "float64", "utility", f"{label}: mandate on the last day"),
            Column(f"approval_{side}", "float64", "points", f"{label}: approval on the last day"),
            Column(f"majority_lost_{side}", "int64", "", f"{label}: 1 if its majority was lost"),
            Column(f"vote_needed_{side}", "int64", "", f"{label}: 1 if parliament must vote"),
        ]
    found.append(Column("progress", "float64", "share", "of the first gap between offers closed"))
    found += [Column(name, "float64", "USD bn", text) for name, text in DOLLARS]
    if scenario.config.economy is not None:
        found.append(
            Column("exporter_loss_gdp", "float64", "percent", "exporters' loss over a year's GDP")
        )
    for name, _ in scenario.drawn:
        found.append(
            Column(
                f"drawn_{name.replace('.', '__')}", "float64", "", f"drawn from the prior {name}"
            )
        )
    return tuple(found)


WORDS = {"ending": ENDINGS, "reason": REASONS}
"""Columns of words are written as numbers; these are the words."""


@functools.lru_cache(maxsize=64)
def kinds(scenario: Scenario) -> tuple[int, int]:
    """Return how many outcome columns hold whole numbers (words too), and how many others."""
    whole = sum(column.kind != "float64" for column in columns(scenario))
    return whole, len(columns(scenario)) - whole


def gdp_of(scenario: Scenario) -> float:
    """Return the exporter's GDP, USD bn a year; 0 without an economy."""
    economy = scenario.config.economy
    if economy is None:
        return 0.0
    assert economy.exporter_gdp.value is not None
    return economy.exporter_gdp.value


def drawn_numbers(scenario: Scenario) -> tuple[int, ...]:
    """Return the numbers of the priors that have a column."""
    return tuple(number for _, number in scenario.drawn)


def row(scenario: Scenario, state: State) -> dict[str, Value]:
    """Return the outcome of a history that has ended, by column."""
    count, others = kinds(scenario)
    whole: list[list[int]] = [[0] for _ in range(count)]
    real: list[list[float]] = [[0.0] for _ in range(others)]
    drawn = drawn_numbers(scenario)
    write_row(scenario.world, state, drawn, gdp_of(scenario), whole, real, 0)
    numbers, fractions = iter(whole), iter(real)
    found: dict[str, Value] = {}
    for column in columns(scenario):
        if column.kind == "float64":
            found[column.name] = next(fractions)[0]
        else:
            number = next(numbers)[0]
            found[column.name] = WORDS[column.name][number] if column.name in WORDS else number
    return found


def simulate(scenario: Scenario, seed: int, start: int, stop: int) -> dict[str, list[Value]]:
    """Run histories ``start`` to ``stop - 1`` through the glass door.

    Returns:
        the outcome table by column, each of length ``stop - start``.
    """
    table: dict[str, list[Value]] = {column.name: [] for column in columns(scenario)}
    for run in range(start, stop):
        model = TalksModel(scenario=scenario, run=run, rng=seed, collect=False).play_out()
        for name, value in row(scenario, model.state).items():
            table[name].append(value)
    return table
