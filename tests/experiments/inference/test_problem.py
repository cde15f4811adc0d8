"""An inference file is read or told what is wrong; a registered scenario is never fitted."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.inference.problem import load_problem
from sim.config import ConfigError
from sim.config.reader import read_yaml
from sim.scenario import CONFIGS, find_scenario

SHIPPED = sorted((CONFIGS / "inference").glob("*.yaml"))
REGISTERED = sorted(read_yaml(CONFIGS / "frozen.yaml").data)
BARE = CONFIGS / "scenarios" / "bare.yaml"

SOUND = {
    "name": "name: trial",
    "question": "question: What does it say?",
    "scenario": f"scenario: {BARE}",
    "draws": "draws: 1000",
    "seed": "seed: 5",
    "parameters": "parameters: [sides.east.cost_ratio]",
    "summaries": "summaries: {d: {label: d, says: 'rounds + 31', observed: 9, source: x}}",
    "accept": "accept: 0.1",
}


def write(folder: Path, **lines: str | None) -> Path:
    path = folder / "trial.yaml"
    path.write_text("\n".join(line for line in {**SOUND, **lines}.values() if line))
    return path


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_is_shipped_is_sound_and_of_an_invented_pair(path):
    problem = load_problem(path)
    assert problem.config.name == path.stem
    assert all(one.source == "invented" for one in problem.config.summaries.values())
    cited = {key for _, part in problem.scenario.config.cited() for key in part.keys}
    assert cited == {"assumption"}


@pytest.mark.parametrize("name", REGISTERED)
def test_a_registered_scenario_is_refused(tmp_path, name):
    world = find_scenario(name)
    path = write(
        tmp_path,
        scenario=f"scenario: {CONFIGS / 'scenarios' / name}.yaml",
        parameters=f"parameters: [{world.drawn[0][0]}]",
    )
    with pytest.raises(ConfigError) as told:
        load_problem(path)
    assert len(str(told.value).splitlines()) == 2
    assert f":3: scenario: is the registered scenario '{name}'" in str(told.value)
    assert "never fitted" in str(told.value)


@pytest.mark.parametrize("name", REGISTERED)
def test_nor_does_another_name_or_a_setting_help(tmp_path, name):
    text = (CONFIGS / "scenarios" / f"{name}.yaml").read_text("utf-8")
    copy = tmp_path / "copy.yaml"
    copy.write_text(
        text.replace(f"\nname: {name}", "\nname: another")
        .replace("\nversion: 1", "\nversion: 7")
        .replace("../sources.yaml", str(CONFIGS / "sources.yaml"))
    )
    key = find_scenario(name).drawn[0][0]
    for scenario, settings in (
        (copy, None),
        (CONFIGS / "scenarios" / f"{name}.yaml", f"settings: {{{key}: 0.1}}"),
    ):
        path = write(tmp_path, scenario=f"scenario: {scenario}", settings=settings)
        with pytest.raises(ConfigError, match="registered scenario"):
            load_problem(path)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"scenario": "scenario: none.yaml"}, [":3: scenario: found 'none.yaml', no such file"]),
        (
            {"parameters": "parameters: [sides.east.cost_ration]"},
            [":6: parameters[0]: 'sides.east.cost_ration'", "did you mean 'sides.east.cost_ratio'"],
        ),
        (
            {"parameters": "parameters: [sides.east.cost_ratio, sides.east.cost_ratio]"},
            ["parameters[1]: 'sides.east.cost_ratio' stands twice"],
        ),
        ({"parameters": "parameters: []"}, ["parameters: found ()", "at least 1 item"]),
        (
            {"summaries": "summaries: {d: {label: d, says: roundz, observed: 9, source: x}}"},
            [":7: summaries.d.says: names 'roundz'", "did you mean 'rounds'?"],
        ),
        (
            {"summaries": "summaries: {d: {label: d, says: ending, observed: 9, source: x}}"},
            ["summaries.d.says: says a word"],
        ),
        (
            {"summaries": "summaries: {d: {label: d, says: rounds, observed: many, source: x}}"},
            ["summaries.d.observed: found 'many'"],
        ),
        (
            {"accept": "accept: 0.01"},
            ["accept: accepts 10 of 1,000 draws", "50 draws or more", "draws: 5001"],
        ),
        ({"accept": "accept: 0.9"}, ["accept: found 0.9", "less than or equal to 0.5"]),
        ({"draws": "draws: 100"}, ["draws: found 100", "greater than or equal to 500"]),
        ({"accept": "accept: 0.1\ntruths: 600"}, ["truths: found 600", "up to half of 1000"]),
        ({"seed": "sede: 5"}, ["sede: unknown key", "did you mean 'seed'?"]),
        (
            {"seed": "seed: 5\nsettings: {sides.east.nothing: 1}"},
            ["settings", "no such key", "sides.east.nothing"],
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_what_is_wrong_is_told(tmp_path, changed, said):
    with pytest.raises(ConfigError) as told:
        load_problem(write(tmp_path, **changed))
    for words in said:
        assert words in str(told.value)


def test_the_hash_changes_with_what_is_simulated_and_with_nothing_else(tmp_path):
    first = load_problem(write(tmp_path)).content_hash
    alike = {"draws": "draws: 2000", "accept": "accept: 0.2", "name": "name: other"}
    observed = SOUND["summaries"].replace("observed: 9", "observed: 12")
    for changed in (*({key: value} for key, value in alike.items()), {"summaries": observed}):
        assert load_problem(write(tmp_path, **changed)).content_hash == first, changed
    for changed in (
        {"seed": "seed: 6"},
        {"seed": "seed: 5\ncases: 2"},
        {"seed": "seed: 5\nsettings: {sides.west.cost_ratio: 0.4}"},
        {"parameters": "parameters: [sides.west.cost_ratio]"},
        {"summaries": SOUND["summaries"].replace("31", "32")},
    ):
        assert load_problem(write(tmp_path, **changed)).content_hash != first, changed
