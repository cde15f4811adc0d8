"""The whole of an inference on a made-up table whose answer is known."""

from __future__ import annotations

import json

import numpy as np
import pytest

from experiments.inference.caution import cautions
from experiments.inference.drawing import posterior_panels, rank_panels
from experiments.inference.infer import infer
from experiments.inference.predictive import place
from experiments.inference.problem import load_problem
from experiments.inference.record import record
from experiments.inference.reference_table import ReferenceTable
from sim.scenario import CONFIGS

KEYS = ("sides.east.cost_ratio", "sides.west.cost_ratio")


@pytest.fixture(scope="module")
def problems(tmp_path_factory):
    folder = tmp_path_factory.mktemp("inference")

    def made(observed):
        content = {
            "name": "trial",
            "question": "What does it say?",
            "scenario": str(CONFIGS / "scenarios" / "bare.yaml"),
            "draws": 3000,
            "seed": 5,
            "parameters": KEYS,
            "summaries": {
                "one": {"label": "one", "says": "rounds", "observed": observed, "source": "x"},
                "other": {"label": "other", "says": "sessions", "observed": 0.0, "source": "x"},
            },
            "accept": 0.1,
            "truths": 150,
        }
        path = folder / "trial.yaml"
        path.write_text(json.dumps(content))
        return load_problem(path)

    return made


@pytest.fixture(scope="module")
def table(problems):
    """The first parameter shows in the first summary, up to noise; the second nowhere."""
    from experiments.inference.supports import support_of

    chance = np.random.default_rng(12)
    scenario = problems(0.0).scenario
    supports = [support_of(scenario, key) for key in KEYS]
    parameters = np.column_stack([chance.uniform(one.low, one.high, 3000) for one in supports])
    middle = (supports[0].low + supports[0].high) / 2
    width = supports[0].high - supports[0].low
    shown = (parameters[:, 0] - middle) / width + 0.1 * chance.normal(size=3000)
    return ReferenceTable(parameters, np.column_stack([shown, chance.normal(size=3000)]))


@pytest.fixture(scope="module")
def found(problems, table):
    return infer(problems(0.25), table)


def test_it_learns_where_there_is_something_to_learn(found):
    told = record(found)["parameters"]
    first, second = (1 - one["posterior"]["deviation"] / one["prior"]["deviation"] for one in told)
    assert first > 0.5 and abs(second) < 0.15
    low, high = found.supports[0].low, found.supports[0].high
    assert told[0]["posterior"]["q50"] == pytest.approx(
        low + 0.75 * (high - low), abs=0.06 * (high - low)
    )
    assert all(one.holds for one in found.calibration)
    assert found.calibration[0].learnt > 0.5


def test_nothing_is_amiss_and_the_condition_is_told(found):
    (told,) = cautions(found)
    assert "conditional" in told


def test_what_lies_outside_the_prior_is_told_first(problems, table):
    found = infer(problems(9.0), table)
    first, *_ = cautions(found)
    assert first.startswith("Outside what the priors give: “one” (9,")
    assert found.places[0].outside and not found.places[1].outside
    assert found.surprise == 0
    assert record(found)["summaries"][0]["outside"] is True


def test_summaries_that_are_odd_only_together_are_told_too(problems, table):
    alike = ReferenceTable(table.parameters, table.summaries[:, [0, 0]])
    alike.summaries[:, 1] += 0.001 * table.summaries[:, 1]
    first, *_ = cautions(infer(problems(0.5), alike))
    assert "all of them together hardly ever" in first


def test_a_place_by_hand():
    told = place(np.array([1.0, 2.0, 3.0, 4.0]), 3.0)
    assert (told.below, told.above) == (0.75, 0.5)
    assert not told.outside
    assert place(np.arange(1000.0), 995.5).outside
    assert (told.low, told.high) == (1, 4)


def test_the_record_is_plain_json(found):
    told = json.loads(json.dumps(record(found), allow_nan=False))
    assert (told["draws"], told["accepted"], told["cases"]) == (3000, 300, 1)
    assert told["effective"] < 300
    assert sum(told["parameters"][0]["calibration"]["counts"]) == 150
    assert told["parameters"][0]["prior"]["q05"] < told["parameters"][0]["prior"]["q95"]


def test_the_same_table_gives_the_same_record(found, problems, table):
    assert record(infer(problems(0.25), table)) == record(found)


def test_the_panels_show_what_was_found(found):
    first, _ = posterior_panels(found)
    assert first.after[2] - first.after[0] < 0.6 * (first.before[2] - first.before[0])
    assert first.weights.sum() == pytest.approx(1)
    assert [panel.counts.sum() for panel in rank_panels(found)] == [150, 150]
