"""What is set in each arm of an experiment, with keys as they stand in the file and in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from experiments.analysis.wording import inside
from experiments.answers.answered import Answered
from experiments.sensitivity.labels import label_of
from experiments.speech import say

if TYPE_CHECKING:
    from sim.config import ScenarioConfig


def arms_in_words(found: Answered) -> str:
    """What is set in each arm, beyond what is set in all, and what the keys mean."""
    shared = found.experiment.config.settings
    told = []
    for arm, shown in zip(found.experiment.arms, found.comparison.arms, strict=True):
        own = {key: value for key, value in arm.settings.items() if key not in shared}
        words = _settings(own) or say("nothing set")
        told.append(say("- **{arm}**: {settings}", arm=shown.label, settings=words))
    if shared:
        told.append(say("- In every arm: {settings}", settings=_settings(shared)))
    glossed = _glosses(found)
    return "\n\n".join(part for part in ("\n".join(told), glossed) if part)


def _glosses(found: Answered) -> str:
    """What the keys mean that the arms set."""
    config = found.comparison.arms[0].scenario().config
    keys = dict.fromkeys(key for arm in found.experiment.arms for key in arm.settings)
    own = [key for key in keys if key not in found.experiment.config.settings]
    told = [(key, _gloss(key, config)) for key in own]
    return "\n".join(say("- `{key}`: {gloss}", key=key, gloss=text) for key, text in told if text)


def _gloss(key: str, config: ScenarioConfig) -> str:
    """A phrase for a key; empty where there is none and the key has to speak for itself."""
    found = label_of(key, config)
    last = [part for part in key.split(".") if part not in ("date", "value")][-1]
    return "" if found.lower().endswith(last.replace("_", " ")) else inside(found)


def _settings(settings: Mapping[str, object]) -> str:
    return ", ".join(f"`{key}` = {_value(value)}" for key, value in settings.items())


def _value(value: object) -> str:
    if value is None:
        return say("left out")
    if isinstance(value, dict):
        plain = {key: item for key, item in value.items() if key not in ("source", "reason")}
        return "{" + ", ".join(f"{key}: {_value(item)}" for key, item in plain.items()) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(item) for item in value)}]"
    return str(value)
