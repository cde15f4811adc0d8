"""What a person is told of each kind of mistake: where, what was found, what is allowed."""

from __future__ import annotations

import math
from datetime import date
from typing import NamedTuple

import pytest

from tests.sim.config.damage import (
    BARE,
    BASELINE,
    SCENARIOS,
    only_fault,
    place,
    plain,
    renamed,
    replaced,
    save,
    told,
    without,
)


@pytest.fixture(scope="module")
def baseline():
    return plain(BASELINE)


@pytest.mark.parametrize("path", SCENARIOS, ids=[path.stem for path in SCENARIOS])
def test_shipped_scenarios_are_valid(path):
    assert told(path) is None


# ------------------------------------------------------------------- keys


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("issues", "isues"),
        ("sides.japan.cost_ratio", "sides.japan.cost_rato"),
        ("deadlines.pause_end.softness", "deadlines.pause_end.sofness"),
        ("sides.us.leader.override.high", "sides.us.leader.override.hihg"),
    ],
)
def test_a_wrong_key_is_told_with_the_nearest_right_one(baseline, tmp_path, right, wrong):
    name, nearest = place(wrong)[-1], place(right)[-1]
    path = save(renamed(baseline, place(right), name), tmp_path / "trial.yaml")
    error = told(path)
    assert error is not None
    (fault,) = [fault for fault in error.faults if fault.found == "unknown key"]
    assert fault.key == wrong
    assert nearest in fault.allowed.split(", ")
    assert fault.suggestion == f"did you mean '{nearest}'?"
    assert name in path.read_text().splitlines()[fault.line - 1]


def test_a_missing_key_is_told_where_it_belongs(baseline, tmp_path):
    path = save(without(baseline, place("deadlines.pause_end.holder")), tmp_path / "trial.yaml")
    fault = only_fault(path)
    assert (fault.key, fault.found) == ("deadlines.pause_end", "'holder' is missing")
    assert "pause_end" in path.read_text().splitlines()[fault.line - 1]


def test_several_mistakes_are_told_together_in_the_order_of_the_file(baseline, tmp_path):
    damaged = replaced(baseline, ("score", "window"), 3)
    damaged = replaced(damaged, ("title",), 3)
    damaged = without(damaged, place("deadlines.pause_end.holder"))
    error = told(save(damaged, tmp_path / "trial.yaml"))
    assert error is not None
    keys = [fault.key for fault in error.faults]
    assert keys == ["title", "deadlines.pause_end", "score.window"]


# ------------------------------------------------------------------- values


class Mistake(NamedTuple):
    """What stands where, and what is said of it; ``key`` where that is told of another place."""

    place: str
    value: object
    found: str
    allowed: str
    key: str = ""


OVERRIDE = "sides.us.leader.override"
PAUSE = "deadlines.pause_end"
CORN = "issues.corn_soy.levels.values"
POWER = "sides.japan.constituencies.voters.power"
CAMPAIGN = "sides.japan.election.campaign.date"

WRONG_KIND = [
    Mistake("title", 3, "found 3", "a string"),
    Mistake("issues", [], "found ()", "a mapping"),
    Mistake(f"{CORN}[2]", "one", "found 'one'", "a number"),
    Mistake(f"{OVERRIDE}.low", True, "found True", "a number"),
    Mistake(f"{OVERRIDE}.source", 3, "found 3", "a string or a list"),
    Mistake(f"{OVERRIDE}.law", "unifrom", "'unifrom'", "uniform"),
    Mistake("schema_version", 2, "found 2", "1"),
]
OUT_OF_REACH = [
    Mistake(f"{OVERRIDE}.high", math.nan, "nan", "a finite number"),
    Mistake(f"{OVERRIDE}.high", math.inf, "inf", "a finite number"),
    Mistake(f"{OVERRIDE}.high", 1.2, "0.1 to 1.2", "0 to 1", OVERRIDE),
    Mistake(f"{OVERRIDE}.low", -0.1, "-0.1 to", "0 to 1", OVERRIDE),
    Mistake(f"{OVERRIDE}.low", 0.9, "low 0.9", "low below high", f"{OVERRIDE}.high"),
    Mistake(f"{OVERRIDE}.unit", "days", "'days'", "probability"),
    Mistake(f"{OVERRIDE}.unit", "chance", "'chance'", "probability"),
]
LEVELS = [
    Mistake(f"{CORN}[1]", 2.5, "1 after 2.5", "only rise or only fall", f"{CORN}[2]"),
    Mistake(f"{CORN}[1]", 0, "0 after 0", "only rise or only fall"),
    Mistake(CORN, [1], "found (1,)", "at least 2 items"),
    Mistake("issues.guarantee.levels.labels", ["a"], "1 labels", "each of 3"),
]
DATES = [
    Mistake(f"{PAUSE}.date.date", "9 July", "'9 July'", "a date"),
    Mistake(f"{PAUSE}.date.date", date(2026, 7, 9), "2026-07-09", "2025-06-17 to 2025-12-31"),
    Mistake(f"{PAUSE}.set_on.date", date(2025, 7, 9), "2025-07-09", "before the deadline"),
    Mistake("end.date", date(2025, 1, 1), "2025-01-01", "after the start, 2025-06-17"),
    Mistake("end.date", date(9999, 1, 1), "9999-01-01", "ten years"),
    Mistake(CAMPAIGN, date(2025, 7, 21), "2025-07-21", "before polling day, 2025-07-20"),
]
NAMES = [
    Mistake(f"{PAUSE}.holder", "china", "'china' is not a side", "japan, us"),
    Mistake(f"{PAUSE}.holder", "japan", "isn't the holder's", "its own", f"{PAUSE}.issue"),
    Mistake("issues.corn_soy.giver", "jpan", "'jpan' is not a side", "japan, us"),
    Mistake("talks.pairs[1][1]", "us.tresury", "'us.tresury' is not a seat", "us.treasury"),
    Mistake("talks.pairs[0][0]", "us.treasury", "of one side", "two sides", "talks.pairs[0]"),
    Mistake("sides.us.ministers.commerce.strategy.name", "boulwar", "'boulwar'", "boulware"),
]
REASONS = [
    Mistake(f"{OVERRIDE}.reason", " ", "without a reason", "one sentence", OVERRIDE),
    Mistake(f"{POWER}.range", [0.6, 0.2], "[0.6, 0.2]", "lowest first"),
    Mistake(f"{POWER}.range", [0.5, 0.6], "found 0.4", "its own range", f"{POWER}.value"),
]


@pytest.mark.parametrize(
    "mistake",
    [*WRONG_KIND, *OUT_OF_REACH, *LEVELS, *DATES, *NAMES, *REASONS],
    ids=lambda mistake: f"{mistake.place}={mistake.value}",
)
def test_a_wrong_value_is_told_with_what_is_allowed(baseline, tmp_path, mistake):
    damaged = replaced(baseline, place(mistake.place), mistake.value)
    fault = only_fault(save(damaged, tmp_path / "trial.yaml"))
    assert fault.key == (mistake.key or mistake.place)
    assert mistake.found in fault.found
    assert mistake.allowed in fault.allowed
    assert fault.line


def test_a_missing_seat(baseline, tmp_path):
    """A minister whom no pair names, and a pair whose minister isn't there."""
    alone = replaced(baseline, ("talks", "pairs"), [["japan.negotiator", "us.commerce"]])
    fault = only_fault(save(alone, tmp_path / "alone.yaml"))
    assert (fault.key, fault.found) == ("sides.us.ministers.treasury", "meets nobody")
    gone = without(baseline, place("sides.us.ministers.treasury"))
    fault = only_fault(save(gone, tmp_path / "gone.yaml"))
    assert fault.found == "'us.treasury' is not a seat"
    assert fault.suggestion == "" or "us.commerce" in fault.suggestion


def test_a_side_too_few_or_too_many(tmp_path):
    data = plain(BARE)
    error = told(save(without(data, ("sides", "west")), tmp_path / "one.yaml"))
    assert error is not None
    assert any(fault.key == "sides" for fault in error.faults)
    three = replaced(data, ("sides", "north"), data["sides"]["west"])
    error = told(save(three, tmp_path / "three.yaml"))
    assert error is not None
    assert any(fault.key == "sides" for fault in error.faults)


def test_wants_that_weigh_nothing(tmp_path):
    weight = ("sides", "east", "motives", "timber", "weight")
    nothing = {"value": 0, "unit": "weight", "source": "setting"}
    fault = only_fault(save(replaced(plain(BARE), weight, nothing), tmp_path / "trial.yaml"))
    assert fault.key == "sides.east.motives"
    assert "no motive has benefits that count" in fault.found


def test_a_clause_with_a_comma_left_unquoted_is_explained(tmp_path):
    """In `{reason: one, two}` YAML takes `two` for a key."""
    text = BARE.read_text(encoding="utf-8").replace(
        "../sources.yaml", str(BARE.parent.parent / "sources.yaml")
    )
    text = text.replace("reason: 'any day would do'", "reason: any day, as it were", 1)
    path = tmp_path / "trial.yaml"
    path.write_text(text, encoding="utf-8")
    fault = only_fault(path)
    assert fault.found == "'as it were' is no key"
    assert fault.suggestion == "quotes around the text"
