"""One row a run: the schema, and what a row says of its history."""

from __future__ import annotations

import math

import pytest

from agents.rules.utility import value_of
from sim.model import TalksModel
from sim.outcomes import columns, row, simulate

KINDS = {"int64": int, "float64": (int, float), "string": str}


@pytest.fixture(scope="module")
def histories(japan_us):
    return [TalksModel(japan_us(), run=run, rng=2, collect=False).play_out() for run in range(25)]


def test_columns_are_documented_and_named_once(japan_us, two_givers, small):
    for scenario in (japan_us(), two_givers(), small()):
        names = [column.name for column in columns(scenario)]
        assert len(set(names)) == len(names)
        assert all(column.text and column.kind in KINDS for column in columns(scenario))


def test_a_row_has_every_column_in_its_order_and_kind(japan_us, histories):
    wanted = columns(japan_us())
    for model in histories:
        told = row(japan_us(), model.state)
        assert list(told) == [column.name for column in wanted]
        for column in wanted:
            assert isinstance(told[column.name], KINDS[column.kind]), column.name


def test_a_world_without_an_economy_has_no_share_of_gdp(two_givers):
    names = [column.name for column in columns(two_givers())]
    assert "exporter_loss_gdp" not in names
    told = row(two_givers(), TalksModel(two_givers(), collect=False).play_out().state)
    assert told["exports_bn"] == told["duty_bn"] == 0.0


def test_what_a_row_says_agrees_with_itself(japan_us, histories):
    scenario, endings = japan_us(), set()
    for model in histories:
        told, state = row(scenario, model.state), model.state
        agreed = told["ending"] == "agreement"
        endings.add(told["ending"])
        assert agreed == (told["reason"] == "") == (told["agreement_day"] >= 0)
        assert (told["effect_day"] >= told["agreement_day"]) if agreed else told["effect_day"] == -1
        if told["snap_back_day"] >= 0 and not agreed:
            assert told["ending"] in ("snap_back", "broken_off", "interim")
        assert told["sessions"] <= 2 * told["rounds"]
        assert told["texts"] >= told["mandate_refusals"] + told["overrides"] + told["refusals"]
        assert told["zopa_rounds"] <= told["rounds"]
        assert 0 <= told["progress"] <= 1
        assert told["exporter_loss_bn"] >= 0
        assert told["exporter_loss_gdp"] == pytest.approx(told["exporter_loss_bn"] / 42)
        for issue in scenario.issues:
            level = told[f"level_{issue.id}"]
            if agreed:
                assert told[f"term_{issue.id}"] == issue.levels[level]
            else:
                assert level == -1
        for number, side in enumerate(scenario.sides):
            assert math.isnan(told[f"value_{side}"]) != agreed
            if agreed:
                value = value_of(state.table[number], scenario.world.starts, state.text)
                assert told[f"value_{side}"] == value
                # Signed at or above the mandate of its day; in points between worst and best.
                assert 0 <= told[f"points_{side}"] <= 100
    assert {"agreement", "snap_back"} <= endings


def test_an_agreement_gives_both_leaders_what_they_asked_for_on_the_day(small):
    for run in range(10):
        model = TalksModel(small(), run=run, collect=False)
        asked = {}
        while model.running:
            model.step()
            asked[model.steps - 1] = list(model.state.mandate)
        state = model.state
        if state.agreement_day >= 0:
            on_the_day = asked[state.agreement_day]
            for side in range(2):
                felt = value_of(state.table[side], small().world.starts, state.text)
                assert felt >= on_the_day[side] - 1e-12


def test_terms_without_an_agreement_are_those_in_force(small, talks):
    told = row(small(), talks(small({"deadlines.pause.softness": 0})).play_out().state)
    assert (told["ending"], told["term_tariff"], told["term_wheat"]) == ("snap_back", 40, 0)
    assert (told["level_tariff"], told["level_wheat"]) == (-1, -1)


def test_what_was_drawn_is_told(japan_us, histories):
    scenario = japan_us()
    told = row(scenario, histories[0].state)
    drawn = {name for name in told if name.startswith("drawn_")}
    assert drawn == {f"drawn_{name.replace('.', '__')}" for name, _ in scenario.drawn}
    for name, number in scenario.drawn:
        assert told[f"drawn_{name.replace('.', '__')}"] == histories[0].state.number[number]


def test_simulating_is_playing_run_after_run(japan_us, histories):
    table = simulate(japan_us(), 2, 3, 6)
    assert table["run"] == [3, 4, 5]
    for place, model in enumerate(histories[3:6]):
        told = row(japan_us(), model.state)
        assert {name: repr(values[place]) for name, values in table.items()} == {
            name: repr(value) for name, value in told.items()
        }


def test_no_runs_are_an_empty_table(two_givers):
    table = simulate(two_givers(), 1, 4, 4)
    assert set(table) == {column.name for column in columns(two_givers())}
    assert all(values == [] for values in table.values())
