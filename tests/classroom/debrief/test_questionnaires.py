"""Questionnaires counted, and predictions compared with what happened."""

from __future__ import annotations

from dataclasses import replace

import pytest

from classroom.debrief.ended import Ended
from classroom.debrief.questionnaires import BINS, TRUTHS, Asked, tallies
from classroom.debrief.whole import Whole
from classroom.exercise import Question, load_exercise, shipped_exercises
from classroom.lesson import Lesson
from classroom.school import School
from sim.scenario import Scenario
from tests.classroom.playing import first_deal


@pytest.fixture
def asked(debriefed: tuple[School, Lesson], seen: Whole) -> dict[str, Asked]:
    """Both questionnaires of the class, by question."""
    _, lesson = debriefed
    found = tallies(lesson, seen.scenario, seen.tables, texts=True)
    questions = [(both.before or both.after, both) for both in found]
    return {tally.question.id: both for tally, both in questions if tally is not None}


def test_choices_are_counted_side_by_side(
    asked: dict[str, Asked], debriefed: tuple[School, Lesson]
) -> None:
    _, lesson = debriefed
    when = asked["when"].before
    assert when is not None
    assert [bar.all for bar in when.bars] == [2, 2, 1]
    chose = lesson.answers["before"]
    for place, bar in enumerate(when.bars):
        sides = [lesson.side_of(one) for one, given in chose.items() if given["when"] == place]
        assert bar.sides == (sides.count("japan"), sides.count("us"))


def test_numbers_fall_into_ranges_the_last_one_closed(asked: dict[str, Asked]) -> None:
    own = asked["own_points"].before
    assert own is not None
    assert len(own.bars) == BINS
    assert own.bars[5].label == "50–60"
    assert [bar.all for bar in own.bars] == [0, 0, 0, 0, 0, 5, 0, 0, 0, 0]
    assert own.middle == 52.0


def test_the_same_question_after_stands_beside_the_one_before(asked: dict[str, Asked]) -> None:
    both = asked["their_points"]
    assert both.before is not None and both.after is not None
    assert both.after.question.id == "their_points_now"
    assert (both.before.answered, both.after.answered) == (0, 5)


def test_texts_are_for_the_teacher_and_in_no_order_that_tells_who(
    asked: dict[str, Asked], debriefed: tuple[School, Lesson], seen: Whole
) -> None:
    _, lesson = debriefed
    trade = asked["best_trade"].after
    assert trade is not None
    assert list(trade.texts) == sorted(trade.texts)
    assert len(trade.texts) == 5
    for both in tallies(lesson, seen.scenario, seen.tables, texts=False):
        assert all(not tally.texts for tally in both if tally is not None)


def test_points_foreseen_are_set_against_those_of_the_own_table(
    asked: dict[str, Asked], debriefed: tuple[School, Lesson], seen: Whole
) -> None:
    _, lesson = debriefed
    off = []
    for table in seen.tables:
        for number, side in enumerate(seen.scenario.sides):
            for person in table.people[side]:
                said = float(lesson.answers["before"][person]["own_points"])
                off.append(abs(said - table.at[number]))
    own = asked["own_points"].before
    assert own is not None
    assert own.off == pytest.approx(sorted(off)[len(off) // 2])


def _truth(name: str, table: Ended, scenario: Scenario, options: int = 0, side: int = 0) -> object:
    question = Question(
        id=name, ask="?", kind="choice" if options else "scale", options=("x",) * options
    )
    return TRUTHS[name](question, scenario, table, side)


def test_what_happened_in_the_words_of_a_prediction(seen: Whole, baseline: Scenario) -> None:
    deal = seen.tables[0]
    none = replace(deal, levels=None)
    early, late = replace(deal, day=22), replace(deal, day=23)
    first = first_deal()  # its deadline is day 22, 9 July
    assert [_truth("when", one, first, 3) for one in (early, late, none)] == [0.0, 1.0, 2.0]
    assert _truth("when", deal, first, 4) is None  # there is no campaign in it
    # Campaign from day 16 (3 July), polling on day 33 (20 July).
    days = [15, 16, 33, 34]
    when = [_truth("when", replace(deal, day=day), baseline, 4) for day in days]
    assert when == [0.0, 1.0, 1.0, 2.0]
    assert _truth("when", none, baseline, 4) == 3.0
    assert [_truth("full", one, first, 2) for one in (deal, none)] == [0.0, 1.0]
    homes = [replace(deal, home=home) for home in ("ratified", "refused", "")]
    assert [_truth("refused", one, first, 3) for one in homes] == [0.0, 1.0, 2.0]
    interims = [replace(deal, interim_by=side) for side in ("japan", "us", None, "")]
    assert [_truth("interim", one, first, 3) for one in interims] == [0.0, 1.0, 2.0, None]
    assert _truth("own_points", deal, first, side=1) == pytest.approx(deal.at[1])
    assert _truth("their_points", deal, first, side=1) == pytest.approx(deal.at[0])


def test_predictions_of_the_shipped_exercises_have_the_options_that_are_compared() -> None:
    options = {"when": (3, 4), "full": (2,), "refused": (3,), "interim": (3,)}
    for name in shipped_exercises():
        for question in load_exercise(name).config.before:
            if question.id in options:
                assert len(question.options) in options[question.id], (name, question.id)
