"""An outcomes file, read and checked against the scenario that it belongs to."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path

from experiments.expressions import ExpressionFault, read_expression
from experiments.scoring.outcomes import Amount, Event, Fact, OutcomesConfig
from sim.config import ConfigError, Fault, load_scenario
from sim.config.errors import nearest, shorten
from sim.config.reader import Document, read_yaml, validate
from sim.outcomes import COUNTED, DATED, DOLLARS
from sim.scenario import Scenario, build

NEVER = "never"
DAY = "_day"
"""Ending of the columns that hold a day; an event is named as its column without it."""

TOTALS = frozenset((*(name for name, _ in DOLLARS), "exporter_loss_gdp"))
"""Figures that add up to the scenario's last day, whether there is an agreement or not."""


def load_outcomes(path: Path | str, scenario: Scenario | None = None) -> OutcomesConfig:
    """Read an outcomes file and check it against a scenario.

    Args:
        path: the file; its scenario is looked up from there.
        scenario: the scenario that was run, where it is to be scored; it must have the name of the
            file's own. Otherwise the file's own.

    Raises:
        ConfigError: with every fault found.
    """
    document = read_yaml(path)
    config = validate(OutcomesConfig, document)
    scenario_path = Path(path).parent / config.scenario
    if not scenario_path.is_file():
        raise ConfigError(
            document.fault(("scenario",), f"found {shorten(config.scenario)}, no such file")
        )
    own = load_scenario(scenario_path)
    if scenario is None:
        scenario = build(own)
    elif scenario.name != own.name:
        raise ConfigError(
            document.fault(
                ("scenario",),
                f"is '{own.name}', and the result is of '{scenario.name}'",
                "outcomes of the scenario that was run",
            )
        )
    faults = list(_faults(config, scenario, document))
    if faults:
        raise ConfigError(sorted(faults, key=lambda fault: fault.line or 0))
    return config


def events_of(scenario: Scenario) -> Mapping[str, str]:
    """Return what each event of a scenario's outcome table means, by name."""
    return {name.removesuffix(DAY): text for name, text in DATED}


def figures_of(scenario: Scenario) -> Mapping[str, str]:
    """Return the unit of each outcome column that a figure may be given for, by name."""
    found = {name: "count" for name, _ in COUNTED if name not in ("struck", "zopa_rounds")}
    found |= {f"approval_{side}": "points" for side in scenario.sides}
    if scenario.config.economy is not None:
        found |= {name: "USD bn" for name, _ in DOLLARS}
        found["exporter_loss_gdp"] = "percent"
    return found


def _faults(config: OutcomesConfig, scenario: Scenario, document: Document) -> Iterator[Fault]:
    start, end = scenario.start, scenario.date_of(scenario.horizon)
    if config.known_on < start:
        yield document.fault(("known_on",), f"found {config.known_on}", f"{start} or later")
    for name, event in config.events.items():
        yield from _of_event(name, event, config, scenario, document)
    for name, fact in config.facts.items():
        yield from _of_fact(name, fact, scenario, document)
    issues = {issue.id: issue.unit for issue in scenario.issues}
    yield from _of_amounts("levels", config.levels, issues, document)
    figures = figures_of(scenario)
    yield from _of_amounts("figures", config.figures, figures, document)
    still_open = [one for one in _open(config, scenario) if one[1] in {*issues, *figures}]
    for kind, name in still_open:
        yield document.fault(
            (kind, name),
            f"is not final on {config.known_on}, until when this file knows",
            f"what is known on {end} or later"
            + ("" if name in TOTALS else ", or once there is an agreement"),
        )


def _open(config: OutcomesConfig, scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Yield the levels and figures that can still change after `known_on`."""
    if config.known_on >= scenario.date_of(scenario.horizon):
        return
    agreement = config.events.get("agreement")
    agreed = agreement is not None and isinstance(agreement.date, datetime.date)
    yield from (("levels", name) for name in config.levels if not agreed)
    yield from (("figures", name) for name in config.figures if not agreed or name in TOTALS)


def _of_event(
    name: str, event: Event, config: OutcomesConfig, scenario: Scenario, document: Document
) -> Iterator[Fault]:
    start, end = scenario.start, scenario.date_of(scenario.horizon)
    known = events_of(scenario)
    if name not in known:
        yield document.fault(
            ("events", name), "unknown event", ", ".join(known), nearest(name, known)
        )
        return
    if event.date == NEVER:
        if config.known_on < end:
            yield document.fault(
                ("events", name, "date"),
                f"found never, but this file knows until {config.known_on} only",
                f"never, once known_on is {end} or later",
                f"not_by: {config.known_on}",
            )
        return
    key = "not_by" if event.date is None else "date"
    told = event.not_by if event.date is None else event.date
    assert isinstance(told, datetime.date)
    if told < start:
        yield document.fault(("events", name, key), f"found {told}", f"{start} or later")
    elif told > config.known_on:
        yield document.fault(
            ("events", name, key), f"found {told}", f"no later than known_on, {config.known_on}"
        )
    elif told > end or (key == "not_by" and told == end):
        yield document.fault(
            ("events", name, key),
            f"found {told}, and the scenario ends on {end}",
            f"a date up to then, or {NEVER}",
            f"date: {NEVER}",
        )


def _of_fact(name: str, fact: Fact, scenario: Scenario, document: Document) -> Iterator[Fault]:
    at = ("facts", name, "when")
    try:
        expression = read_expression(fact.when, scenario)
    except ExpressionFault as fault:
        yield document.fault(at, fault.found, fault.allowed, fault.suggestion)
        return
    if expression.kind != "truth":
        yield document.fault(
            at,
            f"{shorten(fact.when)} says a {expression.kind}, not whether something holds",
            "a condition",
            f"{fact.when} == 1" if expression.kind == "number" else "",
        )


def _of_amounts(
    kind: str, amounts: Mapping[str, Amount], units: Mapping[str, str], document: Document
) -> Iterator[Fault]:
    for name, amount in amounts.items():
        if name not in units:
            what = "issue" if kind == "levels" else "figure"
            yield document.fault(
                (kind, name), f"unknown {what}", ", ".join(units), nearest(name, units)
            )
        elif amount.unit != units[name]:
            yield document.fault((kind, name, "unit"), f"found '{amount.unit}'", f"'{units[name]}'")
