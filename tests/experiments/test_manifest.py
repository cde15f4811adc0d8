from __future__ import annotations

import copy
import datetime
import json

import pytest

from experiments.manifest import (
    add_timings,
    after_sitting,
    begin,
    describe,
    difference,
    experiment_of,
    read_manifest,
    write_manifest,
)


def test_an_experiment_comes_back_from_its_manifest(load):
    experiment = load()
    again = experiment_of(json.loads(json.dumps(describe(experiment))))
    assert again == experiment
    assert again.content_hash == experiment.content_hash


def test_a_manifest_is_read_as_it_was_written(load, tmp_path):
    assert read_manifest(tmp_path) is None
    manifest = begin(load(), "mesa")
    write_manifest(tmp_path, manifest)
    assert read_manifest(tmp_path) == manifest


def test_times_are_utc_and_unfinished_work_has_no_end(load):
    manifest = begin(load(), "mesa")
    started = datetime.datetime.fromisoformat(manifest["started"])
    assert started.utcoffset() == datetime.timedelta(0)
    assert manifest["finished"] is None


def test_sittings_add_up(load):
    manifest = begin(load(), "mesa")
    sitting = {"engine": "mesa", "runs": 10}
    half = after_sitting(manifest, sitting, {"simulate": 1.5}, complete=False)
    whole = after_sitting(half, sitting, {"simulate": 2.0, "verify": 0.5}, complete=True)
    assert (half["finished"], len(half["sittings"])) == (None, 1)
    assert whole["finished"] is not None
    assert len(whole["sittings"]) == 2
    assert whole["timings"] == {"simulate": 3.5, "verify": 0.5}
    assert manifest["timings"] == {}


def test_later_stages_add_their_timings(load, tmp_path):
    write_manifest(tmp_path, begin(load(), "mesa"))
    add_timings(tmp_path, {"figures": 1.25})
    add_timings(tmp_path, {"figures": 1.0, "report": 0.5})
    found = read_manifest(tmp_path)
    assert found is not None
    assert found["timings"] == {"figures": 2.25, "report": 0.5}


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (("seed",), 8, "its seed is 8, not 7"),
        (("arms", 1, "label"), "factor=other", "its arms are factor="),
        (("arms", 1, "scenario_hash"), "0", "its scenario differs"),
        (("model_revision",), "0", "the rules in agents/ or sim/ have changed since"),
    ],
)
def test_the_difference_is_told_in_words(load, place, value, words):
    here = describe(load())
    there = copy.deepcopy(here)
    assert difference(there, here) == ""
    spot = there
    for step in place[:-1]:
        spot = spot[step]
    spot[place[-1]] = value
    there["content_hash"] = "0"
    assert difference(there, here).startswith(words)


def test_the_first_differing_key_of_the_scenario_is_named(load, other_key):
    there, here = describe(load(vary=None)), describe(load(vary=None, settings={other_key: 0.77}))
    assert other_key in difference({**there, "arms": there["arms"]}, here)
