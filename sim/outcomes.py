"""One row a run: what each column means, in which unit, and how a history fills it."""

from __future__ import annotations

import math
from typing import NamedTuple

from agents.rules.utility import value_of
from sim.deadlines import progress
from sim.issues import quantity_at
from sim.model import TalksModel
from sim.scenario import Scenario
from sim.state import AGREEMENT, ENDINGS, REASONS, State

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
    ("exports_bn", "exports", "exports before duty, start to horizon"),
    ("duty_bn", "duty", "added duty paid, start to horizon"),
    ("exporter_loss_bn", "exporter_loss", "what exporters lost, start to horizon"),
    ("importer_burden_bn", "importer_burden", "what buyers lost, start to horizon"),
)


def columns(scenario: Scenario) -> tuple[Column, ...]:
    """Return the outcome columns of a scenario, in their fixed order."""
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
    found += [Column(name, "float64", "USD bn", text) for name, _, text in DOLLARS]
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


def row(scenario: Scenario, state: State) -> dict[str, Value]:
    """Return the outcome of a history that has ended, by column."""
    world = scenario.world
    agreed = state.ending == AGREEMENT
    found: dict[str, Value] = {
        "run": state.run,
        "ending": ENDINGS[state.ending],
        "reason": REASONS[state.reason],
    }
    for name, _ in DATED + COUNTED:
        found[name] = getattr(state, name)
    for place, issue in enumerate(scenario.issues):
        first = world.starts[place]
        size = world.starts[place + 1] - first
        found[f"level_{issue.id}"] = state.text[place] if agreed else -1
        found[f"term_{issue.id}"] = (
            world.quantity[first + state.text[place]]
            if agreed
            else quantity_at(world.quantity, first, size, state.regime[place])
        )
    for number, side in enumerate(scenario.sides):
        worst, best = state.worst[number], state.best[number]
        value = value_of(state.table[number], world.starts, state.text) if agreed else math.nan
        found[f"value_{side}"] = value
        found[f"points_{side}"] = 100.0 * (value - worst) / (best - worst)
        found[f"score_{side}"] = state.score[number]
        found[f"score_points_{side}"] = 100.0 * (state.score[number] - worst) / (best - worst)
        found[f"mandate_{side}"] = state.mandate[number]
        found[f"approval_{side}"] = state.approval[number]
        found[f"majority_lost_{side}"] = state.majority_lost[number]
        found[f"vote_needed_{side}"] = state.vote_needed[number]
    found["progress"] = progress(world, state)
    for name, attribute, _ in DOLLARS:
        found[name] = getattr(state, attribute)
    if scenario.config.economy is not None:
        gdp = scenario.config.economy.exporter_gdp
        assert gdp.value is not None
        found["exporter_loss_gdp"] = 100.0 * state.exporter_loss / gdp.value
    for name, number in scenario.drawn:
        found[f"drawn_{name.replace('.', '__')}"] = state.number[number]
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
