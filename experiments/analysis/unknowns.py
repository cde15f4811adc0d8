"""What a drawn prior is, in plain words: from its dotted key to half a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from experiments.analysis.drivers import PREFIX
from experiments.analysis.wording import inside, the


def key_of(column: str) -> str:
    """The dotted key of a column of drawn values: `drawn_a__b` holds what `a.b` drew."""
    return column.removeprefix(PREFIX).replace("__", ".")


def describe(key: str, config: Any) -> str:
    """What the quantity at a dotted key of a scenario's configuration is, in plain words.

    Half a sentence that reads after "the lower" or in a table's cell. A key that no phrase is
    written for reads as the labels on its way and its last name.
    """
    parts = key.split(".")
    said = {
        "sides": _of_side,
        "issues": _of_issue,
        "deadlines": _of_deadline,
        "escalations": _of_escalation,
        "summits": _of_summit,
    }.get(parts[0])
    text = said(parts[1:], config) if said and len(parts) > 2 else PHRASES.get(key)
    return text or _plain(parts, config)


PHRASES = {
    "economy.elasticity": "how strongly exports respond to tariffs",
    "economy.burden_weight": "how much the importing government minds its own buyers’ burden",
    "economy.lost_sale_margin": "what exporters lose on each dollar not sold",
    "interim.occasion": "how readily an occasion for an interim accord arises",
    "interim.price": "what an interim accord costs the side that threatens",
    "interim.duration": "how long an interim accord lasts",
    "talks.objection_factor": "how much a minister’s objection harms a text",
    "talks.return_factor": "how much likelier a text is to pass when it comes back",
    "score.political_cost": "how much a visible concession costs at home",
    "score.discount": "how patient both sides are",
}


def _of_side(parts: list[str], config: Any) -> str | None:
    side = config.sides[parts[0]]
    name, rest = the(side.label), ".".join(parts[1:])
    if parts[1] == "leader":
        return f"how readily the {side.leader.label} strikes down a text"
    if parts[1] == "motives":
        return f"how much {name} cares about {inside(side.motives[parts[2]].label)}"
    if parts[1] == "reference":
        issue = config.issues[parts[2]]
        if issue.kind == "tariff":
            # The giver of tariff relief can bear a rate from below, the other side from above.
            edge = "lowest" if issue.giver == parts[0] else "highest"
            return f"the {edge} {inside(issue.label)} that {name} could just live with"
        return f"how much on {inside(issue.label)} {name} could just live with"
    if parts[1] == "limits":
        issue = inside(config.issues[parts[2]].label)
        return f"how much {name} minds going past its limit on the {issue}"
    if parts[1] == "ministers":
        who = side.ministers[parts[2]].label
        return {
            "slack": f"how far {who} strays from the leader",
            "beta": f"how early {who} gives ground",
        }.get(parts[-1])
    return {
        "cost_ratio": f"how heavily {name} weighs what it gives against what it gets",
        "mandate.threat": f"how strongly a threat presses {name}",
        "mandate.losses": f"how strongly losses already felt press {name}",
        "ratification.threshold": f"how much support at home {name} needs",
        "ratification.scale": f"how unsure ratification is in {name}",
        "election.salience_campaign": f"how touchy {name} is during the campaign",
        "election.salience_after": f"how touchy {name} is after the vote",
    }.get(rest)


def _of_issue(parts: list[str], config: Any) -> str | None:
    issue = inside(config.issues[parts[0]].label)
    return {
        "cost_shape": f"how much the last steps hurt on the {issue}",
        "benefit_shape": f"how fast the gains shrink on the {issue}",
    }.get(parts[1])


def _of_deadline(parts: list[str], config: Any) -> str | None:
    label = inside(config.deadlines[parts[0]].label)
    return {
        "softness": f"how likely the deadline is to be put off ({label})",
        "insight": f"how well its holder knows whether the deadline is firm ({label})",
        "extension": f"how long an extension lasts ({label})",
        "progress_pull": f"how much progress helps to win an extension ({label})",
    }.get(parts[1])


def _of_escalation(parts: list[str], config: Any) -> str | None:
    label = inside(config.escalations[parts[0]].label)
    return {
        "probability": f"how likely an escalation is ({label})",
        "belief": f"how far an escalation is believed ({label})",
        "rise": f"how large an escalation is ({label})",
    }.get(parts[1])


def _of_summit(parts: list[str], config: Any) -> str | None:
    label = config.summits[parts[0]].label
    return {
        "held": f"whether the leaders meet ({label})",
        "override_factor": f"how much the meeting of leaders helps a text ({label})",
    }.get(parts[1])


def _plain(parts: list[str], config: Any) -> str:
    """Labels met on the way down the configuration, then the last name."""
    names = []
    at = config
    for part in parts[:-1]:
        at = at.get(part) if isinstance(at, Mapping) else getattr(at, part, None)
        label = getattr(at, "label", None)
        if isinstance(label, str):
            names.append(label)
    return " · ".join([*names, parts[-1].replace("_", " ")])
