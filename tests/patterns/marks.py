"""How often each mechanism had a say in a history, as the history itself shows it."""

from __future__ import annotations

import datetime

import numpy as np

from agents.views import ESCALATE, EXTEND
from experiments.patterns.ensembles import BASELINE, SEED, Ensemble, variant
from sim.accounts import sensitive_cost
from sim.model import TalksModel
from sim.outcomes import row
from sim.state import (
    AGREEMENT,
    EXTENDED,
    HIKE_ANNOUNCED,
    SNAPPED_BACK,
    TERMS,
    TEXT_BELOW_MANDATE,
    TEXT_OVERRIDDEN,
    TEXT_SIGNED,
    State,
)
from sim.tables import reference_position
from sim.world import World
from tests.golden.transcripts import HAPPENED

Settings = dict[str, object]
TEXT = TEXT_BELOW_MANDATE | TEXT_OVERRIDDEN | TEXT_SIGNED
END = datetime.date(2025, 10, 15)
"""Four months show most mechanisms; days after the end change nothing before it."""


class Diary:
    """Counts, for one history, how often each mechanism had a say."""

    def __init__(self, model: TalksModel) -> None:
        self.world, self.state = model.scenario.world, model.state
        self.marks = dict.fromkeys(HAPPENED.values(), 0)
        self.marks |= dict.fromkeys(("objection", "return", "pull", "extended by lever"), 0)
        self.marks |= {"escalated by lever": 0, "campaign": 0, "after the vote": 0}
        self.terms = {f"{term} {side}": 0.0 for term in TERMS for side in model.scenario.sides}
        self.sides = model.scenario.sides
        self.belief = [list(beliefs) for beliefs in model.state.belief]
        model.listeners.append(self.note)

    def note(self, model: TalksModel) -> None:
        """Count what has just happened."""
        happened = self.state.happened
        if not happened:
            return
        for bit, word in HAPPENED.items():
            if happened & bit:
                self.marks[word] += 1
        setting = self.state.number
        if happened & TEXT:
            seats = range(len(self.world.seat_side))
            objects = any(self.state.sat[s] and not self.state.consent[s] for s in seats)
            if objects and setting[self.world.objection_factor] != 1.0:
                self.marks["objection"] += 1
            returned = self.state.returned - (1 if happened & TEXT_OVERRIDDEN else 0)
            if returned > 0 and setting[self.world.return_factor] != 1.0:
                self.marks["return"] += 1
        if happened & (EXTENDED | SNAPPED_BACK) and setting[self.world.progress_pull[0]] > 0.0:
            self.marks["pull"] += 1
        if model.last_move is not None:
            kind = model.last_move[1].kind
            self.marks["extended by lever"] += kind == EXTEND and bool(happened & EXTENDED)
            self.marks["escalated by lever"] += kind == ESCALATE and bool(happened & HIKE_ANNOUNCED)

    def close_day(self) -> None:
        """Keep the peak of every term of the mandates."""
        for number_, side in enumerate(self.sides):
            for term, value in zip(TERMS, self.state.terms[number_], strict=True):
                name = f"{term} {side}"
                self.terms[name] = max(self.terms[name], abs(value))
            if self.state.salience[number_] != 1.0:
                voted = self.state.day > self.world.polling[number_]
                self.marks["after the vote" if voted else "campaign"] += 1

    def closed(self) -> dict[str, float]:
        """Return all marks of the history."""
        state, world = self.state, self.world
        setting = state.number
        agreed = state.ending == AGREEMENT
        changed = [
            abs(now - then)
            for beliefs, before in zip(state.belief, self.belief, strict=True)
            for now, then in zip(beliefs, before, strict=True)
        ]
        return (
            self.marks
            | {f"term: {name}": peak for name, peak in self.terms.items()}
            | {
                "learnt": max(changed),
                "approval": sum(
                    abs(state.approval[side] - setting[start])
                    for side, start in enumerate(world.approval_start)
                    if start >= 0
                ),
                "strayed": _strayed(world, state),
                "eased": _eased(world, state) if agreed else 0.0,
                "past the limit": _past_limits(world, state) if agreed else 0,
                "closed for a while": self.marks["refused at home"]
                if setting[world.cooling_off] >= 1.0
                else 0,
                "political cost": setting[world.political_cost]
                * sum(
                    sensitive_cost(world, state, side)
                    for side in range(2)
                    if agreed and state.signed_salience[side] > 1.0
                ),
            }
        )


def _strayed(world: World, state: State) -> float:
    """How far some minister's value of a level lies from its leader's, at most."""
    return max(
        abs(own - leaders)
        for seat, side in enumerate(world.seat_side)
        for own, leaders in zip(state.table[2 + seat], state.table[side], strict=True)
    )


def _eased(world: World, state: State) -> float:
    """What the links take off the costs of the agreed text."""
    issues = len(world.giver)
    return sum(
        state.table[side][world.starts[issues + link] + state.text[issues + link]]
        for link, side in enumerate(world.link_side)
    )


def _past_limits(world: World, state: State) -> int:
    """On how many issues the agreed text lies past a limit, where cost counts more."""
    issues = len(world.giver)
    return sum(
        world.limit_factor[side * issues + issue] >= 0
        and state.text[issue] > reference_position(world, state, side, issue)
        for side in range(2)
        for issue in range(issues)
    )


_followed: dict[str, list[dict[str, float]]] = {}


def histories(settings: Settings, runs: int) -> Ensemble:
    """Outcomes and marks of runs 0 to ``runs - 1``; a run that was followed stays so."""
    scenario = variant(BASELINE, {"end.date": END} | settings)
    rows = _followed.setdefault(scenario.hash, [])
    for run in range(len(rows), runs):
        model = TalksModel(scenario=scenario, run=run, rng=SEED, collect=False)
        diary = Diary(model)
        while model.running:
            model.step()
            diary.close_day()
        outcome = row(scenario, model.state)
        agreed = float(outcome["ending"] == "agreement")
        rows.append(outcome | diary.closed() | {"agreed": agreed})  # type: ignore[arg-type]
    return {name: np.array([found[name] for found in rows[:runs]]) for name in rows[0]}
