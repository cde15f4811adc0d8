"""What a factor is, in plain words: from its dotted key to a label of a figure."""

from __future__ import annotations

from experiments.analysis.unknowns import describe
from experiments.analysis.wording import inside, sentence, the
from experiments.sensitivity.register import held_at
from sim.config import ScenarioConfig
from sim.config.schema import Side

LAW = {
    "a": "first parameter",
    "b": "second parameter",
    "low": "lower end",
    "mode": "mode",
    "high": "upper end",
    "shape": "parameter",
    "probability": "probability of the usual value",
    "at": "usual value",
}
"""Words for the parameters of a law, where one of these is varied."""


SEPARATOR = " · "
"""Between labels, in what is told of a key for which there is no phrase."""


def label_of(key: str, config: ScenarioConfig) -> str:
    """Return a label for the number at a dotted key, with a capital and without a full stop."""
    parts = key.split(".")
    if parts[-1] in ("value", "date") and len(parts) > 2:
        parts = parts[:-1]
    said = _of_table(parts, config) if parts[-2:-1] == ["values"] else None
    above = ".".join(parts[:-1])
    if said is None and parts[-1] in LAW and held_at(config, above) is not None:
        said = f"{describe(above, config)}, {LAW[parts[-1]]}"
    return sentence(said or _described(parts, config))[:-1]


def _described(parts: list[str], config: ScenarioConfig) -> str:
    """Return the phrase for a key; without one, the labels on its way and the rest of the way."""
    said = describe(".".join(parts), config)
    if SEPARATOR not in said and said != parts[-1].replace("_", " "):
        return said
    labels: list[str] = []
    rest: list[str] = []
    at: object = config
    for part in parts:
        at = at.get(part) if isinstance(at, dict) else getattr(at, part, None)
        label = getattr(at, "label", None)
        labels += [label] if isinstance(label, str) else []
        rest = [] if isinstance(label, str) else [*rest, part.replace("_", " ")]
    return f"{', '.join(labels)}: {', '.join(rest)}" if labels else ", ".join(rest)


def _of_table(parts: list[str], config: ScenarioConfig) -> str | None:
    """Return what one number of a side's table is; None for a table that has no phrase."""
    if parts[0] != "sides" or parts[1] not in config.sides:
        return None
    side, table, entry = config.sides[parts[1]], parts[-3], parts[-1]
    if table in ("benefits", "costs") and parts[2] == "motives":
        motive = f"“{side.motives[parts[3]].label}”"
        return f"weight of {_issue(entry, config)} in the {table} of {motive} ({the(side.label)})"
    if table == "stakes":
        group = side.constituencies[parts[3]].label
        return f"stake of {inside(group)} in {_issue(entry, config)} ({the(side.label)})"
    if table == "tilt":
        who = side.ministers[parts[3]].label
        return f"tilt of the {who} towards {_motive(entry, side)}"
    return None


def _issue(name: str, config: ScenarioConfig) -> str:
    return inside(config.issues[name].label)


def _motive(name: str, side: Side) -> str:
    return inside(side.motives[name].label)
