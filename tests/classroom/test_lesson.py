"""A lesson is made of its events: whatever their order, nobody sits on two chairs."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from classroom.exercise import load_exercise
from classroom.lesson import DEBRIEF, LOBBY, NEGOTIATE, Lesson
from classroom.lesson_events import after, open_lesson, opening
from classroom.log import Event

CONFIG = load_exercise("first_deal").config
PEOPLE = [f"p{n}" for n in range(6)]
PLACES = range(1, 4)
SIDES = ("japan", "us")


def event(number, kind, data, who="teacher", text=""):
    return Event("class/x", number, f"r{number}", kind, who, 100.0 * number, data, text)


def opened() -> Lesson:
    data = opening(CONFIG, True, "hash", "CODE", "ja", 1.5, "sharp")
    return open_lesson(event(1, "opened", json.loads(json.dumps(data))))


def told(*events) -> Lesson:
    lesson = opened()
    for number, (kind, data) in enumerate(events, 2):
        lesson = after(lesson, event(number, kind, data))
    return lesson


def table(place, **chairs):
    return {
        "id": f"t{place}",
        "place": place,
        "run": 0,
        "chairs": {"japan": [], "us": [], **chairs},
    }


def test_the_first_event_holds_the_exercise_whole():
    lesson = opened()
    assert lesson.config == CONFIG
    assert (lesson.phase, lesson.since) == (LOBBY, {LOBBY: 100.0})
    assert (lesson.fictional, lesson.tongue, lesson.stretch) == (True, "ja", 1.5)
    assert lesson.title == CONFIG.invented.title


def test_a_lesson_that_goes_on_leaves_the_earlier_one_as_it_was():
    before = told(("joined", {"person": "p0"}))
    later = after(before, event(9, "joined", {"person": "p1"}))
    assert before.students == ("p0",)
    assert later.students == ("p0", "p1")


def test_bots_answer_where_nobody_is_present():
    seated = ("paired", {"bots": None, "tables": [table(1, japan=["p0", "p1"], us=["p2"])]})
    away = told(seated, ("gone", {"person": "p1"}), ("gone", {"person": "p2"}))
    assert away.present("t1") == {"japan": ["p0"], "us": []}
    assert away.sitting_of("p2").side_of("p2") == "us"
    back = after(away, event(9, "back", {"person": "p2"}))
    assert back.present("t1") == {"japan": ["p0"], "us": ["p2"]}
    ended = after(back, event(10, "ended", {"tables": ["t1"]}))
    assert ended.present("t1") == {"japan": [], "us": []}
    assert ended.side_of("p2") == "us"


def test_when_the_talks_are_over_bots_play_the_rest():
    seated = ("paired", {"bots": None, "tables": [table(1, japan=["p0"])]})
    assert told(seated, ("phase", {"to": NEGOTIATE})).present("t1")["japan"] == ["p0"]
    assert told(seated, ("phase", {"to": DEBRIEF})).present("t1")["japan"] == []


person, place, side = st.sampled_from(PEOPLE), st.sampled_from(PLACES), st.sampled_from(SIDES)
events = st.one_of(
    st.builds(
        lambda p, t, s: ("seated", {"person": p, "table": f"t{t}", "side": s}), person, place, side
    ),
    st.builds(lambda p, t, s: ("laid", table(t, **{s: [p]})), person, place, side),
    st.builds(lambda p: ("stood_up", {"people": [p]}), person),
    st.builds(lambda p: ("gone", {"person": p}), person),
    st.builds(lambda p: ("back", {"person": p}), person),
    st.builds(lambda t: ("ended", {"tables": [f"t{t}"]}), place),
)


@given(st.lists(events, max_size=25))
def test_nobody_sits_on_two_chairs(happened):
    joined = [("joined", {"person": person}) for person in PEOPLE]
    tables = [table(place) for place in PLACES]
    lesson = told(*joined, ("paired", {"bots": None, "tables": tables}), *happened)
    seated = [person for sitting in lesson.tables.values() for person in sitting.people]
    assert len(seated) == len(set(seated))
    assert not lesson.stood_up & set(seated)
    for name, sitting in lesson.tables.items():
        answering = {one for there in lesson.present(name).values() for one in there}
        assert answering == (set() if sitting.ended else set(sitting.people) - lesson.away)
