"""An outcomes file is read, or it is told what is wrong with it, where, and what is allowed."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from experiments.expressions import read_expression
from experiments.scoring.reading import events_of, figures_of, load_outcomes
from sim.config import ConfigError
from sim.scenario import CONFIGS, find_scenario

SHIPPED = sorted((CONFIGS / "outcomes").glob("*.yaml"))
BARE = CONFIGS / "scenarios" / "bare.yaml"
# Its days are those of January 2025.

SOUND = {
    "name": "name: trial",
    "title": "title: A trial",
    "scenario": f"scenario: {BARE}",
    "known_on": "known_on: 2025-02-03",
    "events": "events: {agreement: {date: 2025-01-20, source: invented}}",
    "facts": "facts: {late: {label: late, when: overrides > 0, happened: true, source: invented}}",
    "levels": "levels: {grain: {value: 3, unit: share, source: invented}}",
    "figures": "figures: {rounds: {value: 9, unit: count, source: invented}}",
}


def write(folder: Path, **lines: str | None) -> Path:
    path = folder / "trial.yaml"
    path.write_text("\n".join(line for line in {**SOUND, **lines}.values() if line))
    return path


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_is_shipped_is_sound_invented_and_of_an_invented_pair(path):
    told = load_outcomes(path)
    assert told.name == path.stem
    assert "invented" in told.title.lower()
    entries = [*told.events.values(), *told.facts.values()]
    entries += [*told.levels.values(), *told.figures.values()]
    assert entries and all(entry.source.startswith("invented") for entry in entries)
    config = find_scenario(path.parent / told.scenario).config
    assert {key for _, cited in config.cited() for key in cited.keys} == {"assumption"}


def test_a_sound_file_is_read(tmp_path):
    told = load_outcomes(write(tmp_path))
    assert told.events["agreement"].date == datetime.date(2025, 1, 20)
    assert told.levels["grain"].value == 3


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"known_on": None},
            ["'known_on' is missing", "the day up to which this file knows"],
        ),
        (
            {"events": None, "facts": None, "levels": None, "figures": None},
            ["says nothing", "one or more of events, facts, levels, figures"],
        ),
        ({"name": "nmae: trial"}, [":1: nmae: unknown key", "did you mean 'name'?"]),
        ({"scenario": "scenario: none.yaml"}, [":3: scenario: found 'none.yaml', no such file"]),
        ({"known_on": "known_on: 2024-12-30"}, [":4: known_on: found 2024-12-30", "2025-01-01"]),
        (
            {"events": "events: {agrement: {date: never, source: x}}"},
            [":5: events.agrement: unknown event", "did you mean 'agreement'?"],
        ),
        (
            {"events": "events: {agreement: {date: soon, source: x}}"},
            ["events.agreement.date: found 'soon'", "allowed: a date or never"],
        ),
        (
            {"events": "events: {agreement: {source: x}}"},
            ["events.agreement: 'date' or 'not_by' is missing", "`not_by: 2031-07-01`"],
        ),
        (
            {"events": "events: {hike: {date: never, not_by: 2025-01-12, source: x}}"},
            ["events.hike: found both"],
        ),
        (
            {"events": "events: {hike: {date: 2024-12-31, source: x}}"},
            ["events.hike.date: found 2024-12-31", "2025-01-01 or later"],
        ),
        (
            {"events": "events: {hike: {date: 2025-02-02, source: x}}"},
            ["found 2025-02-02, and the scenario ends on 2025-01-31", "try: date: never"],
        ),
        (
            {"events": "events: {hike: {not_by: 2025-01-31, source: x}}"},
            ["events.hike.not_by: found 2025-01-31", "try: date: never"],
        ),
        (
            {"facts": "facts: {f: {label: x, when: overides > 0, happened: true, source: x}}"},
            [":6: facts.f.when: names 'overides'", "did you mean 'overrides'?"],
        ),
        (
            {"facts": "facts: {f: {label: x, when: overrides, happened: true, source: x}}"},
            ["says a number, not whether something holds", "try: overrides == 1"],
        ),
        (
            {"facts": "facts: {f: {label: x, when: overrides > 0, happened: maybe, source: x}}"},
            ["facts.f.happened: found 'maybe'"],
        ),
        (
            {"levels": "levels: {grian: {value: 3, unit: share, source: x}}"},
            [":7: levels.grian: unknown issue", "did you mean 'grain'?"],
        ),
        (
            {"levels": "levels: {grain: {value: 3, unit: step, source: x}}"},
            ["levels.grain.unit: found 'step'", "allowed: 'share'"],
        ),
        (
            {"levels": "levels: {grain: {value: .nan, unit: share, source: x}}"},
            ["levels.grain.value: found nan"],
        ),
        (
            {"levels": "levels: {grain: {value: 3, unit: share}}"},
            ["'source' is missing", "where it is known from, or `invented`"],
        ),
        (
            {"figures": "figures: {score_east: {value: 3, unit: utility, source: x}}"},
            [":8: figures.score_east: unknown figure", "approval_east"],
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_what_is_wrong_is_told_with_its_line_and_what_is_allowed(tmp_path, changed, said):
    with pytest.raises(ConfigError) as told:
        load_outcomes(write(tmp_path, **changed))
    for words in said:
        assert words in str(told.value)


def test_nothing_is_final_before_it_is(tmp_path):
    """On 12 January there is no agreement yet: levels and counts are open, and so is never."""
    early = {
        "known_on": "known_on: 2025-01-12",
        "events": "events: {agreement: {date: never, source: x}}",
    }
    with pytest.raises(ConfigError) as told:
        load_outcomes(write(tmp_path, **early))
    text = str(told.value)
    assert "found never, but this file knows until 2025-01-12 only" in text
    assert "try: not_by: 2025-01-12" in text
    assert "levels.grain: is not final on 2025-01-12" in text
    assert "figures.rounds: is not final" in text


def test_what_was_agreed_is_final_and_dollars_are_not(tmp_path, japan_us):
    agreed = "events: {agreement: {date: 2025-01-20, source: x}}"
    load_outcomes(write(tmp_path, known_on="known_on: 2025-01-21", events=agreed))
    world = japan_us()
    path = tmp_path / "dollars.yaml"
    path.write_text(
        f"name: d\ntitle: A made-up year\nscenario: {CONFIGS / 'scenarios' / world.name}.yaml\n"
        f"known_on: {world.date_of(9)}\n"
        f"events: {{agreement: {{date: {world.date_of(8)}, source: invented}}}}\n"
        "figures: {duty_bn: {value: 1, unit: USD bn, source: invented}}\n"
    )
    with pytest.raises(ConfigError, match=r"figures\.duty_bn: is not final"):
        load_outcomes(path, world)


def test_outcomes_of_another_scenario_are_refused(tmp_path, small):
    with pytest.raises(ConfigError, match="is 'bare', and the result is of 'small'"):
        load_outcomes(write(tmp_path), small())


def test_every_event_and_figure_is_an_outcome_column(japan_us):
    world = japan_us()
    for name in (*(f"{event}_day" for event in events_of(world)), *figures_of(world)):
        assert read_expression(f"{name} > 0", world).names == {name}


def test_a_world_without_an_economy_has_no_dollars(two_givers):
    assert "duty_bn" not in figures_of(two_givers())
