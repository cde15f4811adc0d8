"""The page on performance tells the numbers of its JSON, and says what it hasn't."""

from __future__ import annotations

import copy
import json

import pytest

import performance

DATA = json.loads(performance.NUMBERS.read_text(encoding="utf-8"))


@pytest.fixture
def data():
    return copy.deepcopy(DATA)


def test_every_ratio_stands_in_its_table(data):
    data["ratios"]["compiled_vs_glass"] = 4321.0
    data["ratio_spreads"]["compiled_vs_glass"].update(median=4321.0, low=4000.0, high=4567.0)
    page = performance.page_of(data)
    assert "| `compiled_vs_glass` | 4,320 | 4,000 to 4,570 |" in page
    for name in data["ratios"]:
        assert f"| `{name}` |" in page


def test_what_takes_most_is_read_off_the_shares(data):
    shares = data["doors"][data["baseline"]]["shares"]
    shares.update(chance=0.5, rules=0.4, writing=0.06, clearing=0.04)
    assert "time goes into chance: 50%" in " ".join(performance.page_of(data).split())


def test_a_quick_look_says_so_and_has_gaps(data):
    data.update(quick=True, memory=[])
    data["start"]["compiling"] = None
    data["cost_slope"]["slope"] = None
    data["ratios"]["peak_memory_1e7_vs_1e6"] = None
    page = performance.page_of(data)
    assert "A quick look, with small sizes: not to be quoted." in page
    assert "| `peak_memory_1e7_vs_1e6` | not measured |" in page
    assert "Slope of log" not in page
    assert "A quick look" not in performance.page_of(DATA)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1234567.0, "1,230,000"),
        (99.96, "100"),
        (12.345, "12.3"),
        (0.00012345, "0.000123"),
        (None, "–"),
    ],
)
def test_numbers_have_three_digits(value, text):
    assert performance._number(value) == text
