from __future__ import annotations

import math

import numpy as np
import pytest

from experiments.analysis.columns import columns_of
from experiments.analysis.intervals import wilson
from experiments.analysis.summary import milestones, stages, summarise, windows
from tests.experiments.made_up import changed, outcomes

DEADLINE, VOTE = 22, 33


def test_milestones_are_the_first_deadline_and_the_first_vote(japan_us, two_givers):
    assert [(mark[0], mark[2]) for mark in milestones(japan_us())] == [
        (DEADLINE, "deadline"),
        (VOTE, "election"),
    ]
    assert milestones(two_givers()) == ()


def test_windows_part_at_the_deadlines_morning_and_polling_days_evening(japan_us):
    days = [DEADLINE - 1, DEADLINE, VOTE, VOTE + 1, japan_us().horizon, -1]
    columns = changed(
        outcomes(japan_us(), 6),
        ending=["agreement"] * 5 + ["talking"],
        agreement_day=days,
    )
    found = {share.name: share.runs for share in windows(columns, japan_us())}
    assert found == {"before": 1, "between": 2, "after": 2, "never": 1}


def test_without_milestones_there_is_one_window(two_givers):
    columns = outcomes(two_givers(), 50)
    found = windows(columns, two_givers())
    assert [share.name for share in found] == ["within", "never"]


def test_shares_of_one_question_add_up(japan_us):
    summary = summarise(outcomes(japan_us(), 300), japan_us())
    assert sum(share.runs for share in summary.endings) == 300
    assert sum(share.runs for share in summary.windows) == 300
    assert sum(share.runs for share in summary.reasons) == 300 - summary.agreement.runs
    for share in summary.endings:
        assert share.interval == wilson(share.runs, 300)


def test_an_issues_term_is_told_by_levels_that_were_agreed(japan_us):
    scenario = japan_us()
    issue = next(issue for issue in scenario.issues if issue.tariff)
    levels = [0, 1, 1, 1, 2]
    columns = changed(
        outcomes(scenario, 6, reached=np.arange(6) < 5),
        **{
            f"level_{issue.id}": [*levels, -1],
            f"term_{issue.id}": [issue.levels[level] for level in levels] + [99.0],
        },
    )
    term = next(t for t in summarise(columns, scenario).terms if t.issue.id == issue.id)
    assert term.median.value == issue.levels[1]
    assert (term.usual, term.usual_share) == (1, 0.6)
    assert term.shares[:4] == (0.2, 0.6, 0.2, 0.0)
    assert {term.low, term.high} == {issue.levels[0], issue.levels[2]}


def test_stages_never_grow(japan_us):
    columns = changed(
        outcomes(japan_us(), 4),
        ending=["agreement", "talking", "talking", "talking"],
        refusals=[0, 1, 0, 0],
        texts=[0, 0, 1, 0],
        zopa_rounds=[0, 0, 0, 0],
    )
    assert [stage.runs for stage in stages(columns)] == [3, 3, 2, 1]


def test_mechanisms_count_histories_and_occurrences(japan_us):
    columns = changed(
        outcomes(japan_us(), 4), extensions=[0, 2, 1, 0], snap_back_day=[-1, 22, 0, -1]
    )
    found = {m.name: m for m in summarise(columns, japan_us()).mechanisms}
    assert found["extensions"].share.runs == 2
    assert found["extensions"].mean_count.value == 0.75
    assert found["snap_back_day"].share.runs == 2  # day 0 counts, -1 doesn't


def test_mechanisms_of_sides_are_told_where_they_happen(japan_us):
    columns = changed(
        outcomes(japan_us(), 4),
        struck=[1, 0, 0, 0],
        majority_lost_japan=[1, 1, 1, 0],
        majority_lost_us=0,
        vote_needed_us=[0, 0, 0, 1],
    )
    found = {m.label: m.share.runs for m in summarise(columns, japan_us()).mechanisms}
    assert found["A court struck a tariff down"] == 1
    assert found["Japan lost its majority"] == 3
    assert found["The United States needed a vote in parliament"] == 1
    assert "The United States lost its majority" not in found


def test_no_agreement_at_all(japan_us):
    summary = summarise(outcomes(japan_us(), 40, share=0), japan_us())
    assert summary.agreement.runs == 0
    assert all(math.isnan(term.median.value) and term.usual == -1 for term in summary.terms)
    assert math.isnan(summary.sides[0].score_if_agreed.value)


def test_one_run_is_enough_and_none_is_refused(two_givers):
    assert summarise(outcomes(two_givers(), 1), two_givers()).runs == 1
    empty = columns_of({n: v[:0] for n, v in outcomes(two_givers(), 1).items()})
    with pytest.raises(ValueError, match="at least one run"):
        summarise(empty, two_givers())


def test_money_is_told_where_there_is_an_economy(japan_us, two_givers):
    assert summarise(outcomes(two_givers(), 5), two_givers()).ledger == ()
    columns = changed(
        outcomes(japan_us(), 2), ending=["agreement", "talking"], duty_bn=[10.0, 30.0]
    )
    duty = next(a for a in summarise(columns, japan_us()).ledger if a.name == "duty_bn")
    assert (duty.overall.value, duty.if_agreed.value, duty.if_not.value) == (20, 10, 30)
    assert np.isinf(duty.if_not.high)
