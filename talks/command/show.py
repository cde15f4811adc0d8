"""``talks show``: a scenario in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sim.wording import day_month, full_date, physical

if TYPE_CHECKING:
    from sim.config.quantity import Quantity
    from sim.scenario import Scenario


def show(
    scenario: Annotated[str, typer.Argument(help="A scenario file, or the name of a shipped one.")],
) -> None:
    """Print the world of a scenario: sides, issues, calendar, and what is only assumed."""
    from sim.scenario import find_scenario

    for part in (_opening, _sides, _issues, _calendar, _economy, _beliefs):
        part(find_scenario(scenario))


def _title(text: str) -> None:
    from talks.command.telling import console

    console.print(f"\n[bold]{text}[/]", highlight=False)


def _line(text: str) -> None:
    """Print a line; where it is too long, the rest hangs under its beginning."""
    from textwrap import fill

    from talks.command.telling import console

    indent = " " * (len(text) - len(text.lstrip()))
    width = min(max(console.width, 40), 100)
    console.print(
        fill(text, width, subsequent_indent=f"{indent}  " if indent else ""),
        highlight=False,
        markup=False,
    )


def _opening(scenario: Scenario) -> None:
    config = scenario.config
    _title(scenario.title)
    _line(config.summary)
    start, end = config.span()
    _line(f"From {full_date(start)} to {full_date(end)}, {scenario.horizon} days.")


def _sides(scenario: Scenario) -> None:
    for side in scenario.sides:
        part = scenario.config.sides[side]
        _title(part.label)
        _line(f"  decides: {part.leader.label}")
        for name, minister in sorted(part.ministers.items()):
            levers = f"; can {' and '.join(minister.levers)}" if minister.levers else ""
            words = minister.strategy.name.replace("_", "-")
            _line(f"  negotiates: {minister.label} ({side}.{name}, {words}{levers})")
        wants = [m.label for m in part.motives.values() if m.benefits]
        minds = [m.label for m in part.motives.values() if m.costs]
        _line(f"  wants: {', '.join(wants)}")
        _line(f"  minds: {', '.join(minds)}")
        if part.constituencies:
            groups = ", ".join(group.label for group in part.constituencies.values())
            _line(f"  watched by: {groups}")
        if part.election is not None:
            election = part.election
            _line(
                f"  votes: {election.label} on {day_month(election.polling.date)}, "
                f"campaign from {day_month(election.campaign.date)}"
            )


def _issues(scenario: Scenario) -> None:
    from rich.table import Table

    from talks.command.telling import console

    table = Table(box=None, pad_edge=False, title="On the table", title_justify="left")
    for heading in ("issue", "given by", "levels", "in force"):
        table.add_column(heading)
    for info in scenario.issues:
        issue = scenario.config.issues[info.id]
        first, last = info.level_labels[0], info.level_labels[-1]
        force = "" if issue.in_force is None else _number(issue.in_force)
        table.add_row(
            info.label,
            scenario.side_labels[info.giver],
            f"{first} → {last}, {len(info.levels)} levels",
            force,
        )
    console.print()
    console.print(table)


def _calendar(scenario: Scenario) -> None:
    marks = scenario.landmarks
    config = scenario.config
    if not marks and not config.escalations:
        _title("Calendar")
        _line(f"  a session a day; the last day is {day_month(scenario.date_of(scenario.horizon))}")
        return
    _title("Calendar")
    for mark in marks:
        _line(f"  {day_month(scenario.date_of(mark.day))}  {mark.label}")
    for deadline in config.deadlines.values():
        issue = config.issues[deadline.issue]
        force = _number(issue.in_force) if issue.in_force else ""
        _line(
            f"  If nothing is agreed when the {deadline.label.lower().removesuffix(' ends')} ends, "
            f"{issue.label.lower()} goes from {force} to {_number(deadline.to)}, unless it is put "
            f"off ({_number(deadline.softness)})."
        )
    for escalation in config.escalations.values():
        _line(
            f"  {escalation.label}: {_number(escalation.rise)} more, imposed by "
            f"{day_month(escalation.by.date)} with {_number(escalation.probability)}."
        )


def _economy(scenario: Scenario) -> None:
    economy = scenario.config.economy
    if economy is None:
        return
    _title("Trade under tariff")
    for line in economy.lines.values():
        issue = scenario.config.issues[line.issue]
        force = _number(issue.in_force) if issue.in_force else ""
        _line(
            f"  {line.label}: {_number(line.base_trade)}, {force} in force on top of the ordinary "
            f"{_number(line.mfn)}"
        )


def _beliefs(scenario: Scenario) -> None:
    cited = list(scenario.config.cited())
    assumed = sum(part.assumed for _, part in cited)
    _title("Where it comes from")
    _line(
        f"  {len(cited)} sourced parts: {len(cited) - assumed} facts, {assumed} judged at least "
        f"in part, each with its range and reason. {len(scenario.drawn)} numbers are drawn anew "
        "in every history."
    )
    _line(f"  content hash {scenario.hash}")


def _number(quantity: Quantity) -> str:
    """Return a quantity in words: a value, or where its law lies."""
    if quantity.value is not None:
        if quantity.unit == "probability":
            return f"a chance of {quantity.value:.0%}"
        return physical(quantity.value, quantity.unit)
    if quantity.law == "beta":
        assert quantity.a is not None and quantity.b is not None
        share = quantity.a / (quantity.a + quantity.b)
        return f"a chance drawn from Beta({quantity.a}, {quantity.b}), mean {share:.0%}"
    low, high = quantity.support
    return f"{low:g} to {physical(high, quantity.unit)}"
