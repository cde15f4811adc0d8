from __future__ import annotations

import pytest

from agents.rules.notebook import SHARE
from agents.rules.reciprocity import demand_in_kind, withheld
from tests.agents.strategies.table import LAST, receiver_view, view


@pytest.mark.parametrize("asked", [0, 25, 50, LAST])
def test_what_is_withheld_runs_from_the_best_package_to_the_worst(asked):
    assert withheld(view(0.5, asked)) == pytest.approx(asked / LAST)
    assert withheld(receiver_view(0.5, asked)) == pytest.approx(1 - asked / LAST)


def demands(asked, window=1, opening=0.2, floor=0.0):
    notebook = [0.0] * 16
    found = []
    for level in asked:
        seen = view(0.5, level, memory=notebook, floor=floor)
        found.append(demand_in_kind(seen, window, opening))
    return found, notebook


def test_what_is_kept_above_the_mandate_shrinks_as_what_is_withheld_does():
    found, notebook = demands([100, 50, 10], floor=0.5)
    assert found == pytest.approx([0.9, 0.7, 0.54])
    assert notebook[SHARE] == pytest.approx(0.92)


def test_all_that_was_withheld_is_answered_by_all_there_is():
    assert demands([100, 0], floor=0.5)[0][-1] == 0.5


def test_a_window_longer_than_the_history_takes_what_there_is():
    assert demands([100, 50], window=5)[0] == demands([100, 50], window=1)[0]


def test_a_window_longer_than_the_notebook_takes_what_it_holds():
    asked = [100, 60, *range(58, 40, -2)]  # a window that sees the jump keeps answering it
    assert demands(asked, window=8)[0] == demands(asked, window=99)[0]
    assert demands(asked, window=7)[0] != demands(asked, window=99)[0]
