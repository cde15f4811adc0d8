"""`talks new`: what it writes runs as it is, and nothing is ever overwritten."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from experiments.design import load_experiment
from sim.config import load_scenario
from sim.outcomes import simulate
from sim.scenario import Scenario
from talks.app import main

Talks = Callable[..., int]


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Talks:
    """Run the command in an empty folder and return its exit code."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> int:
        monkeypatch.setattr("sys.argv", ["talks", *words])
        with pytest.raises(SystemExit) as left:
            main()
        code = left.value.code
        return 0 if code is None else int(code)

    return run


def uncommented(text: str) -> str:
    """The template with the parts that may be left out put in."""
    return re.sub(r"^( *)#\| ", r"\1", text, flags=re.MULTILINE)


# -------------------------------------------------------------- scenario


def test_the_skeleton_validates_and_runs(talks, tmp_path):
    assert talks("new", "scenario", "river_talks") == 0
    file = tmp_path / "configs" / "scenarios" / "river_talks.yaml"
    assert talks("validate", str(file)) == 0
    scenario = Scenario.from_file(file)
    assert (scenario.name, scenario.title) == ("river_talks", "River talks")
    outcomes = simulate(scenario, seed=1, start=0, stop=5)
    assert len(outcomes["ending"]) == 5 and min(outcomes["rounds"]) > 0


def test_the_skeleton_is_neither_settled_nor_hopeless(talks, tmp_path):
    talks("new", "scenario", "river_talks", "--out", "s.yaml")
    endings = simulate(Scenario.from_file(tmp_path / "s.yaml"), seed=1, start=0, stop=40)["ending"]
    assert 0.15 < endings.count("agreement") / 40 < 0.95


def test_every_part_that_may_be_left_out_may_be_put_in(talks, tmp_path):
    talks("new", "scenario", "river_talks", "--out", "s.yaml")
    file = tmp_path / "s.yaml"
    without = load_scenario(file)
    text = file.read_text(encoding="utf-8")
    file.write_text(uncommented(text), encoding="utf-8")
    full = load_scenario(file)
    assert without.economy is None and full.economy is not None
    assert full.sides["north"].limits and full.sides["north"].ministers["trade"].tilt is not None
    assert not re.search(r"^ *#\|", uncommented(text), flags=re.MULTILINE)
    assert simulate(Scenario.from_file(file), seed=1, start=0, stop=2)["duty_bn"] != [0.0, 0.0]


def test_every_part_of_the_skeleton_is_explained(talks, tmp_path):
    talks("new", "scenario", "river_talks", "--out", "s.yaml")
    lines = (tmp_path / "s.yaml").read_text(encoding="utf-8").splitlines()
    reasons = [line for line in lines if "source: assumption" in line and "{" in line]
    assert reasons and all("reason:" in line for line in reasons)
    assert "$" not in "".join(lines), "a word of the template was left open"


def test_a_list_of_sources_is_written_where_there_is_none(talks, tmp_path, capsys):
    assert talks("new", "scenario", "river_talks") == 0
    assert (tmp_path / "configs" / "sources.yaml").exists()
    assert "configs/sources.yaml" in capsys.readouterr().out.replace("\\", "/")
    assert load_scenario(tmp_path / "configs/scenarios/river_talks.yaml").sources == (
        "../sources.yaml"
    )
    talks("new", "scenario", "river_talks", "--out", "mine/s.yaml")
    assert load_scenario(tmp_path / "mine" / "s.yaml").sources == "sources.yaml"
    assert (tmp_path / "mine" / "sources.yaml").exists()


def test_the_example_of_the_written_list_can_be_cited(talks, tmp_path):
    talks("new", "scenario", "river_talks", "--out", "s.yaml")
    file = tmp_path / "s.yaml"
    text = file.read_text(encoding="utf-8")
    cited = text.replace(
        "in_force: {value: 15, unit: percent, source: assumption",
        "in_force: {value: 15, unit: percent, source: example_report",
    )
    assert cited != text
    file.write_text(cited, encoding="utf-8")
    assert "example_report" in load_scenario(file).issues["duty"].in_force.keys


def test_a_list_of_sources_that_is_there_is_used_and_kept(talks, tmp_path, capsys):
    (tmp_path / "configs").mkdir()
    listed = tmp_path / "configs" / "sources.yaml"
    listed.write_text("mine: {title: Mine}\n", encoding="utf-8")
    assert talks("new", "scenario", "river_talks") == 0
    assert listed.read_text(encoding="utf-8") == "mine: {title: Mine}\n"
    assert "sources.yaml" not in capsys.readouterr().out
    load_scenario(tmp_path / "configs" / "scenarios" / "river_talks.yaml")


def test_a_list_of_sources_that_cannot_be_read_is_told_before_anything_is_written(
    talks, tmp_path, capsys
):
    (tmp_path / "sources.yaml").write_text("a: [", encoding="utf-8")
    assert talks("new", "scenario", "river_talks", "--out", "s.yaml") == 2
    assert "sources.yaml" in capsys.readouterr().err
    assert not (tmp_path / "s.yaml").exists()


def test_the_editor_finds_the_schema_where_there_is_one(talks, tmp_path):
    (tmp_path / "configs" / "schema").mkdir(parents=True)
    talks("schema", "scenario", "--out", "configs/schema/scenario.schema.json")
    talks("new", "scenario", "river_talks")
    first = (tmp_path / "configs/scenarios/river_talks.yaml").read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../schema/scenario.schema.json"
    assert load_scenario(tmp_path / "configs/scenarios/river_talks.yaml").name == "river_talks"


def test_what_to_do_next_is_said_and_can_be_done(talks, tmp_path, capsys):
    assert talks("new", "scenario", "river_talks") == 0
    said = [line.strip() for line in capsys.readouterr().out.splitlines()]
    steps = [line.split()[1:] for line in said if line.startswith("talks ")]
    assert [step[0] for step in steps] == ["validate", "show", "replay", "new"]
    for step in steps:
        assert talks(*step) == 0, step
    assert load_experiment(tmp_path / "configs/experiments/river_talks.yaml").runs > 0


# -------------------------------------------------------------- refused


@pytest.mark.parametrize("kind", ["scenario", "experiment"])
@pytest.mark.parametrize(
    "name", ["River", "river talks", "2rivers", "río", "", "a" * 41, "../river", "river\n"]
)
def test_a_bad_name_is_refused_with_what_is_allowed(talks, tmp_path, capsys, kind, name):
    assert talks("new", kind, name) == 2
    assert "^[a-z][a-z0-9_" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_bad_name_is_answered_with_a_good_one(talks, capsys):
    talks("new", "scenario", "River Talks!")
    assert "try: river_talks" in capsys.readouterr().err


def test_nothing_is_overwritten(talks, tmp_path, capsys):
    (tmp_path / "s.yaml").write_text("mine", encoding="utf-8")
    assert talks("new", "scenario", "river_talks", "--out", "s.yaml") == 2
    assert talks("new", "experiment", "e", "--scenario", "bare", "--out", "s.yaml") == 2
    assert capsys.readouterr().err.count("is there already") == 2
    assert [path.name for path in tmp_path.iterdir()] == ["s.yaml"]
    assert (tmp_path / "s.yaml").read_text(encoding="utf-8") == "mine"


def test_a_folder_is_no_file(talks, tmp_path, capsys):
    assert talks("new", "scenario", "river_talks", "--out", str(tmp_path)) == 2
    assert "river_talks.yaml" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_told(talks, tmp_path, capsys):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert talks("new", "scenario", "river_talks", "--out", "file/s.yaml") == 2
    assert "can't be written" in capsys.readouterr().err


# -------------------------------------------------------------- experiment


def test_an_experiment_of_a_shipped_scenario_runs(talks, tmp_path):
    assert talks("new", "experiment", "first", "--scenario", "bare") == 0
    experiment = load_experiment(tmp_path / "configs" / "experiments" / "first.yaml")
    assert experiment.name == "first"
    assert [arm.values for arm in experiment.arms] == [{"exchanges": n} for n in (2, 4, 8)]
    assert simulate(experiment.arms[0].scenario(), experiment.seed, 0, 2)["run"] == [0, 1]


def test_an_experiment_asks_about_the_first_deadline(talks, tmp_path):
    talks("new", "scenario", "river_talks", "--out", "a b/s.yaml")
    talks("new", "experiment", "firm", "--scenario", "a b/s.yaml", "--out", "e.yaml")
    experiment = load_experiment(tmp_path / "e.yaml")
    assert experiment.config.scenario == "a b/s.yaml"
    assert "31 May" in experiment.question
    assert {factor.key for factor in experiment.vary} == {"deadlines.truce_end.softness"}


def test_an_experiment_needs_its_scenario(talks, tmp_path, capsys):
    assert talks("new", "experiment", "first") == 2
    assert "configs/scenarios/first.yaml" in capsys.readouterr().err.replace("\\", "/")
    assert talks("new", "experiment", "first", "--scenario", "nowhere") == 2
    assert list(tmp_path.iterdir()) == []
