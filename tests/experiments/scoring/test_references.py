"""Reference forecasts say what their names promise, worked out by hand in the small world."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.expressions import read_expression
from experiments.scoring.bins import between_landmarks, up_to
from experiments.scoring.questions import Figure, Level, Timing, Truth
from experiments.scoring.references import REFERENCES, status_quo_row

SAYS = {one.name: one.states for one in REFERENCES}


def timing(world, name="agreement", bins=None):
    bins = bins or between_landmarks(world)
    return Timing(name, name, "", bins, np.ones(len(bins.labels), dtype=int), 0)


def level(world, name):
    issue = next(one for one in world.issues if one.id == name)
    return Level(name, issue.label, "", issue, np.ones(len(issue.levels), dtype=int), 0)


def truth(world, text):
    return Truth("x", "x", "", read_expression(text, world), 1, 2, True)


def figure(name, unit="USD bn"):
    return Figure(name, name, "", unit, np.ones(2), 1.0)


def test_uniform_hazard_is_the_same_every_day_with_even_odds_at_the_end(small):
    world = small()
    stated = SAYS["uniform_hazard"](timing(world), world)
    edges = between_landmarks(world).edges
    assert stated.sum() == pytest.approx(1)
    assert stated[-1] == pytest.approx(0.5)
    left = 1 - np.concatenate([[0], np.cumsum(stated[:-1])])
    hazards = 1 - (left[1:] / left[:-1]) ** (1 / np.diff(edges))
    assert hazards == pytest.approx([1 - 0.5 ** (1 / 81)] * len(hazards))


def test_uniform_hazard_of_what_is_open_holds_later_and_never(small):
    world = small()
    stated = SAYS["uniform_hazard"](timing(world, bins=up_to(world, 15)), world)
    assert stated[-1] == pytest.approx(0.5 ** (16 / 81))


def test_the_deal_on_the_deadline_is_signed_on_its_eve(small):
    world = small()
    (deadline,) = (mark.day for mark in world.landmarks if mark.kind == "deadline")
    says = SAYS["deal_on_the_deadline"]
    stated = says(timing(world), world)
    bins = between_landmarks(world)
    assert stated.max() == 1 and stated.sum() == 1
    assert bins.edges[int(stated.argmax()) + 1] == deadline
    assert says(timing(world, "snap_back"), world)[-1] == 1
    assert says(timing(world, "interim"), world) is None
    assert says(level(world, "tariff"), world) is None
    assert says(truth(world, "ending == 'agreement' and agreement_day < never"), world) == 1
    assert says(truth(world, "overrides > 0"), world) is None


def test_without_a_deadline_there_is_no_deal_on_it(two_givers):
    world = two_givers()
    assert SAYS["deal_on_the_deadline"](timing(world), world) is None


def test_the_status_quo_keeps_todays_rates_and_nothing_happens(small):
    world = small()
    says = SAYS["status_quo"]
    for event in ("agreement", "interim", "snap_back", "hike", "effect"):
        assert says(timing(world, event), world)[-1] == 1
    # Today 20 per cent, which is level 2 of 40, 30, 20, 10, 0; no wheat.
    assert says(level(world, "tariff"), world).tolist() == [0, 0, 1, 0, 0]
    assert says(level(world, "wheat"), world).tolist() == [1, 0, 0]
    assert says(truth(world, "term_tariff < 20 or struck == 1"), world) == 0
    assert says(truth(world, "majority_lost_east == 1"), world) is None
    assert says(figure("rounds", "count"), world) is None


def test_the_dollars_of_the_status_quo_by_hand(small):
    # 36.5 bn a year are 0.1 a day, a fifth of it is duty, for 81 days; nothing reacts to it.
    row = status_quo_row(small())
    assert row["exports_bn"] == pytest.approx(8.1)
    assert row["duty_bn"] == pytest.approx(1.62)
    assert row["importer_burden_bn"] == pytest.approx(1.62)
    assert row["exporter_loss_bn"] == pytest.approx(0)
    assert row["exporter_loss_gdp"] == pytest.approx(0)
    assert SAYS["status_quo"](figure("duty_bn"), small()) == pytest.approx(1.62)


def test_approval_stays_where_it_starts(japan_us):
    world = japan_us()
    start = world.config.sides[world.sides[0]].approval.start.value
    assert status_quo_row(world)[f"approval_{world.sides[0]}"] == start


def test_even_odds_treat_all_answers_alike(small):
    world = small()
    says = SAYS["even_odds"]
    assert says(level(world, "tariff"), world).tolist() == [0.2] * 5
    assert says(truth(world, "struck == 1"), world) == 0.5
    stated = says(timing(world), world)
    assert stated == pytest.approx([1 / len(stated)] * len(stated))
    assert says(figure("duty_bn"), world) is None
