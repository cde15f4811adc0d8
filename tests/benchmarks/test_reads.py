"""Draws and days are counted as they are read and played."""

from __future__ import annotations

from benchmarks.reads import reads
from sim import chance, home, kernel, laws
from sim.model import TalksModel
from sim.scenario import shipped


def test_every_draw_is_counted_where_it_ends_up_in_philox(monkeypatch):
    scenario = shipped("marenna_tirvald")
    found = reads(scenario, 3, 2)
    plain, asked = chance.philox, []

    def noting(c0, c1, c2, c3, k0, k1):
        asked.append((k0, c0, c2, c3))
        return plain(c0, c1, c2, c3, k0, k1)

    monkeypatch.setattr(chance, "philox", noting)
    days = 0
    for run in (0, 1):
        model = TalksModel(scenario=scenario, run=run, rng=3, collect=False).play_out()
        days += model.day + 1
    keys = scenario.tape(3).key0
    told = [(keys[stream], run, day, index) for stream, run, day, index in found.draws]
    assert told == asked
    assert len(told) > 100
    assert (found.runs, found.day_steps) == (2, days)


def test_afterwards_nobody_counts():
    reads(shipped("bare"), 1, 1)
    assert {module.draw for module in (home, kernel, laws)} == {chance.draw}
    assert chance.draw.__module__ == "sim.chance"
