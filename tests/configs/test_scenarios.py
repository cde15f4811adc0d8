"""Every shipped scenario can be run; the second pair is another case through and through."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from experiments.design import load_experiment
from sim.config import load_scenario
from sim.diary import tell
from sim.outcomes import columns, simulate
from sim.scenario import CONFIGS, find_scenario

SCENARIOS = sorted((CONFIGS / "scenarios").glob("*.yaml"))
SECOND = CONFIGS / "scenarios" / "marenna_tirvald.yaml"
OF_THE_FIRST = re.compile(
    r"\b(japan\w*|tokyo|us|u\.s\.|america\w*|washington|cars?|auto\w*|vehicles?|akazawa|lutnick|"
    r"bessent|trump|ishiba)\b"
)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_shipped_scenario_runs_and_is_named_for_its_file(path):
    scenario = find_scenario(path.stem)
    outcomes = simulate(scenario, seed=7, start=0, stop=3)
    assert scenario.name == path.stem
    assert set(outcomes) == {column.name for column in columns(scenario)}
    assert outcomes["run"] == [0, 1, 2]


def test_the_second_pair_says_nothing_of_the_first():
    text = SECOND.read_text(encoding="utf-8").lower()
    assert OF_THE_FIRST.findall(text) == []


def test_the_second_pair_is_invented_and_says_so():
    config = load_scenario(SECOND)
    assert {key for _, cited in config.cited() for key in cited.keys} == {"assumption"}
    assert "invented" in config.title and "nothing here is a fact" in config.summary.lower()


def test_the_second_pair_is_another_case():
    first, second = find_scenario("japan_us_2025"), find_scenario(SECOND.stem)
    assert not {issue.id for issue in first.issues} & {issue.id for issue in second.issues}
    assert not set(first.sides) & set(second.sides)
    assert second.config.economy is None
    assert not any(issue.tariff for issue in second.issues)
    voting = [side for side in second.sides if second.config.sides[side].election is not None]
    assert voting == ["tirvald"]
    assert [len(second.config.sides[side].ministers) for side in second.sides] == [2, 2]
    assert {d.holder for d in second.config.deadlines.values()} == {"marenna", "tirvald"}


def test_the_second_pair_ends_in_more_than_one_way_and_every_part_of_it_is_used():
    """Sixty histories: enough that none of these stays away by luck."""
    outcomes = simulate(find_scenario(SECOND.stem), seed=20310303, start=0, stop=60)
    endings = outcomes["ending"]
    assert 0.3 < endings.count("agreement") / len(endings) < 0.95
    assert "snap_back" in endings
    for word in ("interim_day", "snap_back_day", "hike_day"):
        assert max(outcomes[word]) >= 0, f"{word}: never"
    for word in ("extensions", "overrides", "refusals", "mandate_refusals"):
        assert max(outcomes[word]) > 0, f"{word}: none"


def test_the_diary_of_the_second_pair_needs_no_word_of_the_first():
    second = find_scenario(SECOND.stem)
    histories = [tell(second, seed=20310303, run=run) for run in range(12)]
    text = " ".join(entry.text for one in histories for entry in one.entries).lower()
    assert OF_THE_FIRST.findall(text) == []
    assert "tariff" not in text, "nothing here is one"
    assert {"deadline passes", "put off", "held back"} == {
        word for word in ("deadline passes", "put off", "held back") if word in text
    }


@pytest.mark.parametrize(
    "path", sorted((CONFIGS / "experiments").glob("*.yaml")), ids=lambda path: path.stem
)
def test_a_shipped_experiment_is_sound_and_named_for_its_file(path):
    assert load_experiment(path).name == path.stem


def test_the_shipped_files_name_their_schema():
    for path in [*SCENARIOS, *(CONFIGS / "experiments").glob("*.yaml")]:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        kind = Path(path.parent.name).stem.removesuffix("s")
        assert first == f"# yaml-language-server: $schema=../schema/{kind}.schema.json", path
