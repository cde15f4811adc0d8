"""How long a class plays: minutes typed at the desk, and those that the guides ask for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from classroom import clock
from classroom.exercise import load_exercise, shipped_exercises
from classroom.pace import stretch, whole_minutes
from tests.classroom.forms import form, send
from tests.classroom.test_class_pages import make, text

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "teaching"


def test_minutes_are_a_share_of_the_exercises_own():
    exercise = load_exercise("tied_hands")
    assert (whole_minutes(exercise)[0], whole_minutes(exercise)[-1]) == (12, 360)
    assert (stretch(exercise, 45), stretch(exercise, 90)) == (1, 2)
    with pytest.raises(ValueError, match="found 11: 12 to 360 minutes"):
        stretch(exercise, 11)


def test_the_minutes_of_play_are_those_that_were_typed(client, teacher):
    for typed, exercise, minutes in (
        ("26", "tied_hands", 26),
        ("２０", "first_deal", 20),
        ("", "first_deal", 22),
    ):
        desk, _ = make(teacher, exercise=exercise, minutes=typed)
        assert f"{minutes} minutes of play" in text(teacher.get(desk))
        lesson = client.app.state.school.lesson(desk.rpartition("/")[2])
        assert clock.ends(lesson)[-1] == pytest.approx(60 * minutes)


@pytest.mark.parametrize("typed", ["5", "177", "20.5", "-20", "soon"])
def test_minutes_that_can_not_be_are_told_and_nothing_chosen_is_lost(teacher, typed):
    page = teacher.get("/desk").text
    chosen = {"exercise": "first_deal", "minutes": typed, "fictional": "yes", "tapes": "own"}
    answer = send(teacher, form(page, "/desk"), **chosen)
    assert answer.status_code == 422
    assert "“First deal” can take 6 to 176 minutes, whole ones." in text(answer)
    kept = form(answer.text, "/desk").fields
    assert {name: kept[name] for name in chosen} == chosen
    assert "There is none yet." in text(answer)


@pytest.mark.parametrize("language", ["", "ja"])
def test_a_guide_asks_for_minutes_that_the_desk_takes(language):
    told = re.compile(r"[Ss]et the desk to (\d+) minutes|机の数字を?は?(\d+)に")
    asked = {}
    for name in shipped_exercises():
        guide = (GUIDES / language / f"{name}.md").read_text("utf-8")
        asked[name] = [int(one or other) for one, other in told.findall(guide)]
    assert asked == {
        "election": [26],
        "first_deal": [20],
        "interim_accord": [26],
        "moving_deadline": [26],
        "tied_hands": [26],
    }
    for name, minutes in asked.items():
        assert {*minutes, 90} <= set(whole_minutes(load_exercise(name)))
