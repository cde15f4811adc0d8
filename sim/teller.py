"""Who writes the diary: watches a model phase by phase and puts what happens into words.

The words are in the tongue of the moment (``sim.speech``).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from agents.views import ACCEPT, CALL_LEADER, ESCALATE, EXTEND, INTERIM, OFFER, WAIT, WALK_OUT
from sim import state as happening
from sim.happenings import AFTER_THE_TABLE, BEFORE_THE_TABLE, Happening, day_in_words, points
from sim.model import TalksModel
from sim.package_words import changed, described
from sim.spaces import worth
from sim.speech import joined, phrase, say

CAUSES = {
    "threat": phrase("the threat {change}"),
    "losses": phrase("losses so far {change}"),
    "stress": phrase("the markets {change}"),
    "majority": phrase("the lost majority {change}"),
}
REASONS = {
    "no_zopa": phrase("Why: at no round was there a package both leaders would have authorised."),
    "no_text": phrase("Why: the ministers never agreed a text."),
    "mandate": phrase("Why: the last text fell below a leader's mandate."),
    "override": phrase("Why: the last text was sent back by a leader."),
    "ratification": phrase("Why: the last signed text was refused at home."),
    "time": phrase("Why: a signed text was still waiting for home on the last day."),
}
ENDINGS = {
    "agreement": phrase("A comprehensive agreement."),
    "interim": phrase("No comprehensive agreement; an interim accord is in force."),
    "talking": phrase("No agreement; the two sides are still talking."),
    "snap_back": phrase("No agreement; what was threatened is in force."),
    "broken_off": phrase("No agreement; the talks are broken off."),
}
TABLE = {
    WALK_OUT: phrase("{who} walks out."),
    CALL_LEADER: phrase("{who} calls home."),
    INTERIM: phrase("{who} proposes an interim accord."),
    EXTEND: phrase("{who} uses a lever."),
    ESCALATE: phrase("{who} uses a lever."),
}
LEVERS = (EXTEND, ESCALATE)


class Entry(NamedTuple):
    """One thing that happened."""

    day: int
    date: datetime.date
    kind: str
    text: str


@dataclass
class Teller:
    """Watches a model phase by phase and writes entries."""

    model: TalksModel
    entries: list[Entry] = field(default_factory=list)
    last_terms: list[dict[str, float]] = field(default_factory=list)
    last_mandate: list[float] = field(default_factory=list)
    last_offers: dict[str, tuple[int, ...]] = field(default_factory=dict)
    session: dict[str, list[tuple[int, ...]]] = field(default_factory=dict)
    seated: tuple[str, str] | None = None
    closed: bool = False

    def _write(self, kind: str, text: str) -> None:
        day = self.model.state.day
        self.entries.append(Entry(day, self.model.scenario.date_of(day), kind, text))

    def _points(self, side: int, value: float) -> str:
        return points(self.model, side, value)

    def open(self) -> None:
        """Write what each side could live with on the first day."""
        model, state = self.model, self.model.state
        for side, label in enumerate(model.scenario.side_labels):
            text = say(
                "{side} could live with {points} points; today's world is worth {today}.",
                side=label,
                points=self._points(side, state.mandate[side]),
                today=self._points(side, model.today(side)),
            )
            belief = ""
            if state.next_threat >= 0:
                belief = say(
                    "It puts the chance that {date} is real at {chance}.",
                    date=day_in_words(model, state.deadline_day),
                    chance=f"{state.belief[side][state.next_threat]:.0%}",
                )
            self._write("opening", joined(text, belief))
        self._remember()

    def _remember(self) -> None:
        self.last_terms = [self.model.mandate_terms(side) for side in range(2)]
        self.last_mandate = list(self.model.state.mandate)

    def listen(self, model: TalksModel) -> None:
        """Write what has just happened (a listener of the model)."""
        state = model.state
        if model.last_move is not None:
            self._moved(model)
        self._tell(BEFORE_THE_TABLE)
        if state.happened & happening.ROUND_OPENED:
            self._round()
        if state.happened & happening.SESSION_OPENED:
            self._sit_down()
        self._tell(AFTER_THE_TABLE)
        if self.seated is not None and state.turn < 0:
            self._close_session()

    def _tell(self, happenings: Sequence[Happening]) -> None:
        for one in happenings:
            if self.model.state.happened & one.bit:
                for text in one.told(self.model):
                    self._write(one.kind, text)

    def _round(self) -> None:
        state, scenario = self.model.state, self.model.scenario
        title = say("Round {number}.", number=state.rounds)
        if state.at_summit >= 0:
            name = sorted(scenario.config.summits)[state.at_summit]
            title = say(
                "{summit}: the leaders meet, ministers at hand.",
                summit=scenario.config.summits[name].label,
            )
        self._write("round", joined(title, *(self._pressure(side) for side in range(2))))
        self._remember()

    def _pressure(self, side: int) -> str:
        model, state = self.model, self.model.state
        span = state.best[side] - state.worst[side]
        now, terms, before = state.mandate[side], model.mandate_terms(side), self.last_terms[side]
        change = 100.0 * (now - self.last_mandate[side]) / span
        values = {
            "side": model.scenario.side_labels[side],
            "points": self._points(side, now),
            "change": f"{change:+.0f}",
        }
        if abs(change) < 0.5:
            return say("{side} would now sign at {points} points.", **values)
        causes = [
            say(words, change=f"{-100.0 * (terms[name] - before[name]) / span:+.0f}")
            for name, words in CAUSES.items()
            if abs(terms[name] - before[name]) / span >= 0.005
        ]
        if now <= terms["outside"]:
            causes = [say("what no deal is worth")]
        if not causes:
            return say("{side} would now sign at {points} points ({change}).", **values)
        return say(
            "{side} would now sign at {points} points ({change}: {causes}).",
            **values,
            causes=say(", ").join(causes),
        )

    def _sit_down(self) -> None:
        world, state, scenario = self.model.scenario.world, self.model.state, self.model.scenario
        first = scenario.seats[world.pair_first[state.pair]]
        second = scenario.seats[world.pair_second[state.pair]]
        self.seated = (first, second)
        self.session = {first: [], second: []}

    def _moved(self, model: TalksModel) -> None:
        assert model.last_move is not None
        seat, move = model.last_move
        if move.kind == OFFER and seat in self.session:
            self.session[seat].append(tuple(move.levels))
        elif move.kind == ACCEPT and model.state.happened & happening.TEXT_AGREED:
            self.session.setdefault(seat, [])
            self._close_session(accepted_by=seat)
        elif move.kind in TABLE and (move.kind not in LEVERS or model.state.happened):
            self._write("table", say(TABLE[move.kind], who=model.scenario.seat_label(seat)))
        assert move.kind in range(WAIT, ESCALATE + 1)

    def _close_session(self, accepted_by: str | None = None) -> None:
        if self.seated is None:
            return
        scenario = self.model.scenario
        parts = []
        moves = 0
        for seat in self.seated:
            offers = self.session.get(seat, [])
            if offers:
                moves += self.last_offers.get(seat) != offers[-1]
                parts.append(self._offer(seat, offers[-1]))
                self.last_offers[seat] = offers[-1]
        first, second = (scenario.seat_label(seat) for seat in self.seated)
        if parts and not moves:
            parts = [say("{one} and {other} meet; neither moves.", one=first, other=second)]
        if parts:
            self._write("session", joined(*parts))
        if accepted_by is not None:
            who = scenario.seat_label(accepted_by)
            text = say("{who} accepts the text as it stands.", who=who)
            if parts:
                agreed = described(scenario, self.model.state.text[: len(scenario.issues)])
                text = say("{who} accepts. The text: {package}.", who=who, package=agreed)
            self._write("text", text)
        self.seated = None

    def _offer(self, seat: str, levels: tuple[int, ...]) -> str:
        model, scenario = self.model, self.model.scenario
        side = scenario.sides.index(seat.split(".")[0])
        table = model.state.table[2 + model.seat_number(seat)]
        before = self.last_offers.get(seat)
        values = {
            "who": scenario.seat_label(seat),
            "points": self._points(side, worth(scenario.world, table, levels)),
        }
        if before is None:
            return say(
                "{who} opens at: {package} (worth {points} points at home).",
                **values,
                package=described(scenario, levels),
            )
        changes = changed(scenario, before, levels)
        if not changes:
            return say("{who} does not move (worth {points} points at home).", **values)
        return say(
            "{who} moves: {changes} (worth {points} points at home).", **values, changes=changes
        )

    def close(self) -> None:
        """Write how the history ended, and why."""
        self.closed = True
        state = self.model.state
        scores = [
            say("{side} {points}", side=label, points=self._points(side, state.score[side]))
            for side, label in enumerate(self.model.scenario.side_labels)
        ]
        text = joined(
            say(ENDINGS[happening.ENDINGS[state.ending]]),
            say(REASONS.get(happening.REASONS[state.reason], "")),
            say("Averaged over the first year: {scores} points.", scores=say(", ").join(scores)),
        )
        self._write("end", text)
