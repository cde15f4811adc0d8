from __future__ import annotations

import re

import pytest

import sim.diary
from experiments.diary import tell
from experiments.speech import named, speaking


@pytest.mark.parametrize("run", [0, 7])
def test_in_english_it_is_the_diary_that_replay_prints(japan_us, run):
    history = sim.diary.tell(japan_us(), 20250617, run)
    entries, daily = tell(japan_us(), 20250617, run)
    assert entries == history.entries
    assert daily == history.daily


def test_in_japanese_nothing_is_said_in_english(japan_us):
    kinds = set()
    with speaking("ja"):
        for run in range(3):
            for entry in tell(named(japan_us()), 20250617, run)[0]:
                kinds.add(entry.kind)
                assert not re.search("[A-Za-z]{2}", entry.text.replace("NATO", "")), entry.text
    assert {"opening", "round", "session", "end"} <= kinds
