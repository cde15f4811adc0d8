"""Concessions over time: what each side offered and was offered, in the points of either."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from classroom.charts.chart import Chart, Key, chart, lined, marked
from classroom.charts.frame import Box, Mark, calendar, dates, frame, lanes, rows
from classroom.charts.marks import SHAPES, star
from classroom.charts.scale import Scale, window
from classroom.charts.svg import drawing, group, path, stairs, text
from classroom.debrief.moves import Offer
from classroom.debrief.revealed import Pair
from experiments.tongue import Tongue
from sim.scenario import Scenario

SHAPE = ("circle", "square")


@dataclass(frozen=True)
class Offers:
    """What the chart shows.

    Attributes:
        scenario: the table's scenario.
        labels: names of the sides, in the reader's language.
        offers: all offers, oldest first.
        mandates: each side's mandate day by day, in points.
        agreed: day and points of the agreement, if there is one.
        marks: days of the calendar.
    """

    scenario: Scenario
    labels: tuple[str, str]
    offers: Sequence[Offer]
    mandates: tuple[Sequence[float], Sequence[float]]
    agreed: tuple[int, Pair] | None
    marks: Sequence[Mark]

    @property
    def closing(self) -> list[Offer]:
        """The last offer of each seat on each day: what it stood at in the evening."""
        evening = {(one.seat, one.day): one for one in self.offers}
        return list(evening.values())


def concessions(data: Offers, tongue: Tongue, name: str = "concessions") -> Chart:
    """Return the chart: above in the points of side 0, below in those of side 1."""
    say = tongue.say
    one, two = data.labels
    return chart(
        name,
        say("Who conceded, and when"),
        _words(data, tongue),
        lambda width, own: _draw(data, tongue, width, own),
        _key(data, tongue),
        (
            say("Offer"),
            say("Points for {side}", side=one),
            say("Points for {side}", side=two),
            say("Own points given up"),
        ),
        [_row(data, offer, tongue) for offer in data.offers if _said(offer)],
    )


def _said(offer: Offer) -> bool:
    """Whether an offer is more than the one before, said again."""
    return bool(offer.changes) or offer.accepting or not offer.gave


def _row(data: Offers, offer: Offer, tongue: Tongue) -> tuple[str, str, str, str]:
    who = tongue.say(data.scenario.seat_label(offer.seat))
    when = tongue.day(data.scenario.date_of(offer.day))
    words = tongue.say("{date}, {seat}", date=when, seat=who)
    if offer.accepting:
        words = tongue.say("{date}, {seat}: accepts", date=when, seat=who)
    return (
        words,
        f"{offer.points[0]:.0f}",
        f"{offer.points[1]:.0f}",
        f"{offer.gave:.0f}".replace("-", "−"),
    )


def _words(data: Offers, tongue: Tongue) -> str:
    say = tongue.say
    parts = [
        say(
            "Each panel is in one side's own points. Where its own offers come down and those of "
            "the other come up, the gap closes. The thick line is what its leader asked for."
        )
    ]
    for side, label in enumerate(data.labels):
        own = [one for one in data.offers if one.side == side and not one.accepting]
        if own:
            parts.append(
                say(
                    "{side} asked for {first} points at first and for {last} at last.",
                    side=label,
                    first=f"{own[0].points[side]:.0f}",
                    last=f"{own[-1].points[side]:.0f}",
                )
            )
    return " ".join(parts)


def _key(data: Offers, tongue: Tongue) -> list[Key]:
    say = tongue.say
    found = [
        lined(
            f"chart-line-{side}",
            say("offers of {side}", side=data.labels[side]),
            SHAPE[side],
            f"chart-offer-{side}",
        )
        for side in (0, 1)
    ]
    found.append(lined("chart-mandate", say("the least that the leader asked for")))
    if data.agreed is not None:
        found.append(marked("star", "chart-agreed", say("agreement")))
    return found


def _draw(data: Offers, tongue: Tongue, width: float, name: str) -> Markup:
    narrow = width < 500
    height = 190.0 if narrow else 210.0
    last = max(len(data.mandates[0]) - 1, 1)
    left, right = 34.0, width - 10
    days = Scale(0, last, left, right)
    inside = [mark for mark in data.marks if mark.day <= last]
    placed = lanes(inside, days, Box(left, 0, right, 0))
    room = 16.0 * (1 + max((lane for _, lane, _ in placed), default=-1))
    parts: list[Markup] = []
    top = room + 34
    for side in (0, 1):
        box = Box(left, top, right, top + height)
        parts += _panel(data, tongue, side, box, days, placed)
        top = box.bottom + 56
    return drawing(
        name,
        (width, top - 30),
        tongue.say("Who conceded, and when"),
        _words(data, tongue),
        parts,
        "chart-svg",
    )


def _panel(
    data: Offers,
    tongue: Tongue,
    side: int,
    box: Box,
    days: Scale,
    placed: Sequence[tuple[Mark, int, bool]],
) -> list[Markup]:
    closing = data.closing
    values = [offer.points[side] for offer in closing] + list(data.mandates[side])
    if data.agreed is not None:
        values.append(data.agreed[1][side])
    points = Scale(*window(values), box.bottom, box.top)
    raised = 20 + 16 * (1 + max((lane for _, lane, _ in placed), default=-1)) if side == 0 else 12
    title = tongue.say("In points of {side}", side=data.labels[side])
    parts = [
        text((box.left - 26, box.top - raised), title, "chart-head"),
        *rows(box, points, 5),
        frame(box),
        *dates(box, days, data.scenario.start, tongue.day),
        *calendar(placed, days, box, labels=side == 0),
    ]
    mandate = [(float(day), value) for day, value in enumerate(data.mandates[side])]
    shown = [(days.at(day), points.at(value)) for day, value in _corners(mandate)]
    parts.append(path(stairs(shown), "chart-mandate"))
    for seat in dict.fromkeys(offer.seat for offer in closing):
        own = [offer for offer in closing if offer.seat == seat]
        who = own[0].side
        at = [(days.at(offer.day), points.at(offer.points[side])) for offer in own]
        if len(at) > 1:
            parts.append(path(at, f"chart-line-{who}"))
        parts.append(group(SHAPES[SHAPE[who]](one, 2.8, f"chart-offer-{who}") for one in at))
    if data.agreed is not None:
        day, at_last = data.agreed
        parts.append(star((days.at(day), points.at(at_last[side])), 7, "chart-agreed"))
    return parts


def _corners(series: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """A daily series without the days on which nothing can be seen to change."""
    found = [series[0]]
    for place, one in enumerate(series[1:], 1):
        if abs(one[1] - found[-1][1]) >= 0.25 or place == len(series) - 1:
            found.append(one)
    return found
