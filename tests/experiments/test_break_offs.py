from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from experiments.addresses import resolve
from experiments.break_offs import last_break, last_breaks
from experiments.moments import END, OtherRules, look_by_engine, look_by_model
from experiments.runner import run as run_experiment
from sim.diary import tell
from sim.state import BROKEN_OFF, TALKING

LASTS = 20.0
SMALL = Path(__file__).parents[1] / "small.yaml"


@pytest.fixture
def history(japan_us):
    """Build looks into a history whose talks break off on given days: `history([30, 160], 185)`."""
    world = japan_us()

    def build(days, resume, last=190, ending=BROKEN_OFF):
        asked = []

        def look(run, morning):
            asked.append(morning)
            number = [0.0] * len(world.world.priors.law)
            number[world.world.break_days] = LASTS
            return {
                "ending": ending,
                "day": last,
                "breaks": sum(day < morning for day in days),
                "number": number,
                "resume_day": resume,
            }

        return world, look, asked

    return build


def test_the_day_is_counted_back_from_when_they_may_meet_again(history):
    world, look, asked = history([30, 175], 195)
    assert last_break(world, look, 0) == 175
    assert asked == [END, 175, 176]


def test_a_break_on_the_last_day_counts(history):
    world, look, _ = history([190], 210)
    assert last_break(world, look, 0) == 190


def test_a_refusal_that_keeps_them_away_longer_doesnt_mislead(history):
    world, look, _ = history([30, 171], 199)  # the break would be over on day 191
    assert last_break(world, look, 0) == 171


def test_other_endings_have_no_last_break(history):
    world, look, _ = history([30], 50, ending=TALKING)
    assert last_break(world, look, 0) is None


@pytest.fixture(scope="module")
def broken(load, number, tmp_path_factory):
    """One arm of a world in which both sides walk out easily, and stay away for two weeks."""
    settings = {
        "sides.east.break_off": number(0.9, "probability"),
        "sides.west.break_off": number(0.9, "probability"),
        "break_off_days": number(14, "days"),
    }
    loaded = load(scenario=str(SMALL), settings=settings, vary=[], runs=30)
    result = run_experiment(loaded, tmp_path_factory.mktemp("broken") / "result")
    return resolve([result])[0]


def ended(arm):
    table = arm.result.table(columns=["ending"])
    words = np.array(table["ending"].to_pylist())
    return np.flatnonzero(words == "broken_off").tolist()


def test_it_is_the_last_break_that_the_diary_tells(broken, monkeypatch):
    monkeypatch.setattr("experiments.moments.fast", lambda arm: False)
    runs = ended(broken)
    assert len(runs) >= 3
    told = []
    days = last_breaks(broken, runs, lambda done, of: told.append((done, of)))
    for run, day in zip(runs, days, strict=True):
        entries = tell(broken.scenario(), broken.seed, run).entries
        assert day == max(e.day for e in entries if "breaks the talks off" in e.text)
    assert told[-1] == (len(runs), len(runs))


def test_a_run_that_no_longer_ends_so_is_told(broken):
    whole = set(range(30)) - set(ended(broken))
    with pytest.raises(OtherRules, match="go another way"):
        last_breaks(broken, [min(whole)])


@pytest.mark.slow
def test_both_doors_date_it_alike(broken, machine_code):
    scenario = broken.scenario()
    looks = [look(scenario, broken.seed) for look in (look_by_engine, look_by_model)]
    for run in ended(broken):
        first, second = (last_break(scenario, look, run) for look in looks)
        assert first == second
        assert first is not None
