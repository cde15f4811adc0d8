"""`talks infer` on a small world: what is printed, what is written, what is kept."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from experiments.inference import drawing
from experiments.inference import infer as inferring
from sim.scenario import CONFIGS
from talks.app import app

INFERENCE = {
    "name": "trial",
    "question": "What do two summaries say of two negotiators?",
    "scenario": str(CONFIGS / "scenarios" / "bare.yaml"),
    "draws": 500,
    "seed": 3,
    "parameters": [
        "sides.east.ministers.envoy.strategy.parameters.beta",
        "sides.west.cost_ratio",
    ],
    "summaries": {
        "day": {
            "label": "day of the agreement",
            "says": "min(agreement_day, 31)",
            "observed": 20,
            "source": "invented",
        },
        "grain": {
            "label": "grain given",
            "says": "term_grain",
            "observed": 0.5,
            "source": "invented",
        },
    },
    "accept": 0.2,
    "truths": 100,
}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What the command prints, and the folder with the file and with what it wrote, undrawn."""
    folder = tmp_path_factory.mktemp("infer")
    (folder / "trial.yaml").write_text(json.dumps(INFERENCE))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawing, "draw", lambda found, into: (into / "ranks.png",))
        return infer(folder / "trial.yaml", "--out", folder / "out"), folder


def infer(*words):
    return CliRunner().invoke(app, ["infer", *map(str, words)], env={"COLUMNS": "100"})


def test_people_read_what_was_observed_and_what_it_says(told):
    printed, _ = told
    assert printed.exit_code == 0, printed.output
    text = " ".join(printed.stdout.split())
    for words in (
        INFERENCE["question"],
        "500 draws of the priors of bare, one case",
        "Observed, beside what the priors give",
        "by rejection alone",
        "On 100 known truths",
        "conditional on the scenario",
    ):
        assert words in text, words
    for key in INFERENCE["parameters"]:
        assert key in text


def test_the_folder_holds_the_record_and_the_draws(told):
    _, folder = told
    names = {path.name for path in (folder / "out").iterdir()}
    assert {"inference.json", "reference_table.parquet"} <= names
    found = json.loads((folder / "out" / "inference.json").read_text("utf-8"))
    assert [one["key"] for one in found["parameters"]] == INFERENCE["parameters"]


@pytest.mark.slow
def test_the_folder_holds_the_figures_at_both_widths(told):
    _, folder = told
    printed = infer(folder / "trial.yaml", "--out", folder / "out")
    names = {path.name for path in (folder / "out").iterdir()}
    assert {
        f"{name}{width}.{kind}"
        for name in ("prior_posterior", "ranks")
        for width in ("", "-column")
        for kind in ("png", "svg")
    } <= names
    assert "prior_posterior.png" in printed.stdout


def test_another_observation_simulates_nothing(told, monkeypatch):
    _, folder = told
    first = json.loads((folder / "out" / "inference.json").read_text("utf-8"))
    changed = {**INFERENCE, "draws": 500}
    changed["summaries"] = {**INFERENCE["summaries"]}
    changed["summaries"]["day"] = {**INFERENCE["summaries"]["day"], "observed": 31}
    (folder / "later.yaml").write_text(json.dumps(changed))
    monkeypatch.setattr(drawing, "draw", lambda *given: ())
    monkeypatch.setattr(inferring, "simulated", lambda *given: pytest.fail("simulated again"))
    printed = infer(folder / "later.yaml", "--out", folder / "out", "--json")
    found = json.loads(printed.stdout)
    assert found["summaries"][0]["observed"] == 31
    assert found["parameters"][0]["prior"] == first["parameters"][0]["prior"]
    assert found["parameters"][0]["posterior"] != first["parameters"][0]["posterior"]


def test_a_registered_scenario_leaves_nothing_behind(tmp_path):
    path = tmp_path / "baseline.yaml"
    scenario = str(CONFIGS / "scenarios" / "japan_us_2025.yaml")
    path.write_text(json.dumps({**INFERENCE, "scenario": scenario}))
    printed = infer(path, "--out", tmp_path / "out")
    assert "is the registered scenario 'japan_us_2025'" in str(printed.exception)
    assert not (tmp_path / "out").exists()
