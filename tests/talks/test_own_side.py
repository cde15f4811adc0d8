"""A player reads what is public and what their own side knows, and nothing of the other side's."""

from __future__ import annotations

import pytest

from agents.strategies import REGISTRY
from agents.views import AT_A_DEADLINE, CALL_LEADER, WAIT, Move
from sim.model import TalksModel
from talks.chair import Chair, resume, save, take
from talks.own_side import OwnSide, Sitting

JAPAN, US = "japan.negotiator", "us.treasury"
MARENNA, TIRVALD = "marenna.water", "tirvald.trade"


class Marked(float):
    """A number of points that says whose it is wherever it is written."""

    side = -1

    def __format__(self, spec):
        return f"<{self.side}>"


@pytest.fixture
def marked(monkeypatch):
    """Write all points of side 0 as ``<0>`` and of side 1 as ``<1>``."""

    def points(self, side, value):
        found = Marked(value)
        found.side = side
        return found

    monkeypatch.setattr(TalksModel, "points", points)


def told(scenario, seat, run, *, calling=False):
    """What a player reads who plays by the book: before the end, and as the history ends."""
    sitting = Sitting(take(scenario, [seat], seed=1, run=run))
    chair, entries = sitting.chair, list(sitting.news())
    turn = 0
    while not chair.over:
        turn += 1
        view = chair.view()
        at_the_table = view.occasion != AT_A_DEADLINE
        if calling and at_the_table and turn % 7 == 1:
            chair.answer(Move(CALL_LEADER, ()))
        else:
            chair.answer(REGISTRY["linear"].decide(view) if at_the_table else Move(WAIT, ()))
        entries += sitting.news()
    return chair, [e.text for e in entries if e.kind != "end"], entries[-1].text


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("run", [0, 1, 2, 3])
@pytest.mark.parametrize(
    ("scenario", "seat"),
    [
        ("japan_us_2025", JAPAN),
        ("japan_us_2025", US),
        ("marenna_tirvald", MARENNA),
        ("marenna_tirvald", TIRVALD),
    ],
)
def test_nothing_that_the_other_side_would_sign_believes_or_counts_is_told(scenario, seat, run):
    chair, playing, end = told(scenario, seat, run, calling=run == 3)
    own = chair.scenario.sides.index(seat.split(".")[0])
    label = chair.scenario.side_labels[1 - own]
    text = "\n".join(playing)
    assert f"<{own}>" in text
    assert f"<{1 - own}>" not in text
    for words in (" could live with", " would now sign", "'s reference", " calls home"):
        assert label + words not in text
    assert text.count("It puts the chance") <= 1
    assert "both mandates" not in text
    assert "<0>" in end
    assert "<1>" in end
    everything = "\n".join(e.text for e in chair.teller.entries if e.kind != "end")
    assert f"<{1 - own}>" in everything  # so that the mark would have been seen


def test_who_sits_on_both_sides_reads_the_whole_diary():
    chair = Chair(told("japan_us_2025", JAPAN, 1)[0].scenario, (JAPAN, US), 1, 1)
    while not chair.over:
        at_the_table = chair.view().occasion != AT_A_DEADLINE
        chair.answer(REGISTRY["linear"].decide(chair.view()) if at_the_table else Move(WAIT, ()))
    assert Sitting(chair).news() == chair.teller.entries


def test_a_campaign_on_the_other_side_is_told_without_what_it_costs_there():
    _, own, _ = told("japan_us_2025", JAPAN, 0)
    _, other, _ = told("japan_us_2025", US, 0)
    assert any(text.startswith("The campaign opens. Sensitive concessions") for text in own)
    assert "The campaign opens." in other


def test_a_text_sent_back_does_not_say_that_it_met_the_other_sides_mandate():
    chair, playing, _ = told("japan_us_2025", US, 2)
    assert any("meets both mandates" in entry.text for entry in chair.teller.entries)
    assert any(text.endswith("sends the text back.") for text in playing)


def test_who_calls_home_is_told_to_their_own_side():
    sitting = Sitting(take("japan_us_2025", [JAPAN]))
    sitting.chair.answer(Move(CALL_LEADER, ()))
    label = sitting.chair.scenario.seat_label(JAPAN)
    assert f"{label} calls home." in [entry.text for entry in sitting.news()]
    other = OwnSide(TalksModel("japan_us_2025", collect=False), sides=(1,))
    other.open()
    steps = list(sitting.chair.steps)
    Chair(sitting.chair.scenario, (JAPAN,), 0, 0, steps, listeners=(other.listen,))
    assert f"{label} calls home." not in [entry.text for entry in other.entries]


def test_a_sitting_taken_up_again_tells_the_same(tmp_path):
    chair = take("japan_us_2025", [US], seed=2, run=1)
    for _ in range(5):
        chair.answer(Move(WAIT, ()))
    save(chair, tmp_path / "chair.json")
    assert Sitting(resume(tmp_path / "chair.json")).news() == Sitting(chair).news()
    assert not any("Japan would now sign" in e.text for e in Sitting(chair).news())
