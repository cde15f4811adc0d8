"""Whatever a scenario is made of, both doors play it the same."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from agents.rules.acceptance import ACCEPTANCE
from agents.strategies import REGISTRY
from sim.config import ScenarioConfig
from sim.ladders import KNOWLEDGE
from sim.laws import LAWS
from sim.model import TalksModel
from sim.scenario import build
from sim.state import ENDINGS, MEASURES
from tests.parity.doors import check
from tests.parity.worlds import features, worlds

SEED = 11
UNHURRIED = {
    "derandomize": True,
    "deadline": None,
    "database": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large],
}

SECTIONS = {
    "approval", "break_off", "cadence", "constituencies", "deadlines", "economy", "election",
    "escalations", "interactions", "interim", "learning", "limits", "litigation", "other_deals",
    "ratification", "reference", "result", "stress", "summits", "tilt", "vote",
}  # fmt: skip
EVERYTHING = (
    SECTIONS
    | {f"law:{law}" for law in LAWS if law != "point"}
    | {f"strategy:{name}" for name in REGISTRY}
    | {f"rule:{rule}" for rule in ACCEPTANCE}
    | {f"knowledge:{kind}" for kind in KNOWLEDGE}
    | {f"measure:{measure}" for measure in MEASURES}
    | {"kind:tariff", "kind:give", "lever:extend", "lever:escalate"}
)


@settings(max_examples=100, **UNHURRIED)
@given(worlds())
def test_both_doors_play_a_made_up_scenario_the_same(written):
    check(build(ScenarioConfig.model_validate(written)), SEED, 0)


@pytest.mark.slow
def test_both_doors_play_many_made_up_scenarios_the_same():
    met: set[str] = set()
    ended: set[str] = set()

    # Without shrinking, which would take longer than all the rest.
    @settings(max_examples=300, phases=[Phase.generate], **UNHURRIED)
    @given(worlds())
    def play(written):
        scenario = build(ScenarioConfig.model_validate(written))
        check(scenario, SEED + 1, 0, 1)
        met.update(features(written))
        state = TalksModel(scenario, run=0, rng=SEED + 1, collect=False).play_out().state
        ended.add(ENDINGS[state.ending])

    play()
    assert met >= EVERYTHING
    # Interim accords are rare in worlds of all kinds; test_shipped.py has some.
    assert ended >= {*ENDINGS} - {"interim"}
