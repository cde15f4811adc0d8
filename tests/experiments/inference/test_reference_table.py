"""Draws and what came of them: run k is draw k, and several cases share what they should."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from experiments.analysis.columns import columns_of
from experiments.errors import FolderRefused, Interrupted, ResultError
from experiments.inference import infer as inferring
from experiments.inference.problem import load_problem
from experiments.inference.reference_table import (
    ReferenceTable,
    check,
    empty,
    simulated,
    with_fixed,
)
from experiments.inference.shelf import TABLE, keep, kept
from sim import outcomes
from sim.scenario import CONFIGS, find_scenario

BARE = CONFIGS / "scenarios" / "bare.yaml"
KEYS = ("sides.east.cost_ratio", "sides.west.ministers.envoy.strategy.parameters.beta")


def play(scenario, seed, start, stop):
    return columns_of(outcomes.simulate(scenario, seed, start, stop))


def problem_of(folder: Path, **changes):
    content = {
        "name": "trial",
        "question": "What does it say?",
        "scenario": str(BARE),
        "draws": 500,
        "seed": 5,
        "parameters": KEYS,
        "summaries": {
            "day": {
                "label": "day",
                "says": "min(agreement_day, 31)",
                "observed": 9,
                "source": "x",
            },
            "rounds": {"label": "rounds", "says": "rounds", "observed": 9, "source": "x"},
        },
        "accept": 0.2,
        "truths": 100,
        **changes,
    }
    path = folder / "trial.yaml"
    path.write_text(json.dumps(content))  # JSON is YAML
    return load_problem(path)


def test_with_one_case_run_k_is_draw_k(tmp_path):
    problem = problem_of(tmp_path)
    table = simulated(problem, 2, 8, play)
    rows = play(problem.scenario, 5, 0, 8)
    assert np.array_equal(
        table.parameters,
        np.column_stack([rows[f"drawn_{key.replace('.', '__')}"] for key in KEYS])[2:],
    )
    day = np.where(rows["agreement_day"] < 0, 31, rows["agreement_day"])
    assert np.array_equal(table.summaries, np.column_stack([day, rows["rounds"]])[2:])


def test_what_is_fixed_has_come_out_so_and_nothing_else_changes():
    """A run in which priors are fixed at what it drew is that run, to the bit."""
    world = find_scenario("marenna_tirvald")
    keys = ("sides.tirvald.leader.override", "sides.marenna.motives.harvest.weight")
    names = {f"drawn_{key.replace('.', '__')}": dict(world.drawn)[key] for key in keys}
    plain = outcomes.simulate(world, 11, 3, 4)
    fixed = with_fixed(world, {number: float(plain[name][0]) for name, number in names.items()})
    again = outcomes.simulate(fixed, 11, 3, 4)
    assert set(plain) - set(again) == set(names)
    assert {name: repr(values) for name, values in again.items()} == {
        name: repr(values) for name, values in plain.items() if name not in names
    }


def test_cases_share_the_parameters_and_draw_the_rest_for_themselves(tmp_path):
    problem = problem_of(tmp_path, cases=3)
    scenario = problem.scenario
    table = simulated(problem, 4, 6, play)
    numbers = dict(scenario.drawn)
    for place, draw in enumerate((4, 5)):
        first = 3 * draw
        alone = play(scenario, 5, first, first + 1)
        drawn = [float(alone[f"drawn_{key.replace('.', '__')}"][0]) for key in KEYS]
        assert table.parameters[place].tolist() == drawn
        shared = with_fixed(
            scenario, {numbers[key]: value for key, value in zip(KEYS, drawn, strict=True)}
        )
        rows = play(shared, 5, first, first + 3)
        assert len(set(rows["drawn_sides__west__cost_ratio"])) == 3
        day = np.where(rows["agreement_day"] < 0, 31, rows["agreement_day"])
        assert table.summaries[place].tolist() == [day.mean(), rows["rounds"].mean()]


@pytest.mark.parametrize("cases", [1, 2])
def test_draws_are_the_same_in_one_go_or_in_several(tmp_path, cases):
    problem = problem_of(tmp_path, cases=cases)
    whole = simulated(problem, 0, 6, play)
    parts = simulated(problem, 0, 2, play).and_then(simulated(problem, 2, 6, play))
    assert np.array_equal(whole.parameters, parts.parameters)
    assert np.array_equal(whole.summaries, parts.summaries)


@pytest.mark.parametrize(
    ("over", "value"),
    [("mean", 2.5), ("median", 2), ("least", 1), ("greatest", 5), ("deviation", 1.5)],
)
def test_cases_become_one_number_as_said(tmp_path, over, value):
    summaries = {"r": {"label": "r", "says": "rounds", "over": over, "observed": 1, "source": "x"}}
    problem = problem_of(tmp_path, cases=4, summaries=summaries)

    def told(scenario, seed, start, stop):
        assert stop - start == 4
        return columns_of({"rounds": [2, 5, 1, 2]})

    assert simulated(problem, 0, 1, told).summaries == pytest.approx(np.array([[value]]))


def test_a_summary_without_a_value_or_without_variation_is_refused(tmp_path):
    problem = problem_of(tmp_path)
    table = ReferenceTable(np.zeros((3, 2)), np.array([[1, 2], [np.inf, 2], [3, 2.0]]))
    with pytest.raises(ResultError, match=r"summaries\.day\.says: .* no value in 1 of 3 draws"):
        check(problem, table)
    table = ReferenceTable(np.zeros((3, 2)), np.array([[1, 2], [2, 2], [3, 2.0]]))
    with pytest.raises(ResultError, match=r"summaries\.rounds\.says: `rounds` is 2 in every draw"):
        check(problem, table)


# ------------------------------------------------------------------ on the shelf


def made_up(problem, draws: int) -> ReferenceTable:
    chance = np.random.default_rng(draws)
    return ReferenceTable(chance.random((draws, 2)), chance.random((draws, 2)))


def test_what_was_kept_comes_back_to_the_bit_and_as_many_as_asked(tmp_path):
    problem = problem_of(tmp_path)
    folder, table = tmp_path / "out", made_up(problem, 700)
    assert len(kept(folder, problem)) == 0
    keep(folder, problem, table)
    again = kept(folder, problem)
    assert np.array_equal(again.parameters, table.parameters[:500])
    assert np.array_equal(again.summaries, table.summaries[:500])
    assert [path.name for path in folder.iterdir()] == [TABLE]


def test_a_folder_of_something_else_is_refused(tmp_path):
    problem = problem_of(tmp_path)
    keep(tmp_path / "out", problem, made_up(problem, 10))
    with pytest.raises(FolderRefused, match="holds another inference"):
        kept(tmp_path / "out", problem_of(tmp_path, seed=6))
    strange = tmp_path / "strange"
    strange.mkdir()
    (strange / "letter.txt").write_text("mine")
    with pytest.raises(FolderRefused, match=r"letter\.txt"):
        kept(strange, problem)


def test_a_torn_table_counts_as_none(tmp_path):
    problem = problem_of(tmp_path)
    folder = tmp_path / "out"
    keep(folder, problem, made_up(problem, 10))
    whole = (folder / TABLE).read_bytes()
    (folder / TABLE).write_bytes(whole[: len(whole) // 2])
    assert len(kept(folder, problem)) == 0


def test_stopped_it_keeps_what_it_has_and_goes_on_from_there(tmp_path, monkeypatch):
    problem = problem_of(tmp_path, draws=1200)
    asked = []

    def simulate(problem, start, stop, play):
        asked.append((start, stop))
        if len(asked) == 2:
            raise KeyboardInterrupt
        return made_up(problem, stop - start)

    monkeypatch.setattr(inferring, "simulated", simulate)
    monkeypatch.setattr(inferring, "door", lambda *given: play)
    folder = tmp_path / "out"
    with pytest.raises(Interrupted, match="500 of 1,200"):
        inferring.reference_table(problem, folder)
    assert len(kept(folder, problem)) == 500
    progress = []
    table = inferring.reference_table(problem, folder, progress=lambda *told: progress.append(told))
    assert len(table) == 1200
    assert asked == [(0, 500), (500, 1000), (500, 1000), (1000, 1200)]
    assert [told[:2] for told in progress] == [(1000, 1200), (1200, 1200)]
    inferring.reference_table(problem, folder)
    assert len(asked) == 4


def test_an_empty_table_has_its_columns(tmp_path):
    table = empty(problem_of(tmp_path))
    assert (table.parameters.shape, table.summaries.shape) == ((0, 2), (0, 2))
