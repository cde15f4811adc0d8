"""What a drawn prior is, in plain words: from its dotted key to half a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from experiments.analysis.drivers import PREFIX
from experiments.analysis.wording import inside, the
from experiments.speech import phrase, say


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
    text = said(parts[1:], config) if said and len(parts) > 2 else say(PHRASES.get(key, ""))
    return text or _plain(parts, config)


PHRASES = {
    "economy.elasticity": phrase("how strongly exports respond to tariffs"),
    "economy.burden_weight": phrase(
        "how much the importing government minds its own buyers’ burden"
    ),
    "economy.lost_sale_margin": phrase("what exporters lose on each dollar not sold"),
    "interim.occasion": phrase("how readily an occasion for an interim accord arises"),
    "interim.price": phrase("what an interim accord costs the side that threatens"),
    "interim.duration": phrase("how long an interim accord lasts"),
    "talks.objection_factor": phrase("how much a minister’s objection harms a text"),
    "talks.return_factor": phrase("how much likelier a text is to pass when it comes back"),
    "score.political_cost": phrase("how much a visible concession costs at home"),
    "score.discount": phrase("how patient both sides are"),
}


def _of_side(parts: list[str], config: Any) -> str | None:
    side = config.sides[parts[0]]
    name, rest = the(side.label), ".".join(parts[1:])
    if parts[1] == "leader":
        return say("how readily the {leader} strikes down a text", leader=side.leader.label)
    if parts[1] == "motives":
        motive = inside(side.motives[parts[2]].label)
        return say("how much {side} cares about {motive}", side=name, motive=motive)
    if parts[1] == "reference":
        issue = config.issues[parts[2]]
        values = {"issue": inside(issue.label), "side": name}
        if issue.kind != "tariff":
            return say("how much on {issue} {side} could just live with", **values)
        # The giver of tariff relief can bear a rate from below, the other side from above.
        if issue.giver == parts[0]:
            return say("the lowest {issue} that {side} could just live with", **values)
        return say("the highest {issue} that {side} could just live with", **values)
    if parts[1] == "limits":
        issue = inside(config.issues[parts[2]].label)
        return say(
            "how much {side} minds going past its limit on the {issue}", side=name, issue=issue
        )
    if parts[1] == "ministers":
        who = side.ministers[parts[2]].label
        return _filled(OF_MINISTER, parts[-1], who=who)
    return _filled(OF_SIDE, rest, side=name)


OF_MINISTER = {
    "slack": phrase("how far {who} strays from the leader"),
    "beta": phrase("how early {who} gives ground"),
}
OF_SIDE = {
    "cost_ratio": phrase("how heavily {side} weighs what it gives against what it gets"),
    "mandate.threat": phrase("how strongly a threat presses {side}"),
    "mandate.losses": phrase("how strongly losses already felt press {side}"),
    "ratification.threshold": phrase("how much support at home {side} needs"),
    "ratification.scale": phrase("how unsure ratification is in {side}"),
    "election.salience_campaign": phrase("how touchy {side} is during the campaign"),
    "election.salience_after": phrase("how touchy {side} is after the vote"),
}
OF_ISSUE = {
    "cost_shape": phrase("how much the last steps hurt on the {issue}"),
    "benefit_shape": phrase("how fast the gains shrink on the {issue}"),
}
OF_DEADLINE = {
    "softness": phrase("how likely the deadline is to be put off ({label})"),
    "insight": phrase("how well its holder knows whether the deadline is firm ({label})"),
    "extension": phrase("how long an extension lasts ({label})"),
    "progress_pull": phrase("how much progress helps to win an extension ({label})"),
}
OF_ESCALATION = {
    "probability": phrase("how likely an escalation is ({label})"),
    "belief": phrase("how far an escalation is believed ({label})"),
    "rise": phrase("how large an escalation is ({label})"),
}
OF_SUMMIT = {
    "held": phrase("whether the leaders meet ({label})"),
    "override_factor": phrase("how much the meeting of leaders helps a text ({label})"),
}
"""Last part of a key, and what stands there in words."""


def _filled(phrases: Mapping[str, str], name: str, **names: str) -> str | None:
    return say(phrases[name], **names) if name in phrases else None


def _of_issue(parts: list[str], config: Any) -> str | None:
    issue = inside(config.issues[parts[0]].label)
    return _filled(OF_ISSUE, parts[1], issue=issue)


def _of_deadline(parts: list[str], config: Any) -> str | None:
    label = inside(config.deadlines[parts[0]].label)
    return _filled(OF_DEADLINE, parts[1], label=label)


def _of_escalation(parts: list[str], config: Any) -> str | None:
    label = inside(config.escalations[parts[0]].label)
    return _filled(OF_ESCALATION, parts[1], label=label)


def _of_summit(parts: list[str], config: Any) -> str | None:
    label = config.summits[parts[0]].label
    return _filled(OF_SUMMIT, parts[1], label=label)


LAST_NAMES = (
    phrase("bar"),
    phrase("bar after loss"),
    phrase("base trade"),
    phrase("break off"),
    phrase("break off days"),
    phrase("deal"),
    phrase("delay"),
    phrase("effect days"),
    phrase("expected"),
    phrase("majority"),
    phrase("monthly"),
    phrase("notice"),
    phrase("pace"),
    phrase("pass through"),
    phrase("pull"),
    phrase("ratification days"),
    phrase("strength"),
    phrase("stress"),
)
"""What the last names of the other keys in shipped scenarios read as."""


def _plain(parts: list[str], config: Any) -> str:
    """Labels met on the way down the configuration, then the last name."""
    names = []
    at = config
    for part in parts[:-1]:
        at = at.get(part) if isinstance(at, Mapping) else getattr(at, part, None)
        label = getattr(at, "label", None)
        if isinstance(label, str):
            names.append(label)
    return " · ".join([*names, say(parts[-1].replace("_", " "))])
