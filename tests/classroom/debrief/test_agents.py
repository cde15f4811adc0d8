"""What if: the same tape with agents in the chairs."""

from __future__ import annotations

import json

import pytest

from agents.strategies import REGISTRY
from classroom.debrief.agents import CONFIGURED, casts, play, play_all, read, seated
from classroom.debrief.revealed import revealed
from sim.outcomes import simulate
from sim.scenario import find_scenario
from tests.classroom.playing import RUN, SEED, first_deal

SCENARIO = first_deal()
KEY = "sides.{}.ministers.negotiator.strategy"


def test_what_if_equals_a_plain_run_of_the_scenario() -> None:
    found = play(SCENARIO, SEED, RUN, CONFIGURED, SCENARIO.sides)
    row = {name: values[0] for name, values in simulate(SCENARIO, SEED, RUN, RUN + 1).items()}
    assert (found.ending, found.day) == (row["ending"], row["agreement_day"])
    assert found.at == pytest.approx((row["points_japan"], row["points_us"]))
    assert found.score == pytest.approx((row["score_points_japan"], row["score_points_us"]))


@pytest.mark.parametrize(
    ("strategy", "sides"), [("conceder", ("japan",)), ("micro", ("japan", "us"))]
)
def test_a_strategy_in_a_chair_equals_a_run_of_the_scenario_with_it(
    strategy: str, sides: tuple[str, ...]
) -> None:
    knows = {side: _strategy(side)["knowledge"] for side in sides}
    settings = {KEY.format(side): {"name": strategy, "knowledge": knows[side]} for side in sides}
    changed = find_scenario("first_deal", settings)
    assert seated(SCENARIO, strategy, sides).hash == changed.hash
    found = play(SCENARIO, SEED, RUN, strategy, sides)
    row = {name: values[0] for name, values in simulate(changed, SEED, RUN, RUN + 1).items()}
    assert found.ending == row["ending"]
    assert found.score == pytest.approx((row["score_points_japan"], row["score_points_us"]))


def _strategy(side: str) -> dict[str, object]:
    data = SCENARIO.config.model_dump(mode="json")
    found: dict[str, object] = data["sides"][side]["ministers"]["negotiator"]["strategy"]
    return found


def test_the_world_stays_the_same_whoever_sits_in_it() -> None:
    scenario = find_scenario("japan_us_2025")
    one, other = (
        revealed(world, SEED, RUN)
        for world in (scenario, seated(scenario, "hardliner", scenario.sides))
    )
    assert one.tables == other.tables
    assert one.mandate == other.mandate


def test_every_strategy_is_tried_for_both_and_for_either() -> None:
    tried = casts(SCENARIO.sides)
    assert tried[0] == (CONFIGURED, ("japan", "us"))
    for sides in (("japan", "us"), ("japan",), ("us",)):
        assert {name for name, there in tried[1:] if there == sides} == set(REGISTRY)


def test_results_survive_the_journey_through_json(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = (("", ("japan", "us")), ("hardliner", ("us",)))
    monkeypatch.setattr("classroom.debrief.agents.casts", lambda sides: chosen)
    data = play_all(SCENARIO.config.model_dump_json(by_alias=True), SEED, RUN)
    assert read(json.loads(json.dumps(data))) == tuple(
        play(SCENARIO, SEED, RUN, *cast) for cast in chosen
    )


def test_there_is_no_such_strategy() -> None:
    with pytest.raises(KeyError):
        seated(SCENARIO, "wishful", ("japan",))
