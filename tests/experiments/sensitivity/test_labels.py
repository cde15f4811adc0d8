"""Names of factors: every key that a study may show has words, in both languages."""

from __future__ import annotations

import re

import pytest

from agents.strategies import REGISTRY
from experiments.sensitivity.labels import label_of
from experiments.sensitivity.phrases import OF_KEYS, phrase_of
from experiments.sensitivity.register import judged
from experiments.sensitivity.wording import value_in_words
from experiments.speech import named, speaking
from sim.scenario import find_scenario

SHIPPED = ("japan_us_2025", "marenna_tirvald", "first_deal")
NAMES = re.compile("NATO|GDP")


def labels(config):
    return {held.key: label_of(held.key, config) for held in judged(config)}


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_judgment_that_is_shipped_has_words_of_its_own(name, lang):
    with speaking(lang):
        found = labels(named(find_scenario(name)).config)
    assert len(set(found.values())) == len(found)
    for key, label in found.items():
        assert key.rpartition(".")[2].replace("_", " ") != label.lower(), key
        assert not re.search(r"^[^(“]*: ", label) or "first day: " in label, label
        if lang == "ja":
            assert not re.search("[A-Za-z]{2}", NAMES.sub("", label)), label
            assert not label.endswith("。")


@pytest.mark.parametrize(
    ("key", "english", "japanese"),
    [
        (
            "sides.us.mandate.stress",
            "How strongly market stress presses the United States",
            "市場の動揺が米国に与える圧力の強さ",
        ),
        (
            "sides.us.ministers.treasury.slack",
            "How far the Secretary of the Treasury strays from the leader",
            "財務長官の考えがどれだけ首脳から離れているか",
        ),
        (
            "economy.lines.cars.pass_through",
            "Share of the added duty that buyers pay (cars)",
            "追加関税のうち買い手が負担する割合（乗用車）",
        ),
        (
            "sides.japan.motives.cars.benefits.values.auto_tariff",
            "Weight of tariff on cars and parts in the benefits of “car exports” (Japan)",
            "「自動車輸出」の利益に占める「自動車関税（部品を含む）」の重み（日本）",
        ),
        (
            "sides.japan.cost_ratio.low",
            "How heavily Japan weighs what it gives against what it gets, lower end",
            "日本が得るものに比べて譲るものをどれだけ重く見るか：下端",
        ),
    ],
)
def test_a_label_is_a_phrase_with_the_scenario_s_own_names(key, english, japanese):
    scenario = find_scenario("japan_us_2025")
    assert label_of(key, scenario.config) == english
    with speaking("ja"):
        assert label_of(key, named(scenario).config) == japanese


def test_an_officer_whose_name_says_whose_takes_no_article():
    label = label_of("sides.us.ministers.negotiator.slack", find_scenario("first_deal").config)
    assert label == "How far Washington's chief negotiator strays from the leader"


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("sides.tirvald.election.campaign", "Tirvald, Election in Tirvald: campaign"),
        ("talks.pairs", "talks, pairs"),
    ],
)
def test_a_key_without_a_phrase_reads_as_its_way(key, label):
    assert phrase_of(key.split(".")) is None
    assert label_of(key, find_scenario("marenna_tirvald").config).lower() == label.lower()


def test_a_star_stands_for_one_name():
    assert phrase_of(["deadlines", "pause_end", "review"]) == OF_KEYS["deadlines.*.review"]
    assert phrase_of(["deadlines", "review"]) is None
    assert phrase_of(["deadlines", "a", "b", "review"]) is None


@pytest.mark.parametrize("name", sorted(REGISTRY))
def test_every_strategy_has_a_word(name):
    with speaking("ja"):
        told = value_in_words({"name": name, "parameters": {}}, "")
    assert not re.search("[A-Za-z]{2}", told.replace("MiCRO", ""))
