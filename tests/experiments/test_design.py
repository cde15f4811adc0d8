from __future__ import annotations

import json
import shutil

import pytest

from experiments.design import MOST_ARMS, ExperimentConfig, load_experiment
from sim.config import ConfigError


def factor(name, key, values):
    return {"name": name, "key": key, "values": values}


def refusal(path, **options):
    with pytest.raises(ConfigError) as told:
        load_experiment(path, **options)
    return str(told.value)


def test_arms_are_the_product_in_the_order_written(load, key, other_key):
    experiment = load(vary=[factor("a", key, [0.1, 0.6]), factor("b", other_key, [0.5, 0.2])])
    assert [arm.label for arm in experiment.arms] == [
        "a=0.1, b=0.5",
        "a=0.1, b=0.2",
        "a=0.6, b=0.5",
        "a=0.6, b=0.2",
    ]
    assert [arm.index for arm in experiment.arms] == [0, 1, 2, 3]
    assert experiment.arms[2].values == {"a": 0.6, "b": 0.5}
    assert experiment.arms[2].settings == {key: 0.6, other_key: 0.5}
    assert len({arm.scenario_hash for arm in experiment.arms}) == 4
    assert experiment.total == 4 * experiment.runs


def test_an_experiment_without_factors_has_one_arm(load):
    experiment = load(vary=None)
    assert [arm.label for arm in experiment.arms] == ["as configured"]


def test_arms_have_a_title_for_people(load):
    titles = [arm.title for arm in load().arms]
    assert all(title.startswith("A factor ") for title in titles)


def test_the_scenario_is_found_from_the_file(tmp_path, bare, write, load):
    shutil.copytree(bare.parents[1], tmp_path / "configs")
    moved = shutil.move(write(scenario="../scenarios/bare.yaml"), tmp_path / "configs/experiments")
    assert load_experiment(moved).content_hash == load().content_hash


def test_callers_settings_come_before_those_of_the_file(write, key):
    path = write(vary=None, settings={key: 0.2})
    as_written = load_experiment(path)
    given = load_experiment(path, {key: 0.4}, runs=3, seed=0)
    assert given.arms[0].settings == {key: 0.4}
    assert given.arms[0].scenario_hash != as_written.arms[0].scenario_hash
    assert (given.runs, given.seed) == (3, 0)
    assert given.config.settings == {key: 0.4}


def test_the_content_hash_is_of_what_outcomes_follow_from(load, key, other_key):
    base = load()
    same = [load(runs=99), load(name="other"), load(question="Why?"), load(engine="mesa")]
    assert {one.content_hash for one in same} == {base.content_hash}
    values = [arm.values["factor"] for arm in base.arms]
    others = [
        load(seed=8),
        load(vary=None),
        load(vary=[factor("renamed", key, values)]),
        load(vary=[factor("factor", key, values[::-1])]),
        load(settings={other_key: 0.9}),
    ]
    assert len({one.content_hash for one in [base, *others]}) == 6


def test_other_rules_make_another_experiment(load, write, monkeypatch):
    monkeypatch.setattr("experiments.design.model_revision", lambda: "0" * 64)
    assert load_experiment(write()).content_hash != load().content_hash


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"quesiton": "x"}, ["quesiton", "question"]),
        ({"question": None}, ["'question' is missing"]),
        ({"name": "Bad Name"}, ["name", "Bad Name"]),
        ({"runs": 0}, ["runs", "found 0", "1"]),
        ({"runs": 10**8 + 1}, ["runs", "100000000"]),
        ({"runs": 2.5}, ["runs", "2.5"]),
        ({"runs": True}, ["runs", "True"]),
        ({"seed": -1}, ["seed", "-1"]),
        ({"seed": 2**63}, ["seed", str(2**63)]),
        ({"engine": "messa"}, ["engine", "messa", "did you mean 'mesa'?"]),
        ({"settings": [1]}, ["settings"]),
        ({"vary": [factor("a", "x", [])]}, ["vary[0].values"]),
        ({"vary": [factor("a", "x", [1, 2, 1.0])]}, ["vary[0].values[2]", "twice"]),
        ({"vary": [factor("a", "x", [1]), factor("a", "y", [1])]}, ["vary[1].name", "twice"]),
        ({"vary": [factor("a", "x.y", [1]), factor("b", "x", [1])]}, ["vary[1].key", "'a'"]),
        ({"settings": {"x.y": 1}, "vary": [factor("a", "x", [1])]}, ["settings.x.y", "'a'"]),
        ({"scenario": "nowhere.yaml"}, ["scenario", "nowhere.yaml", "no such file"]),
        ({"vary": {"a": 1}}, ["vary"]),
    ],
)
def test_a_wrong_experiment_is_told_with_file_line_and_key(write, changes, words):
    path = write(**changes)
    message = refusal(path)
    at = f"{path}: " if changes == {"question": None} else f"{path}:1: "  # absent: no line
    assert at in message
    for word in words:
        assert word in message


def test_a_grid_beyond_all_bounds_is_refused_before_it_is_unrolled(write):
    vary = [factor(f"f{at}", f"k{at}", list(range(100))) for at in range(12)]
    assert f"{MOST_ARMS:,}" in refusal(write(vary=vary))


def test_truth_values_are_not_numbers(write):
    ExperimentConfig.model_validate(
        json.loads(write(vary=[factor("a", "x", [True, 1, False, 0])]).read_text())
    )


def lined(write, text):
    path = write()
    content = json.loads(path.read_text())
    path.write_text(text.format(scenario=content["scenario"]))
    return path


HEAD = """name: trial
question: What happens?
scenario: {scenario}
runs: 10
seed: 7
"""


def test_an_unknown_key_to_vary_is_told_where_it_was_written(write, key, wrong_key):
    tail = f"vary:\n  - name: a\n    key: {wrong_key}\n    values:\n      - 0.1\n"
    path = lined(write, HEAD + tail)
    message = refusal(path)
    assert f"{path}:10: vary[0].values[0]: {wrong_key} = 0.1: no such key" in message
    assert f"did you mean '{key.rsplit('.', 1)[1]}'?" in message


def test_an_unknown_setting_is_told_where_it_was_written(write, wrong_key):
    path = lined(write, HEAD + f"settings:\n  {wrong_key}: 0.1\n")
    message = refusal(path)
    assert f"{path}:7: settings.{wrong_key}: {wrong_key} = 0.1: no such key" in message


def test_a_value_that_the_scenario_refuses_is_told_where_it_was_written(write, key):
    tail = f"vary:\n  - name: a\n    key: {key}\n    values:\n      - 0.1\n      - often\n"
    path = lined(write, HEAD + tail)
    message = refusal(path)
    assert f"{path}:11: vary[0].values[1]: {key} = 'often'" in message


def test_what_the_caller_got_wrong_is_told_as_the_callers(write, wrong_key):
    path = write(vary=None)
    assert refusal(path, runs=0).startswith("arguments: runs: found 0")
    message = refusal(path, settings={wrong_key: 0.1})
    assert message.startswith(f"arguments: settings.{wrong_key}: {wrong_key} = 0.1: no such key")


def test_a_caller_cannot_set_what_is_varied(write, key):
    message = refusal(write(), settings={key: 0.3})
    assert message.startswith(f"arguments: settings.{key}")
    assert "varied by factor 'factor'" in message


def test_a_fault_of_the_scenario_is_told_of_the_scenario(tmp_path, write, bare, key):
    broken = tmp_path / "broken.yaml"
    broken.write_text(bare.read_text() + "\nnonsense_key: 1\n")
    message = refusal(write(scenario="broken.yaml", settings={key: 0.5}, vary=None))
    assert message.startswith(str(broken))
    assert "nonsense_key" in message
