"""Who writes the diary: watches a model phase by phase and puts what happens into words."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from agents.views import ACCEPT, CALL_LEADER, ESCALATE, EXTEND, INTERIM, OFFER, WAIT, WALK_OUT
from sim import state as happening
from sim.model import TalksModel
from sim.spaces import worth as worth_of
from sim.wording import day_month, describe, difference, full_date, physical

TERM_WORDS = {
    "reference": "its reference",
    "threat": "the threat",
    "losses": "losses so far",
    "stress": "the markets",
    "majority": "the lost majority",
    "outside": "what no deal is worth",
}
REASON_WORDS = {
    "no_zopa": "at no round was there a package both leaders would have authorised",
    "no_text": "the ministers never agreed a text",
    "mandate": "the last text fell below a leader's mandate",
    "override": "the last text was sent back by a leader",
    "ratification": "the last signed text was refused at home",
    "time": "a signed text was still waiting for home on the last day",
}
ENDING_WORDS = {
    "agreement": "A comprehensive agreement.",
    "interim": "No comprehensive agreement; an interim accord is in force.",
    "talking": "No agreement; the two sides are still talking.",
    "snap_back": "No agreement; what was threatened is in force.",
    "broken_off": "No agreement; the talks are broken off.",
}


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
        return f"{self.model.points(side, value):.0f}"

    def open(self) -> None:
        """Write what each side could live with on the first day."""
        model, state, scenario = self.model, self.model.state, self.model.scenario
        for side, label in enumerate(scenario.side_labels):
            text = (
                f"{label} could live with {self._points(side, state.mandate[side])} points; "
                f"today's world is worth {self._points(side, model.today(side))}."
            )
            if state.next_threat >= 0:
                belief = state.belief[side][state.next_threat]
                date = scenario.date_of(state.deadline_day)
                text += f" It puts the chance that {day_month(date)} is real at {belief:.0%}."
            self._write("opening", text)
        self._remember()

    def _remember(self) -> None:
        self.last_terms = [self.model.mandate_terms(side) for side in range(2)]
        self.last_mandate = list(self.model.state.mandate)

    def listen(self, model: TalksModel) -> None:
        """Write what has just happened (a listener of the model)."""
        state = model.state
        if model.last_move is not None:
            self._moved(model)
        bits = state.happened
        for bit, action in self._actions():
            if bits & bit:
                action()
        if self.seated is not None and state.turn < 0:
            self._close_session()

    def _actions(self) -> tuple[tuple[int, Callable[[], None]], ...]:
        return (
            (happening.CAMPAIGN_OPENED, self._campaign),
            (happening.POLLING_DAY, self._polling),
            (happening.HIKE_ANNOUNCED, self._announced),
            (happening.MAJORITY_LOST, self._lost),
            (happening.COURT_STRUCK, self._struck),
            (happening.COURT_UPHELD, self._upheld),
            (happening.OTHERS_AGREED, self._others),
            (happening.TALKS_BROKEN_OFF, self._broken_off),
            (happening.TALKS_RESUMED, self._resumed),
            (happening.ROUND_OPENED, self._round),
            (happening.SESSION_OPENED, self._sit_down),
            (happening.CONSENT_WITHHELD, self._withheld),
            (happening.TEXT_BELOW_MANDATE, self._below),
            (happening.TEXT_OVERRIDDEN, self._overridden),
            (happening.TEXT_SIGNED, self._signed),
            (happening.REFUSED_AT_HOME, self._refused),
            (happening.RATIFIED, self._ratified),
            (happening.INTERIM_SIGNED, self._interim),
            (happening.INTERIM_FAILED, self._interim_failed),
            (happening.HIKE_IMPOSED, self._imposed),
            (happening.EXTENDED, self._extended),
            (happening.SNAPPED_BACK, self._snapped_back),
        )

    # -- the table -----------------------------------------------------------------------

    def _round(self) -> None:
        state, scenario = self.model.state, self.model.scenario
        if state.at_summit >= 0:
            name = sorted(scenario.config.summits)[state.at_summit]
            title = f"{scenario.config.summits[name].label}: the leaders meet, ministers at hand."
        else:
            title = f"Round {state.rounds}."
        self._write("round", f"{title} {' '.join(self._pressure(side) for side in range(2))}")
        self._remember()

    def _pressure(self, side: int) -> str:
        """Say where a mandate stands, and which of its terms moved it since the last round."""
        model, state = self.model, self.model.state
        label = model.scenario.side_labels[side]
        span = state.best[side] - state.worst[side]
        now, terms, before = state.mandate[side], model.mandate_terms(side), self.last_terms[side]
        change = 100.0 * (now - self.last_mandate[side]) / span
        text = f"{label} would now sign at {self._points(side, now)} points"
        if abs(change) < 0.5:
            return text + "."
        if now <= terms["outside"]:
            causes = [TERM_WORDS["outside"]]
        else:
            causes = [
                f"{TERM_WORDS[name]} {-100.0 * (terms[name] - before[name]) / span:+.0f}"
                for name in ("threat", "losses", "stress", "majority")
                if abs(terms[name] - before[name]) / span >= 0.005
            ]
        why = f": {', '.join(causes)}" if causes else ""
        return f"{text} ({change:+.0f}{why})."

    def _sit_down(self) -> None:
        world, state, scenario = self.model.scenario.world, self.model.state, self.model.scenario
        first = scenario.seats[world.pair_first[state.pair]]
        second = scenario.seats[world.pair_second[state.pair]]
        self.seated = (first, second)
        self.session = {first: [], second: []}

    def _moved(self, model: TalksModel) -> None:
        assert model.last_move is not None
        seat, move = model.last_move
        label = model.scenario.seat_label(seat)
        if move.kind == OFFER and seat in self.session:
            self.session[seat].append(tuple(move.levels))
        elif move.kind == ACCEPT and model.state.happened & happening.TEXT_AGREED:
            self.session.setdefault(seat, [])
            self._close_session(accepted_by=seat)
        elif move.kind == WALK_OUT:
            self._write("table", f"{label} walks out.")
        elif move.kind == CALL_LEADER:
            self._write("table", f"{label} calls home.")
        elif move.kind == INTERIM:
            self._write("table", f"{label} proposes an interim accord.")
        elif move.kind in (EXTEND, ESCALATE) and model.state.happened:
            self._write("table", f"{label} uses a lever.")
        assert move.kind in range(WAIT, ESCALATE + 1)

    def _close_session(self, accepted_by: str | None = None) -> None:
        if self.seated is None:
            return
        model, scenario = self.model, self.model.scenario
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
            parts = [f"{first} and {second} meet; neither moves."]
        if parts:
            self._write("session", " ".join(parts))
        if accepted_by is not None:
            who = scenario.seat_label(accepted_by)
            if parts:
                agreed = describe(scenario, model.state.text[: len(scenario.issues)])
                self._write("text", f"{who} accepts. The text: {agreed}.")
            else:
                self._write("text", f"{who} accepts the text as it stands.")
        self.seated = None

    def _offer(self, seat: str, levels: tuple[int, ...]) -> str:
        model, scenario = self.model, self.model.scenario
        side = scenario.sides.index(seat.split(".")[0])
        number = model.seat_number(seat)
        worth = worth_of(scenario.world, model.state.table[2 + number], levels)
        label = scenario.seat_label(seat)
        before = self.last_offers.get(seat)
        if before is None:
            said = f"opens at: {describe(scenario, levels)}"
        else:
            changes = difference(scenario, before, levels)
            said = f"moves: {changes}" if changes else "does not move"
        return f"{label} {said} (worth {self._points(side, worth)} points at home)."

    def _withheld(self) -> None:
        self._write("text", "A minister who agreed before can't follow; the earlier text stands.")

    # -- leaders and home ----------------------------------------------------------------

    def _who(self, role: str = "leader") -> str:
        scenario, mask = self.model.scenario, self.model.state.by_side
        names = [
            scenario.config.sides[side].leader.label if role == "leader" else label
            for number, (side, label) in enumerate(
                zip(scenario.sides, scenario.side_labels, strict=True)
            )
            if mask & (1 << number)
        ]
        return " and ".join(names)

    def _below(self) -> None:
        self._write("leaders", f"The text falls below the mandate of the {self._who()}.")

    def _overridden(self) -> None:
        self._write("leaders", f"The text meets both mandates; the {self._who()} sends it back.")

    def _signed(self) -> None:
        date = self.model.scenario.date_of(self.model.state.ratify_day)
        self._write("leaders", f"Both leaders sign. Home is asked by {day_month(date)}.")

    def _refused(self) -> None:
        state, scenario = self.model.state, self.model.scenario
        date = scenario.date_of(state.resume_day)
        groups = self._losers()
        why = f" Against it: {groups}." if groups else ""
        self._write(
            "home",
            f"Refused at home in {self._who('home')}.{why} Talks resume from {day_month(date)}.",
        )

    def _losers(self) -> str:
        model, world = self.model, self.model.scenario.world
        names = []
        number = 0
        for side in model.scenario.sides:
            for name in sorted(model.scenario.config.sides[side].constituencies):
                group = model.scenario.config.sides[side].constituencies[name]
                refusing = model.state.by_side & (1 << world.group_side[number])
                if refusing and model.group_gain(number) < 0:
                    names.append(group.label.lower())
                number += 1
        return ", ".join(names)

    def _ratified(self) -> None:
        date = self.model.scenario.date_of(self.model.state.effect_day)
        self._write("home", f"Ratified. It takes effect on {full_date(date)}.")

    def _interim(self) -> None:
        self._write("interim", f"An interim accord. In force now: {self._in_force()}.")

    def _interim_failed(self) -> None:
        self._write("interim", "An interim accord is considered; one side would not sign.")

    # -- the calendar --------------------------------------------------------------------

    def _campaign(self) -> None:
        factor = max(self.model.state.salience)
        text = "The campaign opens."
        if factor != 1.0:
            text += f" Sensitive concessions now cost {factor:.1f} times as much."
        self._write("campaign", text)

    def _polling(self) -> None:
        scenario = self.model.scenario
        labels = [
            election.label
            for side in scenario.sides
            if (election := scenario.config.sides[side].election) is not None
            and scenario.day_of(election.polling.date) == self.model.state.day
        ]
        self._write("election", f"Polling day: {', '.join(labels)}.")

    def _lost(self) -> None:
        state, scenario = self.model.state, self.model.scenario
        for number, side in enumerate(scenario.sides):
            election = scenario.config.sides[side].election
            if state.majority_lost[number] and election is not None:
                needed = state.number[scenario.world.seats_needed[number]]
                self._write(
                    "election",
                    f"The majority is lost: {state.seats[number]:.0f} seats won, "
                    f"{needed:.0f} needed.",
                )

    def _struck(self) -> None:
        litigation = self.model.scenario.config.litigation
        assert litigation is not None
        self._write(
            "court",
            f"{litigation.label}: the tariff is struck down. In force now: {self._in_force()}.",
        )

    def _upheld(self) -> None:
        litigation = self.model.scenario.config.litigation
        assert litigation is not None
        self._write("court", f"{litigation.label}: the tariff stands.")

    def _others(self) -> None:
        model, scenario = self.model, self.model.scenario
        deals = scenario.config.other_deals
        assert deals is not None
        moved = "; ".join(
            f"{label}'s reference is worth "
            f"{self._points(side, model.mandate_terms(side)['reference'])} points"
            for side, label in enumerate(scenario.side_labels)
        )
        self._write("others", f"{deals.label}. {moved}.")

    def _broken_off(self) -> None:
        date = self.model.scenario.date_of(self.model.state.resume_day)
        who = self._who("side")
        self._write("break", f"{who} breaks the talks off; not before {day_month(date)} again.")

    def _resumed(self) -> None:
        self._write("break", "The talks can be taken up again.")

    def _announced(self) -> None:
        state, scenario = self.model.state, self.model.scenario
        for threat in range(scenario.world.deadlines, len(scenario.world.threat_issue)):
            if state.threat_on[threat] == 1 and state.threat_set[threat] == state.day:
                issue = scenario.issues[scenario.world.threat_issue[threat]]
                rise = state.number[scenario.world.threat_size[threat]]
                date = scenario.date_of(state.threat_day[threat])
                self._write(
                    "threat",
                    f"{issue.label}: {rise:.0f} percentage points more are announced for "
                    f"{day_month(date)}.",
                )

    def _imposed(self) -> None:
        self._write("threat", f"The rise is carried out. In force now: {self._in_force()}.")

    def _extended(self) -> None:
        state, scenario = self.model.state, self.model.scenario
        later = [
            state.threat_day[threat]
            for threat in range(scenario.world.deadlines)
            if state.threat_on[threat] == 1 and state.threat_day[threat] > state.day
        ]
        if later:
            self._write(
                "deadline", f"The deadline is put off to {day_month(scenario.date_of(min(later)))}."
            )

    def _snapped_back(self) -> None:
        self._write(
            "deadline", f"The deadline passes without a deal. In force now: {self._in_force()}."
        )

    def _in_force(self) -> str:
        model = self.model
        return ", ".join(
            f"{issue.label} {physical(round(model.rate(place), 1), issue.unit)}"
            for place, issue in enumerate(model.scenario.issues)
            if issue.tariff or model.state.regime[place] > 0
        )

    def close(self) -> None:
        """Write how the history ended, and why."""
        self.closed = True
        model, state = self.model, self.model.state
        how = ENDING_WORDS[happening.ENDINGS[state.ending]]
        reason = REASON_WORDS.get(happening.REASONS[state.reason], "")
        scores = ", ".join(
            f"{label} {self._points(side, state.score[side])}"
            for side, label in enumerate(model.scenario.side_labels)
        )
        why = f" Why: {reason}." if reason else ""
        self._write("end", f"{how}{why} Averaged over the first year: {scores} points.")
