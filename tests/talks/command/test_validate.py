"""`talks validate` knows every kind of configuration by what stands in it."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from sim.scenario import CONFIGS
from talks.app import app


def validate(*paths):
    return CliRunner().invoke(app, ["validate", *map(str, paths)], env={"COLUMNS": "200"})


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("scenarios/bare.yaml", "a sound scenario"),
        ("experiments/baseline.yaml", "a sound experiment"),
        ("outcomes/river_made_up.yaml", "a sound outcomes file, 13 entries"),
        ("inference/river_cases.yaml", "a sound inference, 3 priors from 4 summaries"),
    ],
)
def test_a_shipped_file_is_sound_for_what_it_is(path, words):
    told = validate(CONFIGS / path)
    assert told.exit_code == 0
    assert words in told.stdout


def test_half_a_file_is_told_what_its_own_kind_lacks(tmp_path):
    outcomes, inference = tmp_path / "outcomes.yaml", tmp_path / "inference.yaml"
    outcomes.write_text("name: half\nevents: {}\n")
    inference.write_text("name: half\nsummaries: {}\n")
    told = validate(outcomes, inference)
    assert told.exit_code == 2
    for line in ("outcomes.yaml: 'known_on' is missing", "inference.yaml: 'parameters' is missing"):
        assert line in told.output
