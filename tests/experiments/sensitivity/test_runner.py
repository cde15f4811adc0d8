"""Points are played once, by any number of workers, and kept whatever happens."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pyarrow.parquet as pq
import pytest

from experiments.errors import FolderRefused, Interrupted, ResultError
from experiments.sensitivity import runner
from experiments.sensitivity.rows import JOURNAL
from experiments.sensitivity.runner import default_folder, outcomes_at, play
from experiments.sensitivity.tapes import TAPES
from sim.outcomes import simulate

pytestmark = pytest.mark.usefixtures("machine_code")


@pytest.fixture
def small_parts(monkeypatch):
    """Parts of three points, so that there are several."""
    monkeypatch.setattr(runner, "TOGETHER", 3)


def test_outcomes_are_those_of_the_point_s_scenario_on_the_study_s_tape(load):
    study = load()
    point = runner.planned(study).points[0]
    scenario = study.scenario(point.settings)
    rows = simulate(scenario, study.config.seed, 0, study.config.runs)
    (outcomes,) = outcomes_at(study, point)
    assert outcomes[:, 0].tolist() == [1.0 * (ending == "agreement") for ending in rows["ending"]]
    assert outcomes[:, 1].tolist() == rows["score_points_east"]


@pytest.mark.usefixtures("small_parts")
def test_one_worker_or_two_give_the_same_bits(load, tmp_path):
    study = load()
    one = play(study, tmp_path / "one", workers=1)
    two = play(study, tmp_path / "two", workers=2)
    assert one.digest() == two.digest()
    assert all(map(np.array_equal, one.outcomes, two.outcomes))
    assert len({played.tobytes() for played in one.outcomes}) > 5  # points differ


def test_points_for_chance_are_played_on_four_tapes_of_which_the_first_is_the_study_s(load):
    """Nothing is drawn in this world but priors: tapes of the same priors are the same."""
    study = load()
    point = runner.planned(study).points[-1]
    crossed = outcomes_at(study, point)
    assert crossed.shape == (TAPES, 8, 2)
    assert np.array_equal(crossed[0], outcomes_at(study, point._replace(part="effects"))[0])
    assert np.array_equal(crossed[0], crossed[1])
    assert np.array_equal(crossed[2], crossed[3])
    assert not np.array_equal(crossed[0], crossed[2])


@pytest.mark.usefixtures("small_parts")
def test_a_study_that_was_stopped_goes_on_and_gives_the_same_bits(load, tmp_path, monkeypatch):
    study = load()
    whole = play(study, tmp_path / "whole")

    def stop(done, total, what):
        if done > 60:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted) as told:
        play(study, tmp_path / "stopped", progress=stop)
    assert told.value.done > 60
    kept = {
        json.loads(line)["file"]: (tmp_path / "stopped" / json.loads(line)["file"]).stat().st_mtime
        for line in (tmp_path / "stopped" / JOURNAL).read_text().splitlines()
    }
    played = []
    monkeypatch.setattr(
        runner, "outcomes_at", lambda *given: played.append(given[1]) or outcomes_at(*given)
    )
    again = play(study, tmp_path / "stopped")
    assert again.digest() == whole.digest()
    assert len(played) * 8 < whole.plan.histories(8) - 60 + 8 * TAPES
    for file, written in kept.items():
        assert (tmp_path / "stopped" / file).stat().st_mtime == written


def test_an_unchanged_study_is_not_played_again_and_another_is_refused(load, tmp_path, monkeypatch):
    first = play(load(), tmp_path / "study")
    monkeypatch.setattr(runner, "outcomes_at", lambda *given: pytest.fail("played again"))
    assert play(load(), tmp_path / "study").digest() == first.digest()
    with pytest.raises(FolderRefused, match="holds another study"):
        play(load(seed=8), tmp_path / "study")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("keep")
    with pytest.raises(FolderRefused, match=r"it holds notes\.txt"):
        play(load(), tmp_path / "mine")


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("harm", ["torn", "altered", "unvouched", "half a line"])
def test_a_damaged_part_is_played_again(load, tmp_path, harm):
    study = load()
    whole = play(study, tmp_path / "study")
    part = tmp_path / "study" / "parts" / "part-000003-000006.parquet"
    journal = tmp_path / "study" / JOURNAL
    if harm == "torn":
        part.write_bytes(part.read_bytes()[:200])
    elif harm == "altered":
        table = pq.read_table(part)
        column = table["score_points_east"].to_numpy() + 1.0
        pq.write_table(table.set_column(4, table.schema.field(4), [column]), part)
    elif harm == "unvouched":
        journal.write_text("\n".join(journal.read_text().splitlines()[2:]) + "\n")
    else:
        journal.write_text(journal.read_text()[:-30])
    assert play(study, tmp_path / "study").digest() == whole.digest()
    assert len(list((tmp_path / "study" / "parts").iterdir())) == len(
        journal.read_text().splitlines()
    )


def test_a_point_that_is_no_world_is_told_and_the_others_are_kept(load, tmp_path):
    """Each date is possible by itself; an end before the start is not."""
    study = load(
        method="pawn",
        size=100,
        factors=[
            {"key": "end.date", "low": "2025-01-02", "high": "2025-02-10"},
            {"key": "start.date", "low": "2024-12-20", "high": "2025-01-10"},
        ],
    )
    with pytest.raises(ResultError, match=r"together, these values make no possible world"):
        play(study, tmp_path / "study")
    assert (tmp_path / "study" / JOURNAL).exists()


def test_the_folder_is_named_for_what_it_holds(load, tmp_path):
    folder = default_folder(load(), tmp_path)
    assert folder.name.startswith("trial-") and len(folder.name) == len("trial-") + 8
    assert folder != default_folder(load(seed=8), tmp_path)
    with pytest.raises(ResultError, match="workers: found 0"):
        play(load(), tmp_path / "study", workers=0)


def test_rows_and_points_explain_themselves(load, tmp_path):
    study = load()
    played = play(study, tmp_path / "study")
    rows = pq.read_table(tmp_path / "study" / "parts")
    assert rows.column_names == ["point", "tape", "run", "agreement", "score_points_east"]
    assert rows.num_rows == played.plan.histories(8)
    assert rows.schema.field("score_points_east").metadata[b"unit"] == b"points"
    points = pq.read_table(tmp_path / "study" / "points.parquet").to_pylist()
    assert len(points) == 2 * len(played.plan.points)
    last = points[-1]
    assert last["number"] == played.plan.points[-1].settings[last["factor"]]
    manifest = json.loads((tmp_path / "study" / "study.json").read_text())
    assert manifest["content_hash"] == played.content_hash
    assert manifest["study"]["method"] == "morris"


SCRIPT = """
import sys
from experiments.sensitivity import runner
from experiments.sensitivity.study import load_study

runner.TOGETHER = 3
seen = []

def tell(done, total, what):
    seen.append(done)
    print(done, flush=True)

runner.play(load_study(sys.argv[1]), sys.argv[2], workers=2, progress=tell)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent")
@pytest.mark.parametrize("after", [40, 150, 300])
def test_a_killed_study_goes_on_and_gives_the_same_bits(write, tmp_path, after):
    from experiments.sensitivity.study import load_study

    path = write(size=16)
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    process = subprocess.Popen(
        [sys.executable, str(script), str(path), str(tmp_path / "killed")], stdout=subprocess.PIPE
    )
    end = time.monotonic() + 120
    for line in process.stdout:
        if int(line) >= after or time.monotonic() > end:
            os.kill(process.pid, signal.SIGKILL)
            break
    process.wait()
    whole = play(load_study(path), tmp_path / "whole")
    again = play(load_study(path), tmp_path / "killed", workers=2)
    assert again.digest() == whole.digest()
