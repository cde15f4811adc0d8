"""Exercises: what may be written, what is refused and where, and what the shipped ones hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from classroom.exercise import load_exercise, paragraphs, shipped_exercises
from sim.config import ConfigError
from sim.config.reader import read_yaml
from sim.scenario import CONFIGS

CLASSROOM = CONFIGS / "classroom"
EXERCISES = ("election", "first_deal", "interim_accord", "moving_deadline", "tied_hands")
ON_THE_TALKS = tuple(name for name in EXERCISES if name != "first_deal")
OF_THE_CASE = re.compile(
    r"\b(Japan\w*|Tokyo|United States|US|U\.S\.|America\w*|Washington|White House|NATO|Commerce|"
    r"Treasury|Prime Minister|President|Upper House|Lower House|cars?|carmakers?|ships?|chips|"
    r"shipbuilding|semiconductors?)\b"
)

SMALL = """\
schema_version: 1
name: small
title: Small
summary: Grain for timber.
scenario: SCENARIO
settings:
  talks.exchanges: 3
seed: 1
clock:
  - {until: 2025-01-20, minutes: 5}
  - {until: 2025-01-31, minutes: 2.5}
roles:
  east: {name: East, brief: You have grain., aims: [Get timber.]}
  west: {name: West, brief: You have timber., aims: [Get grain.]}
invented:
  title: Small
  summary: Salt for wool.
  names:
    sides.east.label: Orso
  roles:
    east: {name: Orso, brief: You have salt., aims: [Get wool.]}
    west: {name: Uld, brief: You have wool., aims: [Get salt.]}
before:
  - {id: points, ask: How many?, kind: number, low: 0, high: 100, unit: points}
after:
  - {id: again, ask: Again?, kind: choice, options: [never, always]}
"""


@pytest.fixture
def small(tmp_path):
    """Write the small exercise, with a text replaced, and return its path."""

    def write(old: str = "", new: str = "") -> Path:
        assert old in SMALL
        text = SMALL.replace(old, new) if old else SMALL
        path = tmp_path / "small.yaml"
        path.write_text(text.replace("SCENARIO", str(CONFIGS / "scenarios" / "bare.yaml")))
        return path

    return write


def texts(data, keys):
    """Every text under one of the keys, or all texts (keys None)."""
    if isinstance(data, dict):
        for key, value in data.items():
            named = keys is None or key in keys
            yield from texts(value, None if named and not isinstance(value, dict) else keys)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from texts(value, keys)
    elif isinstance(data, str) and keys is None:
        yield data


# -- the shipped ones --------------------------------------------------------------------------


def test_the_five_are_shipped():
    assert shipped_exercises() == EXERCISES


@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_is_the_same_world_with_invented_names(name):
    plain, invented = load_exercise(name), load_exercise(name, fictional=True)
    assert plain.name == invented.name == name
    assert plain.scenario.world == invented.scenario.world
    assert plain.scenario.side_labels == ("Japan", "United States")
    assert invented.scenario.side_labels == ("Auren", "Belmora")
    assert set(plain.roles) == set(invented.roles) == {"japan", "us"}


@pytest.mark.parametrize("name", EXERCISES)
def test_nothing_invented_tells_the_case(name):
    exercise = load_exercise(name, fictional=True)
    scenario = exercise.scenario.config.model_dump()
    seen = [*texts(scenario, {"label", "labels", "title"}), scenario["summary"]]
    seen += [exercise.title, exercise.summary]
    for role in exercise.roles.values():
        seen += [role.name, role.brief, *role.aims]
    assert len(seen) > 30
    assert [text for text in seen if OF_THE_CASE.search(text)] == []


@pytest.mark.parametrize("name", EXERCISES)
def test_questions_fit_both_faces(name):
    config = load_exercise(name).config
    assert 3 <= len(config.before) <= 4 <= len(config.after) <= 5
    for question in (*config.before, *config.after):
        assert not OF_THE_CASE.search(" ".join((question.ask, *question.options)))


@pytest.mark.parametrize("name", ON_THE_TALKS)
def test_a_longer_exercise_takes_45_minutes_and_a_first_one_less(name):
    assert load_exercise(name).minutes == 45
    assert load_exercise("first_deal").minutes == 22


def test_the_exercises_on_the_talks_differ_in_little_but_their_lesson():
    written = [load_exercise(name).config.settings for name in ON_THE_TALKS]
    common = set.intersection(*(set(settings) for settings in written))
    assert len(common) > 25
    for key in common - {"end.date", "interim"}:
        assert len({repr(settings[key]) for settings in written}) == 1, key


@pytest.mark.parametrize("name", EXERCISES)
def test_a_role_sheet_has_paragraphs_and_aims(name):
    for role in load_exercise(name).roles.values():
        assert 2 <= len(paragraphs(role.brief)) <= 4
        assert 2 <= len(role.aims) <= 5


def test_in_the_first_deal_every_step_is_a_whole_number_of_points():
    scenario = load_exercise("first_deal").scenario
    steps = {
        issue.id: tuple(
            round(100 * (table[place][1] - table[place][0]) / span, 9)
            for table, span in zip(scenario.mean_tables, _spans(scenario), strict=True)
        )
        for place, issue in enumerate(scenario.issues)
    }
    assert steps == {
        "auto_tariff": (8, -4),
        "reciprocal_tariff": (4, -4),
        "corn_soy": (-6, 3),
        "auto_contribution": (-3, 11),
    }


def _spans(scenario):
    return [sum(max(levels) - min(levels) for levels in table) for table in scenario.mean_tables]


# -- paragraphs --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("one", ("one",)),
        ("one\ntwo", ("one", "two")),
        ("one\nstill one\n\ntwo", ("one\nstill one", "two")),
    ],
)
def test_paragraphs_of_folded_and_of_plain_texts(text, parts):
    assert paragraphs(text) == parts


# -- what is refused, and where ------------------------------------------------------------------


def test_a_small_exercise_loads_both_ways(small):
    path = small()
    plain, invented = load_exercise(path), load_exercise(path, fictional=True)
    assert plain.minutes == 7.5
    assert plain.summary == "Grain for timber." and invented.summary == "Salt for wool."
    assert invented.scenario.side_labels == ("Orso", "West")
    assert invented.roles["west"].name == "Uld"


def test_settings_from_outside_come_on_top(small):
    exercise = load_exercise(small(), settings={"talks.exchanges": 5})
    assert exercise.scenario.config.talks.exchanges.value == 5


WRONG = [
    (
        "talks.exchanges: 3",
        "talks.exchange: 3",
        "settings.talks.exchange: no such key",
        "exchanges",
    ),
    ("talks.exchanges: 3", "talks.exchanges: 1", "settings.talks.exchanges: reaches", "2 to 50"),
    ("talks.exchanges: 3", "issues.salt.label: Salt", "settings.issues.salt.label", "grain"),
    ("scenario: SCENARIO", "scenario: none.yaml", "scenario: found 'none.yaml'", "no such file"),
    ("  west: {name: West", "  north: {name: West", "roles: found east, north", "east, west"),
    ("until: 2025-01-31", "until: 2025-01-30", "clock[1].until", "2025-01-31 or later"),
    ("until: 2025-01-31", "until: 2025-01-19", "clock[1].until", "after 2025-01-20"),
    ("until: 2025-01-20", "until: 2025-01-01", "clock[0].until", "after 2025-01-01"),
    ("minutes: 2.5", "minutes: 0", "clock[1].minutes", "greater than 0"),
    ("seed: 1", "seed: 1\ncharacter: pushover", "character: found 'pushover'", "patient"),
    ("seed: 1", "seed: 1\nsed: 2", "sed: unknown key", "did you mean 'seed'"),
    ("id: again", "id: points", "after[0].id: 'points' stands twice", ""),
    (", options: [never, always]", "", "after[0].options: choices go with", ""),
    ("low: 0, high: 100", "low: 5, high: 5", "before[0].high: found 5", "more than 5"),
    ("low: 0, high: 100, ", "", "before[0].low", "kind `number`"),
    ("  names:\n    sides.east.label: Orso\n", "", "invented: names nothing", "names_from"),
    ("aims: [Get wool.]", "aims: []", "invented.roles.east.aims", "at least 1 item"),
]


@pytest.mark.parametrize(("old", "new", "head", "more"), WRONG, ids=[one[2] for one in WRONG])
def test_a_fault_is_told_with_file_line_and_key(small, old, new, head, more):
    path = small(old, new)
    with pytest.raises(ConfigError) as caught:
        load_exercise(path)
    told = str(caught.value)
    assert re.match(rf"{re.escape(str(path))}:\d+: ", told)
    assert head in told and more in told


def test_a_setting_that_is_wrong_is_shown_on_its_own_line(small):
    path = small("talks.exchanges: 3", "talks.exchanges: 3\n  score.window: -1")
    line = path.read_text().splitlines().index("  score.window: -1") + 1
    with pytest.raises(ConfigError, match=rf"small\.yaml:{line}: settings\.score\.window: "):
        load_exercise(path)


def test_invented_names_that_lead_nowhere_are_shown_in_their_own_file(small, tmp_path):
    names = tmp_path / "names.yaml"
    names.write_text("schema_version: 1\nnames:\n  sides.east.lable: Orso\n")
    path = small("  names:\n    sides.east.label: Orso\n", "  names_from: names.yaml\n")
    with pytest.raises(ConfigError, match=r"names\.yaml:3: names\.sides\.east\.lable: no such key"):
        load_exercise(path, fictional=True)
    names.write_text("schema_version: 1\nnames:\n  sides.east.label: Orso\n")
    assert load_exercise(path, fictional=True).scenario.side_labels[0] == "Orso"
    names.unlink()
    with pytest.raises(
        ConfigError, match=r"invented\.names_from: found 'names\.yaml', no such file"
    ):
        load_exercise(path, fictional=True)


def test_an_exercise_without_invented_names_says_so(small):
    path = small()
    path.write_text(re.sub(r"invented:\n(  .*\n)+", "", path.read_text()))
    assert "invented" not in read_yaml(path).data
    with pytest.raises(ConfigError, match="no names for invented countries"):
        load_exercise(path, fictional=True)


def test_an_unknown_name_is_answered_with_those_there_are():
    with pytest.raises(ConfigError, match="did you mean 'tied_hands'"):
        load_exercise("tied_hand")
