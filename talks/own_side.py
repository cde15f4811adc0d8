"""The diary of somebody who sits at the table: what is public, and what only their own side knows.

What the other side would sign, what it believes of a deadline and what an offer is worth to it are
left out until the history has ended.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from agents.views import CALL_LEADER
from sim import state as happening
from sim.chair import Chair
from sim.happenings import Happening
from sim.model import TalksModel
from sim.package_words import changed, described
from sim.speech import clauses, joined, listing, say
from sim.teller import Entry, Teller


@dataclass
class OwnSide(Teller):
    """A teller that keeps the other side's secrets.

    Args:
        model: the history, on its first day.
        sides: numbers of the sides whose secrets may be told.
    """

    sides: Collection[int] = ()

    def open(self) -> None:
        """Write what the own side could live with on the first day."""
        super().open()  # an entry a side, in their order
        self.entries = [entry for side, entry in enumerate(self.entries) if side in self.sides]

    def listen(self, model: TalksModel) -> None:
        """Write what has just happened in this model, the same history as the one given."""
        self.model = model
        super().listen(model)

    def _pressure(self, side: int) -> str:
        return super()._pressure(side) if side in self.sides else ""

    def _moved(self, model: TalksModel) -> None:
        assert model.last_move is not None
        seat, move = model.last_move
        if move.kind == CALL_LEADER and self._side(seat) not in self.sides:
            return
        super()._moved(model)

    def _offer(self, seat: str, levels: tuple[int, ...]) -> str:
        if self._side(seat) in self.sides:
            return super()._offer(seat, levels)
        scenario, before = self.model.scenario, self.last_offers.get(seat)
        who = scenario.seat_label(seat)
        if before is None:
            return say("{who} opens at: {package}.", who=who, package=described(scenario, levels))
        changes = changed(scenario, before, levels)
        if not changes:
            return say("{who} does not move.", who=who)
        return say("{who} moves: {changes}.", who=who, changes=changes)

    def _tell(self, happenings: Sequence[Happening]) -> None:
        if len(self.sides) == len(self.model.scenario.sides):
            super()._tell(happenings)
            return
        told = {
            happening.CAMPAIGN_OPENED: self._campaign,
            happening.OTHERS_AGREED: self._others,
            happening.TEXT_OVERRIDDEN: self._overridden,
        }
        super()._tell([one._replace(told=told.get(one.bit, one.told)) for one in happenings])

    def _campaign(self, model: TalksModel) -> Iterator[str]:
        factor = max(model.state.salience[side] for side in self.sides)
        cost = say("Sensitive concessions now cost {factor} times as much.", factor=f"{factor:.1f}")
        yield joined(say("The campaign opens."), cost if factor != 1.0 else "")

    def _others(self, model: TalksModel) -> Iterator[str]:
        deals = model.scenario.config.other_deals
        assert deals is not None
        moved = [
            say(
                "{side}'s reference is worth {points} points",
                side=model.scenario.side_labels[side],
                points=self._points(side, model.mandate_terms(side)["reference"]),
            )
            for side in sorted(self.sides)
        ]
        yield say("{event}. {consequences}.", event=deals.label, consequences=clauses(moved))

    def _overridden(self, model: TalksModel) -> Iterator[str]:
        """That a text met the other side's mandate stays with that side."""
        scenario, by = model.scenario, model.state.by_side
        leaders = [
            scenario.config.sides[side].leader.label
            for number, side in enumerate(scenario.sides)
            if by & (1 << number)
        ]
        yield say("The {leader} sends the text back.", leader=listing(leaders))

    def _side(self, seat: str) -> int:
        return self.model.scenario.sides.index(seat.split(".")[0])


class Sitting:
    """A chair with the diary of its own side.

    Args:
        chair: taken, or taken up again; it is played once more up to where it is.
    """

    def __init__(self, chair: Chair) -> None:
        scenario = chair.scenario
        first_day = TalksModel(
            scenario=scenario,
            run=chair.run,
            rng=chair.seed,
            collect=False,
            seats=dict.fromkeys(chair.seats),
        )
        own = {scenario.sides.index(seat.split(".")[0]) for seat in chair.seats}
        self.teller = OwnSide(first_day, sides=own)
        self.teller.open()
        self.chair = Chair(
            scenario,
            chair.seats,
            chair.seed,
            chair.run,
            list(chair.steps),
            listeners=(self.teller.listen,),
        )
        self._told = 0

    def news(self) -> Sequence[Entry]:
        """Return the diary's entries since this was last asked; the very last has both scores."""
        if self.chair.over and not self.teller.closed:
            self.teller.close()
        fresh = self.teller.entries[self._told :]
        self._told = len(self.teller.entries)
        return fresh
