"""What everybody at a table gets to know as it happens, without anybody's secrets.

A listener on the model that keeps facts, not sentences: they are told in the reader's language
(``classroom.telling``). Nothing of what a side wants, knows or would sign goes in here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from agents.views import ACCEPT, CALL_LEADER, OFFER, WAIT
from sim import state as happening
from sim.model import TalksModel
from sim.state import ENDINGS

MOVED = ("wait", "offer", "accept", "walk_out", "call_leader", "interim", "extend", "escalate")


class News(NamedTuple):
    """One thing that happened; ``side`` is the only side that is told, -1: both."""

    day: int
    kind: str
    facts: dict[str, Any]
    side: int = -1


@dataclass
class Newsroom:
    """Listens to a model and keeps what happened."""

    items: list[News] = field(default_factory=list)

    def listen(self, model: TalksModel) -> None:
        """Keep what has just happened (a listener of the model)."""
        if model.last_move is not None:
            self._moved(model)
        for bit, kind, facts in _KINDS:
            if model.state.happened & bit:
                found = facts(model)
                if found is not None:
                    self.items.append(News(model.state.day, kind, found))
        if model.state.phase == happening.ENDED and not self._over():
            self.items.append(
                News(model.state.day, "ended", {"ending": ENDINGS[model.state.ending]})
            )

    def _over(self) -> bool:
        return bool(self.items) and self.items[-1].kind == "ended"

    def _moved(self, model: TalksModel) -> None:
        assert model.last_move is not None
        seat, move = model.last_move
        side = model.scenario.sides.index(seat.split(".")[0])
        facts: dict[str, Any] = {"seat": seat}
        if move.kind == OFFER:
            facts["levels"] = list(move.levels)
        if move.kind == ACCEPT and not model.state.happened & happening.TEXT_AGREED:
            return  # a minister who agreed before could not follow: told by its own news
        only = side if move.kind in (CALL_LEADER, WAIT) else -1
        if move.kind == CALL_LEADER:
            facts["word"] = model.state.leader_word[model.seat_number(seat)]
        self.items.append(News(model.state.day, MOVED[move.kind], facts, only))


def _nothing(model: TalksModel) -> dict[str, Any]:
    return {}


def _in_force(model: TalksModel) -> dict[str, Any]:
    return {
        "in_force": [round(model.rate(place), 1) for place in range(len(model.scenario.issues))]
    }


def _round(model: TalksModel) -> dict[str, Any]:
    state = model.state
    summit = sorted(model.scenario.config.summits)[state.at_summit] if state.at_summit >= 0 else ""
    return {"number": state.rounds, "summit": summit}


def _session(model: TalksModel) -> dict[str, Any]:
    world, pair = model.scenario.world, model.state.pair
    seats = model.scenario.seats
    return {"seats": [seats[world.pair_first[pair]], seats[world.pair_second[pair]]]}


def _text(model: TalksModel) -> dict[str, Any]:
    return {"levels": list(model.state.text[: len(model.scenario.issues)])}


def _by(model: TalksModel) -> dict[str, Any]:
    mask = model.state.by_side
    return {"sides": [s for n, s in enumerate(model.scenario.sides) if mask & (1 << n)]}


def _until(day: Callable[[TalksModel], int]) -> Callable[[TalksModel], dict[str, Any]]:
    return lambda model: {**_by(model), "until": day(model)}


def _announced(model: TalksModel) -> dict[str, Any] | None:
    state, world = model.state, model.scenario.world
    for threat in range(world.deadlines, len(world.threat_issue)):
        if state.threat_on[threat] == 1 and state.threat_set[threat] == state.day:
            return {
                "issue": world.threat_issue[threat],
                "points": round(state.number[world.threat_size[threat]]),
                "until": state.threat_day[threat],
            }
    return None


def _extended(model: TalksModel) -> dict[str, Any] | None:
    state, world = model.state, model.scenario.world
    later = [
        state.threat_day[threat]
        for threat in range(world.deadlines)
        if state.threat_on[threat] == 1 and state.threat_day[threat] > state.day
    ]
    return {"until": min(later)} if later else None


def _votes(event: str) -> Callable[[TalksModel], dict[str, Any]]:
    """The sides whose election has this event (``campaign`` or ``polling``) today."""

    def sides(model: TalksModel) -> dict[str, Any]:
        scenario = model.scenario
        return {
            "sides": [
                side
                for side in scenario.sides
                if (election := scenario.config.sides[side].election) is not None
                and scenario.day_of(getattr(election, event).date) == model.state.day
            ]
        }

    return sides


def _lost(model: TalksModel) -> dict[str, Any] | None:
    scenario, state = model.scenario, model.state
    for number, side in enumerate(scenario.sides):
        election = scenario.config.sides[side].election
        if state.majority_lost[number] and election is not None:
            needed = state.number[scenario.world.seats_needed[number]]
            return {"side": side, "seats": round(state.seats[number]), "needed": round(needed)}
    return None


_KINDS: tuple[tuple[int, str, Callable[[TalksModel], dict[str, Any] | None]], ...] = (
    (happening.CAMPAIGN_OPENED, "campaign", _votes("campaign")),
    (happening.POLLING_DAY, "polling", _votes("polling")),
    (happening.HIKE_ANNOUNCED, "announced", _announced),
    (happening.MAJORITY_LOST, "lost", _lost),
    (happening.COURT_STRUCK, "struck", _in_force),
    (happening.COURT_UPHELD, "upheld", _nothing),
    (happening.OTHERS_AGREED, "others", _nothing),
    (happening.TALKS_BROKEN_OFF, "broken_off", _until(lambda model: model.state.resume_day)),
    (happening.TALKS_RESUMED, "resumed", _nothing),
    (happening.ROUND_OPENED, "round", _round),
    (happening.SESSION_OPENED, "session", _session),
    (happening.TEXT_AGREED, "text", _text),
    (happening.CONSENT_WITHHELD, "withheld", _nothing),
    (happening.TEXT_BELOW_MANDATE, "below", _by),
    (happening.TEXT_OVERRIDDEN, "overridden", _by),
    (happening.TEXT_SIGNED, "signed", _until(lambda model: model.state.ratify_day)),
    (happening.REFUSED_AT_HOME, "refused", _until(lambda model: model.state.resume_day)),
    (happening.RATIFIED, "ratified", _until(lambda model: model.state.effect_day)),
    (happening.INTERIM_SIGNED, "interim_signed", _in_force),
    (happening.INTERIM_FAILED, "interim_failed", _nothing),
    (happening.HIKE_IMPOSED, "imposed", _in_force),
    (happening.EXTENDED, "extended", _extended),
    (happening.SNAPPED_BACK, "snapped_back", _in_force),
)
