"""`talks infer` on a small world: what is printed, what is written, what is kept."""

from __future__ import annotations

import json
import re

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from experiments.inference import drawing
from experiments.inference import infer as inferring
from sim.scenario import CONFIGS
from talks.app import app
from talks.command import failure, telling

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


def test_in_japanese_only_names_are_left_and_the_record_stays_as_it_is(told, monkeypatch):
    _, folder = told
    own = {"question": "二つの要約量は二人の交渉担当について何を語るか。"}
    labels = {"day": "合意の日（初日からの日数）", "grain": "譲られた穀物の量"}
    summaries = {
        name: {**summary, "label": labels[name]} for name, summary in INFERENCE["summaries"].items()
    }
    (folder / "ja.yaml").write_text(
        json.dumps({**INFERENCE, **own, "summaries": summaries}), encoding="utf-8"
    )
    monkeypatch.setattr(drawing, "save", lambda figure, panels, into: None)
    monkeypatch.setattr(telling.console, "width", 80)
    printed = infer(folder / "ja.yaml", "--out", folder / "out", "--lang", "ja")
    assert printed.exit_code == 0, printed.output
    text = printed.stdout
    for key in INFERENCE["parameters"]:
        assert f"{key}（" in text
        text = text.replace(key, "")
    text = re.sub("(?m)^図.*$", "", text)
    assert set(re.findall("[A-Za-z]{2,}", text)) <= {"bare", "Envoy", "West", "of", "East", "the"}
    assert "100個で試すと、90%区間に入るのは" in text.replace("\n", "")
    assert max(map(cell_len, text.splitlines())) <= 80
    assert "out/ja/ranks.png" in printed.stdout.replace("\n", "")
    record = (folder / "out" / "inference.json").read_text("utf-8")
    assert "conditional on the scenario" in record
    assert infer(folder / "ja.yaml", "--out", folder / "out", "--json").stdout == record


def test_a_language_that_is_not_there_is_refused_before_anything_is_drawn(tmp_path, capsys):
    path = tmp_path / "trial.yaml"
    path.write_text(json.dumps(INFERENCE))
    printed = infer(path, "--out", tmp_path / "out", "--lang", "xx")
    assert failure.told(printed.exception) == 2
    assert capsys.readouterr().err == "no language 'xx'; there are en, ja\n"
    assert not (tmp_path / "out").exists()
