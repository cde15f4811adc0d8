from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import sys

import pytest

import experiments.durable
from experiments import runner
from experiments.design import load_experiment
from experiments.errors import (
    FolderBusy,
    FolderRefused,
    FolderUnwritable,
    Interrupted,
    ResultError,
    WorkerLost,
)
from experiments.lock import held
from experiments.manifest import read_manifest
from experiments.parts import JOURNAL
from experiments.runner import default_folder, run
from experiments.store import open_result


def stamps(folder):
    """Which files there are, and which of them were written anew (inode and time)."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def parts_of(folder):
    return {name: stamp for name, stamp in stamps(folder).items() if name.startswith("parts/")}


def spans(result):
    return [(part.arm, *part.span) for part in result.parts]


@pytest.mark.parametrize(("workers", "block"), [(1, 50), (1, 7), (2, 7)])
def test_neither_workers_nor_blocks_change_a_bit(load, tmp_path, digest, workers, block):
    result = run(load(), tmp_path / "result", workers=workers, block=block)
    assert result.complete
    assert result.digest() == digest
    assert {part.stop - part.start for part in result.parts} <= {min(block, 40), 40 % block}


def test_another_seed_gives_other_rows(load, tmp_path, digest):
    assert run(load(seed=8), tmp_path / "result").digest() != digest


def test_a_finished_experiment_is_not_run_again(load, folder, digest, monkeypatch):
    before = stamps(folder)

    def never(*_):
        raise AssertionError("nothing is left to compute")

    monkeypatch.setattr(runner, "computed", never)
    assert run(load(), folder, workers=2, block=7, progress=never).digest() == digest
    assert stamps(folder) == before


def test_more_runs_keep_those_that_are_there(load, tmp_path):
    folder = tmp_path / "result"
    run(load(runs=15), folder, block=10)
    before = parts_of(folder)
    grown = run(load(runs=40), folder, block=10)
    assert before.items() <= parts_of(folder).items()
    assert grown.digest() == run(load(runs=40), tmp_path / "at once").digest()
    assert spans(grown)[:4] == [(0, 0, 10), (0, 10, 15), (0, 15, 20), (0, 20, 30)]


def test_fewer_runs_leave_the_others_unread(load, folder, tmp_path):
    before = parts_of(folder)
    fewer = run(load(runs=17), folder)
    assert fewer.table()["run"].to_pylist() == [*range(17), *range(17)]
    assert (fewer.done, fewer.total) == (34, 34)
    assert fewer.digest() == run(load(runs=17), tmp_path / "at once").digest()
    assert parts_of(folder) == before


def test_another_name_or_question_only_changes_the_manifest(load, folder):
    before = parts_of(folder)
    result = run(load(question="Why not?"), folder)
    assert result.manifest["experiment"]["question"] == "Why not?"
    assert len(result.manifest["sittings"]) == 1
    assert parts_of(folder) == before


def lose_a_part(folder):
    next(folder.glob("parts/arm-001/*")).unlink()


def tear_the_journal(folder):
    journal = folder / JOURNAL
    journal.write_bytes(journal.read_bytes()[:-30])


def lose_the_journal(folder):
    (folder / JOURNAL).unlink()


def cut_a_part(folder):
    path = next(folder.glob("parts/arm-000/*"))
    path.write_bytes(path.read_bytes()[:-9])


def flip_a_byte(folder):
    path = next(folder.glob("parts/arm-000/*"))
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 4] ^= 0xFF
    path.write_bytes(raw)


def swap_two_parts(folder):
    first, second = sorted(folder.glob("parts/arm-000/*"))[:2]
    one, two = first.read_bytes(), second.read_bytes()
    first.write_bytes(two)
    second.write_bytes(one)


def leave_half_a_part(folder):
    lose_a_part(folder)
    (folder / "parts/arm-001/part-000000-000010.parquet.1.unfinished").write_bytes(b"PAR1")


@pytest.mark.parametrize("block", [10, 7])
@pytest.mark.parametrize(
    "harm",
    [
        lose_a_part,
        tear_the_journal,
        lose_the_journal,
        cut_a_part,
        flip_a_byte,
        swap_two_parts,
        leave_half_a_part,
    ],
)
def test_what_is_lost_or_damaged_is_run_again_and_nothing_else(load, folder, digest, harm, block):
    before = parts_of(folder)
    harm(folder)
    result = run(load(), folder, block=block)
    assert result.complete
    assert result.digest() == digest
    kept = before.items() & parts_of(folder).items()
    lost = {lose_the_journal: 8, swap_two_parts: 2}.get(harm, 1)
    assert len(kept) == 8 - lost
    # What the folder now holds is exactly what its journal vouches for.
    assert set(parts_of(folder)) == {part.file for part in result.parts}
    again = stamps(folder)
    run(load(), folder)
    assert stamps(folder) == again


def test_arms_share_tapes(folder):
    result = open_result(folder)
    drawn = [name for name in result.columns() if name.startswith("drawn_")]
    assert drawn
    one, other = result.table(arm=0), result.table(arm=1)
    for name in drawn:
        assert one[name].to_pylist() == other[name].to_pylist()
    assert one.drop_columns("arm") != other.drop_columns("arm")


def test_progress_goes_from_what_is_there_to_all_of_it(load, tmp_path):
    folder = tmp_path / "result"
    run(load(runs=10), folder)
    told = []
    run(load(runs=40), folder, progress=lambda *now: told.append(now))
    labels = [arm.label for arm in load().arms]
    assert told[0] == (20, 80, labels[0])
    assert told[-1] == (80, 80, labels[1])
    assert [done for done, _, _ in told] == sorted({done for done, _, _ in told})


def test_the_default_folder_is_named_by_name_and_content(load):
    experiment = load()
    assert default_folder(experiment).as_posix() == f"results/trial-{experiment.content_hash[:8]}"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"seed": 8}, "its seed is 7, not 8"),
        ({"vary": None}, "not as configured"),
        ({"settings": "other"}, "its scenario differs at "),
    ],
)
def test_another_experiments_folder_is_refused(load, folder, other_key, changes, words):
    before = stamps(folder)
    if "settings" in changes:
        changes = {"settings": {other_key: 0.77}}
    with pytest.raises(FolderRefused, match=words) as told:
        run(load(**changes), folder)
    assert "--out" in str(told.value)
    assert len(str(told.value).splitlines()) == 1
    assert stamps(folder) == before


def test_a_result_of_older_rules_is_refused(write, folder, monkeypatch):
    for module in ("design", "runner"):
        monkeypatch.setattr(f"experiments.{module}.model_revision", lambda: "0" * 64)
    with pytest.raises(FolderRefused, match="rules in agents/ or sim/ have changed"):
        run(load_experiment(write()), folder)


def test_an_experiment_loaded_under_older_rules_is_refused(load, tmp_path, monkeypatch):
    experiment = load()
    monkeypatch.setattr("experiments.runner.model_revision", lambda: "0" * 64)
    with pytest.raises(ResultError, match="load it again"):
        run(experiment, tmp_path / "result")


def test_a_folder_with_other_things_in_it_is_refused(load, tmp_path):
    (tmp_path / "thesis.doc").write_text("")
    with pytest.raises(FolderRefused, match=r"thesis\.doc"):
        run(load(), tmp_path)
    assert "manifest.json" not in os.listdir(tmp_path)


def test_a_spoilt_manifest_is_refused(load, folder):
    for text in ['{"format": 1', "[]", "null", '{"format": 1, "seed": 7}', "\0"]:
        (folder / "manifest.json").write_text(text)
        with pytest.raises(FolderRefused, match="is not a result's manifest"):
            run(load(), folder)
    (folder / "manifest.json").write_text('{"format": 99}')
    with pytest.raises(FolderRefused, match="format 99"):
        run(load(), folder)


def test_a_folder_that_is_being_written_is_refused(load, tmp_path):
    folder = tmp_path / "result"
    with held(folder), pytest.raises(FolderBusy):
        run(load(), folder)


@pytest.mark.parametrize("out", ["file", "file/result"])
def test_a_path_that_leads_nowhere_is_told(load, tmp_path, out):
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderUnwritable, match="file"):
        run(load(), tmp_path / out)


def test_a_read_only_folder_is_told_unless_there_is_nothing_to_write(load, folder):
    folder.chmod(0o500)
    try:
        if os.access(folder, os.W_OK):
            pytest.skip("permissions don't bind this user")
        before = parts_of(folder)
        assert run(load(), folder).complete
        with pytest.raises(FolderUnwritable, match="Permission denied"):
            run(load(runs=60), folder)
        assert parts_of(folder) == before
    finally:
        folder.chmod(0o700)


@pytest.mark.parametrize(
    ("number", "workers", "engine"),
    [
        (errno.ENOSPC, 1, "mesa"),
        (errno.EROFS, 1, "mesa"),
        pytest.param(errno.ENOSPC, 2, "mesa", marks=pytest.mark.slow),
        pytest.param(errno.ENOSPC, 2, "compiled", marks=pytest.mark.slow),
        pytest.param(errno.EROFS, 2, "compiled", marks=pytest.mark.slow),
    ],
)
def test_a_disk_that_fails_half_way_is_told_and_what_was_kept_is_used(
    load, tmp_path, monkeypatch, digest, number, workers, engine
):
    folder = tmp_path / "result"
    real = os.fsync
    with monkeypatch.context() as patch:

        def fsync(descriptor):
            if len(list(folder.glob("parts/*/*.parquet"))) >= 3:
                raise OSError(number, os.strerror(number))
            real(descriptor)

        patch.setattr(experiments.durable.os, "fsync", fsync)
        with pytest.raises(FolderUnwritable, match=os.strerror(number)) as told:
            run(load(), folder, block=10, workers=workers, engine=engine)
    assert "run the same command again, or choose another folder" in str(told.value)
    before = parts_of(folder)
    kept = {part.file for part in open_result(folder).parts}
    assert kept
    assert run(load(), folder, block=10).digest() == digest
    assert {name: before[name] for name in kept}.items() <= parts_of(folder).items()


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupted_experiment_keeps_every_finished_slice(
    load, tmp_path, digest, workers, monkeypatch
):
    monkeypatch.setattr(runner, "SLICE", 5)
    folder = tmp_path / "result"

    def stop(done, total, label):
        if done >= 15:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted, match="Run the same command again") as told:
        run(load(), folder, workers=workers, progress=stop)
    assert (told.value.done, told.value.total) == (15, 80)
    half = open_result(folder)
    assert (half.done, half.complete) == (15, False)
    assert half.manifest["finished"] is None
    assert half.table().num_rows == 15
    result = run(load(), folder)
    assert result.digest() == digest
    assert [sitting["runs"] for sitting in result.manifest["sittings"]] == [15, 65]
    assert result.manifest["finished"] is not None


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_worker_that_dies_is_told_and_the_experiment_resumes(load, tmp_path, digest):
    folder = tmp_path / "result"

    def kill_one(done, total, label):
        if done >= 25:
            for child in multiprocessing.active_children():
                os.kill(child.pid, signal.SIGKILL)

    with pytest.raises(WorkerLost, match="run the same command again") as told:
        run(load(), folder, workers=2, block=10, progress=kill_one)
    assert 25 <= told.value.done < 80
    assert not multiprocessing.active_children()
    assert run(load(), folder).digest() == digest


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_fault_of_the_model_says_which_runs_it_struck(load, tmp_path, monkeypatch, workers):
    experiment = load()
    # A scenario that doesn't arrive as it was sent is the one fault we can cause from here.
    spoilt = runner.job_of(experiment)
    object.__setattr__(spoilt, "hashes", ("0", "0"))
    monkeypatch.setattr(runner, "job_of", lambda *_: spoilt)
    with pytest.raises(RuntimeError, match="arm 0"):
        run(experiment, tmp_path / "result", workers=workers)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"workers": 0}, "workers: found 0"),
        ({"block": 0}, "block: found 0"),
        ({"block": 10**6 + 1}, "1,000,000"),
        ({"engine": "messa"}, "allowed: auto, compiled, mesa; did you mean 'mesa'"),
    ],
)
def test_arguments_out_of_range_are_refused(load, tmp_path, options, words):
    with pytest.raises(ResultError, match=words):
        run(load(), tmp_path / "result", **options)
    assert not (tmp_path / "result").exists()


def test_the_manifest_says_how_the_result_was_made(load, tmp_path):
    experiment = load()
    result = run(experiment, tmp_path / "result", block=10, engine="mesa")
    manifest = read_manifest(result.path)
    assert manifest == result.manifest
    assert manifest["content_hash"] == experiment.content_hash
    assert manifest["seed"] == 7
    assert manifest["engine"] == "mesa"
    assert manifest["timings"].keys() == {"verify", "simulate", "write"}
    assert [arm["label"] for arm in manifest["arms"]] == [arm.label for arm in experiment.arms]
    (sitting,) = manifest["sittings"]
    assert (sitting["workers"], sitting["block"], sitting["runs"]) == (1, 10, 80)
    assert manifest["started"] <= sitting["finished"] <= manifest["finished"]
