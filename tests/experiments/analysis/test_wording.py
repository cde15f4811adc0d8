from __future__ import annotations

import datetime

import pytest

from experiments.analysis.intervals import Interval
from experiments.analysis.wording import (
    amount,
    date,
    inside,
    level_in_words,
    number,
    percent,
    percent_range,
    percent_with_range,
    possessive,
    quantity,
    quantity_range,
    sentence,
    the,
    unit_alone,
)
from experiments.speech import clauses, joined, listing, speaking


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0, "0%"),
        (0.0004, "under 0.1%"),
        (0.004, "0.4%"),
        (0.0096, "1%"),
        (0.123, "12%"),
        (0.9, "90%"),
        (0.994, "99.4%"),
        (0.9996, "over 99.9%"),
        (1, "100%"),
        (float("nan"), "–"),
    ],
)
def test_percent(share, text):
    assert percent(share) == text


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (Interval(0.5, 0.46, 0.54), "46–54%"),
        (Interval(0.5, 0.501, 0.502), "50%"),
        (Interval(0, 0, 0.0004), "0–0.1%"),
        (Interval(1, 0.9996, 1), "99.9–100%"),
        (Interval(0.999, 0.997, 0.9995), "99.7–100%"),
    ],
)
def test_ends_of_an_interval_round_outwards_at_the_borders(interval, text):
    assert percent_range(interval) == text


def test_percent_with_range():
    assert percent_with_range(Interval(0.567, 0.551, 0.589)) == "57% (55–59%)"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.5, "12.5"),
        (0.75, "0.75"),
        (25.0, "25"),
        (1234.5, "1,234"),
        (-0.2, "−0.2"),
        (-0.001, "0"),
    ],
)
def test_number(value, text):
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (12.5, "percent", "12.5%"),
        (0.8, "share", "80%"),
        (4, "USD bn per year", "$4bn a year"),
        (20, "USD bn", "$20bn"),
        (3, "hulls per year", "3 hulls a year"),
        (float("nan"), "percent", "–"),
    ],
)
def test_quantity(value, unit, text):
    assert quantity(value, unit) == text


@pytest.mark.parametrize(
    ("low", "high", "unit", "text"),
    [
        (0, 20, "percent", "0–20%"),
        (0, 0.5, "share", "0–50%"),
        (0.5, 3, "USD bn per year", "$0.5–3bn a year"),
        (1, 3, "hulls per year", "1 to 3 hulls a year"),
        (-5, 5, "percent", "−5 to 5%"),
        (7, 7, "percent", "7%"),
    ],
)
def test_quantity_range(low, high, unit, text):
    assert quantity_range(low, high, unit) == text


def test_levels_without_a_telling_unit_are_told_by_their_labels(japan_us):
    issues = {issue.id: issue for issue in japan_us().issues}
    assert level_in_words(issues["guarantee"], 0) == "“none”"
    tariff = issues["auto_tariff"]
    assert level_in_words(tariff, 0) == f"{tariff.levels[0]:g}%"


def test_dates_do_not_pad():
    day = datetime.date(2025, 7, 9)
    assert date(day) == "9 July 2025"
    assert date(day, year=False) == "9 July"


def test_listing():
    assert [listing(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


@pytest.mark.parametrize(
    ("label", "named", "owned"),
    [
        ("Japan", "Japan", "Japan’s"),
        ("United States", "the United States", "the United States’"),
        ("European Union", "the European Union", "the European Union’s"),
        ("East", "East", "East’s"),
    ],
)
def test_sides_take_the_article_they_need(label, named, owned):
    assert (the(label), possessive(label)) == (named, owned)


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Tariff on cars and parts", "tariff on cars and parts"),
        ("US corn and soy", "US corn and soy"),
        ("Upper House election", "Upper House election"),
        ("Car makers and unions", "car makers and unions"),
        ("Japan’s pause", "Japan’s pause"),
        ("NATO summit", "NATO summit"),
        ("The United States’ score", "the United States’ score"),
        ("", ""),
    ],
)
def test_labels_inside_a_sentence_keep_names(label, text):
    assert inside(label) == text


def test_a_sentence_has_a_capital_and_a_stop():
    assert sentence("it ends") == "It ends."
    assert sentence("Does it?") == "Does it?"


@pytest.fixture
def japanese():
    with speaking("ja"):
        yield


@pytest.mark.usefixtures("japanese")
@pytest.mark.parametrize(
    ("said", "text"),
    [
        (lambda: percent(0.0004), "0.1%未満"),
        (lambda: percent(0.9996), "99.9%超"),
        (lambda: percent_with_range(Interval(0.567, 0.551, 0.589)), "57%（55〜59%）"),
        (lambda: quantity(4, "USD bn"), "40億ドル"),
        (lambda: quantity(0.05, "USD bn per year"), "年0.5億ドル"),
        (lambda: quantity_range(0.5, 3, "USD bn"), "5〜30億ドル"),
        (lambda: quantity_range(0, 20, "percent"), "0〜20%"),
        (lambda: quantity(3, "days"), "3日"),
        (lambda: amount(6.9, "USD bn"), "69"),
        (lambda: unit_alone("USD bn per year"), "億ドル/年"),
        (lambda: date(datetime.date(2025, 7, 9), year=False), "7月9日"),
        (lambda: listing(["甲", "乙", "丙"]), "甲、乙、丙"),
        (lambda: clauses(["甲、乙", "丙"]), "甲、乙；丙"),
        (lambda: joined("甲である。", "", "乙である。"), "甲である。乙である。"),
        (lambda: sentence("甲である"), "甲である。"),
        (lambda: sentence("甲である。"), "甲である。"),
        (lambda: the("米国"), "米国"),
        (lambda: possessive("米国"), "米国の"),
        (lambda: inside("NATO首脳会議"), "NATO首脳会議"),
    ],
)
def test_numbers_and_lists_read_as_japanese_does(said, text):
    assert said() == text


def test_amounts_stand_without_their_unit_where_it_is_written_once():
    assert (amount(6.9, "USD bn"), unit_alone("USD bn")) == ("6.9", "$bn")
    assert (amount(5, "days"), unit_alone("days")) == ("5", "days")
    assert clauses(["a, b", "c"]) == "a, b; c"
    assert joined("One.", "", "Two.") == "One. Two."
