"""Scenarios of every kind that the schema allows, made up by hypothesis.

``worlds()`` draws a plain mapping for ``ScenarioConfig``: two sides that mean nothing, with any
of the mechanisms on or off, any strategy in any seat and any law behind any number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from hypothesis import strategies as st

from agents.rules.acceptance import ACCEPTANCE
from agents.strategies import REGISTRY
from sim.config.seat import TAKES
from sim.ladders import KNOWLEDGE
from sim.state import MEASURES
from tests.parity.choices import Part, date_of, ends
from tests.parity.happenings import Happenings

SIDES = ("east", "west")
LONGEST = 90


class Maker(Happenings):
    """Draws one scenario."""

    def world(self) -> Part:
        """A scenario."""
        self.last = self.whole(20, LONGEST)
        self.importer = self.one_of("west", "east")
        economy = self.maybe()
        self.issues = self._issues(economy)
        self.measures = MEASURES if economy else ("rate",)
        self.stress = self.maybe()
        found: Part = {
            "schema_version": 1,
            "name": "made_up",
            "title": "Made up",
            "version": 1,
            "summary": "Made up.",
            "sources": "sources.yaml",
            "start": date_of(0),
            "end": date_of(self.last),
            "issues": self.issues,
            "sides": {side: self._side(side) for side in SIDES},
            "score": {
                "window": self.number("days", 1, 400),
                "discount": self.number("factor", 0.5, 1),
                "political_cost": self.number("ratio", 0, 3),
            },
        }
        found["interactions"] = self._interactions()
        found["talks"] = self._talks(found["sides"])
        found["deadlines"] = self._deadlines()
        found["escalations"] = self._escalations()
        found["summits"] = {f"summit_{n}": self._summit() for n in range(self.whole(0, 2))}
        if economy:
            found["economy"] = self._economy()
        if found["deadlines"] and self.maybe():
            found["interim"] = {
                "window": self.number("days", 1, 40),
                "occasion": self.chance(),
                "price": self.number("utility", -1, 0.1),
                "duration": self.number("days", 1, 60),
            }
        if self.stress:
            found["stress"] = {
                "reversion": self.share(),
                "threat": self.number("standard deviations", 0, 5),
                "carried_out": self.number("standard deviations", 0, 5),
            }
        found |= self._outside()
        if any("break_off" in side for side in found["sides"].values()):
            found["break_off_days"] = self.number("days", 0, 20)
        return found

    # -- issues ----------------------------------------------------------------------------

    def _issues(self, economy: bool) -> Part:
        count = self.one_of(2, 3, 1, 4, 6, 12)
        found = {}
        for number in range(count):
            tariff = self.maybe()
            giver = self.importer if tariff and economy else self.one_of(*SIDES)
            found[f"issue_{number}"] = self._tariff(giver) if tariff else self._give(giver)
        if economy and not any(issue["kind"] == "tariff" for issue in found.values()):
            found["issue_0"] = self._tariff(self.importer)
        return found

    def _levels(self, unit: str, falling: bool) -> Part:
        steps = [self.one_of(1, 0.5, 2.5, 7, 10) for _ in range(self.one_of(1, 2, 3, 5, 9))]
        values = [float(self.one_of(0, 0, 2))]
        for step in steps:
            values.append(values[-1] + step)
        if unit == "share":
            values = [(value - values[0]) / (values[-1] - values[0]) for value in values]
        return {"values": tuple(reversed(values) if falling else values), "source": "setting"}

    def _issue(self, giver: str, kind: str, unit: str, falling: bool, in_force: bool) -> Part:
        levels = self._levels(unit, falling)
        low, high = ends(levels["values"])
        found = {"label": "Issue", "giver": giver, "kind": kind, "unit": unit, "levels": levels}
        return {**found, "in_force": self.number(unit, low, high)} if in_force else found

    def _tariff(self, giver: str) -> Part:
        return self._issue(giver, "tariff", "percent", self.one_of(True, True, False), True)

    def _give(self, giver: str) -> Part:
        unit = self.one_of("share", "percent", "scope")
        return {
            **self._issue(giver, "give", unit, unit == "percent" and self.maybe(), self.maybe()),
            "benefit_shape": self.number("exponent", 0.05, 3),
            "cost_shape": self.number("exponent", 0.05, 5),
        }

    def _given_by(self, side: str) -> list[str]:
        return [name for name, issue in self.issues.items() if issue["giver"] == side]

    def _not_given_by(self, side: str) -> list[str]:
        return [name for name in self.issues if name not in self._given_by(side)]

    def _interactions(self) -> Part:
        tied = [side for side in SIDES if self._given_by(side) and self._not_given_by(side)]
        return {
            f"link_{number}": {
                "label": "Link",
                "side": side,
                "eases": self.one_of(*self._given_by(side)),
                "by": self.one_of(*self._not_given_by(side)),
                "strength": self.share(),
            }
            for number in range(self.one_of(0, 1, 0, 4) if tied else 0)
            for side in [self.one_of(*tied)]
        }

    def _economy(self) -> Part:
        tariffs = [name for name, issue in self.issues.items() if issue["kind"] == "tariff"]
        lines = tariffs + ([tariffs[0]] if self.maybe() else [])
        (exporter,) = {*SIDES} - {self.importer}
        return {
            "exporter": exporter,
            "importer": self.importer,
            "elasticity": self.number("elasticity", -5, 0),
            "lost_sale_margin": self.share(),
            "burden_weight": self.share(),
            "exporter_gdp": {"value": 4000, "unit": "USD bn per year", "source": "setting"},
            "lines": {
                f"line_{number}": {
                    "label": "Line",
                    "issue": issue,
                    "base_trade": self.number("USD bn per year", 0, 80, unbounded=True),
                    "mfn": self.number("percent", 0, 5),
                    "pass_through": self.share(),
                }
                for number, issue in enumerate(lines)
            },
        }

    # -- sides -----------------------------------------------------------------------------

    def _side(self, side: str) -> Part:
        own, others = self._given_by(side), self._not_given_by(side)
        motives = self._motives(own, others)
        election = self._election() if own and self.maybe() else None
        counted = election is not None and "result" in election
        found: Part = {
            "label": "Side",
            "leader": {"label": "Leader", "override": self.chance()},
            "motives": motives,
            "cost_ratio": self.number("ratio", 0.2, 2),
            "reference": {
                name: self._worth(self.issues[name]) for name in self.some(tuple(self.issues))
            },
            "mandate": {
                "threat": self.number("ratio", 0, 2, unbounded=True),
                "losses": self.number("ratio", 0, 2, unbounded=True),
            },
            "sensitive": tuple(self.some(tuple(own), least=int(election is not None))),
            "ministers": {
                f"minister_{number}": self._minister(tuple(motives))
                for number in range(self.whole(1, 3))
            },
        }
        limited = self.some(tuple(name for name in found["reference"] if name in own))
        found["limits"] = {name: self.number("factor", 1, 6) for name in limited}
        if self.stress and self.maybe():
            found["mandate"]["stress"] = self.number("utility", -0.05, 0.1)
        if counted and self.maybe():
            found["mandate"]["majority"] = self.number("utility", -0.2, 0.2)
        if election is not None:
            found["election"] = election
        if self.maybe():
            found["break_off"] = self.chance()
        return {**found, **self._home(counted)}

    def _motives(self, own: list[str], others: list[str]) -> Part:
        """A want and a cost where there is anything to want and to mind, and perhaps both."""
        kinds = [("benefits", others)] * bool(others) + [("costs", own)] * bool(own)
        found = {}
        for number, (word, names) in enumerate(kinds * self.one_of(1, 1, 2)):
            table = self.table("share", names, 0.0, 1.0)
            if number < len(kinds):  # what is given and received counts for something
                table["values"][names[0]] = 1.0
            found[f"motive_{number}"] = {
                "label": "motive",
                "weight": self.number("weight", 0.1, 5, unbounded=True),
                "measure": self.one_of(*self.measures),
                word: table,
            }
        if self.maybe() and own and others:
            found["motive_0"]["costs"] = self.table("share", own, 0.0, 1.0)
        return found

    def _worth(self, issue: Part) -> Part:
        low, high = ends(issue["levels"]["values"])
        return self.share() if self.maybe() else self.number(issue["unit"], low, high)

    def _election(self) -> Part:
        polling = self.whole(1, self.last)
        found: Part = {
            "label": "Election",
            "campaign": self.day(polling - 40, polling - 1),
            "polling": date_of(polling),
            "salience_campaign": self.number("factor", 0, 3),
            "salience_after": self.number("factor", 0, 2),
        }
        if self.maybe():
            found["result"] = {
                "expected": self.number("seats", 0, 100),
                "slope": self.number("seats per point", 0, 4),
                "noise": self.number("seats", 0, 10),
                "needed": self.number("seats", 0, 100),
                "bar_after_loss": self.number("support", -0.5, 0.5),
            }
        return found

    def _home(self, counted: bool) -> Part:
        found: Part = {}
        if self.maybe():
            found["constituencies"] = {
                f"group_{number}": {
                    "label": "Group",
                    "power": self.number("weight", 0.1, 3, unbounded=True),
                    "stakes": self.table("support", list(self.issues), -1.0, 1.0),
                }
                for number in range(self.whole(1, 3))
            }
        if found and self.maybe():
            found["ratification"] = {
                "threshold": self.number("support", -1, 0.5),
                "scale": self.number("support", self.one_of(0.05, 1e-6), 0.5),
            }
            if self.maybe():
                found["ratification"]["vote"] = {
                    "probability": self.chance(),
                    "bar": self.number("support", -0.2, 0.2),
                    "days": self.number("days", 0, 10),
                }
        if (counted or "ratification" in found) and self.maybe():
            found["approval"] = {
                "start": self.number("points", 0, 100),
                "noise": self.number("points", 0, 5),
                "losses": self.number("points", 0, 100),
                "concession": self.number("points", 0, 50),
                "deal": self.number("points", -10, 10),
                "on_bar": self.number("support", 0, 0.1),
            }
        return found

    # -- seats -----------------------------------------------------------------------------

    def _minister(self, motives: tuple[str, ...]) -> Part:
        found: Part = {
            "label": "Minister",
            "slack": self.share(0.0, 0.5),
            "levers": tuple(self.some(("extend", "escalate"))),
            "strategy": self._strategy(),
        }
        tilted = self.some(motives) if self.maybe() else []
        return {**found, "tilt": self.table("factor", tilted, 0.2, 3)} if tilted else found

    def _strategy(self) -> Part:
        card = REGISTRY[self.one_of(*REGISTRY)]
        rule = self.one_of(*ACCEPTANCE)
        return {
            "name": card.name,
            "parameters": {
                part.name: self.number("ratio", part.low, part.high)
                for part in card.parameters
                if self.maybe()
            },
            "knowledge": self.one_of(*KNOWLEDGE),
            "acceptance": {"rule": rule, **{word: self.share() for word in TAKES[rule]}},
        }

    def _talks(self, sides: Mapping[str, Part]) -> Part:
        here, there = ([f"{side}.{name}" for name in sides[side]["ministers"]] for side in SIDES)
        pairs = [(one, other) for one in here for other in there]
        needed = [
            (here[min(n, len(here) - 1)], there[min(n, len(there) - 1)])
            for n in range(max(len(here), len(there)))
        ]
        met = [pair for pair in pairs if pair in needed or self.maybe()]
        found: Part = {
            "pairs": tuple(pair if self.maybe() else pair[::-1] for pair in met),
            "exchanges": self.number("count", 2, self.one_of(4, 12)),
            "return_factor": self.share(),
            "objection_factor": self.number("factor", 0, 3),
            "ratification_days": self.number("days", 0, 10),
            "effect_days": self.number("days", 0, 10),
            "cooling_off_days": self.number("days", 0, 10),
        }
        if self.maybe():
            found["cadence"] = {
                "pace": self.share(),
                "shortest": self.number("days", 1, 4),
                "longest": self.number("days", 4, 20),
            }
        return found


@st.composite
def worlds(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Part:
    """A scenario as plain data for ``ScenarioConfig.model_validate``."""
    return Maker(draw).world()


def features(part: Any, at: str = "") -> Iterator[str]:
    """What a scenario makes use of: sections, laws, measures, strategies, rules, levers."""
    if not isinstance(part, Mapping):
        return
    for name, value in part.items():
        if name in ("law", "measure", "knowledge", "rule", "kind"):
            yield f"{name}:{value}"
        elif name == "strategy":
            yield f"strategy:{value['name']}"
        elif name == "levers":
            yield from (f"lever:{lever}" for lever in value)
        elif isinstance(value, Mapping) and value:
            yield name
        yield from features(value, name)
