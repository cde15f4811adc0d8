"""What a person is told of each kind of mistake: where, what was found, what is allowed."""

from __future__ import annotations

import datetime
import math

import pytest

from tests.sim.config.damage import (
    BARE,
    BASELINE,
    SCENARIOS,
    only_fault,
    plain,
    renamed,
    replaced,
    save,
    told,
    without,
)

US, JAPAN = ("sides", "us"), ("sides", "japan")
OVERRIDE = (*US, "leader", "override")
PAUSE = ("deadlines", "pause_end")
LEVELS = ("issues", "corn_soy", "levels", "values")


@pytest.fixture(scope="module")
def baseline():
    return plain(BASELINE)


@pytest.mark.parametrize("path", SCENARIOS, ids=[path.stem for path in SCENARIOS])
def test_shipped_scenarios_are_valid(path):
    assert told(path) is None


# ------------------------------------------------------------------- keys


@pytest.mark.parametrize(
    ("place", "name", "key", "nearest"),
    [
        (("issues",), "isues", "isues", "issues"),
        ((*JAPAN, "cost_ratio"), "cost_rato", "sides.japan.cost_rato", "cost_ratio"),
        ((*PAUSE, "softness"), "sofness", "deadlines.pause_end.sofness", "softness"),
        ((*OVERRIDE, "high"), "hihg", "sides.us.leader.override.hihg", "high"),
    ],
)
def test_a_wrong_key_is_told_with_the_nearest_right_one(
    baseline, tmp_path, place, name, key, nearest
):
    path = save(renamed(baseline, place, name), tmp_path / "trial.yaml")
    error = told(path)
    assert error is not None
    (fault,) = [fault for fault in error.faults if fault.found == "unknown key"]
    assert fault.key == key
    assert nearest in fault.allowed.split(", ")
    assert fault.suggestion == f"did you mean '{nearest}'?"
    assert name in path.read_text().splitlines()[fault.line - 1]


def test_a_missing_key_is_told_where_it_belongs(baseline, tmp_path):
    path = save(without(baseline, (*PAUSE, "holder")), tmp_path / "trial.yaml")
    fault = only_fault(path)
    assert (fault.key, fault.found) == ("deadlines.pause_end", "'holder' is missing")
    assert "pause_end" in path.read_text().splitlines()[fault.line - 1]


def test_several_mistakes_are_told_together_in_the_order_of_the_file(baseline, tmp_path):
    damaged = replaced(baseline, ("score", "window"), 3)
    damaged = replaced(damaged, ("title",), 3)
    damaged = without(damaged, (*PAUSE, "holder"))
    error = told(save(damaged, tmp_path / "trial.yaml"))
    assert error is not None
    keys = [fault.key for fault in error.faults]
    assert keys == ["title", "deadlines.pause_end", "score.window"]


# ------------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("place", "value", "key", "found", "allowed"),
    [
        # a wrong type
        (("title",), 3, "title", "found 3", "a string"),
        (("issues",), [], "issues", "found ()", "a mapping"),
        ((*LEVELS, 2), "one", "issues.corn_soy.levels.values[2]", "found 'one'", "a number"),
        ((*OVERRIDE, "low"), True, "sides.us.leader.override.low", "found True", "a number"),
        ((*OVERRIDE, "source"), 3, "sides.us.leader.override.source", "found 3", "a string or a list"),
        ((*OVERRIDE, "law"), "unifrom", "sides.us.leader.override.law", "'unifrom'", "uniform"),
        (("schema_version",), 2, "schema_version", "found 2", "1"),
        # a number that is none, or out of reach
        ((*OVERRIDE, "high"), math.nan, "sides.us.leader.override.high", "nan", "a finite number"),
        ((*OVERRIDE, "high"), math.inf, "sides.us.leader.override.high", "inf", "a finite number"),
        ((*OVERRIDE, "high"), 1.2, "sides.us.leader.override", "0.1 to 1.2", "0 to 1"),
        ((*OVERRIDE, "low"), -0.1, "sides.us.leader.override", "-0.1 to", "0 to 1"),
        ((*OVERRIDE, "low"), 0.9, "sides.us.leader.override.high", "low 0.9", "low below high"),
        ((*OVERRIDE, "unit"), "days", "sides.us.leader.override.unit", "'days'", "probability"),
        ((*OVERRIDE, "unit"), "chance", "sides.us.leader.override.unit", "'chance'", "probability"),
        # levels
        ((*LEVELS, 1), 2.5, "issues.corn_soy.levels.values[2]", "1 after 2.5", "only rise or only fall"),
        ((*LEVELS, 1), 0, "issues.corn_soy.levels.values[1]", "0 after 0", "only rise or only fall"),
        (LEVELS, [1], "issues.corn_soy.levels.values", "found (1,)", "at least 2 items"),
        (("issues", "guarantee", "levels", "labels"), ["a"], "issues.guarantee.levels.labels", "1 labels", "each of 3"),
        # dates
        ((*PAUSE, "date", "date"), "9 July", "deadlines.pause_end.date.date", "'9 July'", "a date"),
        ((*PAUSE, "date", "date"), datetime.date(2026, 7, 9), "deadlines.pause_end.date.date", "2026-07-09", "2025-06-17 to 2025-12-31"),
        ((*PAUSE, "set_on", "date"), datetime.date(2025, 7, 9), "deadlines.pause_end.set_on.date", "2025-07-09", "before the deadline"),
        (("end", "date"), datetime.date(2025, 1, 1), "end.date", "2025-01-01", "after the start, 2025-06-17"),
        (("end", "date"), datetime.date(9999, 1, 1), "end.date", "9999-01-01", "ten years"),
        ((*JAPAN, "election", "campaign", "date"), datetime.date(2025, 7, 21), "sides.japan.election.campaign.date", "2025-07-21", "before polling day, 2025-07-20"),
        # names that must belong together
        ((*PAUSE, "holder"), "china", "deadlines.pause_end.holder", "'china' is not a side", "japan, us"),
        ((*PAUSE, "holder"), "japan", "deadlines.pause_end.issue", "isn't the holder's", "its own"),
        (("issues", "corn_soy", "giver"), "jpan", "issues.corn_soy.giver", "'jpan' is not a side", "japan, us"),
        (("talks", "pairs", 1, 1), "us.tresury", "talks.pairs[1][1]", "'us.tresury' is not a seat", "us.treasury"),
        (("talks", "pairs"), [["us.commerce", "us.treasury"]], "talks.pairs[0]", "of one side", "two sides"),
        ((*US, "ministers", "commerce", "strategy", "name"), "boulwar", "sides.us.ministers.commerce.strategy.name", "'boulwar'", "boulware"),
        # an assumption says why
        ((*OVERRIDE, "reason"), " ", "sides.us.leader.override", "without a reason", "one sentence"),
        ((*JAPAN, "constituencies", "voters", "power", "range"), [0.6, 0.2], "sides.japan.constituencies.voters.power.range", "[0.6, 0.2]", "lowest first"),
        ((*JAPAN, "constituencies", "voters", "power", "range"), [0.5, 0.6], "sides.japan.constituencies.voters.power.value", "found 0.4", "its own range"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_with_what_is_allowed(
    baseline, tmp_path, place, value, key, found, allowed
):
    fault = only_fault(save(replaced(baseline, place, value), tmp_path / "trial.yaml"))
    assert fault.key == key
    assert found in fault.found
    assert allowed in fault.allowed
    assert fault.line


def test_a_missing_seat(baseline, tmp_path):
    """A minister whom no pair names, and a pair whose minister isn't there."""
    alone = replaced(baseline, ("talks", "pairs"), [["japan.negotiator", "us.commerce"]])
    fault = only_fault(save(alone, tmp_path / "alone.yaml"))
    assert (fault.key, fault.found) == ("sides.us.ministers.treasury", "meets nobody")
    gone = without(baseline, (*US, "ministers", "treasury"))
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
