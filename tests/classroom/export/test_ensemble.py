"""A class analysed like an ensemble."""

from __future__ import annotations

from pathlib import Path

import pytest

from classroom.export.ensemble import AGENTS, PEOPLE, write_result
from classroom.export.outcomes import outcomes
from classroom.hall import Hall
from classroom.lesson import Lesson
from classroom.school import School
from experiments.analysis.columns import columns_of
from experiments.analysis.summary import summarise
from experiments.compare import compare
from experiments.errors import FolderRefused, ResultError
from experiments.gathering import gather
from experiments.parts import fault_in
from experiments.rows import schema_of
from experiments.store import Result
from sim.outcomes import columns, simulate
from talks import replay
from tests.classroom.classes import a_class


@pytest.fixture(scope="module")
def result(debriefed: tuple[Hall, Lesson], tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The class as a result folder."""
    return write_result(*debriefed, tmp_path_factory.mktemp("class") / "result")


def test_an_arm_of_people_and_one_of_agents_on_the_same_tapes(
    result: Result, debriefed: tuple[Hall, Lesson]
) -> None:
    hall, lesson = debriefed
    assert [arm.label for arm in result.arms] == [PEOPLE, AGENTS]
    assert result.complete
    people, agents = (result.table(arm).to_pylist() for arm in (0, 1))
    for row, expected in zip(people, outcomes(hall, lesson), strict=True):
        assert row["score_japan"] == expected["score_japan"]
        assert row["ending"] == expected["ending"]
    run = lesson.config.run
    plain = simulate(hall.scenario(lesson.hash), lesson.config.seed, run, run + 1)
    assert {row["score_us"] for row in agents} == set(plain["score_us"])
    assert [row["run"] for row in agents] == [0, 1, 2]


def test_its_parts_are_sound(result: Result) -> None:
    schema = schema_of(columns(result.scenario()))
    assert [fault_in(result.path, part, schema) for part in result.parts] == ["", ""]


def test_a_replay_is_what_people_played(result: Result, debriefed: tuple[Hall, Lesson]) -> None:
    hall, lesson = debriefed
    for run, row in enumerate(outcomes(hall, lesson)):
        assert replay(result, run).outcome["score_japan"] == row["score_japan"]
    assert replay(result, 0, arm=1).outcome["ending"] == result.table(1)["ending"][0].as_py()


def test_it_is_explained_compared_and_gathered_for_a_report(result: Result) -> None:
    summary = summarise(columns_of(result.table(0)), result.scenario(0))
    assert summary.runs == 3
    comparison = compare([result], ["score_points_japan"])
    assert comparison.paired
    assert comparison.pairings[0].runs == 3
    material = gather(result)
    assert material.told is not None
    row = result.table(0).to_pylist()[material.told.run]
    assert material.told.replayed.ending == row["ending"]
    assert [again.ending for again in material.replayed] == result.table(0)["ending"].to_pylist()


def test_its_runs_are_no_pairs_of_another_result(
    result: Result, debriefed: tuple[Hall, Lesson]
) -> None:
    # Run k is the k-th table, whatever its tape: the folder's seed is nobody else's.
    assert result.experiment.seed != debriefed[1].config.seed


def test_a_folder_with_something_in_it_is_left_alone(
    debriefed: tuple[Hall, Lesson], tmp_path: Path
) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(FolderRefused):
        write_result(*debriefed, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_without_a_finished_table_there_is_no_result(school: School, tmp_path: Path) -> None:
    lesson, _ = a_class(school, 2)
    with pytest.raises(ResultError, match="no table has come to its end"):
        write_result(school.hall, lesson, tmp_path / "result")
    assert not (tmp_path / "result").exists()
