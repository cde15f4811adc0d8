"""Which door is taken and why; and that both doors leave the same result."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from experiments import doors, runner
from experiments.design import load_experiment
from experiments.doors import COMPILED, MESA, WORTH_COMPILING, choose_door
from experiments.errors import Interrupted, ResultError
from experiments.runner import run
from experiments.store import open_result


@pytest.mark.parametrize(
    ("engine", "ready", "missing", "door", "words"),
    [
        ("mesa", True, 10**6, MESA, "as asked"),
        ("compiled", False, 1, COMPILED, "as asked"),
        ("auto", True, 1, COMPILED, "is ready"),
        ("auto", False, WORTH_COMPILING, COMPILED, "2,000 are worth compiling"),
        ("auto", False, WORTH_COMPILING - 1, MESA, "1,999 are fewer than compiling is worth"),
    ],
)
def test_the_door_follows_what_was_asked_and_what_is_worth_it(
    load, monkeypatch, engine, ready, missing, door, words
):
    monkeypatch.setattr(doors, "machine_code_is_ready", lambda: ready)
    chosen = choose_door(engine, load(), missing)
    assert chosen.name == door
    assert words in chosen.why
    assert len(chosen.why.splitlines()) == 1


def test_a_strategy_that_is_not_built_in_needs_the_glass_door(load, monkeypatch):
    monkeypatch.setattr(doors, "REGISTRY", {})
    assert choose_door("auto", load(), 10**6).name == MESA
    assert "is not built in" in choose_door("auto", load(), 10**6).why
    with pytest.raises(ResultError, match=r"'compiled' can't run this .* is not built in"):
        choose_door("compiled", load(), 1)


def test_with_compiling_switched_off_the_glass_door_is_taken(write):
    script = (
        "import sys; from experiments.design import load_experiment; "
        "from experiments.doors import choose_door; "
        "print(choose_door('auto', load_experiment(sys.argv[1]), 10**6))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(write())],
        capture_output=True,
        text=True,
        env={**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
    )
    assert "name='mesa'" in told.stdout
    assert "compiling is switched off" in told.stdout


@pytest.mark.usefixtures("machine_code")
@pytest.mark.parametrize(("workers", "block"), [(1, None), (2, 7), (2, 40)])
def test_both_doors_leave_the_same_rows(load, tmp_path, digest, workers, block):
    result = run(load(), tmp_path / "result", engine="compiled", workers=workers, block=block)
    assert result.digest() == digest
    assert result.manifest["engine"] == COMPILED
    assert [sitting["engine"] for sitting in result.manifest["sittings"]] == [COMPILED]
    assert result.manifest["timings"].keys() == {"verify", "prepare", "simulate", "write"}


@pytest.mark.usefixtures("machine_code")
def test_the_slices_change_nothing_and_a_second_door_goes_on(load, tmp_path, digest, monkeypatch):
    from experiments import pace

    monkeypatch.setattr(pace, "FIRST", 7)
    folder = tmp_path / "result"

    def stop(done, total, label):
        if done >= 14:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted):
        run(load(), folder, engine="compiled", progress=stop)
    kept = open_result(folder)
    assert 14 <= kept.done < kept.total
    result = run(load(), folder, engine="mesa")
    assert result.digest() == digest
    assert [sitting["engine"] for sitting in result.manifest["sittings"]] == [COMPILED, MESA]
    assert set(kept.parts) <= set(result.parts)


@pytest.mark.usefixtures("machine_code")
def test_the_file_says_which_door_unless_the_caller_does(write, tmp_path):
    experiment = load_experiment(write(engine="compiled", runs=3))
    assert run(experiment, tmp_path / "one").manifest["engine"] == COMPILED
    assert run(experiment, tmp_path / "two", engine="mesa").manifest["engine"] == MESA


def test_the_caller_is_told_the_door_once_and_only_if_something_is_run(load, tmp_path):
    said = []
    run(load(runs=2), tmp_path / "result", say=said.append)
    run(load(runs=2), tmp_path / "result", say=said.append)
    assert said == ["The Mesa model runs them, as asked."]


def test_who_compiles_is_told_how_far_it_is(load, tmp_path, monkeypatch):
    """The compiler itself isn't needed for this: it only has to be asked in the right way."""
    told = []

    def prepare(preparing):
        for done in range(1, 4):
            preparing(done, 3)

    monkeypatch.setattr(doors, "machine_code_is_ready", lambda: False)
    monkeypatch.setattr(runner, "prepare", prepare)
    monkeypatch.setattr(runner, "_computed", lambda *_: (one for one in ()))
    run(
        load(runs=2),
        tmp_path / "result",
        engine="compiled",
        preparing=lambda done, of: told.append((done, of)),
    )
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_the_engine_is_no_part_of_what_the_outcomes_follow_from(load):
    assert load(engine="compiled").content_hash == load(engine="auto").content_hash
    assert json.dumps(load(engine="compiled").config.model_dump(mode="json"))
