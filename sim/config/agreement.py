"""What different parts of a scenario must agree on: names, dates, levels."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from sim.config.errors import nearest
from sim.config.reader import FaultAt, Path_

if TYPE_CHECKING:
    from sim.config.quantity import Quantity, Table
    from sim.config.schema import Issue, Motive, ScenarioConfig, Side


def faults(config: ScenarioConfig) -> Iterator[FaultAt]:
    """Yield everything in ``config`` that contradicts another part of it."""
    yield from _dates(config)
    yield from _issues(config)
    for name, side in config.sides.items():
        yield from _side(config, name, side)
    yield from _economy(config)
    yield from _interactions(config)
    yield from _talks(config)
    yield from _threats(config)


def _unknown(key: Path_, word: str, allowed: Collection[str], what: str) -> FaultAt:
    return FaultAt(
        key, f"'{word}' is not {what}", ", ".join(sorted(allowed)), nearest(word, allowed)
    )


def _dates(config: ScenarioConfig) -> Iterator[FaultAt]:
    first, last = config.span()
    if not first < last:
        yield FaultAt(("end", "date"), f"found {last}", f"after the start, {first}")
        return
    if (last - first).days > 3650:
        yield FaultAt(("end", "date"), f"found {last}", "at most ten years after the start")
    inside = f"{first} to {last}"
    dated: list[tuple[Path_, object]] = []
    for name, summit in config.summits.items():
        dated.append((("summits", name, "date", "date"), summit.date.date))
    for name, deadline in config.deadlines.items():
        dated.append((("deadlines", name, "date", "date"), deadline.date.date))
        if deadline.set_on.date >= deadline.date.date:
            yield FaultAt(
                ("deadlines", name, "set_on", "date"),
                f"found {deadline.set_on.date}",
                f"before the deadline itself, {deadline.date.date}",
            )
    for name, escalation in config.escalations.items():
        dated.append((("escalations", name, "by", "date"), escalation.by.date))
    for name, side in config.sides.items():
        if side.election is not None:
            at: Path_ = ("sides", name, "election")
            dated.append(((*at, "polling", "date"), side.election.polling.date))
    for key, date in dated:
        if not first < date <= last:  # type: ignore[operator]
            yield FaultAt(key, f"found {date}", inside)


def _issues(config: ScenarioConfig) -> Iterator[FaultAt]:
    for name, issue in config.issues.items():
        if issue.giver not in config.sides:
            yield _unknown(("issues", name, "giver"), issue.giver, config.sides, "a side")


def _table(
    key: Path_, table: Table | None, allowed: Collection[str], what: str
) -> Iterator[FaultAt]:
    for word in () if table is None else table.values:
        if word not in allowed:
            yield _unknown((*key, "values", word), word, allowed, what)


def _reach(key: Path_, issue: Issue, quantity: Quantity) -> Iterator[FaultAt]:
    low, high = quantity.support
    if quantity.unit == "share":
        return
    if quantity.unit != issue.unit:
        yield FaultAt((*key, "unit"), f"found '{quantity.unit}'", f"{issue.unit} or share")
        return
    lowest, highest = min(issue.levels.values), max(issue.levels.values)
    if low < lowest or high > highest:
        yield FaultAt(
            key,
            f"reaches from {low:g} to {high:g}",
            f"inside the issue's levels, {lowest:g} to {highest:g}",
        )


def _wants(motive: Motive) -> bool:
    """Return whether a motive puts any weight on anything received."""
    table = motive.benefits
    return table is not None and max(table.values.values()) > 0 and motive.weight.support[1] > 0


def _side(config: ScenarioConfig, name: str, side: Side) -> Iterator[FaultAt]:
    at: Path_ = ("sides", name)
    own = [issue for issue, info in config.issues.items() if info.giver == name]
    others = [issue for issue in config.issues if issue not in own]
    if others and not any(_wants(motive) for motive in side.motives.values()):
        yield FaultAt((*at, "motives"), "no motive has benefits that count", "at least one")
    for word, motive in side.motives.items():
        here: Path_ = (*at, "motives", word)
        yield from _table((*here, "benefits"), motive.benefits, others, "what this side receives")
        yield from _table((*here, "costs"), motive.costs, own, "what this side gives")
        if motive.measure != "rate" and config.economy is None:
            yield FaultAt((*here, "measure"), f"found '{motive.measure}'", "rate, or an economy")
    for word, quantity in side.reference.items():
        if word not in config.issues:
            yield _unknown((*at, "reference", word), word, config.issues, "an issue")
        else:
            yield from _reach((*at, "reference", word), config.issues[word], quantity)
    for word in side.limits:
        if word not in own:
            yield _unknown((*at, "limits", word), word, own, "what this side gives")
        elif word not in side.reference:
            yield FaultAt((*at, "limits", word), "has no reference", "an issue in 'reference'")
    for index, word in enumerate(side.sensitive):
        if word not in own:
            yield _unknown((*at, "sensitive", index), word, own, "what this side gives")
    if side.election is not None and not side.sensitive:
        yield FaultAt((*at, "sensitive"), "is empty", "what the campaign makes painful")
    for word, group in side.constituencies.items():
        where: Path_ = (*at, "constituencies", word, "stakes")
        yield from _table(where, group.stakes, config.issues, "an issue")
    if side.mandate.stress is not None and config.stress is None:
        yield FaultAt((*at, "mandate", "stress"), "there is no stress", "a section 'stress'")
    result = side.election.result if side.election is not None else None
    if side.mandate.majority is not None and result is None:
        yield FaultAt((*at, "mandate", "majority"), "nothing can be lost", "an election result")
    if side.approval is not None and side.ratification is None and result is None:
        yield FaultAt((*at, "approval"), "nothing reads it", "a ratification or election result")
    if side.ratification is not None and not side.constituencies:
        yield FaultAt((*at, "ratification"), "has nobody to ask", "constituencies beside it")
    for word, minister in side.ministers.items():
        where = (*at, "ministers", word, "tilt")
        yield from _table(where, minister.tilt, side.motives, "a motive of this side")


def _economy(config: ScenarioConfig) -> Iterator[FaultAt]:
    economy = config.economy
    if economy is None:
        return
    for word in ("exporter", "importer"):
        if getattr(economy, word) not in config.sides:
            yield _unknown(("economy", word), getattr(economy, word), config.sides, "a side")
    if economy.exporter == economy.importer:
        yield FaultAt(("economy", "importer"), f"found '{economy.importer}'", "the other side")
    for name, line in config.economy.lines.items() if config.economy else ():
        key: Path_ = ("economy", "lines", name, "issue")
        tariffs = [word for word, issue in config.issues.items() if issue.kind == "tariff"]
        if line.issue not in tariffs:
            yield _unknown(key, line.issue, tariffs, "a tariff issue")
        elif config.issues[line.issue].giver != economy.importer:
            yield FaultAt(key, f"'{line.issue}' isn't the importer's", "a tariff it gives")
        elif config.issues[line.issue].unit != "percent":
            yield FaultAt(key, f"'{line.issue}' isn't in percent", "a tariff in percent")
    for name, issue in config.issues.items():
        if issue.kind == "tariff" and name not in {line.issue for line in economy.lines.values()}:
            yield FaultAt(("economy", "lines"), f"no line for '{name}'", "one line or more")


def _interactions(config: ScenarioConfig) -> Iterator[FaultAt]:
    for name, part in config.interactions.items():
        at: Path_ = ("interactions", name)
        if part.side not in config.sides:
            yield _unknown((*at, "side"), part.side, config.sides, "a side")
            continue
        own = [word for word, issue in config.issues.items() if issue.giver == part.side]
        others = [word for word in config.issues if word not in own]
        if part.eases not in own:
            yield _unknown((*at, "eases"), part.eases, own, "what this side gives")
        if part.by not in others:
            yield _unknown((*at, "by"), part.by, others, "what this side receives")


def _talks(config: ScenarioConfig) -> Iterator[FaultAt]:
    seats = {
        f"{name}.{minister}": name
        for name, side in config.sides.items()
        for minister in side.ministers
    }
    met: set[str] = set()
    for index, pair in enumerate(config.talks.pairs):
        for position, seat in enumerate(pair):
            if seat not in seats:
                yield _unknown(("talks", "pairs", index, position), seat, seats, "a seat")
        if pair[0] in seats and pair[1] in seats and seats[pair[0]] == seats[pair[1]]:
            yield FaultAt(("talks", "pairs", index), f"{list(pair)} are of one side", "two sides")
        met.update(pair)
    for seat, name in seats.items():
        if seat not in met:
            minister = seat.split(".")[1]
            yield FaultAt(
                ("sides", name, "ministers", minister), "meets nobody", "a place in talks.pairs"
            )
    cadence = config.talks.cadence
    if cadence is not None and cadence.shortest.support[1] > cadence.longest.support[0]:
        yield FaultAt(
            ("talks", "cadence", "shortest"),
            f"can reach {cadence.shortest.support[1]:g}",
            f"at most the longest, {cadence.longest.support[0]:g}",
        )


def _threats(config: ScenarioConfig) -> Iterator[FaultAt]:
    for word, threats in (("deadlines", config.deadlines), ("escalations", config.escalations)):
        for name, threat in threats.items():
            at: Path_ = (word, name)
            if threat.holder not in config.sides:
                yield _unknown((*at, "holder"), threat.holder, config.sides, "a side")
            issue = config.issues.get(threat.issue)
            if issue is None:
                yield _unknown((*at, "issue"), threat.issue, config.issues, "an issue")
            elif issue.giver != threat.holder:
                yield FaultAt((*at, "issue"), f"'{threat.issue}' isn't the holder's", "its own")
    for name, deadline in config.deadlines.items():
        issue = config.issues.get(deadline.issue)
        if issue is not None:
            yield from _reach(("deadlines", name, "to"), issue, deadline.to)
    for word, part in (("litigation", config.litigation), ("other_deals", config.other_deals)):
        if part is None:
            continue
        issue = config.issues.get(part.issue)
        if issue is None:
            yield _unknown((word, "issue"), part.issue, config.issues, "an issue")
        elif issue.kind != "tariff":
            yield FaultAt((word, "issue"), f"'{part.issue}' is no tariff", "a tariff")
        elif part is config.other_deals:
            yield from _reach((word, "value"), issue, config.other_deals.value)
    breaking = [name for name, side in config.sides.items() if side.break_off is not None]
    if breaking and config.break_off_days is None:
        yield FaultAt(("break_off_days",), "is missing", "how long talks stay broken off")
    if config.break_off_days is not None and not breaking:
        yield FaultAt(("break_off_days",), "nobody breaks off", "sides.….break_off beside it")
    if config.interim is not None and not config.deadlines:
        yield FaultAt(("interim",), "there is no clock to stop", "a deadline, or no interim accord")
