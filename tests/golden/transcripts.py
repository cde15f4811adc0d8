"""Histories written down so that a person can read them, and a test can compare them."""

from __future__ import annotations

import math
from pathlib import Path

from agents.rules.utility import value_of
from agents.strategies import REGISTRY
from agents.views import ACCEPT, MOVES, OFFER
from sim import state as happening
from sim.config import load_scenario
from sim.model import TalksModel
from sim.outcomes import row
from sim.scenario import CONFIGS, Scenario, build, shipped

FOLDER = Path(__file__).parent
SEED, RUN = 1, 0
BASELINE = "japan_us_2025"
OPPONENT = "linear"

HAPPENED = {
    happening.ROUND_OPENED: "round",
    happening.SUMMIT_HELD: "summit",
    happening.CAMPAIGN_OPENED: "campaign opens",
    happening.POLLING_DAY: "polling day",
    happening.HIKE_ANNOUNCED: "hike announced",
    happening.HIKE_IMPOSED: "hike imposed",
    happening.EXTENDED: "extended",
    happening.SNAPPED_BACK: "snapped back",
    happening.TEXT_AGREED: "text agreed",
    happening.CONSENT_WITHHELD: "amendment refused",
    happening.TEXT_BELOW_MANDATE: "text below mandate",
    happening.TEXT_OVERRIDDEN: "text overridden",
    happening.TEXT_SIGNED: "text signed",
    happening.RATIFIED: "ratified",
    happening.REFUSED_AT_HOME: "refused at home",
    happening.INTERIM_SIGNED: "interim accord",
    happening.INTERIM_FAILED: "interim accord failed",
    happening.COURT_STRUCK: "tariff struck down",
    happening.COURT_UPHELD: "tariff upheld",
    happening.OTHERS_AGREED: "a third country agrees",
    happening.TALKS_BROKEN_OFF: "talks broken off",
    happening.TALKS_RESUMED: "talks resume",
    happening.MAJORITY_LOST: "majority lost",
}


def rounded(value: float, width: int = 10) -> str:
    """Six decimals; what is 0 to six decimals has no sign, and NaN is a dash."""
    if math.isnan(value):
        return "-".rjust(width)
    return f"{round(value, 6) + 0.0:{width}.6f}"


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    """Columns as wide as what stands in them, texts to the left."""
    widths = [max(len(cell) for cell in column) for column in zip(head, *rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
        for cells in [head, *rows]
    ]


# ------------------------------------------------------------------ a strategy at the table


def strategy(name: str) -> str:
    """The bare scenario with a strategy in East's chair and the linear one in West's."""
    chairs = {
        f"sides.{side}.ministers.envoy.strategy": {"name": seated, "parameters": {}}
        for side, seated in (("east", name), ("west", OPPONENT))
    }
    scenario = build(load_scenario(CONFIGS / "scenarios" / "bare.yaml", chairs))
    model = TalksModel(scenario=scenario, run=RUN, rng=SEED, collect=False)
    moves: list[list[str]] = []
    model.listeners.append(lambda model: _note_move(model, moves))
    model.play_out()
    issues = [issue.label.lower() for issue in scenario.issues]
    head = ["day", "who", "move", *issues, "worth to East", "worth to West"]
    return "\n".join(
        [
            f"{name} (East) against {OPPONENT} (West)",
            f"The bare scenario, seed {SEED}, run {RUN}; each with its usual parameters.",
            f"{name}: {REGISTRY[name].text}",
            "",
            *_mandates(model),
            "",
            *table(head, moves),
            "",
            *_result(model),
            "",
        ]
    )


def _note_move(model: TalksModel, moves: list[list[str]]) -> None:
    if model.last_move is None:
        return
    seat, move = model.last_move
    state, starts = model.state, model.scenario.world.starts
    line = [f"{model.day:3d}", model.scenario.seat_label(seat), MOVES[move.kind]]
    if move.kind == OFFER:
        package = [int(level) for level in move.levels]
        line += _physical(model.scenario, package)
        line += [rounded(value_of(state.table[side], starts, package)) for side in range(2)]
    else:
        line += [""] * (len(model.scenario.issues) + 2)
    if move.kind == ACCEPT and not state.happened & happening.TEXT_AGREED:
        line[2] = "accept (in vain)"
    moves.append(line)


def _physical(scenario: Scenario, package: list[int]) -> list[str]:
    return [
        issue.level_labels[level] for issue, level in zip(scenario.issues, package, strict=True)
    ]


def _mandates(model: TalksModel) -> list[str]:
    state = model.state
    return table(
        ["", "worst", "mandate", "best"],
        [
            [label, *(rounded(v) for v in (state.worst[s], state.mandate[s], state.best[s]))]
            for s, label in enumerate(model.scenario.side_labels)
        ],
    )


def _result(model: TalksModel) -> list[str]:
    outcome = row(model.scenario, model.state)
    if outcome["ending"] != "agreement":
        return [
            f"Result: no agreement by day {model.day} ({outcome['ending']}: {outcome['reason']})."
        ]
    package = _physical(model.scenario, model.state.text)
    terms = ", ".join(
        f"{issue.label} {level}"
        for issue, level in zip(model.scenario.issues, package, strict=True)
    )
    points = ", ".join(
        f"{label} {rounded(float(outcome[f'points_{side}']), 0)}"
        for side, label in zip(model.scenario.sides, model.scenario.side_labels, strict=True)
    )
    return [f"Result: agreement on day {outcome['agreement_day']}: {terms}.", f"Points: {points}."]


# --------------------------------------------------------------------- the baseline by days


def baseline() -> str:
    """A history of the baseline, a line a day, and its outcome row."""
    scenario = shipped(BASELINE)
    model = TalksModel(scenario=scenario, run=RUN, rng=SEED, collect=False)
    events: list[str] = []
    model.listeners.append(lambda model: _note_events(model, events))
    tariffs = [place for place, issue in enumerate(scenario.issues) if issue.tariff]
    head = ["day", "date", "deadline", *(scenario.issues[place].id for place in tariffs)]
    for side in scenario.sides:
        head += [f"flow {side}", f"mandate {side}"]
    head += ["gaps", "what happened"]
    days: list[list[str]] = []
    while model.running:
        day = model.day
        events.clear()
        model.step()
        days.append(_day(model, day, tariffs, events))
    outcome = row(scenario, model.state)
    return "\n".join(
        [
            f"{scenario.title}: seed {SEED}, run {RUN}, day by day",
            "Rates in percent, flows and mandates in utility; gaps: between the last offers of",
            "each pair of ministers, as shares of their ranges (-1: no first offers yet).",
            "",
            *table(head, days),
            "",
            "The outcome row:",
            *(f"  {name}: {_value(value)}" for name, value in outcome.items()),
            "",
        ]
    )


def _note_events(model: TalksModel, events: list[str]) -> None:
    for bit, word in HAPPENED.items():
        if model.state.happened & bit:
            sides = [
                side
                for place, side in enumerate(model.scenario.sides)
                if model.state.by_side & (1 << place)
            ]
            events.append(f"{word} ({', '.join(sides)})" if sides else word)


def _day(model: TalksModel, day: int, tariffs: list[int], events: list[str]) -> list[str]:
    state = model.state
    cells = [f"{day:3d}", f"{model.scenario.date_of(day):%d %b}", f"{state.deadline_day:3d}"]
    cells += [rounded(model.rate(place)) for place in tariffs]
    for side in range(2):
        cells += [rounded(state.flow[side]), rounded(state.mandate[side])]
    gaps = [
        now if first >= 0 else -1.0 for first, now in zip(state.first_gap, state.gap, strict=True)
    ]
    return [*cells, " ".join(rounded(gap, 9) for gap in gaps), ", ".join(events)]


def _value(value: int | float | str) -> str:
    if isinstance(value, float):
        return rounded(value, 0)
    return str(value) if value != "" else "-"
