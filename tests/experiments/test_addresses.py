from __future__ import annotations

import shutil

import pytest

from experiments.addresses import named_arms, resolve
from experiments.errors import ResultError
from experiments.speech import speaking
from experiments.store import open_result
from tests.experiments.made_up import outcomes
from tests.experiments.sides import arm as made_up


def test_a_folder_stands_for_all_its_arms(folder):
    arms = resolve([folder])
    assert [arm.arm for arm in arms] == [0, 1]
    assert [arm.label for arm in arms] == ["factor=0.2", "factor=0.7"]
    assert resolve([open_result(folder)]) == arms
    assert resolve(arms) == arms


@pytest.mark.parametrize("which", ["1", "factor=0.7", " factor = 0.7"])
def test_one_arm_is_found_by_number_or_by_what_was_set(folder, which):
    (arm,) = resolve([f"{folder}#{which}"])
    assert arm.arm == 1
    assert arm.address == f"{folder}#1"
    assert arm.seed == 7


def test_arms_of_several_results_are_told_apart(folder, tmp_path):
    other = shutil.copytree(folder, tmp_path / "elsewhere" / "result")
    assert [arm.label for arm in resolve([f"{folder}#0", f"{folder}#1"])] == [
        "factor=0.2",
        "factor=0.7",
    ]
    moved = shutil.copytree(folder, tmp_path / "moved")
    labels = [arm.label for arm in resolve([f"{folder}#0", f"{moved}#0"])]
    assert labels == ["result factor=0.2", "moved factor=0.2"]
    labels = [arm.label for arm in resolve([f"{folder}#0", f"{other}#0"])]
    assert labels == [f"{folder}#0", f"{other}#0"]


def test_a_mark_may_be_part_of_a_folders_name(folder, tmp_path):
    odd = shutil.copytree(folder, tmp_path / "take#2")
    assert len(resolve([odd])) == 2
    assert resolve([f"{odd}#1"])[0].arm == 1


def test_people_may_name_the_arms(folder):
    assert [arm.label for arm in resolve([folder], ["Low", "High"])] == ["Low", "High"]


def test_arms_are_called_by_their_settings_in_another_language(folder):
    arms = resolve([folder])
    with speaking("ja"):
        assert [arm.label for arm in named_arms(arms)] == ["A factor＝0.2", "A factor＝0.7"]
        given = named_arms(resolve([folder], ["Low", "High"]))
    assert [arm.label for arm in given] == ["Low", "High"]
    assert named_arms(arms) == arms


def test_an_arm_with_a_name_is_called_by_its_title(two_givers):
    world = two_givers()
    arms = (made_up("firm", world, outcomes(world, 2), title="Firm"),)
    with speaking("ja"):
        assert named_arms(arms)[0].label == "動かない期限"


@pytest.mark.parametrize(
    ("which", "message"),
    [
        ("5", "no arm 5 in .*; it has 0 to 1"),
        ("first", "found 'first' behind #; allowed: the number of an arm .0 to 1. or factor=value"),
        ("facto=0.2", "no factor 'facto'; did you mean 'factor'"),
        ("zz=0.2", "no factor 'zz'; its factors are factor"),
        ("factor=0.3", "no arm has factor=0.3; allowed: 0.2, 0.7"),
    ],
)
def test_an_arm_that_is_none_is_told(folder, which, message):
    with pytest.raises(ResultError, match=message):
        resolve([f"{folder}#{which}"])


def test_a_folder_that_is_none_is_told(tmp_path):
    with pytest.raises(ResultError, match="nowhere does not exist"):
        resolve([tmp_path / "nowhere"])
    with pytest.raises(ResultError, match="is not a result folder"):
        resolve([tmp_path])


def test_values_must_leave_one_arm(load, tmp_path):
    from experiments.runner import run

    factors = [
        {"name": name, "key": f"sides.{side}.reference.grain", "values": [0.2, 0.7]}
        for name, side in (("here", "east"), ("there", "west"))
    ]
    path = run(load(vary=factors, runs=1), tmp_path / "grid").path
    assert resolve([f"{path}#here=0.7,there=0.2"])[0].arm == 2
    with pytest.raises(ResultError, match=r"fits 2 arms; name more factors, or one of .* 2, 3"):
        resolve([f"{path}#here=0.7"])


def test_arms_and_labels_must_be_as_many_and_differ(folder):
    with pytest.raises(ResultError, match=r"#1 is named twice"):
        resolve([folder, f"{folder}#1"])
    with pytest.raises(ResultError, match="labels: found 1 for 2 arms"):
        resolve([folder], ["Low"])
    with pytest.raises(ResultError, match="found one twice in Low, Low"):
        resolve([folder], ["Low", "Low"])
