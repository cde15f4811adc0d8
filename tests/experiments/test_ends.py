from __future__ import annotations

import datetime

import numpy as np
import pytest

from experiments.analysis.intervals import difference, paired_difference, wilson
from experiments.compare import compare
from experiments.ends import timing
from experiments.moments import OtherRules
from tests.experiments.made_up import changed, outcomes
from tests.experiments.sides import arm

WAYS = ["agreement", "snap_back", "agreement", "talking", "broken_off", "interim"]
DATES = {
    "agreement_day": [4, -1, 20, -1, -1, -1],
    "snap_back_day": [-1, 9, 2, -1, 3, -1],
    "interim_day": [-1, 5, -1, -1, -1, 11],
}
"""Run 2 agrees after a snap-back, run 1 has one after an interim accord: what came last counts."""

BREAKS = {4: 28}


@pytest.fixture(autouse=True)
def dated(monkeypatch):
    """Date break-offs by a table, not by playing."""
    monkeypatch.setattr(
        "experiments.ends.last_breaks",
        lambda arm, runs, progress: np.array([BREAKS[run] for run in runs], dtype=np.int64),
    )


@pytest.fixture
def arms(two_givers):
    world = two_givers()
    rows = changed(outcomes(world, 6), ending=WAYS, **DATES)
    after = changed(
        rows,
        ending=["agreement", "agreement", "agreement", "talking", "broken_off", "talking"],
        agreement_day=[2, 6, 20, -1, -1, -1],
    )
    return arm("before", world, rows), arm("after", world, after)


def test_each_history_ends_on_the_day_of_what_it_ended_with(arms):
    found = timing(compare(arms))
    assert found.endings == ("agreement", "interim", "snap_back", "broken_off")
    curves = found.curves[0]
    steps = {name: np.flatnonzero(np.diff(curves[name].value, prepend=0)) for name in curves}
    assert {name: days.tolist() for name, days in steps.items()} == {
        "agreement": [4, 20],
        "interim": [11],
        "snap_back": [9],
        "broken_off": [28],
    }


def test_endings_compete_and_add_up_to_all_that_have_ended(arms):
    found = timing(compare(arms))
    total = sum(curve.value for curve in found.curves[0].values())
    assert total[-1] == pytest.approx(5 / 6)  # one history is still talking
    assert total[10] == pytest.approx(2 / 6)
    end = found.curves[0]["agreement"]
    assert (end.low[-1], end.high[-1]) == wilson(2, 6)[1:]


def test_changes_have_the_bands_of_pairs(arms):
    found = timing(compare(arms))
    change = found.changes[0]["agreement"]
    # By day 6, run 0 has agreed in both worlds and run 1 in the second only.
    assert tuple(end[6] for end in change[1:]) == paired_difference(1, 1, 0, 4)
    assert found.paired == (True,)
    # An ending that occurs in one world only has a curve in both.
    assert found.curves[1]["interim"].value[-1] == 0
    assert found.changes[0]["interim"].value[-1] == pytest.approx(-1 / 6)


def test_levels_are_of_the_pairs_that_changes_are_taken_of(arms, two_givers):
    world = two_givers()
    more = changed(
        outcomes(world, 12), ending=WAYS * 2, **{name: days * 2 for name, days in DATES.items()}
    )
    alone, among_more = (
        timing(compare(arms)),
        timing(compare([arm("before", world, more), arms[1]])),
    )
    assert among_more.runs == (6, 6)
    for name in alone.endings:
        for one, other in zip(alone.curves, among_more.curves, strict=True):
            assert one[name].value.tolist() == other[name].value.tolist()
        change, levels = among_more.changes[0][name], among_more.curves
        assert change.value == pytest.approx(levels[1][name].value - levels[0][name].value)


def test_worlds_without_shared_luck_have_wider_bands(arms, two_givers):
    other = arm("other", two_givers(), arms[1].result.rows, seed=99)
    found = timing(compare([arms[0], other]))
    change = found.changes[0]["agreement"]
    assert tuple(end[-1] for end in change[1:]) == difference(3, 6, 2, 6)
    assert found.paired == (False,)


def test_break_offs_are_left_out_where_histories_go_another_way(arms, monkeypatch):
    def refuse(arm, runs, progress):
        raise OtherRules(arm)

    monkeypatch.setattr("experiments.ends.last_breaks", refuse)
    found = timing(compare(arms))
    assert found.endings == ("agreement", "interim", "snap_back")
    assert found.left_out.startswith("results/before: its histories go another way")


def test_the_shortest_calendar_counts(arms, two_givers):
    short = two_givers({"end.date": datetime.date(2025, 1, 16)})
    found = timing(compare([arms[0], arm("short", short, arms[1].result.rows)]))
    assert found.horizon == short.horizon == 15
    assert found.curves[0]["agreement"].value[-1] == pytest.approx(1 / 6)  # day 20 is yet to come
    assert "broken_off" not in found.endings


def test_progress_tells_whose_histories_are_played_again(arms, monkeypatch):
    def play(arm, runs, progress):
        progress(1, len(runs))
        return np.array([BREAKS[run] for run in runs], dtype=np.int64)

    monkeypatch.setattr("experiments.ends.last_breaks", play)
    told = []
    timing(compare(arms), lambda *said: told.append(said))
    assert told == [("before", 1, 1), ("after", 1, 1)]
