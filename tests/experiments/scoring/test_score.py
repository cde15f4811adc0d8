"""An ensemble of ten made-up histories, scored by hand in the small world."""

from __future__ import annotations

import json
import math
from datetime import date

import pytest

from experiments.analysis.columns import columns_of
from experiments.design import Arm
from experiments.scoring.caution import cautions
from experiments.scoring.outcomes import OutcomesConfig
from experiments.scoring.questions import EVENTS, columns_needed, nearest_level, questions
from experiments.scoring.reading import events_of
from experiments.scoring.record import record
from experiments.scoring.score import score

# Bins end before days 10, 12, 21, 30 and 81; then never. Three histories agree in the first, two in
# the fourth, five never do.
ROWS = columns_of(
    {
        "agreement_day": [1, 5, 9, 25, 29, -1, -1, -1, -1, -1],
        "snap_back_day": [-1, -1, -1, -1, -1, 30, 30, 50, -1, -1],
        "term_tariff": [0, 0, 10, 10, 10, 40, 40, 70, 20, 22.0],
        "majority_lost_east": [1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
        "duty_bn": [1.0] * 5 + [2.0] * 5,
    }
)
TOLD = OutcomesConfig.model_validate(
    {
        "name": "trial",
        "title": "A trial",
        "scenario": "small.yaml",
        "known_on": date(2025, 12, 31),
        "events": {
            "agreement": {"date": date(2025, 1, 26), "source": "x"},  # day 25
            "snap_back": {"not_by": date(2025, 1, 20), "source": "x"},  # day 19
        },
        "facts": {
            "lost": {
                "label": "lost",
                "when": "majority_lost_east == 1",
                "happened": True,
                "source": "x",
            }
        },
        "levels": {"tariff": {"value": 12, "unit": "percent", "source": "x"}},
        "figures": {"duty_bn": {"value": 1.5, "unit": "USD bn", "source": "x"}},
    }
)


@pytest.fixture
def answers(small):
    return {one.question.name: one for one in score(TOLD, small(), ROWS, seed=4, resamples=400)}


def scores(answer):
    return {one.rule: one for one in answer.scores}


def test_the_columns_needed_are_those_that_are_read(small):
    assert set(columns_needed(TOLD, small())) == set(ROWS)


def test_histories_are_counted_by_question(small):
    timing, open_, level, truth, figure = questions(TOLD, small(), ROWS)
    assert (timing.counts.tolist(), timing.observed) == ([3, 0, 0, 2, 0, 5], 3)
    assert (open_.counts.tolist(), open_.observed) == ([0, 0, 0, 10], 3)
    # Of 40, 30, 20, 10, 0: 70 is beyond the first, 22 nearest to 20, and 12 nearest to 10.
    assert (level.counts.tolist(), level.observed) == ([3, 0, 2, 3, 2], 3)
    assert (truth.successes, truth.runs) == (2, 10)
    assert figure.values.tolist() == [1.0] * 5 + [2.0] * 5


def test_between_two_levels_the_lower_number_counts(small):
    (tariff, _) = sorted(small().issues)
    assert nearest_level(tariff, [35, 34.9, 100, -5, 15]).tolist() == [0, 1, 0, 4, 2]


def test_an_event_by_hand(answers):
    found = scores(answers["agreement"])
    # By the ends of the first five bins: 0.3, 0.3, 0.3, 0.5, 0.5, and it came in the fourth.
    assert found["ranked_probability"].value.value == pytest.approx((3 * 0.3**2 + 2 * 0.5**2) / 5)
    assert found["log"].value.value == pytest.approx(-math.log2((2 + 1 / 6) / 11))
    assert answers["agreement"].chance.value == pytest.approx(0.2)
    beside = {one.reference: one for one in found["ranked_probability"].beside}
    # Deal on the deadline: certain of the fourth bin. Status quo: certain of the last.
    assert (beside["deal_on_the_deadline"].value, beside["deal_on_the_deadline"].saved) == (0, None)
    assert beside["status_quo"].value == pytest.approx(2 / 5)
    assert beside["status_quo"].saved.value == pytest.approx(1 - 0.154 / 0.4)
    logs = {one.reference: one for one in found["log"].beside}
    assert logs["status_quo"].value == math.inf
    assert logs["even_odds"].value == pytest.approx(math.log2(6))
    assert logs["even_odds"].saved.value == pytest.approx(
        math.log2(6) + math.log2((2 + 1 / 6) / 11)
    )


def test_an_event_still_open_is_scored_for_what_is_known(answers):
    found = scores(answers["snap_back"])
    assert found["ranked_probability"].value == (0, 0, 0)
    assert found["log"].value.value == pytest.approx(-math.log2(10.25 / 11))


def test_a_fact_and_a_figure_by_hand(answers):
    found = scores(answers["lost"])["brier"]
    assert found.value.value == pytest.approx(0.64)
    assert found.fair == pytest.approx(0.64 - 0.2 * 0.8 / 9)
    beside = {one.reference: one for one in found.beside}
    assert beside["even_odds"].saved.value == pytest.approx(1 - 0.64 / 0.25)
    assert beside["uniform_hazard"].value is None
    crps = scores(answers["duty_bn"])["crps"]
    # Half the histories lie half a billion below, half as far above: 0.25 off over one billion.
    assert crps.value.value == pytest.approx(0.25)
    # The status quo has 1.62 bn of duty.
    quo = next(one for one in crps.beside if one.reference == "status_quo")
    assert quo.value == pytest.approx(0.12)
    assert quo.saved.value == pytest.approx(1 - 0.25 / 0.12)


def test_an_interval_holds_its_score_and_a_skill_turns_with_it(answers):
    for answer in answers.values():
        for one in answer.scores:
            assert one.value.low <= one.value.high
            for beside in one.beside:
                if beside.saved is not None and math.isfinite(beside.saved.value):
                    assert beside.saved.low <= beside.saved.high
    wide = scores(answers["lost"])["brier"].value
    assert wide.low < 0.64 < wide.high


def test_the_same_seed_gives_the_same_intervals_whatever_else_is_asked(small, answers):
    agreement = {"agreement": TOLD.events["agreement"]}
    alone = TOLD.model_copy(update={"events": agreement, "facts": {}, "levels": {}, "figures": {}})
    (again,) = score(alone, small(), ROWS, seed=4, resamples=400)
    (other,) = score(alone, small(), ROWS, seed=5, resamples=400)
    assert again.scores == answers["agreement"].scores
    assert other.scores[0].value.value == again.scores[0].value.value
    assert other.scores[0].value != again.scores[0].value


def test_what_is_told_of_one_case(answers):
    told = " ".join(cautions(tuple(answers.values()), 10))
    for words in ("one case", "conditional", "hang together", "10 histories"):
        assert words in told
    assert "No history did" not in told


def test_a_bin_without_a_history_is_named(small):
    never = TOLD.model_copy(update={"events": {"agreement": TOLD.events["snap_back"]}})
    quick = never.model_copy(
        update={"events": {"agreement": TOLD.events["agreement"]}, "levels": {}, "facts": {}}
    )
    rows = {**ROWS, "agreement_day": ROWS["agreement_day"] * 0 - 1}
    told = " ".join(cautions(score(quick, small(), rows, seed=1, resamples=100), 10))
    assert "No history did what came true: agreement." in told


def test_every_event_has_a_name_for_people(small):
    assert set(EVENTS) == set(events_of(small()))


def test_the_record_is_plain_json_with_everything_in_it(small, answers):
    arm = Arm(0, "as configured", "as configured", {}, {}, small().config, small().hash)
    made = record(tuple(answers.values()), TOLD, small(), arm, 10)
    again = json.loads(json.dumps(made, allow_nan=False))
    assert again["forecast"] == {
        "scenario": "small",
        "version": 1,
        "hash": small().hash,
        "arm": 0,
        "settings": "as configured",
        "histories": 10,
    }
    first = again["questions"][0]
    assert (first["kind"], first["name"]) == ("event", "agreement")
    assert [one["share"] for one in first["bins"]] == [0.3, 0, 0, 0.2, 0, 0.5]
    assert first["bins"][first["observed_bin"]]["label"] == "22 January – 30 January"
    assert first["scores"]["log"]["beside"]["status_quo"]["value"] == "inf"
    assert again["cautions"]


def test_one_history_is_scored_and_nothing_of_it_is_fair(small):
    rows = {name: values[:1] for name, values in ROWS.items()}
    found = score(TOLD, small(), rows, seed=1, resamples=100)
    assert {one.fair for answer in found for one in answer.scores} == {None}
    assert scores(found[-1])["crps"].value == (0.5, 0.5, 0.5)
