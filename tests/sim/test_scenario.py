"""From a configuration to frozen numbers, names and a hash."""

from __future__ import annotations

import datetime
import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from sim.config import ConfigError, load_scenario
from sim.laws import mean
from sim.model import TalksModel
from sim.outcomes import row
from sim.scenario import CONFIGS, Scenario, build, find_scenario, shipped

BASELINE = CONFIGS / "scenarios" / "japan_us_2025.yaml"


def shuffled(part: Any, dice: random.Random) -> Any:
    """The same mappings, their keys in another order; lists as they are."""
    if isinstance(part, dict):
        names = list(part)
        dice.shuffle(names)
        return {name: shuffled(part[name], dice) for name in names}
    return [shuffled(item, dice) for item in part] if isinstance(part, list) else part


def rewritten(folder: Path, change) -> Scenario:
    """The baseline, read, changed and written to another file."""
    data = yaml.safe_load(BASELINE.read_text(encoding="utf-8"))
    data["sources"] = str(CONFIGS / "sources.yaml")
    path = folder / "rewritten.yaml"
    path.write_text(yaml.safe_dump(change(data), sort_keys=False), encoding="utf-8")
    return Scenario.from_file(path)


# ------------------------------------------------------------------ the hash


def test_the_order_of_a_file_changes_nothing(tmp_path, japan_us):
    there = rewritten(tmp_path, lambda data: shuffled(data, random.Random(1)))
    assert there.hash == japan_us().hash
    assert there.world == japan_us().world
    assert there.streams == japan_us().streams
    for run in range(3):
        told = [
            row(s, TalksModel(s, run=run, rng=1, collect=False).play_out().state)
            for s in (japan_us(), there)
        ]
        assert repr(told[0]) == repr(told[1])


def test_where_the_sources_lie_changes_nothing(tmp_path, japan_us):
    assert rewritten(tmp_path, lambda data: data).hash == japan_us().hash


def test_any_number_changes_the_hash(japan_us):
    hashes = {
        japan_us(changes).hash
        for changes in ({}, {"talks.return_factor": 0.61}, {"score.window": 364})
    }
    assert len(hashes) == 3
    assert all(len(one) == 64 for one in hashes)


def test_a_setting_that_changes_nothing_is_still_told(japan_us):
    """Its source has become the word `setting`."""
    assert japan_us({"talks.return_factor": 0.6}).hash != japan_us().hash


# ------------------------------------------------------------------ names and places


def test_sides_seats_and_issues_by_name(japan_us):
    scenario = japan_us()
    assert scenario.sides == ("japan", "us")
    assert scenario.side_labels == ("Japan", "United States")
    assert scenario.seats == ("japan.negotiator", "us.commerce", "us.treasury")
    assert [issue.id for issue in scenario.issues] == sorted(issue.id for issue in scenario.issues)
    auto = next(issue for issue in scenario.issues if issue.id == "auto_tariff")
    assert (auto.giver, auto.unit, auto.tariff) == (1, "percent", True)
    assert (auto.levels[0], auto.levels[-1]) == (25, 0)
    assert auto.level_labels[0] == "25 %"
    assert scenario.seat_label("us.treasury") == "Secretary of the Treasury"
    assert (scenario.name, scenario.title.split()[0]) == ("japan_us_2025", "Japan–US")


def test_levels_span_every_rate_in_force_sought_or_threatened(japan_us):
    issues = {issue.id: issue for issue in japan_us().issues}
    assert {25, 0} <= set(issues["auto_tariff"].levels)
    assert {24, 10, 0} <= set(issues["reciprocal_tariff"].levels)
    assert {50, 0} <= set(issues["metals_tariff"].levels)


def test_days_count_from_the_start(japan_us):
    scenario = japan_us()
    assert scenario.start == datetime.date(2025, 6, 17)
    assert scenario.date_of(22) == datetime.date(2025, 7, 9)
    assert scenario.day_of(datetime.date(2025, 7, 20)) == 33
    assert scenario.date_of(scenario.horizon) == datetime.date(2025, 12, 31)
    assert scenario.window == 365


def test_landmarks_of_the_calendar(japan_us, two_givers):
    marked = [(mark.day, mark.kind) for mark in japan_us().landmarks]
    assert {(7, "summit"), (16, "campaign"), (22, "deadline"), (33, "election")} <= set(marked)
    assert marked == sorted(marked)
    assert two_givers().landmarks == ()


def test_every_number_and_stream_has_a_name_of_its_own(japan_us, small):
    for scenario in (japan_us(), small()):
        assert len(set(scenario.streams)) == len(scenario.streams)
        assert scenario.streams[: len(scenario.number_names)] == scenario.number_names
        assert len(scenario.world.priors.law) == len(scenario.number_names)


def test_what_is_drawn_before_the_first_day(small, japan_us):
    assert small().drawn == ()
    names = {name for name, _ in japan_us().drawn}
    assert "sides.us.cost_ratio" in names
    assert "talks.exchanges" not in names  # a point
    assert "deadlines.pause_end.extension" not in names  # drawn anew each time


# ------------------------------------------------------------------ priors


@pytest.mark.parametrize(
    ("extension", "expected"),
    [
        ({"law": "triangular", "low": 10, "mode": 10, "high": 40}, 20),
        ({"law": "loguniform", "low": 10, "high": 20}, 10 / 0.6931471805599453),
        ({"law": "spike", "at": 90, "probability": 0.5, "low": 10, "high": 30}, 55),
        ({"law": "choice", "values": (30, 30, 90)}, 50),
        ({"law": "uniform", "low": 10, "high": 30}, 20),
        ({"value": 25}, 25),
    ],
    ids=["triangular", "loguniform", "spike", "choice", "uniform", "point"],
)
def test_an_extension_is_expected_to_last_as_long_as_its_prior_s_mean(small, extension, expected):
    quantity = {"unit": "days", "source": "setting"} | extension
    scenario = small({"deadlines.pause.extension": quantity})
    assert scenario.world.mean_extension == (pytest.approx(expected), 0.0)


def test_means_are_those_of_the_priors(japan_us):
    scenario = japan_us()
    means = {
        name: mean(scenario.world.priors, number)
        for number, name in enumerate(scenario.number_names)
    }
    assert means["deadlines.pause_end.softness"] == 0.7  # Beta(7, 3)
    assert means["economy.lines.cars.base_trade"] == 40
    assert means["sides.us.motives.win.weight"] == 1  # Gamma(1)


def test_tables_at_the_prior_means(small):
    """Where everything is a point, the means are the world itself."""
    scenario = small()
    assert scenario.mean_tables == (
        ((0, 0.25, 0.5, 0.75, 1), (0, -0.0625, -0.25)),
        ((0, -0.125, -0.25, -0.5, -0.75), (0, 0.5, 1)),
    )
    assert scenario.mean_reservation == (0.6875, 0.25)
    assert scenario.mean_today == (0.5, -0.25)
    assert scenario.mean_worth((4, 2)) == (0.75, 0.25)
    assert scenario.mean_points((1, -0.75)) == (100, 0)
    front = [tuple(values) for values in scenario.mean_frontier.values.tolist()]
    assert {(1, -0.75), (0.75, 0.25), (-0.25, 1)} <= set(front)


# ------------------------------------------------------------------ where scenarios are


def test_from_a_file_with_settings():
    scenario = Scenario.from_file(BASELINE, {"sides.us.leader.override": 1.0})
    number = scenario.world.override[1]
    assert mean(scenario.world.priors, number) == 1.0
    assert build(load_scenario(BASELINE)).hash == shipped("japan_us_2025").hash


def test_by_name_or_by_path():
    assert find_scenario("bare").hash == find_scenario(CONFIGS / "scenarios" / "bare.yaml").hash
    assert shipped("bare") is shipped("bare")


@pytest.mark.parametrize(
    ("name", "message"),
    [("bear", "did you mean 'bare'"), ("nothing/here.yaml", "nothing/here.yaml: can't be read")],
)
def test_a_scenario_that_is_not_there(name, message):
    with pytest.raises(ConfigError, match=message):
        find_scenario(name)


@pytest.mark.parametrize("gdp", [{"law": "uniform", "low": 1, "high": 2}, {"value": 0}])
def test_a_share_of_gdp_needs_a_gdp(small, gdp):
    quantity = {"unit": "USD bn per year", "source": "setting"} | gdp
    with pytest.raises(ConfigError, match="exporter_gdp: reaches from"):
        small({"economy.exporter_gdp": quantity})
