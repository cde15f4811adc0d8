"""How hypothesis works here, and the worlds that tests are set in."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from sim.config.reader import Document, read_yaml, validate
from sim.config.schema import ScenarioConfig
from sim.config.settings import with_settings
from sim.scenario import CONFIGS, Scenario, build

settings.register_profile("same_every_time", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("same_every_time")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the classroom's tests choose their database."""
    parser.addoption(
        "--classroom-db",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="database of the tests in tests/classroom",
    )


Variants = Callable[..., Scenario]


@functools.cache
def _document(path: Path) -> Document:
    return read_yaml(path)


def _variants(path: Path) -> Variants:
    built: dict[str, Scenario] = {}

    def variant(changes: Mapping[str, object] | None = None) -> Scenario:
        key = repr(changes or {})
        if key not in built:
            document = with_settings(_document(path), changes or {}, "test")
            built[key] = build(validate(ScenarioConfig, document))
        return built[key]

    variant.data = _document(path).data  # type: ignore[attr-defined]  # as it is written
    return variant


@pytest.fixture(scope="session")
def small() -> Variants:
    """Build `tests/small.yaml` with dotted keys replaced: `small({"score.discount": 1})`."""
    return _variants(Path(__file__).with_name("small.yaml"))


@pytest.fixture(scope="session")
def japan_us() -> Variants:
    """Build the shipped scenario of Japan and the US with dotted keys replaced."""
    return _variants(CONFIGS / "scenarios" / "japan_us_2025.yaml")


@pytest.fixture(scope="session")
def two_givers() -> Variants:
    """Build the bare shipped scenario with dotted keys replaced."""
    return _variants(CONFIGS / "scenarios" / "bare.yaml")


@pytest.fixture(scope="session")
def number() -> Callable[[float, str], dict[str, object]]:
    """Write a plain number with its unit, for a part that a scenario leaves out."""
    return lambda value, unit: {"value": value, "unit": unit, "source": "setting"}
