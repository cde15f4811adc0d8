"""`talks compare` on a small result: what is printed, what is JSON, what is written, refused."""

from __future__ import annotations

import json
import shutil
import sys

import pytest
from typer.testing import CliRunner

import talks
from experiments.analysis.paired import paired
from sim.scenario import CONFIGS
from talks.app import app, main

BARE = CONFIGS / "scenarios" / "bare.yaml"
VARY = [{"name": "factor", "key": "sides.east.reference.grain", "values": [0.2, 0.7]}]


@pytest.fixture(scope="module")
def grid(tmp_path_factory):
    """A result of two arms of 20 runs each."""
    content = {"name": "trial", "question": "What?", "scenario": str(BARE), "runs": 20, "seed": 7}
    folder = tmp_path_factory.mktemp("grid")
    path = folder / "trial.yaml"
    path.write_text(json.dumps({**content, "engine": "mesa", "vary": VARY}))  # JSON is YAML
    return talks.run(path, out=folder / "result").path


def told(*words):
    result = CliRunner().invoke(app, ["compare", *map(str, words)])
    assert result.exit_code == 0, result.output
    return result


def refused(monkeypatch, capsys, *words):
    monkeypatch.setattr(sys, "argv", ["talks", "compare", *map(str, words)])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    return capsys.readouterr().err


def test_a_result_with_several_arms_is_compared_with_itself(grid):
    words = told(grid).stdout
    assert "factor=0.2 → factor=0.7" in words
    assert "20 pairs: run k has the same chance in both (seed 7)." in words
    assert "sides.east.reference.grain" in words
    assert "Outcomes (20 pairs)" in words
    assert "How histories have ended by each date" in words
    assert "What stood in the way of an agreement" in words


def test_arms_can_be_named_and_turned_round(grid):
    words = told(f"{grid}#1", f"{grid}#factor=0.2", "--label", "High", "--label", "Low").stdout
    assert "High → Low" in words


def test_only_some_columns(grid):
    words = told(grid, "--columns", "texts,sessions", "--columns", "agreement").stdout
    assert "Agreement" in words
    assert "Bilateral sessions" in words
    assert "How histories have ended" not in words


def test_in_japanese_words_are_japanese_and_json_is_as_ever(grid):
    words = told(grid, "--columns", "agreement,texts", "--lang", "ja").stdout
    assert "factor＝0.2 → factor＝0.7" in words
    assert "20対：試行kは二つの世界で同じ偶然を共有する（シード7）。" in words
    assert "結果（20対）" in words
    assert "Outcomes" not in words
    asked = (grid, "--columns", "agreement", "--json")
    assert told(*asked, "--lang", "ja").stdout == told(*asked).stdout


def test_another_language_is_refused_before_anything_is_read(monkeypatch, capsys):
    said = refused(monkeypatch, capsys, "nowhere", "--lang", "xx")
    assert said == "no language 'xx'; there are en, ja\n"


def test_json_has_the_same_numbers(grid):
    result = told(grid, "--columns", "score_points_east", "--json")
    data = json.loads(result.stdout)
    one, two = (talks.load(grid).table(arm)["score_points_east"].to_numpy() for arm in range(2))
    (row,) = data["differences"]
    found = paired(one, two)
    assert (row["change"], row["low"], row["high"]) == found.change
    assert row["variance_reduction"] == found.reduction
    assert data["timing"] is None


def test_python_compares_alike(grid):
    found = talks.compare(grid, columns=["agreement"], labels=("Low", "High"))
    assert [arm.label for arm in found.arms] == ["Low", "High"]
    again = talks.compare(talks.load(grid), columns=["agreement"])
    assert again["agreement"].differences == found["agreement"].differences


def test_a_page_can_be_written(grid, tmp_path):
    out = tmp_path / "compared"
    words = told(grid, "--columns", "agreement", "--out", out).stdout
    assert str(out / "comparison.html") in words.replace("\n", "")
    text = (out / "comparison.html").read_text()
    assert f"talks compare {grid} --columns agreement --out {out}" in text
    assert json.loads((out / "comparison.json").read_text())["arms"][1]["label"] == "factor=0.7"


def test_with_both_json_stays_alone_on_the_output(grid, tmp_path):
    result = told(grid, "--columns", "agreement", "--json", "--out", tmp_path / "compared")
    assert json.loads(result.stdout)["differences"][0]["measure"] == "agreement"
    assert "comparison.html" in result.stderr.replace("\n", "")


def test_what_cant_be_compared_is_told(grid, tmp_path, monkeypatch, capsys):
    def says(*words):
        return refused(monkeypatch, capsys, *words)

    assert "two or more, from several results" in says(f"{grid}#0")
    assert "no arm 4" in says(f"{grid}#0", f"{grid}#4")
    assert "is named twice" in says(grid, f"{grid}#1")
    assert "nowhere does not exist" in says(grid, tmp_path / "nowhere")
    assert "did you mean 'agreement'?" in says(grid, "--columns", "agreemnt")
    assert "columns: found none" in says(grid, "--columns", ",")
    assert "labels: found 1 for 2 arms" in says(grid, "--label", "one")


def test_a_results_own_folder_is_not_written_into(grid, monkeypatch, capsys):
    assert "is a result folder" in refused(monkeypatch, capsys, grid, "--out", grid)
    assert not (grid / "comparison.html").exists()


def test_a_result_elsewhere_pairs_with_this_one(grid, tmp_path):
    copy = shutil.copytree(grid, tmp_path / "copy")
    words = told(f"{grid}#0", f"{copy}#0", "--columns", "agreement").stdout
    assert "The two have the same settings." in words
