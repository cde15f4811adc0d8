"""What each exercise's guide shows of the model: the arms compared, and their tables.

``teaching.py`` plays the arms and puts the tables into the guides, in two languages.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

import generated
from classroom.exercise import Exercise
from experiments.analysis.columns import Columns, agreed
from experiments.analysis.intervals import mean, wilson
from experiments.tongue import TONGUES, tongue
from lesson_texts import ARMS, ENDINGS, FACTS, HEADINGS, PREFACE, TAPE, Words
from sim.config.reader import read_yaml
from sim.frontier import Frontier, joint_gain_left
from sim.model import TalksModel
from sim.scenario import CONFIGS, Scenario
from sim.solutions import egalitarian, kalai_smorodinsky, nash

Mask = NDArray[np.bool_]
Row = tuple[str, ...]


class Arm(NamedTuple):
    """A world to compare: the exercise with some of its settings changed."""

    name: str
    """Names its words, too."""
    settings: dict[str, Any]


@dataclass(frozen=True)
class Lesson:
    """The arms of an exercise, the first of them for comparison, and how they are told."""

    arms: tuple[Arm, ...]
    tell: Callable[[Scene], str]


@dataclass(frozen=True)
class Scene:
    """What a guide is written from, in one language (``place``: which of two words)."""

    exercise: Exercise
    lesson: Lesson
    outcomes: Mapping[str, Columns]
    tapes: Mapping[str, Mapping[str, Any]]
    place: int
    runs: int

    def say(self, words: Words, **values: object) -> str:
        """Return the words of this language, with ``{names}`` filled in."""
        return words[self.place].format(**values) if values else words[self.place]

    def preface(self) -> str:
        """Say what was played."""
        config = self.exercise.config
        return self.say(PREFACE, runs=self.runs, seed=config.seed, name=config.name)

    def table(self, headings: Sequence[str], rows: Sequence[Row]) -> str:
        """Return a Markdown table; headings by their keys."""
        return generated.table([self.say(HEADINGS[name]) for name in headings], rows)

    def facts(self, heading: str, facts: Sequence[tuple[str, str]]) -> str:
        """Return a Markdown table of named facts, given as words and value."""
        return generated.table((heading, ""), facts)

    def arms(self, cells: Callable[[Columns], Row], skip: int = 0) -> list[Row]:
        """Return a row for each arm: its words, and cells made of its outcomes."""
        return [
            (self.say(ARMS[arm.name]), *cells(self.outcomes[arm.name]))
            for arm in self.lesson.arms[skip:]
        ]

    def day(self, day: int) -> str:
        """Return a day of the history as a date."""
        return tongue(tuple(TONGUES)[self.place]).day(self.exercise.scenario.date_of(day))

    def own_tape(self) -> str:
        """Return how strategies do on the tape of the class, arm by arm."""
        rows = []
        for arm in self.lesson.arms:
            found = self.tapes[arm.name]
            day = int(found["agreement_day"])
            text = [f"{found[name]:.0f}" for name in ("points_japan", "points_us")]
            year = [f"{found[name]:.0f}" for name in ("score_points_japan", "score_points_us")]
            ending = self.say(ENDINGS[str(found["ending"])])
            agreement = (self.day(day), *text) if day >= 0 else ("–", "–", "–")
            rows.append((self.say(ARMS[arm.name]), ending, *agreement, *year))
        headings = (
            "nothing",
            "ends",
            "agreed_on",
            "text_japan",
            "text_us",
            "year_japan",
            "year_us",
        )
        title = self.say(TAPE, run=self.exercise.config.run)
        return f"{title}\n\n{self.table(headings, rows)}"


def share(mask: Mask) -> str:
    """Return a share with its interval: ``37% (35–39%)``."""
    found = wilson(int(mask.sum()), len(mask))
    return f"{_percent(found.value)} ({_percent(found.low)[:-1]}–{_percent(found.high)})"


def _percent(value: float) -> str:
    return f"{100 * value:.1f}%" if 0.0 < value < 0.0995 else f"{100 * value:.0f}%"


def points(values: NDArray[np.float64]) -> str:
    """Return a mean of points."""
    return f"{values.mean():.1f}" if len(values) else "–"


def change(values: NDArray[np.float64]) -> str:
    """Return a mean difference with its interval: ``+6.2 (+5.1 … +7.3)``."""
    if not values.any():
        return "–"
    found = mean(values)
    return f"{_signed(found.value)} ({_signed(found.low)} … {_signed(found.high)})"


def _signed(value: float) -> str:
    return f"{'−' if value < -0.05 else '+'}{abs(value):.1f}"


def _years(columns: Columns) -> Row:
    return points(columns["score_points_japan"]), points(columns["score_points_us"])


# -- first deal ------------------------------------------------------------------------------------


def _first_deal(scene: Scene) -> str:
    scenario = scene.exercise.scenario
    front, floors = scenario.mean_frontier, _floors(scene)
    every = _every_package(scenario)
    facts = [
        (scene.say(FACTS["packages"]), f"{len(every):,}"),
        (scene.say(FACTS["frontier"]), f"{len(front)}"),
        (scene.say(FACTS["today"]), _pair(scenario.mean_points(scenario.mean_today))),
        (scene.say(FACTS["floors"]), _pair(scenario.mean_points(floors))),
    ]
    cars = [issue.id for issue in scenario.issues].index("auto_tariff")
    for level in _half_way(len(scenario.issues[cars].levels)):
        package = [_half_way(len(issue.levels))[0] for issue in scenario.issues]
        package[cars] = level
        found = scenario.mean_points(scenario.mean_worth(package))
        better = int((every > np.array(found) + 1e-6).all(axis=1).sum())
        rate = scenario.issues[cars].levels[level]
        facts.append((scene.say(FACTS["half"], rate=rate), _pair(found)))
        facts.append((scene.say(FACTS["better"]), f"{better}"))
    for name, solution in (
        ("nash", nash),
        ("kalai_smorodinsky", kalai_smorodinsky),
        ("egalitarian", egalitarian),
    ):
        point = solution(front, floors)
        assert point is not None
        facts.append((scene.say(FACTS[name]), _pair(scenario.mean_points(point.values))))
    ends = Frontier(np.array([scenario.mean_points(one) for one in front.values]), front.packages)

    def cells(found: Columns) -> Row:
        done = agreed(found)
        ours, theirs = found["points_japan"][done], found["points_us"][done]
        left = [joint_gain_left(pair, ends) for pair in zip(ours, theirs, strict=True)]
        return share(done), points(ours), points(theirs), points(np.array(left))

    table = scene.table(("chairs", "agreed", "japan", "us", "left"), scene.arms(cells))
    return "\n\n".join((scene.facts(scene.say(HEADINGS["points"]), facts), scene.preface(), table))


def _floors(scene: Scene) -> tuple[float, float]:
    """Return what both leaders ask for on the first day (utility)."""
    config = scene.exercise.config
    model = TalksModel(scene.exercise.scenario, config.run, rng=config.seed, collect=False)
    return model.state.mandate[0], model.state.mandate[1]


def _half_way(levels: int) -> tuple[int, ...]:
    """Return the middle level of an issue, or the two."""
    return tuple(sorted({(levels - 1) // 2, levels // 2}))


def _every_package(scenario: Scenario) -> NDArray[np.float64]:
    """Return both sides' points of every package, shape (packages, 2)."""
    packages = itertools.product(*(range(len(issue.levels)) for issue in scenario.issues))
    return np.array([scenario.mean_points(scenario.mean_worth(one)) for one in packages])


def _pair(values: Sequence[float]) -> str:
    return f"{values[0]:.0f}, {values[1]:.0f}"


def _seated(name: str) -> dict[str, Any]:
    strategy = {"name": name, "knowledge": "linear"}
    return {f"sides.{side}.ministers.negotiator.strategy": strategy for side in ("japan", "us")}


# -- tied hands ------------------------------------------------------------------------------------


def _tied_hands(scene: Scene) -> str:
    base = scene.outcomes[scene.lesson.arms[0].name]

    def cells(found: Columns) -> Row:
        both = agreed(found) & agreed(base)
        gains = [(found[key] - base[key])[both] for key in ("points_japan", "points_us")]
        return (
            share(agreed(found)),
            share(found["refusals"] > 0),
            points(found["points_japan"][agreed(found)]),
            *(change(gain) for gain in gains),
            *_years(found),
        )

    headings = ("bar", "agreed", "refused", "japan_agreed", "japan_change", "us_change")
    table = scene.table((*headings, "year_japan", "year_us"), scene.arms(cells))
    return "\n\n".join((scene.preface(), table, scene.own_tape()))


def _bar(threshold: float) -> dict[str, Any]:
    return {"sides.japan.ratification.threshold": threshold}


# -- the deadline that may not hold ----------------------------------------------------------------


def _moving_deadline(scene: Scene) -> str:
    scenario = scene.exercise.scenario
    due = scenario.day_of(scenario.config.deadlines["pause_end"].date.date)

    def cells(found: Columns) -> Row:
        day = found["agreement_day"]
        return (
            share((day >= 0) & (day <= due)),
            share(agreed(found)),
            share(found["snap_back_day"] >= 0),
            points(found["points_japan"][agreed(found)]),
            *_years(found),
        )

    headings = ("belief", "by_due", "by_end", "back", "japan_agreed", "year_japan", "year_us")
    table = scene.table(headings, scene.arms(cells, skip=1))
    return "\n\n".join((scene.preface(), table, scene.own_tape()))


def _deadline(belief: float, softness: float) -> dict[str, Any]:
    """Return settings in which both sides believe the same of 9 July, whatever is true of it."""
    written = read_yaml(CONFIGS / "scenarios" / "japan_us_2025.yaml").data["deadlines"]["pause_end"]
    chosen = {
        "softness": (softness, "probability"),
        "belief": (belief, "probability"),
        "insight": (0.0, "share"),
        "progress_pull": (3.0, "ratio"),
    }
    fixed = {
        key: {"value": value, "unit": unit, "source": "setting"}
        for key, (value, unit) in chosen.items()
    }
    return {"deadlines.pause_end": {**written, **fixed}}


# -- the election in five weeks --------------------------------------------------------------------


def _election(scene: Scene) -> str:
    scenario = scene.exercise.scenario
    vote = scenario.config.sides["japan"].election
    assert vote is not None
    opens, polling = scenario.day_of(vote.campaign.date), scenario.day_of(vote.polling.date)
    billions = 10.0 if scene.place else 1.0  # 億ドル

    def cells(found: Columns) -> Row:
        day = found["agreement_day"]
        inside = (day >= opens) & (day <= polling)
        return (
            share((day >= 0) & (day < opens)),
            share(inside),
            share(day > polling),
            f"{billions * found['term_corn_soy'][inside].mean():.1f}",
            share(found["snap_back_day"] >= 0),
            *_years(found),
        )

    headings = ("counts", "before", "inside", "after", "farm", "back", "year_japan", "year_us")
    table = scene.table(headings, scene.arms(cells))
    return "\n\n".join((scene.preface(), table, scene.own_tape()))


def _campaign(factor: float) -> dict[str, Any]:
    return {"sides.japan.election.salience_campaign": factor}


# -- the interim accord ----------------------------------------------------------------------------


def _interim_accord(scene: Scene) -> str:
    def cells(found: Columns) -> Row:
        signed, back = found["interim_day"] >= 0, found["snap_back_day"] >= 0
        return share(signed), share(agreed(found)), share(back), *_years(found)

    headings = ("nothing", "interim", "agreed", "back", "year_japan", "year_us")
    table = scene.table(headings, scene.arms(cells))
    without, having = (scene.outcomes[arm.name] for arm in scene.lesson.arms)
    signed = having["interim_day"] >= 0
    one, other = agreed(having)[signed], agreed(without)[signed]
    gains = [
        (having[key] - without[key])[signed] for key in ("score_points_japan", "score_points_us")
    ]
    facts = [
        (scene.say(FACTS["either"]), share(one & other)),
        (scene.say(FACTS["bridge"]), share(one & ~other)),
        (scene.say(FACTS["trap"]), share(~one & other)),
        (scene.say(FACTS["neither"]), share(~one & ~other)),
        (scene.say(FACTS["gain_japan"]), change(gains[0])),
        (scene.say(FACTS["gain_us"]), change(gains[1])),
    ]
    twice = scene.facts(scene.say(HEADINGS["twice"], signed=int(signed.sum())), facts)
    return "\n\n".join((scene.preface(), table, twice, scene.own_tape()))


LESSONS: Mapping[str, Lesson] = {
    "first_deal": Lesson(
        (
            Arm("late", {}),
            Arm("early", _seated("conceder")),
            Arm("random", _seated("zero_intelligence")),
        ),
        _first_deal,
    ),
    "tied_hands": Lesson(
        (
            Arm("free", _bar(-0.3)),
            Arm("low", _bar(0)),
            Arm("high", {}),
            Arm("very_high", _bar(0.4)),
        ),
        _tied_hands,
    ),
    "moving_deadline": Lesson(
        (
            Arm("as_is", {}),
            Arm("firm", _deadline(0.9, 0.1)),
            Arm("bluff", _deadline(0.9, 0.9)),
            Arm("doubted", _deadline(0.1, 0.1)),
            Arm("soft", _deadline(0.1, 0.9)),
        ),
        _moving_deadline,
    ),
    "election": Lesson(
        (Arm("calm", _campaign(1)), Arm("warm", _campaign(1.75)), Arm("campaign", {})),
        _election,
    ),
    "interim_accord": Lesson(
        (Arm("without", {}), Arm("with", {"interim.occasion": 1})),
        _interim_accord,
    ),
}
"""Exercise → what its guide shows."""
