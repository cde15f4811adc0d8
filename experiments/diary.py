"""One history told as a diary in the tongue of the moment.

In English it reads as `sim.diary.tell` writes it, to the letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agents.views import CALL_LEADER, ESCALATE, EXTEND, INTERIM, WALK_OUT
from experiments.analysis.wording import clauses, joined, listing
from experiments.package_words import changed, described
from experiments.played import Player, simulated
from experiments.speech import phrase, say, spoken
from sim import state as happening
from sim.model import TalksModel
from sim.spaces import worth
from sim.teller import Teller

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sim.scenario import Scenario
    from sim.teller import Entry

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


def tell(
    scenario: Scenario, seed: int, run: int, play: Player | None = None
) -> tuple[tuple[Entry, ...], Mapping[str, Sequence[Any]]]:
    """Play one history through the glass door; return its diary and its numbers day by day.

    Args:
        scenario: the world, its names in the tongue of the moment (`speech.named`).
        seed: the experiment's seed.
        run: which history.
        play: what plays it, if people may have played it.
    """
    model = (play or simulated(scenario, seed))(run, True)
    diarist = Diarist(model)
    model.listeners.append(diarist.listen)
    diarist.open()
    model.play_out()
    diarist.close()
    daily = {name: list(values) for name, values in model.datacollector.model_vars.items()}
    return tuple(diarist.entries), daily


class Diarist(Teller):
    """Sees what the teller sees, and says it."""

    def _day(self, day: int) -> str:
        return spoken().day(self.model.scenario.date_of(day))

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
                    date=self._day(state.deadline_day),
                    chance=f"{state.belief[side][state.next_threat]:.0%}",
                )
            self._write("opening", joined(text, belief))
        self._remember()

    # -- the table -----------------------------------------------------------------------

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

    def _moved(self, model: TalksModel) -> None:
        assert model.last_move is not None
        seat, move = model.last_move
        if move.kind in TABLE and (move.kind not in (EXTEND, ESCALATE) or model.state.happened):
            self._write("table", say(TABLE[move.kind], who=model.scenario.seat_label(seat)))
        elif move.kind not in TABLE:
            super()._moved(model)

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

    def _withheld(self) -> None:
        words = say("A minister who agreed before can't follow; the earlier text stands.")
        self._write("text", words)

    # -- leaders and home ----------------------------------------------------------------

    def _who(self, role: str = "leader") -> str:
        scenario, mask = self.model.scenario, self.model.state.by_side
        return listing(
            [
                scenario.config.sides[side].leader.label if role == "leader" else label
                for number, (side, label) in enumerate(
                    zip(scenario.sides, scenario.side_labels, strict=True)
                )
                if mask & (1 << number)
            ]
        )

    def _below(self) -> None:
        words = say("The text falls below the mandate of the {leader}.", leader=self._who())
        self._write("leaders", words)

    def _overridden(self) -> None:
        words = say("The text meets both mandates; the {leader} sends it back.", leader=self._who())
        self._write("leaders", words)

    def _signed(self) -> None:
        date = self._day(self.model.state.ratify_day)
        self._write("leaders", say("Both leaders sign. Home is asked by {date}.", date=date))

    def _refused(self) -> None:
        groups = self._losers()
        text = joined(
            say("Refused at home in {sides}.", sides=self._who("home")),
            say("Against it: {groups}.", groups=groups) if groups else "",
            say("Talks resume from {date}.", date=self._day(self.model.state.resume_day)),
        )
        self._write("home", text)

    def _losers(self) -> str:
        return super()._losers().replace(", ", say(", "))

    def _ratified(self) -> None:
        date = self.model.scenario.date_of(self.model.state.effect_day)
        words = say("Ratified. It takes effect on {date}.", date=spoken().date(date))
        self._write("home", words)

    def _interim(self) -> None:
        words = say("An interim accord. In force now: {rates}.", rates=self._in_force())
        self._write("interim", words)

    def _interim_failed(self) -> None:
        words = say("An interim accord is considered; one side would not sign.")
        self._write("interim", words)

    # -- the calendar --------------------------------------------------------------------

    def _campaign(self) -> None:
        factor = max(self.model.state.salience)
        cost = say("Sensitive concessions now cost {factor} times as much.", factor=f"{factor:.1f}")
        self._write("campaign", joined(say("The campaign opens."), cost if factor != 1.0 else ""))

    def _polling(self) -> None:
        scenario = self.model.scenario
        labels = [
            election.label
            for side in scenario.sides
            if (election := scenario.config.sides[side].election) is not None
            and scenario.day_of(election.polling.date) == self.model.state.day
        ]
        self._write("election", say("Polling day: {votes}.", votes=say(", ").join(labels)))

    def _lost(self) -> None:
        state, scenario = self.model.state, self.model.scenario
        for number, side in enumerate(scenario.sides):
            if state.majority_lost[number] and scenario.config.sides[side].election is not None:
                text = say(
                    "The majority is lost: {seats} seats won, {needed} needed.",
                    seats=f"{state.seats[number]:.0f}",
                    needed=f"{state.number[scenario.world.seats_needed[number]]:.0f}",
                )
                self._write("election", text)

    def _struck(self) -> None:
        litigation = self.model.scenario.config.litigation
        assert litigation is not None
        text = say(
            "{court}: the tariff is struck down. In force now: {rates}.",
            court=litigation.label,
            rates=self._in_force(),
        )
        self._write("court", text)

    def _upheld(self) -> None:
        litigation = self.model.scenario.config.litigation
        assert litigation is not None
        self._write("court", say("{court}: the tariff stands.", court=litigation.label))

    def _others(self) -> None:
        model, scenario = self.model, self.model.scenario
        deals = scenario.config.other_deals
        assert deals is not None
        moved = [
            say(
                "{side}'s reference is worth {points} points",
                side=label,
                points=self._points(side, model.mandate_terms(side)["reference"]),
            )
            for side, label in enumerate(scenario.side_labels)
        ]
        words = say("{event}. {consequences}.", event=deals.label, consequences=clauses(moved))
        self._write("others", words)

    def _broken_off(self) -> None:
        text = say(
            "{who} breaks the talks off; not before {date} again.",
            who=self._who("side"),
            date=self._day(self.model.state.resume_day),
        )
        self._write("break", text)

    def _resumed(self) -> None:
        self._write("break", say("The talks can be taken up again."))

    def _announced(self) -> None:
        state, scenario = self.model.state, self.model.scenario
        for threat in range(scenario.world.deadlines, len(scenario.world.threat_issue)):
            if state.threat_on[threat] == 1 and state.threat_set[threat] == state.day:
                text = say(
                    "{issue}: {rise} percentage points more are announced for {date}.",
                    issue=scenario.issues[scenario.world.threat_issue[threat]].label,
                    rise=f"{state.number[scenario.world.threat_size[threat]]:.0f}",
                    date=self._day(state.threat_day[threat]),
                )
                self._write("threat", text)

    def _imposed(self) -> None:
        words = say("The rise is carried out. In force now: {rates}.", rates=self._in_force())
        self._write("threat", words)

    def _extended(self) -> None:
        state, scenario = self.model.state, self.model.scenario
        later = [
            state.threat_day[threat]
            for threat in range(scenario.world.deadlines)
            if state.threat_on[threat] == 1 and state.threat_day[threat] > state.day
        ]
        if later:
            words = say("The deadline is put off to {date}.", date=self._day(min(later)))
            self._write("deadline", words)

    def _snapped_back(self) -> None:
        text = say(
            "The deadline passes without a deal. In force now: {rates}.", rates=self._in_force()
        )
        self._write("deadline", text)

    def _in_force(self) -> str:
        model = self.model
        rates = [
            say(
                "{issue} {level}",
                issue=issue.label,
                level=spoken().physical(round(model.rate(place), 1), issue.unit),
            )
            for place, issue in enumerate(model.scenario.issues)
            if issue.tariff or model.state.regime[place] > 0
        ]
        return say(", ").join(rates)

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
