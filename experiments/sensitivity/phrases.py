"""What the keys of a scenario are in plain words, where the report of a result has no phrase.

A report names priors only (`experiments.analysis.unknowns`); a study may vary any judgment.
"""

from __future__ import annotations

from collections.abc import Mapping

from experiments.speech import phrase

OF_KEYS: Mapping[str, str] = {
    "sides.*.mandate.stress": phrase("how strongly market stress presses {side}"),
    "sides.*.mandate.majority": phrase("how a lost majority moves what {side} would sign"),
    "sides.*.election.result.expected": phrase(
        "seats won if approval stays as on the first day ({label})"
    ),
    "sides.*.election.result.slope": phrase(
        "seats won for each point of approval gained ({label})"
    ),
    "sides.*.election.result.noise": phrase(
        "how far the seats won may stray from what approval says ({label})"
    ),
    "sides.*.election.result.needed": phrase("seats needed for a majority ({label})"),
    "sides.*.election.result.bar_after_loss": phrase(
        "how much more support at home {side} needs once its majority is lost"
    ),
    "sides.*.approval.start": phrase("approval of the government on the first day ({side})"),
    "sides.*.approval.noise": phrase("how far the day’s news moves approval ({side})"),
    "sides.*.approval.losses": phrase("how much approval losses already felt cost ({side})"),
    "sides.*.approval.concession": phrase(
        "how much approval a sensitive concession costs ({side})"
    ),
    "sides.*.approval.deal": phrase("how much approval an agreement brings ({side})"),
    "sides.*.approval.on_bar": phrase(
        "how much each point of approval lowers the bar at home ({side})"
    ),
    "sides.*.break_off": phrase("how likely {side} is to break the talks off in a week"),
    "sides.*.constituencies.*.power": phrase("the weight of {label} at home ({side})"),
    "sides.*.ratification.vote.probability": phrase(
        "how likely it is that parliament must vote ({side})"
    ),
    "sides.*.ratification.vote.bar": phrase(
        "how much more support at home a vote in parliament takes ({side})"
    ),
    "sides.*.ratification.vote.days": phrase(
        "how many more days a vote in parliament takes ({side})"
    ),
    "issues.*.in_force": phrase("what is in force on the first day: {label}"),
    "interactions.*.strength": phrase("how much the mechanism eases what is given ({label})"),
    "economy.lines.*.pass_through": phrase("share of the added duty that buyers pay ({label})"),
    "economy.lines.*.mfn": phrase("the ordinary duty beneath the added one ({label})"),
    "economy.lines.*.base_trade": phrase("yearly trade before the added tariffs ({label})"),
    "economy.exporter_gdp": phrase("GDP of the country that exports"),
    "talks.exchanges": phrase("turns that each seat has in a session"),
    "talks.cadence.pace": phrase("gap to the next round, as a share of the time left"),
    "talks.cadence.shortest": phrase("the shortest gap between rounds"),
    "talks.cadence.longest": phrase("the longest gap between rounds"),
    "talks.ratification_days": phrase("days from signing to the verdict at home"),
    "talks.effect_days": phrase("days from ratification until an agreement takes effect"),
    "talks.cooling_off_days": phrase("days without meetings after home has refused"),
    "deadlines.*.to": phrase("the rate that comes back ({label})"),
    "deadlines.*.belief": phrase("how far a deadline is believed ({label})"),
    "deadlines.*.stretch": phrase("how far the length of an extension varies ({label})"),
    "deadlines.*.review": phrase(
        "days to the next date to work towards, once the threat is carried out ({label})"
    ),
    "deadlines.*.learning": phrase(
        "how many past threats the other side’s belief is worth ({label})"
    ),
    "escalations.*.notice": phrase("days from announcing an escalation to its effect ({label})"),
    "escalations.*.learning": phrase(
        "how many past threats the other side’s belief is worth ({label})"
    ),
    "interim.window": phrase("days before a deadline in which an interim accord may come up"),
    "stress.reversion": phrase("how fast market stress fades"),
    "stress.threat": phrase("how far markets jump when a tariff is threatened"),
    "stress.carried_out": phrase("how far markets jump when a tariff comes into force"),
    "litigation.delay": phrase("how long the court takes ({label})"),
    "litigation.probability": phrase("how likely the court is to strike the tariff down ({label})"),
    "other_deals.monthly": phrase("how likely another country’s deal is within a month"),
    "other_deals.value": phrase("the rate in other countries’ deals"),
    "other_deals.pull": phrase("how far other countries’ deals move what both could live with"),
    "break_off_days": phrase("how long talks that were broken off stay so"),
    "score.window": phrase("how many days the score looks at"),
}
"""Dotted key -> half a sentence; a star stands for any one name.

``{side}`` is the side, ``{label}`` the last label on the way to the key.
"""

OF_LAWS: Mapping[str, str] = {
    "a": phrase("first parameter"),
    "b": phrase("second parameter"),
    "low": phrase("lower end"),
    "mode": phrase("mode"),
    "high": phrase("upper end"),
    "shape": phrase("parameter"),
    "probability": phrase("probability of the usual value"),
    "at": phrase("usual value"),
}
"""Words for the parameters of a law, where one of these is varied."""

OF_TABLES: Mapping[str, str] = {
    "benefits": phrase("weight of {issue} in the benefits of “{motive}” ({side})"),
    "costs": phrase("weight of {issue} in the costs of “{motive}” ({side})"),
    "stakes": phrase("stake of {group} in {issue} ({side})"),
    "tilt": phrase("tilt of {who} towards {motive}"),
}
"""Table of a side -> what one of its numbers is."""


def phrase_of(parts: list[str]) -> str | None:
    """Return the phrase for a key in its parts; None if there is none."""
    for pattern, text in OF_KEYS.items():
        names = pattern.split(".")
        if len(names) == len(parts) and all(
            name in ("*", part) for name, part in zip(names, parts, strict=True)
        ):
            return text
    return None
