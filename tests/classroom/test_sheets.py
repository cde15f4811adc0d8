"""Sheets: each side's own points, nothing of the other side's, and one page that needs no other."""

from __future__ import annotations

import dataclasses
import re

import numpy as np
import pytest

from classroom.exercise import load_exercise, shipped_exercises
from classroom.sheets import own, sheet
from experiments.tongue import tongue
from sim.model import TalksModel
from sim.spaces import worth

EN, JA = tongue("en"), tongue("ja")
OTHERS = {
    "japan": {
        "sides.us.motives.revenue.weight": 9,
        "sides.us.motives.farm_sales.weight": 0.1,
        "sides.us.cost_ratio": 1.9,
        "sides.us.limits.auto_tariff": 5,
        "sides.us.reference.auto_contribution": 0.9,
        "sides.us.mandate.threat": 0.9,
        "sides.us.mandate.losses": 1.9,
        "sides.us.leader.override": 0.6,
        "sides.us.ratification.threshold": -0.9,
        "sides.us.ministers.commerce.strategy": {"name": "hardliner"},
        "interactions.contribution.strength": 0.1,
        "deadlines.pause_end.insight": 1,
    },
    "us": {
        "sides.japan.motives.cars.weight": 1,
        "sides.japan.motives.farming.weight": 40,
        "sides.japan.cost_ratio": 0.9,
        "sides.japan.reference.auto_tariff": 25,
        "sides.japan.mandate.threat": 0.9,
        "sides.japan.ratification.threshold": 0.9,
        "sides.japan.ministers.negotiator.strategy": {"name": "conceder"},
        "sides.japan.election.salience_campaign": 2.4,
    },
}
"""For the side that reads the sheet: settings that turn the other side into somebody else."""


@pytest.mark.parametrize("side", OTHERS)
def test_a_sheet_holds_nothing_of_what_the_other_side_values(side):
    other = "us" if side == "japan" else "japan"
    before = load_exercise("tied_hands")
    after = load_exercise("tied_hands", settings=OTHERS[side])
    for language in (EN, JA):
        assert sheet(before, side, language) == sheet(after, side, language)
        assert sheet(before, other, language) != sheet(after, other, language)


def _number(text: str) -> float:
    return float(text.replace("−", "-"))


@pytest.mark.parametrize("name", shipped_exercises())
@pytest.mark.parametrize("side", ["japan", "us"])
def test_points_on_the_sheet_add_up_to_the_models(name, side):
    exercise = load_exercise(name)
    scenario, found = exercise.scenario, own(exercise, side, EN)
    model = TalksModel(scenario, exercise.config.run, rng=exercise.config.seed, collect=False)
    number = scenario.sides.index(side)
    rows = {row.label: row for row in found.issues}
    ordered = [rows[issue.label] for issue in scenario.issues]
    places = {issue.label: place for place, issue in enumerate(scenario.issues)}
    chance = np.random.default_rng(5)
    for _ in range(40):
        package = [int(chance.integers(len(issue.levels))) for issue in scenario.issues]
        total = _number(found.nothing)
        total += sum(
            _number(row.levels[level].points) for row, level in zip(ordered, package, strict=True)
        )
        for bonus in found.bonuses:
            row, column = package[places[bonus.rows]], package[places[bonus.columns]]
            total += _number(bonus.points[row][column])
        exact = model.points(number, worth(scenario.world, model.state.table[number], package))
        # The base is rounded to a point, each of the others to a tenth.
        assert total == pytest.approx(exact, abs=0.5 + 0.05 * (len(package) + 1))


def test_the_first_deal_in_whole_points():
    exercise = load_exercise("first_deal")
    japan, us = (own(exercise, side, EN) for side in ("japan", "us"))
    assert [[level.points for level in row.levels] for row in japan.issues] == [
        ["0", "+8", "+16", "+24", "+32", "+40"],
        ["0", "+4", "+8", "+12", "+16", "+20", "+24"],
        ["0", "−3", "−6", "−9", "−12"],
        ["0", "−6", "−12", "−18", "−24"],
    ]
    assert (japan.nothing, japan.today, japan.floor, japan.belief) == ("36", "50", "44", 50)
    assert (us.nothing, us.today, us.floor, us.belief) == ("44", "30", "45", 50)
    assert japan.bonuses == us.bonuses == ()


def test_only_washington_has_the_bonus_for_both_together():
    exercise = load_exercise("tied_hands")
    assert own(exercise, "japan", EN).bonuses == ()
    (bonus,) = own(exercise, "us", EN).bonuses
    assert (bonus.rows, bonus.columns) == (
        "Investment in the US car industry",
        "Tariff on cars and parts",
    )
    assert set(bonus.points[0]) == {"0.0"}
    assert _number(bonus.points[-1][-1]) == max(_number(p) for row in bonus.points for p in row) > 5


def test_amounts_are_told_as_the_language_counts_them():
    exercise = load_exercise("tied_hands")
    label = {"en": "Shipbuilding cooperation", "ja": "造船協力"}
    for language, levels in (
        (EN, ("0 USD bn", "1 USD bn", "2.5 USD bn", "5 USD bn", "10 USD bn")),
        (JA, ("0億ドル", "10億ドル", "25億ドル", "50億ドル", "100億ドル")),
    ):
        found = own(exercise, "us", language)
        (row,) = [row for row in found.issues if row.label == label[language.code]]
        assert tuple(level.label for level in row.levels) == levels


def test_what_a_campaign_makes_dear_is_marked_for_whom_it_is_dear_to():
    exercise = load_exercise("election")
    marked = [row.label for row in own(exercise, "japan", EN).issues if row.sensitive]
    assert marked == [
        "Investment in the US car industry",
        "Inspection standards for imported cars",
        "Extra imports of US corn and soy",
    ]
    assert not any(row.sensitive for row in own(exercise, "us", EN).issues)
    assert "* Counts more" in sheet(exercise, "japan", EN)
    assert "* Counts more" not in sheet(exercise, "us", EN)


def test_the_calendar_says_what_is_coming():
    calendar = own(load_exercise("election"), "japan", EN).calendar
    assert [tuple(mark) for mark in calendar] == [
        ("17 June", "The talks go on."),
        ("24 June", "NATO summit"),
        ("3 July", "Campaign opens"),
        (
            "9 July",
            "Tariff pause ends: Reciprocal tariff on other goods from 10 % to 24 %, "
            "unless it is put off",
        ),
        ("20 July", "Upper House election"),
        ("31 August", "Last day"),
    ]


def test_levels_of_today_are_marked():
    found = own(load_exercise("tied_hands"), "japan", EN)
    now = {row.label: [level.label for level in row.levels if level.now] for row in found.issues}
    assert now["Tariff on cars and parts"] == ["25 %"]
    assert now["Reciprocal tariff on other goods"] == ["10 %"]
    assert now["Written guarantee against later tariff hikes"] == ["none"]


@pytest.mark.parametrize("language", [EN, JA], ids=["en", "ja"])
@pytest.mark.parametrize("fictional", [False, True], ids=["plain", "invented"])
def test_a_sheet_is_one_page_that_needs_no_other(language, fictional):
    exercise = load_exercise("interim_accord", fictional)
    for side in exercise.scenario.sides:
        page = sheet(exercise, side, language)
        assert page.startswith("<!doctype html>") and f'<html lang="{language.code}">' in page
        assert not re.search(r"https?:|<script|<link|<img|url\(|@import", page)
        role = exercise.roles[side]
        for text in (role.name, *role.aims):
            assert language.say(text).replace("'", "&#39;") in page


def test_invented_sheets_name_no_real_country():
    for name in shipped_exercises():
        exercise = load_exercise(name, fictional=True)
        for side in exercise.scenario.sides:
            assert not re.search(
                r"Japan|United States|Washington|Tokyo|American|\bUS\b|NATO|Upper House",
                sheet(exercise, side, EN),
            )
            assert not re.search(
                r"日本|米国|ワシントン|自動車|輸入車|参議院|NATO", sheet(exercise, side, JA)
            )


def test_texts_of_an_exercise_are_only_texts():
    exercise = load_exercise("first_deal")
    role = exercise.roles["japan"].model_copy(update={"brief": "<script>alert(1)</script>"})
    config = exercise.config.model_copy(update={"roles": {**exercise.roles, "japan": role}})
    page = sheet(dataclasses.replace(exercise, config=config), "japan", EN)
    assert "<script" not in page and "&lt;script&gt;" in page


def test_an_unknown_side_is_refused():
    with pytest.raises(ValueError, match="north"):
        sheet(load_exercise("first_deal"), "north", EN)
