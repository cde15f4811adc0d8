"""From a YAML file to a checked scenario; the only place of the model that knows YAML."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sim.config.errors import ConfigError, Fault
from sim.config.reader import read_yaml, validate
from sim.config.schema import ScenarioConfig
from sim.config.settings import with_settings
from sim.config.sources import dangling

__all__ = ["ConfigError", "Fault", "ScenarioConfig", "load_scenario"]


def load_scenario(
    path: Path | str, settings: Mapping[str, object] | None = None, origin: str = "settings"
) -> ScenarioConfig:
    """Read, set, validate and check the citations of one scenario.

    Args:
        path: the scenario file.
        settings: dotted keys and the values that replace what stands there.
        origin: where the settings were written, for messages.

    Raises:
        ConfigError: with every fault found.
    """
    document = with_settings(read_yaml(path), settings or {}, origin)
    config = validate(ScenarioConfig, document)
    faults = dangling(config, document)
    if faults:
        raise ConfigError(faults)
    return config
