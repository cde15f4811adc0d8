from __future__ import annotations

import datetime

import numpy as np
import pytest

from experiments.analysis.measures import Measure
from experiments.compare import against_first, compare
from experiments.comparison_named import named_comparison
from experiments.comparison_tables import by_date, outcome_tables, why_tables
from experiments.comparison_words import answer
from experiments.ends import timing
from experiments.pressures import Eve
from experiments.speech import speaking
from tests.experiments.made_up import outcomes
from tests.experiments.sides import arm


@pytest.fixture
def found(japan_us):
    world = japan_us()
    few, many = (np.arange(200) % n == 0 for n in (4, 2))
    return compare(
        [arm(name, world, outcomes(world, 200, reached=r)) for name, r in (("A", few), ("B", many))]
    )


@pytest.fixture
def eves(found):
    everyone = np.arange(40)
    values = (np.linspace(0, 50, 40), np.linspace(1, 51, 40))
    measure = Measure("mandate_japan_9_july", "The mandate", "points")
    mandate = against_first(measure, values, [(everyone, everyone)], found.level)
    return (Eve("japan", "Japan", datetime.date(2025, 7, 9), (mandate,)),)


def test_english_is_left_as_it_is(found, eves):
    when = timing(found)
    named, dated, mandates = named_comparison(found, when, eves)
    assert named is found
    assert dated is when
    assert mandates is eves


def test_only_the_names_change(found, eves):
    with speaking("ja"):
        named, dated, (eve,) = named_comparison(found, timing(found), eves)
        assert eve.title == "7月9日前日の日本のマンデート"
    assert [one.measure.name for one in named] == [one.measure.name for one in found]
    assert [one.differences for one in named] == [one.differences for one in found]
    assert named["score_points_us"].measure.label == "米国のスコア"
    assert named["agreed_auto_tariff"].measure.label == "自動車関税（部品を含む）"
    assert named["reason_no_text"].measure.label == "文書がまとまらず"
    assert named["extensions"].measure.label == "期限が延期された"
    assert eve.terms[0].measure.label == "マンデート"
    assert dated.scenario.side_labels == ("日本", "米国")
    assert found["score_points_us"].measure.label == "The United States’ score"


def test_the_answer_in_japanese(found):
    with speaking("ja"):
        told = answer(named_comparison(found)[0])
    assert told.headline == "合意は25%から50%になる"
    assert told.lead == "200対：試行kは二つの世界で同じ偶然を共有する（シード7）。"
    assert told.passages[0].heading == "「A」から「B」へ"
    assert told.passages[0].points[0].startswith("合意：+25ポイント（")
    assert told.passages[1].text.startswith(
        "偶然を共有しなければ、「合意」の変化を同じ精度で知るのに、各世界で200回ではなく467回、"
    )


def test_tables_in_japanese_count_dollars_as_japanese_does(found, eves):
    with speaking("ja"):
        named, dated, mandates = named_comparison(found, timing(found), eves)
        scenario = named.arms[0].scenario()
        whole, agreed = outcome_tables(named, 1, scenario)
        ends = by_date(dated, named, 1)
        *_, mandate = why_tables(named, mandates, 1, scenario)
    assert whole.caption == "結果（200対）"
    assert agreed.caption == "双方の世界で合意した試行の結果（50対）"
    billions = found["duty_bn"].differences[0].first
    row = next(row for row in whole.rows if row[0] == "支払われた関税")
    assert row[1] == f"{10 * billions:.3g}億ドル"
    assert ends.rows[0][0] == "包括合意（7月9日まで）"
    assert mandate.caption == "7月9日前日の日本のマンデートの点数（40対）"
