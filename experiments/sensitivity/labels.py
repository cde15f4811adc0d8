"""What a factor is, in plain words: from its dotted key to a label of a figure."""

from __future__ import annotations

from experiments.analysis.unknowns import OF_MINISTER, describe
from experiments.analysis.wording import inside, sentence, the
from experiments.sensitivity.phrases import OF_LAWS, OF_TABLES, phrase_of
from experiments.sensitivity.register import held_at
from experiments.speech import say
from sim.config import ScenarioConfig

SEPARATOR = " · "
"""Between labels, in what is told of a key for which there is no phrase."""


def label_of(key: str, config: ScenarioConfig) -> str:
    """Return a label for the number at a dotted key, with a capital and without a full stop.

    It is in the tongue of the moment, and so should be the names in ``config``.
    """
    parts = key.split(".")
    if parts[-1] in ("value", "date") and len(parts) > 2:
        parts = parts[:-1]
    said = _of_table(parts, config) if parts[-2:-1] == ["values"] else None
    above = parts[:-1]
    if said is None and parts[-1] in OF_LAWS and held_at(config, ".".join(above)) is not None:
        whole, part = _described(above, config), say(OF_LAWS[parts[-1]])
        said = say("{quantity}, {parameter}", quantity=whole, parameter=part)
    return sentence(said or _described(parts, config))[:-1]


def _described(parts: list[str], config: ScenarioConfig) -> str:
    """Return the phrase for a key; without one, the labels on its way and the rest of the way."""
    if parts[0] == "sides" and parts[2:3] == ["ministers"] and parts[-1] in OF_MINISTER:
        who = config.sides[parts[1]].ministers[parts[3]].label
        return say(OF_MINISTER[parts[-1]], who=_officer(who))
    labels, rest = _way(parts, config)
    text = phrase_of(parts)
    if text is not None:
        side = the(labels[0]) if parts[0] == "sides" else ""
        return say(text, side=side, label=inside(labels[-1]) if labels else "")
    said = describe(".".join(parts), config)
    if SEPARATOR not in said and said != say(parts[-1].replace("_", " ")):
        return said
    way = ", ".join(rest)
    return say("{labels}: {rest}", labels=", ".join(labels), rest=way) if labels else way


def _way(parts: list[str], config: ScenarioConfig) -> tuple[list[str], list[str]]:
    """Return the labels on the way to a key, and the names after the last of them."""
    labels: list[str] = []
    rest: list[str] = []
    at: object = config
    for part in parts:
        at = at.get(part) if isinstance(at, dict) else getattr(at, part, None)
        label = getattr(at, "label", None)
        labels += [label] if isinstance(label, str) else []
        rest = [] if isinstance(label, str) else [*rest, part.replace("_", " ")]
    return labels, rest


def _of_table(parts: list[str], config: ScenarioConfig) -> str | None:
    """Return what one number of a side's table is; None for a table that has no phrase."""
    table, entry = parts[-3], parts[-1]
    if parts[0] != "sides" or parts[1] not in config.sides or table not in OF_TABLES:
        return None
    side = config.sides[parts[1]]
    names = {"side": the(side.label)}
    if table == "tilt":
        names["who"] = _officer(side.ministers[parts[3]].label)
        names["motive"] = inside(side.motives[entry].label)
    elif table == "stakes":
        names["group"] = inside(side.constituencies[parts[3]].label)
        names["issue"] = inside(config.issues[entry].label)
    else:
        names["motive"] = side.motives[parts[3]].label
        names["issue"] = inside(config.issues[entry].label)
    return say(OF_TABLES[table], **names)


def _officer(label: str) -> str:
    """Return who it is as a sentence needs it: "the Secretary of Commerce", "Tokyo's envoy"."""
    whose = label.split()[0].endswith(("’s", "'s"))
    return label if whose else say("the {officer}", officer=label)
