"""From a checked configuration to the frozen numbers of its world.

Every quantity gets a place in one list of numbers (a point is a law too), every stream a name;
all names are sorted, so that the order in which a file lists things changes nothing.
"""

from __future__ import annotations

from agents.rules.acceptance import ACCEPTANCE
from agents.strategies import CODES, REGISTRY
from agents.views import LEVER_ESCALATE, LEVER_EXTEND
from sim.config import ScenarioConfig
from sim.config.quantity import Quantity, Table
from sim.ladders import KNOWLEDGE
from sim.laws import mean
from sim.numbering import Numbering
from sim.state import MEASURES
from sim.world import NEVER, STRATEGY_PARAMETERS, World

SINGLE_STREAMS = (
    "interim_stream",
    "stress_stream",
    "court_stream",
    "others_stream",
    "others_terms_stream",
)


class Layout(Numbering):
    """Lays a scenario's world out, all names sorted."""

    def __init__(self, config: ScenarioConfig) -> None:
        """Sort every name, so that the order of a file does not matter."""
        super().__init__(config)
        self.sides = tuple(sorted(config.sides))
        self.issue_names = tuple(sorted(config.issues))
        self.seats = tuple(
            f"{side}.{minister}"
            for side in self.sides
            for minister in sorted(config.sides[side].ministers)
        )

    def at(self, path: str) -> int:
        """Return the place of the quantity at a dotted path (-1: the scenario has none)."""
        return self.number(_within(self.config, path), path)

    def world(self) -> tuple[World, tuple[str, ...]]:
        """Return the world, and the names of all its streams."""
        fields: dict[str, object] = {}
        fields |= self.issue_fields()
        fields |= self.side_fields()
        fields |= self.seat_fields()
        fields |= self.talk_fields()
        fields |= self.economy_fields()
        fields |= self.threat_fields()
        fields |= self.outside_fields()
        fields |= self.home_fields()
        fields |= self.rest_fields()
        later = {name: len(self.names) + place for place, name in enumerate(self.later)}
        for name, value in fields.items():
            if name.endswith("_stream"):
                found = [later[stream] for stream in value]  # type: ignore[attr-defined]
                fields[name] = found[0] if name in SINGLE_STREAMS else tuple(found)
        world = World(priors=self.priors(), mean_table=(), linear_table=(), **fields)  # type: ignore[arg-type]
        return world, tuple(self.names) + tuple(self.later)

    def issue_fields(self) -> dict[str, object]:
        """Return the fields of the world that describe issues."""
        issues = [self.config.issues[name] for name in self.issue_names]
        starts = [0]
        quantity: list[float] = []
        for issue in issues:
            quantity.extend(issue.levels.values)
            starts.append(len(quantity))
        links: list[int] = []
        joined = [self.config.interactions[name] for name in sorted(self.config.interactions)]
        for part in joined:
            a, b = self.issue_names.index(part.eases), self.issue_names.index(part.by)
            rows, size = len(issues[a].levels.values), len(issues[b].levels.values)
            links += [a, b, size]
            starts.append(starts[-1] + rows * size)
        named = list(zip(self.issue_names, issues, strict=True))
        sensitive = {word for side in self.config.sides.values() for word in side.sensitive}
        return {
            "starts": tuple(starts),
            "links": tuple(links),
            "link_side": tuple(self.sides.index(part.side) for part in joined),
            "link_strength": tuple(
                self.at(f"interactions.{name}.strength")
                for name in sorted(self.config.interactions)
            ),
            "giver": tuple(self.sides.index(issue.giver) for issue in issues),
            "quantity": tuple(quantity),
            "in_force": tuple(self.number(i.in_force, f"issues.{n}.in_force") for n, i in named),
            "gain_shape": tuple(
                self.number(i.benefit_shape, f"issues.{n}.benefit_shape") for n, i in named
            ),
            "pain_shape": tuple(
                self.number(i.cost_shape, f"issues.{n}.cost_shape") for n, i in named
            ),
            "tariff": tuple(int(issue.kind == "tariff") for issue in issues),
            "sensitive": tuple(int(name in sensitive) for name in self.issue_names),
        }

    def side_fields(self) -> dict[str, object]:
        """Return the fields that describe sides, motives, elections and constituencies."""
        config, issues = self.config, self.issue_names
        sides = [(name, config.sides[name]) for name in self.sides]
        motives = [(name, m, side.motives[m]) for name, side in sides for m in sorted(side.motives)]
        groups = [
            (name, g, side.constituencies[g])
            for name, side in sides
            for g in sorted(side.constituencies)
        ]
        references = [
            (name, issue, side.reference.get(issue)) for name, side in sides for issue in issues
        ]
        elections = [side.election for _, side in sides]

        def spread(table: Table | None, issue: str) -> float:
            return 0.0 if table is None else table.values.get(issue, 0.0)

        return {
            "motive_side": tuple(self.sides.index(name) for name, _, _ in motives),
            "motive_weight": tuple(
                self.number(motive.weight, f"sides.{name}.motives.{m}.weight")
                for name, m, motive in motives
            ),
            "motive_measure": tuple(MEASURES.index(motive.measure) for _, _, motive in motives),
            "benefit": tuple(
                spread(motive.benefits, i) for _, _, motive in motives for i in issues
            ),
            "cost": tuple(spread(motive.costs, i) for _, _, motive in motives for i in issues),
            "tilt": self.tilts([(name, m) for name, m, _ in motives]),
            "cost_ratio": tuple(
                self.number(side.cost_ratio, f"sides.{name}.cost_ratio") for name, side in sides
            ),
            "reference": tuple(
                self.number(q, f"sides.{name}.reference.{issue}") for name, issue, q in references
            ),
            "reference_is_share": tuple(
                int(q is not None and q.unit == "share") for _, _, q in references
            ),
            "limit_factor": tuple(
                self.number(side.limits.get(issue), f"sides.{name}.limits.{issue}")
                for name, side in sides
                for issue in issues
            ),
            "threat_pull": tuple(
                self.number(side.mandate.threat, f"sides.{name}.mandate.threat")
                for name, side in sides
            ),
            "loss_pull": tuple(
                self.number(side.mandate.losses, f"sides.{name}.mandate.losses")
                for name, side in sides
            ),
            "override": tuple(
                self.number(side.leader.override, f"sides.{name}.leader.override")
                for name, side in sides
            ),
            "override_stream": [self.stream(f"override:{name}") for name in self.sides],
            "campaign": tuple(NEVER if e is None else self.day(e.campaign.date) for e in elections),
            "polling": tuple(NEVER if e is None else self.day(e.polling.date) for e in elections),
            "salience_campaign": tuple(
                self.number(
                    e.salience_campaign if e else None, f"sides.{n}.election.salience_campaign", 1.0
                )
                for n, e in zip(self.sides, elections, strict=True)
            ),
            "salience_after": tuple(
                self.number(
                    e.salience_after if e else None, f"sides.{n}.election.salience_after", 1.0
                )
                for n, e in zip(self.sides, elections, strict=True)
            ),
            "threshold": tuple(
                self.number(
                    side.ratification.threshold if side.ratification else None,
                    f"sides.{name}.ratification.threshold",
                )
                for name, side in sides
            ),
            "ratification_scale": tuple(
                self.number(
                    side.ratification.scale if side.ratification else None,
                    f"sides.{name}.ratification.scale",
                )
                for name, side in sides
            ),
            "ratification_stream": [self.stream(f"ratification:{name}") for name in self.sides],
            "group_side": tuple(self.sides.index(name) for name, _, _ in groups),
            "group_power": tuple(
                self.number(group.power, f"sides.{name}.constituencies.{g}.power")
                for name, g, group in groups
            ),
            "stake": tuple(spread(group.stakes, i) for _, _, group in groups for i in issues),
        }

    def tilts(self, motives: list[tuple[str, str]]) -> tuple[float, ...]:
        """Return each actor's factor on each motive."""
        tilts = [1.0] * (2 * len(motives))
        for seat in self.seats:
            side, minister = seat.split(".")
            table = self.config.sides[side].ministers[minister].tilt
            for owner, motive in motives:
                own = table is not None and owner == side
                tilts.append(table.values.get(motive, 1.0) if own and table else 1.0)
        return tuple(tilts)

    def seat_fields(self) -> dict[str, object]:
        """Return the fields that describe ministers and their strategies."""
        ministers = [
            (seat, self.config.sides[seat.split(".")[0]].ministers[seat.split(".")[1]])
            for seat in self.seats
        ]
        parameters: list[int] = []
        for seat, minister in ministers:
            side, name = seat.split(".")
            known = REGISTRY[minister.strategy.name].parameters
            at = f"sides.{side}.ministers.{name}.strategy.parameters"
            own = [
                self.number(
                    minister.strategy.parameters.get(parameter.name),
                    f"{at}.{parameter.name}",
                    parameter.default,
                )
                for parameter in known
            ]
            parameters.extend(own + [-1] * (STRATEGY_PARAMETERS - len(own)))
        motives = [
            f"{side}.{motive}"
            for side in self.sides
            for motive in sorted(self.config.sides[side].motives)
        ]
        return {
            "seat_side": tuple(self.sides.index(seat.split(".")[0]) for seat in self.seats),
            "slack": tuple(
                self.number(m.slack, f"sides.{s.replace('.', '.ministers.')}.slack")
                for s, m in ministers
            ),
            "slack_stream": [
                self.stream(f"slack:{seat}:{motive}") for seat in self.seats for motive in motives
            ],
            "strategy": tuple(CODES[m.strategy.name] for _, m in ministers),
            "strategy_parameter": tuple(parameters),
            "knowledge": tuple(KNOWLEDGE.index(m.strategy.knowledge) for _, m in ministers),
            "acceptance": tuple(ACCEPTANCE.index(m.strategy.acceptance.rule) for _, m in ministers),
            "acceptance_share": self.acceptance_numbers("share"),
            "acceptance_after": self.acceptance_numbers("after"),
            "draws": tuple(int(REGISTRY[m.strategy.name].draws) for _, m in ministers),
            "notebook": self.notebooks(),
            "chance_stream": [self.stream(f"seat:{seat}") for seat in self.seats],
            "levers": tuple(
                LEVER_EXTEND * ("extend" in m.levers) + LEVER_ESCALATE * ("escalate" in m.levers)
                for _, m in ministers
            ),
        }

    def acceptance_numbers(self, part: str) -> tuple[int, ...]:
        """Return one of the numbers that each seat's acceptance rule may take."""
        found = []
        for seat in self.seats:
            side, name = seat.split(".")
            acceptance = self.config.sides[side].ministers[name].strategy.acceptance
            at = f"sides.{side}.ministers.{name}.strategy.acceptance.{part}"
            found.append(self.number(getattr(acceptance, part), at))
        return tuple(found)

    def notebooks(self) -> tuple[int, ...]:
        """Return a notebook for each seat of each pair; a seat's first one has its own number."""
        met: set[str] = set()
        more = len(self.seats)
        found = []
        for pair in self.config.talks.pairs:
            for seat in sorted(pair):
                if seat in met:
                    found.append(more)
                    more += 1
                else:
                    found.append(self.seats.index(seat))
                    met.add(seat)
        return tuple(found)

    def talk_fields(self) -> dict[str, object]:
        """Return the fields that describe how the sides meet."""
        talks = self.config.talks
        pairs = [sorted(pair) for pair in talks.pairs]
        return {
            "pair_first": tuple(self.seats.index(first) for first, _ in pairs),
            "pair_second": tuple(self.seats.index(second) for _, second in pairs),
            "speaker_stream": [self.stream(f"speaker:{a}:{b}") for a, b in pairs],
            "exchanges": self.at("talks.exchanges"),
            "pace": self.at("talks.cadence.pace"),
            "shortest": self.at("talks.cadence.shortest"),
            "longest": self.at("talks.cadence.longest"),
            "return_factor": self.at("talks.return_factor"),
            "objection_factor": self.at("talks.objection_factor"),
            "ratification_days": self.at("talks.ratification_days"),
            "effect_days": self.at("talks.effect_days"),
            "cooling_off": self.at("talks.cooling_off_days"),
        }

    def economy_fields(self) -> dict[str, object]:
        """Return the fields that describe trade."""
        economy = self.config.economy
        names = sorted(economy.lines) if economy else []
        lines = [(name, economy.lines[name]) for name in names] if economy else []
        return {
            "line_issue": tuple(self.issue_names.index(line.issue) for _, line in lines),
            "line_trade": tuple(
                self.number(line.base_trade, f"economy.lines.{n}.base_trade") for n, line in lines
            ),
            "line_mfn": tuple(self.number(line.mfn, f"economy.lines.{n}.mfn") for n, line in lines),
            "line_pass": tuple(
                self.number(line.pass_through, f"economy.lines.{n}.pass_through")
                for n, line in lines
            ),
            "elasticity": self.number(
                economy.elasticity if economy else None, "economy.elasticity", 0.0
            ),
            "margin": self.number(
                economy.lost_sale_margin if economy else None, "economy.lost_sale_margin", 0.0
            ),
            "burden_weight": self.number(
                economy.burden_weight if economy else None, "economy.burden_weight", 0.0
            ),
        }

    def threat_fields(self) -> dict[str, object]:
        """Return the fields that describe deadlines, then escalations."""
        deadlines = [(n, self.config.deadlines[n]) for n in sorted(self.config.deadlines)]
        escalations = [(n, self.config.escalations[n]) for n in sorted(self.config.escalations)]
        both = deadlines + escalations
        none = [-1] * len(escalations)
        before = [-1] * len(deadlines)

        def of(part: str) -> list[int]:
            return [self.number(getattr(d, part), f"deadlines.{n}.{part}") for n, d in deadlines]

        def hike(part: str) -> list[int]:
            return [
                self.number(getattr(e, part), f"escalations.{n}.{part}") for n, e in escalations
            ]

        extension = of("extension")
        priors = self.priors()
        return {
            "deadlines": len(deadlines),
            "threat_issue": tuple(self.issue_names.index(t.issue) for _, t in both),
            "threat_holder": tuple(self.sides.index(t.holder) for _, t in both),
            "threat_day": tuple(
                [self.day(d.date.date) for _, d in deadlines]
                + [self.day(e.by.date) for _, e in escalations]
            ),
            "threat_set": tuple([self.day(d.set_on.date) for _, d in deadlines] + [0] * len(none)),
            "threat_size": tuple(of("to") + hike("rise")),
            "softness": tuple(of("softness") + none),
            "belief": tuple(of("belief") + hike("belief")),
            "insight": tuple(of("insight") + none),
            "extension": tuple(extension + none),
            "mean_extension": tuple([mean(priors, n) for n in extension] + [0.0] * len(none)),
            "stretch": tuple(of("stretch") + none),
            "progress_pull": tuple(of("progress_pull") + none),
            "review": tuple(of("review") + none),
            "learning": tuple(of("learning") + hike("learning")),
            "hike_probability": tuple(before + hike("probability")),
            "notice": tuple(before + hike("notice")),
            "insight_stream": [self.stream(f"insight:{n}") for n, _ in both],
            "announcement_stream": [self.stream(f"announcement:{n}") for n, _ in both],
            "resolution_stream": [self.stream(f"resolution:{n}") for n, _ in both],
            "extension_stream": [self.stream(f"extension:{n}") for n, _ in both],
            "review_stream": [self.stream(f"review:{n}") for n, _ in both],
        }

    def outside_fields(self) -> dict[str, object]:
        """Return the fields of market stress, litigation, other countries' deals, break-offs."""
        config = self.config
        court, others = config.litigation, config.other_deals
        sides = [(name, config.sides[name]) for name in self.sides]
        return {
            "stress_reversion": self.number(
                _within(config, "stress.reversion"), "stress.reversion"
            ),
            "stress_threat": self.at("stress.threat"),
            "stress_carried": self.number(
                _within(config, "stress.carried_out"), "stress.carried_out"
            ),
            "stress_stream": [self.stream("stress")],
            "court_issue": self.issue_names.index(court.issue) if court else -1,
            "court_day": self.day(court.earliest.date) if court else NEVER,
            "court_delay": self.at("litigation.delay"),
            "court_probability": self.number(
                _within(config, "litigation.probability"), "litigation.probability"
            ),
            "court_stream": [self.stream("court")],
            "others_issue": self.issue_names.index(others.issue) if others else -1,
            "others_monthly": self.number(
                _within(config, "other_deals.monthly"), "other_deals.monthly"
            ),
            "others_value": self.at("other_deals.value"),
            "others_pull": self.at("other_deals.pull"),
            "others_stream": [self.stream("other_deals")],
            "others_terms_stream": [self.stream("other_deals:terms")],
            "break_off": tuple(self.number(s.break_off, f"sides.{n}.break_off") for n, s in sides),
            "break_stream": [self.stream(f"break_off:{name}") for name in self.sides],
            "break_days": self.at("break_off_days"),
        }

    def home_fields(self) -> dict[str, object]:
        """Return the fields of approval, election results, votes and what they do to mandates."""
        fields: dict[str, object] = {}
        config = self.config

        def add(field: str, path: str) -> None:
            fields[field] = tuple(
                self.number(_within(config.sides[name], path), f"sides.{name}.{path}")
                for name in self.sides
            )

        add("stress_pull", "mandate.stress")
        add("majority_pull", "mandate.majority")
        for part in ("start", "noise", "losses", "concession", "deal", "on_bar"):
            add(f"approval_{part}", f"approval.{part}")
        for part in ("expected", "slope", "noise", "needed"):
            add(f"seats_{part}", f"election.result.{part}")
        add("bar_after_loss", "election.result.bar_after_loss")
        for part in ("probability", "bar", "days"):
            add(f"vote_{part}", f"ratification.vote.{part}")
        for field, word in (("approval", "approval"), ("polling", "polling"), ("vote", "vote")):
            fields[f"{field}_stream"] = [self.stream(f"{word}:{name}") for name in self.sides]
        return fields

    def rest_fields(self) -> dict[str, object]:
        """Return the fields of summits, the interim accord, the score and the span."""
        summits = [(name, self.config.summits[name]) for name in sorted(self.config.summits)]
        return {
            "summit_day": tuple(self.day(summit.date.date) for _, summit in summits),
            "summit_held": tuple(self.number(s.held, f"summits.{n}.held") for n, s in summits),
            "summit_factor": tuple(
                self.number(s.override_factor, f"summits.{n}.override_factor") for n, s in summits
            ),
            "summit_stream": [self.stream(f"summit:{n}") for n, _ in summits],
            "interim": int(self.config.interim is not None),
            "interim_window": self.at("interim.window"),
            "interim_occasion": self.at("interim.occasion"),
            "interim_price": self.at("interim.price"),
            "interim_duration": self.at("interim.duration"),
            "interim_stream": [self.stream("interim")],
            "window": self.at("score.window"),
            "discount": self.at("score.discount"),
            "weights": self.weights(),
            "political_cost": self.at("score.political_cost"),
            "days": self.day(self.config.end.date),
        }

    def weights(self) -> tuple[float, ...]:
        """Return the weight of each day in the score, if the discount is no matter of chance."""
        discount = self.config.score.discount.value
        days = self.day(self.config.end.date)
        if discount is None:
            return ()
        return tuple(discount ** (day / 7.0) for day in range(days + 1))


def _within(part: object, path: str) -> Quantity | None:
    """Return the quantity at a dotted path inside a part; None if a section is left out."""
    for name in path.split("."):
        if part is None:
            return None
        part = part.get(name) if isinstance(part, dict) else getattr(part, name)
    assert part is None or isinstance(part, Quantity)
    return part
