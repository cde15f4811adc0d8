"""What a phase brought beside the table, in words: the calendar, leaders, homes, tariffs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from sim import state as happening
from sim.model import TalksModel
from sim.speech import clauses, joined, listing, say, spoken


class Happening(NamedTuple):
    """Something that a phase can bring."""

    bit: int
    """Its mark in ``State.happened``."""
    kind: str
    """The kind of its entries."""
    told: Callable[[TalksModel], Iterator[str]]
    """What is written, an entry a text."""


def points(model: TalksModel, side: int, value: float) -> str:
    """A utility as a side's points."""
    return f"{model.points(side, value):.0f}"


def day_in_words(model: TalksModel, day: int) -> str:
    """A day of the history as a date without its year."""
    return spoken().day(model.scenario.date_of(day))


def _campaign(model: TalksModel) -> Iterator[str]:
    factor = max(model.state.salience)
    cost = say("Sensitive concessions now cost {factor} times as much.", factor=f"{factor:.1f}")
    yield joined(say("The campaign opens."), cost if factor != 1.0 else "")


def _polling(model: TalksModel) -> Iterator[str]:
    scenario = model.scenario
    labels = [
        election.label
        for side in scenario.sides
        if (election := scenario.config.sides[side].election) is not None
        and scenario.day_of(election.polling.date) == model.state.day
    ]
    yield say("Polling day: {votes}.", votes=say(", ").join(labels))


def _announced(model: TalksModel) -> Iterator[str]:
    state, scenario = model.state, model.scenario
    for threat in range(scenario.world.deadlines, len(scenario.world.threat_issue)):
        if state.threat_on[threat] == 1 and state.threat_set[threat] == state.day:
            yield say(
                "{issue}: {rise} percentage points more are announced for {date}.",
                issue=scenario.issues[scenario.world.threat_issue[threat]].label,
                rise=f"{state.number[scenario.world.threat_size[threat]]:.0f}",
                date=day_in_words(model, state.threat_day[threat]),
            )


def _lost(model: TalksModel) -> Iterator[str]:
    state, scenario = model.state, model.scenario
    for number, side in enumerate(scenario.sides):
        if state.majority_lost[number] and scenario.config.sides[side].election is not None:
            yield say(
                "The majority is lost: {seats} seats won, {needed} needed.",
                seats=f"{state.seats[number]:.0f}",
                needed=f"{state.number[scenario.world.seats_needed[number]]:.0f}",
            )


def _struck(model: TalksModel) -> Iterator[str]:
    litigation = model.scenario.config.litigation
    assert litigation is not None
    yield say(
        "{court}: the tariff is struck down. In force now: {rates}.",
        court=litigation.label,
        rates=_in_force(model),
    )


def _upheld(model: TalksModel) -> Iterator[str]:
    litigation = model.scenario.config.litigation
    assert litigation is not None
    yield say("{court}: the tariff stands.", court=litigation.label)


def _others(model: TalksModel) -> Iterator[str]:
    scenario = model.scenario
    deals = scenario.config.other_deals
    assert deals is not None
    moved = [
        say(
            "{side}'s reference is worth {points} points",
            side=label,
            points=points(model, side, model.mandate_terms(side)["reference"]),
        )
        for side, label in enumerate(scenario.side_labels)
    ]
    yield say("{event}. {consequences}.", event=deals.label, consequences=clauses(moved))


def _broken_off(model: TalksModel) -> Iterator[str]:
    yield say(
        "{who} breaks the talks off; not before {date} again.",
        who=_who(model, "side"),
        date=day_in_words(model, model.state.resume_day),
    )


def _resumed(model: TalksModel) -> Iterator[str]:
    yield say("The talks can be taken up again.")


def _withheld(model: TalksModel) -> Iterator[str]:
    yield say("A minister who agreed before can't follow; the earlier text stands.")


def _below(model: TalksModel) -> Iterator[str]:
    yield say("The text falls below the mandate of the {leader}.", leader=_who(model))


def _overridden(model: TalksModel) -> Iterator[str]:
    yield say("The text meets both mandates; the {leader} sends it back.", leader=_who(model))


def _signed(model: TalksModel) -> Iterator[str]:
    date = day_in_words(model, model.state.ratify_day)
    yield say("Both leaders sign. Home is asked by {date}.", date=date)


def _refused(model: TalksModel) -> Iterator[str]:
    groups = _losers(model)
    yield joined(
        say("Refused at home in {sides}.", sides=_who(model, "home")),
        say("Against it: {groups}.", groups=groups) if groups else "",
        say("Talks resume from {date}.", date=day_in_words(model, model.state.resume_day)),
    )


def _ratified(model: TalksModel) -> Iterator[str]:
    date = model.scenario.date_of(model.state.effect_day)
    yield say("Ratified. It takes effect on {date}.", date=spoken().date(date))


def _interim(model: TalksModel) -> Iterator[str]:
    yield say("An interim accord. In force now: {rates}.", rates=_in_force(model))


def _interim_failed(model: TalksModel) -> Iterator[str]:
    yield say("An interim accord is considered; one side would not sign.")


def _imposed(model: TalksModel) -> Iterator[str]:
    yield say("The rise is carried out. In force now: {rates}.", rates=_in_force(model))


def _extended(model: TalksModel) -> Iterator[str]:
    state, scenario = model.state, model.scenario
    later = [
        state.threat_day[threat]
        for threat in range(scenario.world.deadlines)
        if state.threat_on[threat] == 1 and state.threat_day[threat] > state.day
    ]
    if later:
        yield say("The deadline is put off to {date}.", date=day_in_words(model, min(later)))


def _snapped_back(model: TalksModel) -> Iterator[str]:
    yield say("The deadline passes without a deal. In force now: {rates}.", rates=_in_force(model))


def _who(model: TalksModel, role: str = "leader") -> str:
    scenario, mask = model.scenario, model.state.by_side
    return listing(
        [
            scenario.config.sides[side].leader.label if role == "leader" else label
            for number, (side, label) in enumerate(
                zip(scenario.sides, scenario.side_labels, strict=True)
            )
            if mask & (1 << number)
        ]
    )


def _losers(model: TalksModel) -> str:
    world = model.scenario.world
    names = []
    number = 0
    for side in model.scenario.sides:
        for name in sorted(model.scenario.config.sides[side].constituencies):
            group = model.scenario.config.sides[side].constituencies[name]
            refusing = model.state.by_side & (1 << world.group_side[number])
            if refusing and model.group_gain(number) < 0:
                names.append(group.label.lower())
            number += 1
    return say(", ").join(names)


def _in_force(model: TalksModel) -> str:
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


BEFORE_THE_TABLE = (
    Happening(happening.CAMPAIGN_OPENED, "campaign", _campaign),
    Happening(happening.POLLING_DAY, "election", _polling),
    Happening(happening.HIKE_ANNOUNCED, "threat", _announced),
    Happening(happening.MAJORITY_LOST, "election", _lost),
    Happening(happening.COURT_STRUCK, "court", _struck),
    Happening(happening.COURT_UPHELD, "court", _upheld),
    Happening(happening.OTHERS_AGREED, "others", _others),
    Happening(happening.TALKS_BROKEN_OFF, "break", _broken_off),
    Happening(happening.TALKS_RESUMED, "break", _resumed),
)
"""What a day can bring before anybody sits down, in the order in which it is told."""

AFTER_THE_TABLE = (
    Happening(happening.CONSENT_WITHHELD, "text", _withheld),
    Happening(happening.TEXT_BELOW_MANDATE, "leaders", _below),
    Happening(happening.TEXT_OVERRIDDEN, "leaders", _overridden),
    Happening(happening.TEXT_SIGNED, "leaders", _signed),
    Happening(happening.REFUSED_AT_HOME, "home", _refused),
    Happening(happening.RATIFIED, "home", _ratified),
    Happening(happening.INTERIM_SIGNED, "interim", _interim),
    Happening(happening.INTERIM_FAILED, "interim", _interim_failed),
    Happening(happening.HIKE_IMPOSED, "threat", _imposed),
    Happening(happening.EXTENDED, "deadline", _extended),
    Happening(happening.SNAPPED_BACK, "deadline", _snapped_back),
)
"""What can come of a session, and of the day, in the order in which it is told."""
