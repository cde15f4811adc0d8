"""Everything that can happen is told, in both languages, and without anybody's points."""

from __future__ import annotations

import re

import pytest

from agents.views import CALL_LEADER, ESCALATE, EXTEND, INTERIM, WAIT, WALK_OUT, Move
from classroom import telling
from classroom.news import _KINDS, MOVED, News
from classroom.telling import _TOLD, told
from experiments.tongue import tongue
from sim.scenario import shipped


def test_every_kind_of_news_has_its_sentence():
    kinds = {kind for _, kind, _ in _KINDS} | set(MOVED) | {"ended"}
    assert kinds - set(_TOLD) == {"session"} - set(_TOLD)


def test_every_sentence_looked_up_by_kind_is_collected():
    """`sentences` lists them for the catalogue; a template that isn't there stays English."""
    listed = set(telling.sentences(tongue("en")))
    source = telling.__file__
    with open(source, encoding="utf-8") as file:
        text = file.read()
    table = text[text.index("_TOLD: dict") :]
    assert set(re.findall(r'\(\s*"(.*?)"\s*\)', table)) <= listed


@pytest.mark.parametrize("code", ["en", "ja"])
def test_a_whole_history_is_told(hall, code):
    """Twelve histories in which both sides try everything once."""
    spoken = tongue(code)
    scenario = shipped("japan_us_2025")
    kinds = set()
    for run in range(2):
        name = hall.open(scenario, seed=11, run=run, people={"us": ["bob"]})
        tries = [CALL_LEADER, INTERIM, EXTEND, ESCALATE, WALK_OUT]
        number = 0
        while True:
            with hall.at(name) as found:
                if found.over:
                    break
                step = found.steps
            kind = tries[number % 5] if number < 40 else WAIT
            try:
                hall.move(name, "bob", "us", f"m{number}", step, Move(kind, ()))
            except ValueError:
                hall.move(name, "bob", "us", f"w{number}", step, Move(WAIT, ()))
            number += 1
        for news in found.news:
            sentence = told(news, scenario, spoken)
            assert sentence
            assert "{" not in sentence
            assert "None" not in sentence
            kinds.add(news.kind)
    assert {"round", "offer", "walk_out", "call_leader", "ended"} <= kinds


def test_a_package_is_told_by_what_changed():
    scenario, spoken = shipped("japan_us_2025"), tongue("en")
    count = len(scenario.issues)
    before, after = [0] * count, [0] * count
    after[2] = 3
    words = telling.package(scenario, spoken, after, before)
    assert scenario.issues[2].label in words
    assert "→" in words
    assert telling.package(scenario, spoken, before, before) == ""
    news = News(3, "offer", {"seat": "japan.negotiator", "levels": before})
    assert "nothing at all" in told(news, scenario, spoken)
