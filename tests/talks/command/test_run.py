"""``talks run`` and ``talks merge``: which engine is used, shards, a cluster that is not there."""

from __future__ import annotations

import json
import re

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from experiments import cluster, doors
from experiments.design import load_experiment
from experiments.runner import run
from experiments.speech import speaking
from experiments.store import open_result
from sim.scenario import CONFIGS
from sim.state import ENDINGS
from talks.app import app
from talks.command import telling
from talks.command.failure import told


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "trial.yaml"
    content = {
        "name": "trial",
        "question": "What happens?",
        "scenario": str(CONFIGS / "scenarios" / "bare.yaml"),
        "runs": 12,
        "seed": 7,
        "engine": "mesa",
    }
    path.write_text(json.dumps(content))
    return path


@pytest.fixture
def talks(tmp_path, monkeypatch, capsys):
    """Run a command in an empty folder; return its exit code and all that it said."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")

    def talks(*words):
        result = CliRunner().invoke(app, [str(word) for word in words])
        if result.exception is None or isinstance(result.exception, SystemExit):
            return result.exit_code, result.output
        code = told(result.exception)
        assert code is not None, result.exception
        return code, capsys.readouterr().err

    return talks


def test_the_engine_of_the_file_is_used_and_told(talks, file, tmp_path):
    code, said = talks("run", file, "--out", "result", "--no-report")
    assert code == 0
    assert "The Mesa model runs them, as asked." in said
    assert re.search(r"Seconds: start \d+\.\d · .*compute \d+\.\d", said)
    assert open_result(tmp_path / "result").manifest["engine"] == "mesa"


@pytest.mark.usefixtures("machine_code")
def test_the_engine_asked_for_goes_before_the_files(talks, file, tmp_path):
    talks("run", file, "--out", "mesa", "--no-report")
    code, said = talks("run", file, "--out", "fast", "--no-report", "--engine", "compiled")
    assert code == 0
    assert "The compiled engine runs them, as asked." in said
    fast = open_result(tmp_path / "fast")
    assert fast.manifest["engine"] == "compiled"
    assert fast.digest() == open_result(tmp_path / "mesa").digest()


@pytest.fixture
def machine_code():
    from sim import engine

    engine.RUNS.prepare()


def test_compiling_is_told_with_how_long_it_takes(talks, file, monkeypatch):
    from experiments import runner

    def compiles(preparing):
        preparing(1, 2)
        preparing(2, 2)

    monkeypatch.setattr(doors, "machine_code_is_ready", lambda: False)
    monkeypatch.setattr(runner, "prepare", compiles)
    monkeypatch.setattr(runner, "_computed", lambda *_: (one for one in ()))
    monkeypatch.setattr("talks.command.telling.say_result", lambda result: None)
    _, said = talks("run", file, "--engine", "auto", "--runs", 2_000, "--no-report")
    assert "2,000 are worth compiling" in said
    assert said.count("Compiling the rules: once, about a minute") == 1


def test_shards_are_merged_to_the_single_run(talks, file, tmp_path):
    talks("run", file, "--out", "single", "--no-report")
    for number in (1, 2, 3):
        code, said = talks("run", file, "--shard", f"{number}/3")
        assert code == 0
        assert f"This is shard {number}/3" in said
    shards = sorted((tmp_path / "results").glob("trial-*-shard-*-of-3"))
    assert len(shards) == 3
    assert not any((shard / "report.html").exists() for shard in shards)
    code, said = talks("merge", *shards, "--out", "whole", "--no-report")
    assert code == 0, said
    assert open_result("whole").digest() == open_result("single").digest()


def test_a_missing_shard_is_told_unless_that_is_wanted(talks, file, tmp_path):
    talks("run", file, "--shard", "2/2", "--out", "two")
    code, said = talks("merge", "two", "--out", "whole")
    assert code == 2
    assert "Runs 0 to 5 of arm 0 are missing." in said
    assert "Not given: shard 1/2." in said
    code, said = talks("merge", "two", "--out", "whole", "--partial", "--no-report")
    assert code == 0
    assert "6 of 12 histories; merge the other shards into the same folder" in said


@pytest.mark.parametrize("shard", ["0/2", "3/2", "two"])
def test_what_is_no_shard_is_told(talks, file, shard):
    code, said = talks("run", file, "--shard", shard)
    assert code == 2
    assert f"--shard: found '{shard}'; allowed: " in said


def test_a_cluster_without_dask_is_told_in_a_sentence(talks, file, monkeypatch, tmp_path):
    monkeypatch.setattr(cluster.importlib.util, "find_spec", lambda name: None)
    code, said = talks("run", file, "--cluster", "local")
    assert code == 2
    assert "pip install 'tariff-talks[cluster]'" in said
    assert len(said.strip().splitlines()) == 1
    assert not (tmp_path / "results").exists()


@pytest.fixture
def grid(tmp_path, monkeypatch):
    """An experiment of four arms whose names differ at their very end, and a terminal's width."""
    path = tmp_path / "grid.yaml"
    content = {
        "name": "grid",
        "question": "What does a higher bar at home do in Tokyo when the 9 July deadline is firm, "
        "and when it is soft?",
        "scenario": str(CONFIGS / "scenarios" / "japan_us_2025.yaml"),
        "runs": 2,
        "seed": 7,
        "engine": "mesa",
        "vary": [
            {
                "name": "bar",
                "label": "Ratification bar in Tokyo",
                "key": "sides.japan.ratification.threshold",
                "values": [-0.2, 0.2],
            },
            {
                "name": "softness",
                "label": "Chance that 9 July is put off",
                "key": "deadlines.pause_end.softness",
                "values": [0.1, 0.9],
            },
        ],
    }
    path.write_text(json.dumps(content))
    run(load_experiment(path), tmp_path / "result", workers=1, say=lambda line: None)
    result = open_result(tmp_path / "result")
    crowd = dict.fromkeys(ENDINGS, 77)
    monkeypatch.setattr("experiments.census.endings", lambda result: dict.fromkeys(range(4), crowd))

    def said(capsys, width, lang="en"):
        monkeypatch.setattr(telling.console, "_width", width)
        with speaking(lang):
            telling.say_result(result)
        return capsys.readouterr().out

    return said


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_no_arms_name_is_cut(grid, capsys, width, lang):
    said = grid(capsys, width, lang)
    assert "…" not in said
    assert max(cell_len(line) for line in said.splitlines()[:-1]) <= width
    for value in ("0.1", "0.9"):
        assert said.count(value) == 2


def test_arms_are_told_apart_at_eighty_columns(grid, capsys):
    lines = grid(capsys, 80).splitlines()
    starts = [line.split()[0] for line in lines]
    assert [one for one in starts if "=" in one] == [
        word
        for bar in ("-0.2", "0.2")
        for soft in ("0.1", "0.9")
        for word in (f"bar={bar},", f"softness={soft}")
    ]


def test_in_japanese_question_table_and_footnote_are_japanese(grid, capsys):
    said = grid(capsys, 120, "ja")
    table, _, result = said.rpartition("結果")
    assert result
    assert "東京での国内承認のハードル＝−0.2、" in table
    assert not re.search("[A-Za-z]{2}", table)


def test_a_run_in_japanese_ends_in_japanese(talks, file):
    code, said = talks("run", file, "--out", "result", "--no-report", "--lang", "ja")
    assert code == 0
    assert "所要時間（秒）：" in said
    assert "結果" in said
    code, said = talks("run", file, "--out", "other", "--no-report", "--lang", "xx")
    assert code == 2
    assert "no language 'xx'; there are en, ja" in said
