from __future__ import annotations

import pytest

from sim.outcomes import row
from sim.state import ROUND_OPENED, TALKS_BROKEN_OFF, TALKS_RESUMED


@pytest.fixture(scope="module")
def quarrel(number):
    def quarrel(days=7, **sides):
        weekly = {
            f"sides.{side}.break_off": number(probability, "probability")
            for side, probability in sides.items()
        }
        return weekly | {"break_off_days": number(days, "days")}

    return quarrel


@pytest.mark.parametrize(
    ("sides", "by"),
    [({"east": 1}, 1), ({"west": 1}, 2), ({"east": 1, "west": 1}, 3)],
    ids=["East", "West", "both"],
)
def test_one_who_breaks_off_is_gone_for_a_while(small, talks, quarrel, sides, by):
    model = talks(small(quarrel(**sides)), until=3)
    broken = [(day, who) for day, what, who in model.log if what & TALKS_BROKEN_OFF]
    assert broken == [(1, by)]  # never on the first day
    assert [day for day, what, _ in model.log if what & ROUND_OPENED] == [0]
    assert (model.state.broken, model.state.breaks, model.state.resume_day) == (1, 1, 8)


def test_talks_are_taken_up_again(small, talks, quarrel, days_of):
    """At odds of a quarter a week there are days with talks between the breaks."""
    model = talks(small(quarrel(east=0.25)), until=80)
    left, back = days_of(model, TALKS_BROKEN_OFF), days_of(model, TALKS_RESUMED)
    assert len(left) > 1
    assert back == [day + 7 for day in left if day + 7 < 80]
    away = {day + n for day in left for n in range(7)}
    assert not away & set(days_of(model, ROUND_OPENED))


def test_a_history_may_end_with_the_talks_broken_off(small, talks, quarrel):
    scenario = small(quarrel(days=200, west=1) | {"deadlines.pause.softness": 1})
    assert row(scenario, talks(scenario).play_out().state)["ending"] == "broken_off"


def test_nobody_breaks_off_while_home_decides(small, talks, say, quarrel, days_of):
    model = talks(small(quarrel(east=1)), say.offers(4, 2), say.takes, say.takes, until=80)
    assert model.state.agreement_day == 0
    assert days_of(model, TALKS_BROKEN_OFF) == []


def test_nobody_breaks_off_who_never_does(small, talks, days_of):
    assert days_of(talks(small(), until=60), TALKS_BROKEN_OFF) == []
