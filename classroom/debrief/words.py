"""How the debrief speaks of points, endings and strategies, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from classroom.charts.frame import Mark
from classroom.debrief.agents import CONFIGURED
from experiments.tongue import Tongue
from sim.scenario import Scenario

MISSING = "–"
"""Stands where there is no number."""


def points(value: float | None) -> str:
    """Return points as a whole number, with a true minus."""
    if value is None:
        return MISSING
    return f"{value:.0f}".replace("-0", "0").replace("-", "−")


def labels(scenario: Scenario, tongue: Tongue) -> tuple[str, str]:
    """Return the names of the two sides."""
    one, two = scenario.side_labels
    return tongue.say(one), tongue.say(two)


def marks(scenario: Scenario, tongue: Tongue) -> list[Mark]:
    """Return the calendar's days for a chart."""
    return [Mark(mark.day, mark.kind, tongue.say(mark.label)) for mark in scenario.landmarks]


def table_name(place: int, tongue: Tongue) -> str:
    """Return what a table is called where nobody is named."""
    return tongue.say("Table {number}", number=place)


def ending(name: str, tongue: Tongue) -> str:
    """Return how a history ended, in two or three words; for one that was cut short, that."""
    say = tongue.say
    return {
        "agreement": say("agreement"),
        "interim": say("interim accord only"),
        "talking": say("still talking"),
        "snap_back": say("threat carried out"),
        "broken_off": say("talks broken off"),
        "": say("not finished"),
    }[name]


def reason(name: str, tongue: Tongue) -> str:
    """Return why there is no agreement, as a sentence; empty where there is one."""
    say = tongue.say
    return {
        "": "",
        "no_zopa": say("At no round was there a package that both leaders would have signed."),
        "no_text": say("The ministers never agreed a text."),
        "mandate": say("The last text fell below a leader's mandate."),
        "override": say("The last text was sent back by a leader."),
        "ratification": say("The last signed text was refused at home."),
        "time": say("A signed text was still waiting for home on the last day."),
    }[name]


def pulls(tongue: Tongue) -> dict[str, str]:
    """Return the names of the pressures on a mandate."""
    say = tongue.say
    return {
        "threat": say("the threat"),
        "losses": say("losses so far"),
        "stress": say("the markets"),
        "majority": say("the lost majority"),
    }


def strategy(name: str, tongue: Tongue) -> str:
    """Return what a strategy is called, and what it does, in a few words."""
    say = tongue.say
    known = {
        CONFIGURED: say("As the scenario has it"),
        "time_dependent": say("Time-dependent: gives way evenly"),
        "boulware": say("Boulware: gives little until late"),
        "linear": say("Linear: gives way in step with the clock"),
        "conceder": say("Conceder: gives much early"),
        "hardliner": say("Hardliner: repeats its best offer"),
        "deadline_player": say("Deadline player: moves if it believes the deadline"),
        "brinkmanship": say("Brinkmanship: asks for more again near the deadline"),
        "tit_for_tat": say("Tit for tat: gives back what it got last"),
        "tit_for_tat_averaged": say("Averaged tit for tat: gives back what it got of late"),
        "nice_tit_for_tat": say("Nice tit for tat: goes as far as the other has come"),
        "micro": say("MiCRO: the smallest step, and only in answer to one"),
        "trade_off": say("Trade-off: keeps its own value and seeks what the other likes"),
        "trade_off_bayes": say("Trade-off that learns what the other likes"),
        "zero_intelligence": say("Zero intelligence: any offer above its mandate"),
        "rubinstein": say("Rubinstein: the split of the theory"),
    }
    return known.get(name, name)


def listed(parts: Sequence[str], tongue: Tongue) -> str:
    """Return words in a row."""
    return tongue.say(", ").join(parts)
