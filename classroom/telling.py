"""News told in the reader's language, as one sentence each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from classroom.news import News
from experiments.tongue import Tongue
from sim.scenario import Scenario

Facts = dict[str, Any]
Told = Callable[[Scenario, Tongue, Facts], str]


def told(news: News, scenario: Scenario, tongue: Tongue) -> str:
    """Return news as a sentence."""
    return _TOLD[news.kind](scenario, tongue, news.facts)


def package(
    scenario: Scenario, tongue: Tongue, levels: list[int], before: list[int] | None = None
) -> str:
    """Return a package in words or, with the one before, what has changed in it."""
    parts = []
    for place, issue in enumerate(scenario.issues):
        if before is not None and before[place] == levels[place]:
            continue
        label = tongue.say(issue.label)
        level = level_label(scenario, tongue, place, levels[place])
        if before is None:
            if levels[place]:
                parts.append(tongue.say("{issue}: {level}", issue=label, level=level))
        else:
            old = level_label(scenario, tongue, place, before[place])
            parts.append(tongue.say("{issue}: {old} → {new}", issue=label, old=old, new=level))
    return tongue.say("; ").join(parts)


def level_label(scenario: Scenario, tongue: Tongue, place: int, level: int) -> str:
    """Return the name of a level: its words, or its value and unit."""
    issue = scenario.issues[place]
    if scenario.config.issues[issue.id].levels.labels:
        return tongue.say(issue.level_labels[level])
    return tongue.physical(issue.levels[level], issue.unit)


def seat_name(scenario: Scenario, tongue: Tongue, seat: str) -> str:
    """Return a seat's name."""
    return tongue.say(scenario.seat_label(seat))


def side_names(scenario: Scenario, tongue: Tongue, sides: list[str]) -> str:
    """Return sides in a row."""
    labels = dict(zip(scenario.sides, scenario.side_labels, strict=True))
    return tongue.say(" and ").join(tongue.say(labels[side]) for side in sides)


def _by_seat(text: str) -> Told:
    def tell(scenario: Scenario, tongue: Tongue, facts: Facts) -> str:
        return tongue.say(text, seat=seat_name(scenario, tongue, facts["seat"]))

    return tell


def _plain(text: str) -> Told:
    return lambda scenario, tongue, facts: tongue.say(text)


def _by_sides(text: str) -> Told:
    def tell(scenario: Scenario, tongue: Tongue, facts: Facts) -> str:
        until = facts.get("until")
        return tongue.say(
            text,
            sides=side_names(scenario, tongue, facts["sides"]),
            date=tongue.day(scenario.date_of(until)) if until is not None else "",
        )

    return tell


def _until(text: str) -> Told:
    return lambda scenario, tongue, facts: tongue.say(
        text, date=tongue.day(scenario.date_of(facts["until"]))
    )


def _in_force(text: str) -> Told:
    def tell(scenario: Scenario, tongue: Tongue, facts: Facts) -> str:
        rates = [
            tongue.say(
                "{issue}: {level}",
                issue=tongue.say(issue.label),
                level=tongue.physical(value, issue.unit),
            )
            for issue, value in zip(scenario.issues, facts["in_force"], strict=True)
            if issue.tariff
        ]
        return tongue.say(text, rates=tongue.say("; ").join(rates))

    return tell


def _round(scenario: Scenario, tongue: Tongue, facts: Facts) -> str:
    if facts["summit"]:
        summit = scenario.config.summits[facts["summit"]]
        label = tongue.say(summit.label)
        return tongue.say("{summit}: the leaders meet, ministers at hand.", summit=label)
    return tongue.say("Round {number}.", number=facts["number"])


def _session(scenario: Scenario, tongue: Tongue, facts: Facts) -> str:
    first, second = (seat_name(scenario, tongue, seat) for seat in facts["seats"])
    return tongue.say("{first} and {second} sit down.", first=first, second=second)


def _package(text: str) -> Told:
    def tell(scenario: Scenario, tongue: Tongue, facts: Facts) -> str:
        return tongue.say(
            text,
            seat=seat_name(scenario, tongue, facts["seat"]) if "seat" in facts else "",
            package=package(scenario, tongue, facts["levels"]) or tongue.say("nothing at all"),
        )

    return tell


def _announced(scenario: Scenario, tongue: Tongue, facts: Facts) -> str:
    issue = scenario.issues[facts["issue"]]
    return tongue.say(
        "{issue}: {points} percentage points more are announced for {date}.",
        issue=tongue.say(issue.label),
        points=facts["points"],
        date=tongue.day(scenario.date_of(facts["until"])),
    )


def _polling(scenario: Scenario, tongue: Tongue, facts: Facts) -> str:
    labels = [
        tongue.say(election.label)
        for side in facts["sides"]
        if (election := scenario.config.sides[side].election) is not None
    ]
    return tongue.say("Polling day: {elections}.", elections=tongue.say(" and ").join(labels))


def _lost(scenario: Scenario, tongue: Tongue, facts: Facts) -> str:
    return tongue.say(
        "{side}: the majority is lost. {seats} seats won, {needed} needed.",
        side=side_names(scenario, tongue, [facts["side"]]),
        seats=facts["seats"],
        needed=facts["needed"],
    )


def _court(text: str) -> Told:
    def tell(scenario: Scenario, tongue: Tongue, facts: Facts) -> str:
        litigation = scenario.config.litigation
        assert litigation is not None
        return tongue.say(text, court=tongue.say(litigation.label))

    return tell


def _others(scenario: Scenario, tongue: Tongue, facts: Facts) -> str:
    deals = scenario.config.other_deals
    assert deals is not None
    return tongue.say("{deal}. What counts as a good deal shifts.", deal=tongue.say(deals.label))


def _leader(scenario: Scenario, tongue: Tongue, facts: Facts) -> str:
    word = {
        1: "{seat} calls home: the leader would sign this.",
        -1: "{seat} calls home: the leader would not sign this.",
        0: "{seat} calls home; there is nothing to ask about yet.",
    }
    text = word[facts["word"]]
    return tongue.say(text, seat=seat_name(scenario, tongue, facts["seat"]))


def _ended(scenario: Scenario, tongue: Tongue, facts: Facts) -> str:
    return ending(tongue, facts["ending"])


def ending(tongue: Tongue, name: str) -> str:
    """Return how a history ended, as a sentence."""
    say = tongue.say
    return {
        "agreement": say("A comprehensive agreement."),
        "interim": say("No comprehensive agreement; an interim accord is in force."),
        "talking": say("No agreement; the two sides are still talking."),
        "snap_back": say("No agreement; what was threatened is in force."),
        "broken_off": say("No agreement; the talks are broken off."),
    }[name]


def sentences(tongue: Tongue) -> tuple[str, ...]:
    """Every sentence that is looked up by kind, so that the catalogue's collector finds it."""
    say = tongue.say
    return (
        say("{seat} says nothing this time."),
        say("{seat} offers: {package}."),
        say("{seat} accepts."),
        say("{seat} walks out of the session."),
        say("{seat} calls home: the leader would sign this."),
        say("{seat} calls home: the leader would not sign this."),
        say("{seat} calls home; there is nothing to ask about yet."),
        say("{seat} proposes an interim accord."),
        say("{seat} extends the deadline."),
        say("{seat} announces a hike."),
        say("{sides}: the campaign opens. What hurts at home now hurts more."),
        say("{court}: the tariff is struck down."),
        say("{court}: the tariff stands."),
        say("{sides} breaks the talks off; not before {date} again."),
        say("The talks can be taken up again."),
        say("A text is agreed between the ministers: {package}."),
        say("A minister who agreed before can't follow; the earlier text stands."),
        say("The text falls below what the leader of {sides} would sign."),
        say("The leader of {sides} sends the text back."),
        say("Both leaders sign. Home is asked by {date}."),
        say("Refused at home in {sides}. Talks resume from {date}."),
        say("Ratified. It takes effect on {date}."),
        say("An interim accord is signed. In force now: {rates}."),
        say("An interim accord is considered; one side would not sign."),
        say("The rise is carried out. In force now: {rates}."),
        say("The deadline is put off to {date}."),
        say("The deadline passes without a deal. In force now: {rates}."),
    )


_TOLD: dict[str, Told] = {
    "wait": _by_seat("{seat} says nothing this time."),
    "offer": _package("{seat} offers: {package}."),
    "accept": _by_seat("{seat} accepts."),
    "walk_out": _by_seat("{seat} walks out of the session."),
    "call_leader": _leader,
    "interim": _by_seat("{seat} proposes an interim accord."),
    "extend": _by_seat("{seat} extends the deadline."),
    "escalate": _by_seat("{seat} announces a hike."),
    "campaign": _by_sides("{sides}: the campaign opens. What hurts at home now hurts more."),
    "polling": _polling,
    "announced": _announced,
    "lost": _lost,
    "struck": _court("{court}: the tariff is struck down."),
    "upheld": _court("{court}: the tariff stands."),
    "others": _others,
    "broken_off": _by_sides("{sides} breaks the talks off; not before {date} again."),
    "resumed": _plain("The talks can be taken up again."),
    "round": _round,
    "session": _session,
    "text": _package("A text is agreed between the ministers: {package}."),
    "withheld": _plain("A minister who agreed before can't follow; the earlier text stands."),
    "below": _by_sides("The text falls below what the leader of {sides} would sign."),
    "overridden": _by_sides("The leader of {sides} sends the text back."),
    "signed": _until("Both leaders sign. Home is asked by {date}."),
    "refused": _by_sides("Refused at home in {sides}. Talks resume from {date}."),
    "ratified": _until("Ratified. It takes effect on {date}."),
    "interim_signed": _in_force("An interim accord is signed. In force now: {rates}."),
    "interim_failed": _plain("An interim accord is considered; one side would not sign."),
    "imposed": _in_force("The rise is carried out. In force now: {rates}."),
    "extended": _until("The deadline is put off to {date}."),
    "snapped_back": _in_force("The deadline passes without a deal. In force now: {rates}."),
    "ended": _ended,
}
